"""Dates as names of columns: a row for each meter, for each time of day, or for each year of months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from energy_core.importers import words
from energy_core.importers.all_cells import Columns, all_cells, in_new_form
from energy_core.importers.blanks import is_blank
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.month_names import month_names
from energy_core.importers.month_names import plain as folded
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.table import Table
from energy_core.importers.wide_days import ENERGY

FEWEST_DATES: Final = 3
FEWEST_MONTHS: Final = 10

_YEAR: Final = words.words("year|yr|jahr|jaar|année|annee|año|anno|rok|år|ano|év")


@dataclass(frozen=True)
class _Across:
    """times : the columns named by times. labels : those in front of them.
    year : the column of years where columns are months. months : their numbers, by column."""

    times: Sequence[int]
    labels: Sequence[int]
    year: int | None = None
    months: Mapping[int, int] = field(default_factory=dict)


def long_dates(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with dates below each other, if they are names of its columns; else the table itself."""
    found = _months(how) or _dates(how)
    if found is None:
        return text, how
    table, cells = all_cells(text, how, name=name)
    if found.year is not None:
        rows, lines = _by_month(how, table, cells, found)
    elif _label_kinds(how, found) & {"clock", "number"}:
        rows, lines = _by_label(how, table, cells, found)
    else:
        rows, lines = _turned(how, table, cells, found)
    first, last = how.names[found.times[0]], how.names[found.times[-1]]
    ledger.decide(
        "layout",
        "times as names of columns",
        evidence=f"{len(found.times)} columns, {first!r} to {last!r}, are times",
        confidence=0.95,
    )
    left = [
        n
        for i, n in enumerate(how.names)
        if i not in (*found.times, *found.labels, found.year) and how.cells(i)
    ]
    if left:
        ledger.decide(
            "columns left out", ", ".join(left), evidence="their names are no times", confidence=0.8
        )
    return in_new_form(plain_text(rows, lines, delimiter=how.delimiter), how, table, name=name, ledger=ledger)


def _dates(how: Dialect) -> _Across | None:
    times = [i for i, name in enumerate(how.names) if cell_kind(name) == "time"]
    if len(times) < FEWEST_DATES or len(times) < 0.5 * len(how.names):
        return None
    labels = [i for i in range(times[0]) if how.cells(i)]
    return _Across(times, labels)


def _months(how: Dialect) -> _Across | None:
    """January to December beside a year."""
    known = month_names([folded(name) for name in how.names])
    numbers = {i: known[folded(name)] for i, name in enumerate(how.names) if folded(name) in known}
    months = list(numbers)
    years = [i for i, name in enumerate(how.names) if _YEAR.fullmatch(words.plain(name).strip())]
    if len(months) < FEWEST_MONTHS or not years:
        return None
    labels = [i for i in range(months[0]) if i != years[0] and how.cells(i)]
    return _Across(months, labels, years[0], numbers)


def _label_kinds(how: Dialect, found: _Across) -> set[str]:
    return {cell_kind(cell) for i in found.labels for cell in how.cells(i)[:50]}


def _by_month(
    how: Dialect, table: Table, cells: Columns, found: _Across
) -> tuple[list[list[str]], list[int]]:
    assert found.year is not None
    rows, lines = [[*(how.names[i] for i in found.labels), "month", ENERGY]], [how.header_line or 1]
    for row in range(len(table)):
        year = cells[found.year][row].partition(".")[0]
        for i in found.times:
            if not year.isdecimal() or not is_blank(cells[i][row]):
                stamp = f"{year}-{found.months[i]:02d}" if year.isdecimal() else year
                rows.append([*(cells[k][row] for k in found.labels), stamp, cells[i][row]])
                lines.append(int(table.lines[row]))
                if not year.isdecimal():
                    break
    return rows, lines


def _by_label(
    how: Dialect, table: Table, cells: Columns, found: _Across
) -> tuple[list[list[str]], list[int]]:
    """A row for each time of day and date."""
    header = [*(how.names[i] for i in found.labels), "date", ENERGY]
    rows, lines = [header], [how.header_line or 1]
    for i in found.times:
        for row in range(len(table)):
            labels = [cells[k][row] for k in found.labels]
            if any(cell_kind(label) in ("clock", "number", "time") for label in labels):
                rows.append([*labels, how.names[i], cells[i][row]])
            elif i == found.times[0] and any(column[row] for column in cells):
                rows.append([*labels, "", ""])
            else:
                continue
            lines.append(int(table.lines[row]))
    return rows, lines


def _turned(how: Dialect, table: Table, cells: Columns, found: _Across) -> tuple[list[list[str]], list[int]]:
    """Columns for rows: each label becomes the name of a column."""
    names = [" ".join(cells[k][row] for k in found.labels if cells[k][row]) for row in range(len(table))]
    own = [i for i, name in enumerate(names) if name or any(cells[t][i] for t in found.times)]
    header_line = how.header_line or 1
    rows = [["time", *(names[row] or ENERGY for row in own)]]
    rows += [[how.names[i], *(cells[i][row] for row in own)] for i in found.times]
    return rows, [header_line] * len(rows)
