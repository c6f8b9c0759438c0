"""A row for each day with a column for each of its parts -> a row for each part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.all_cells import all_cells, in_new_form
from energy_core.importers.blanks import is_blank
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.part_names import PartGroup, part_groups
from energy_core.importers.part_totals import Totals, part_totals
from energy_core.importers.periods import NAMED
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.table import Table
from energy_core.importers.whose import is_home_column

TIME_OF_DAY: Final = "time of day"
ENERGY: Final = "energy"
"""How columns are called for which the file has no name."""

_MIDNIGHT: Final = re.compile(r"(?:[T ]0?0:00(?::00)?(?:\.0+)?|[T ]12:00(?::00)? ?AM)$", re.I)


@dataclass(frozen=True)
class _Wide:
    """What the columns of a table of days are."""

    date: int
    groups: Sequence[PartGroup]
    kept: Sequence[int]
    totals: Totals

    def name(self, group: PartGroup) -> str:
        return group.stem or self.totals.name or ENERGY


def long_days(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with a row for each part of a day, if it has a column for each; else the table itself."""
    groups = part_groups(how.names)
    date = _date(how, groups) if groups else None
    if date is None:
        return text, how
    table, cells = all_cells(text, how, name=name)
    columns = range(len(how.names))
    parts = {part.column for group in groups for part in group.parts}
    others = [i for i in columns if i not in parts and i != date]
    totals = part_totals(how, cells, others, groups[0])
    kept = [i for i in others if i not in totals.columns and _tells_rows_apart(how, i)]
    left = [how.names[i] for i in others if i not in kept and i not in totals.columns and how.cells(i)]
    wide = _Wide(date, _valued(groups, cells), kept, totals)
    melted = _melted(table, how, cells, wide)
    _note(how, wide, len(table), left=left, ledger=ledger)
    return in_new_form(melted, how, table, name=name, ledger=ledger)


def _date(how: Dialect, groups: Sequence[PartGroup]) -> int | None:
    """The column of days: dates without a time of day, most of them different."""
    parts = {part.column for group in groups for part in group.parts}
    for i in range(len(how.names)):
        cells = how.cells(i)[:300]
        if i in parts or not cells:
            continue
        days = sum(cell_kind(_MIDNIGHT.sub("", cell)) == "time" for cell in cells)
        timed = sum(":" in _MIDNIGHT.sub("", cell) for cell in cells)
        if days > 0.6 * len(cells) and not timed:
            return i
    return None


def _tells_rows_apart(how: Dialect, column: int) -> bool:
    """Whether a column says whose or what a row is, rather than something of the whole day."""
    cells = how.cells(column)
    text = sum(cell_kind(cell) == "text" for cell in cells) > 0.5 * len(cells)
    return bool(cells) and (text or is_home_column(how, column))


def _valued(groups: Sequence[PartGroup], cells: Sequence[Sequence[str]]) -> list[PartGroup]:
    """The groups that hold anything."""
    return [g for g in groups if any(cell for part in g.parts for cell in cells[part.column])] or list(groups)


def _melted(table: Table, how: Dialect, cells: Sequence[Sequence[str]], wide: _Wide) -> Text:
    first = wide.groups[0]
    part = _part_name(first) if first.counted else TIME_OF_DAY
    header = [*(how.names[i] for i in wide.kept), how.names[wide.date], part]
    rows = [[*header, *(wide.name(group) for group in wide.groups)]]
    lines = [how.header_line or how.source_line(how.first_line)]
    for row in range(len(table)):
        added = _parts_of(row, cells, wide)
        rows += added
        lines += [int(table.lines[row])] * len(added)
    return plain_text(rows, np.array(lines), delimiter=how.delimiter)


def _part_name(group: PartGroup) -> str:
    """What the file calls a part of the day, if the reader of such columns knows the word."""
    if group.word and words.says(NAMED, group.word):
        return group.word
    return "hour" if group.usual == 24 else "period"


def _parts_of(row: int, cells: Sequence[Sequence[str]], wide: _Wide) -> list[list[str]]:
    """A day's parts; a row without a date as it is, for the receipt."""
    first = wide.groups[0]
    whose = [cells[i][row] for i in wide.kept]
    date = _MIDNIGHT.sub("", cells[wide.date][row])
    if cell_kind(date) != "time":
        filled = [cell for column in cells if (cell := column[row])]
        return [[*whose, " ".join(filled), "", *[""] * len(wide.groups)]] if filled else []
    values = [[cells[part.column][row] for part in group.parts] for group in wide.groups]
    until = _last_part(first, values)
    found = []
    for place in range(until):
        here = [column[place] if place < len(column) else "" for column in values]
        if first.is_extra(place) and all(is_blank(value) for value in here):
            continue
        found.append([*whose, date, _label(first, place), *here])
    return found


def _last_part(group: PartGroup, values: Sequence[Sequence[str]]) -> int:
    """How many parts a day has: on the day that clocks go forward, counted ones may end an hour early."""
    filled = [i for i in range(len(group.parts)) if any(not is_blank(column[i]) for column in values)]
    early = group.usual - group.usual // 24
    ends_early = group.counted and len(filled) == early and filled[-1] == early - 1
    return early if ends_early else len(group.parts)


def _label(group: PartGroup, place: int) -> str:
    value = group.parts[place].value
    if not group.counted:
        return f"{value // 60:02d}:{value % 60:02d}"
    if group.usual in (24, 48, 96):
        return str(value)
    minutes = (value - group.parts[0].value) * 1440 // group.usual
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _note(how: Dialect, wide: _Wide, days: int, *, left: Sequence[str], ledger: Ledger) -> None:
    group = wide.groups[0]
    first, last = (how.names[group.parts[i].column] for i in (0, -1))
    ledger.decide(
        "layout",
        "a row for each day, a column for each part of it",
        evidence=f"{len(group.parts)} columns, {first!r} to {last!r}, are the parts of a day; {days:,} rows",
        confidence=0.95,
    )
    wide.totals.note(how, ledger)
    if left:
        evidence = "they say something of the whole day"
        ledger.decide("columns left out", ", ".join(left), evidence=evidence, confidence=0.8)
