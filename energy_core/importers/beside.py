"""Tables beside each other on one sheet, each with times of its own -> tables by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from energy_core.importers.all_cells import all_cells
from energy_core.importers.blanks import is_blank
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.plain_rows import Text
from energy_core.importers.several_tables import NamedTable

MOSTLY: Final = 0.8

Columns = Sequence[int]


def tables_beside(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> list[NamedTable]:
    """The tables that a blank column parts, if they are of different times; none where it is one table."""
    groups = _groups(how)
    times = [_first(how, group, "time") for group in groups]
    if len(groups) < 2 or any(time is None for time in times):
        return []
    if any(_first(how, group, "number") is None for group in groups):
        return []
    table, cells = all_cells(text, how, name=name)
    columns = [cells[time] for time in times if time is not None]
    if all(list(column) == list(columns[0]) for column in columns):
        return []
    rows = range(len(table))
    lines = [how.header_line or how.source_line(how.first_line), *(int(line) for line in table.lines)]
    found = []
    for number, group in enumerate(groups, 1):
        body = [[cells[i][row] for i in group] for row in rows]
        found.append(NamedTable(f"table {number}", [[how.names[i] for i in group], *body], lines))
    evidence = "a blank column parts them, and each has times of its own"
    ledger.decide("tables beside each other", str(len(found)), evidence=evidence, option="--sheet")
    return found


def _groups(how: Dialect) -> list[list[int]]:
    """Columns between those that have neither a name nor a cell."""
    groups: list[list[int]] = [[]]
    for i, name in enumerate(how.names):
        if name == f"column {i + 1}" and all(is_blank(row[i]) for row in how.sample):
            groups.append([])
        else:
            groups[-1].append(i)
    return [group for group in groups if group]


def _first(how: Dialect, group: Columns, kind: str) -> int | None:
    """The first column of a group whose cells are mostly of a kind."""
    for i in group:
        cells = how.cells(i)[:500]
        if cells and sum(cell_kind(cell) == kind for cell in cells) >= MOSTLY * len(cells):
            return i
    return None
