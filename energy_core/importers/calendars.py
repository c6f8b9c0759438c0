"""A year on one sheet: days below each other and months beside each other, or months and years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from energy_core.importers.all_cells import Columns, all_cells, in_new_form
from energy_core.importers.blanks import is_blank
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.month_names import month_names
from energy_core.importers.month_names import plain as folded
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.table import Table
from energy_core.importers.wide_days import ENERGY

MONTHS: Final = 12
FEWEST_YEARS: Final = 2
LAST_DAY: Final = 31

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True)
class _Calendar:
    """label : the column of days or months. spans : what each other column is, such as `2024-03`.
    days : whether the label counts days. header_row : the row that holds the years, if one does."""

    label: int
    spans: Mapping[int, str]
    days: bool
    header_row: int | None = None


def long_calendar(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with a row for each day or month, if it is a calendar; else the table itself."""
    found = _months_across(how) or _years_across(how)
    if found is None:
        return text, how
    table, cells = all_cells(text, how, name=name)
    rows, lines = _listed(how, table, cells, found)
    below, beside = ("days", "months") if found.days else ("months", "years")
    spans = list(found.spans.values())
    ledger.decide(
        "layout", f"{below} below each other, {beside} beside each other", confidence=0.9,
        evidence=f"{len(spans)} columns are {spans[0]} to {spans[-1]}",
    )  # fmt: skip
    if found.header_row is not None:
        line = int(table.lines[found.header_row])
        ledger.decide("header", f"line {line}", evidence="it holds the years", confidence=0.9)
    return in_new_form(plain_text(rows, lines, delimiter=how.delimiter), how, table, name=name, ledger=ledger)


def _months_across(how: Dialect) -> _Calendar | None:
    """January to December beside the numbers of days, where the lines above say one year."""
    known = month_names([folded(name) for name in how.names])
    months = {i: known[folded(name)] for i, name in enumerate(how.names) if folded(name) in known}
    years = {year for _, line in how.above for year in _YEAR.findall(line)}
    if len(months) != MONTHS or sorted(months.values()) != list(range(1, MONTHS + 1)) or len(years) != 1:
        return None
    label = min(months) - 1
    numbers = [cell.lstrip("0") for cell in how.cells(label) if cell.isdecimal()] if label >= 0 else []
    if numbers != [str(day) for day in range(1, LAST_DAY + 1)]:
        return None
    year = years.pop()
    return _Calendar(label, {i: f"{year}-{month:02d}" for i, month in months.items()}, days=True)


def _years_across(how: Dialect) -> _Calendar | None:
    """Years one after the other beside the names of months; a header of figures looks like a row."""
    first = [cell.strip() for cell in how.sample[0]] if how.sample else []
    for header_row, header in ((None, list(how.names)), (0, first)):
        years = {i: int(cell) for i, cell in enumerate(header) if _YEAR.fullmatch(cell.strip())}
        if len(years) < FEWEST_YEARS or list(years.values()) != list(_on_from(years)):
            continue
        label = min(years) - 1
        texts = [folded(cell) for cell in how.cells(label)] if label >= 0 else []
        known = month_names(texts)
        if len({known[text] for text in texts if text in known}) == MONTHS:
            return _Calendar(label, {i: str(year) for i, year in years.items()}, False, header_row)
    return None


def _on_from(years: Mapping[int, int]) -> range:
    first = min(years.values())
    return range(first, first + len(years))


def _listed(
    how: Dialect, table: Table, cells: Columns, found: _Calendar
) -> tuple[list[list[str]], list[int]]:
    rows, lines = [["date" if found.days else "month", ENERGY]], [how.header_line or 1]
    labels = [label.strip() for label in cells[found.label]]
    known = month_names([folded(label) for label in labels])
    for row in range(len(table)):
        line = int(table.lines[row])
        part = labels[row].zfill(2) if found.days else f"{known.get(folded(labels[row]), 0):02d}"
        if row == found.header_row:
            continue
        if not part.isdecimal() or part == "00":
            rows.append([" ".join(_filled(cells, row)), ""])
            lines.append(line)
            continue
        for column, span in found.spans.items():
            if not is_blank(cells[column][row]):
                rows.append([f"{span}-{part}", cells[column][row]])
                lines.append(line)
    return rows, lines


def _filled(cells: Columns, row: int) -> Sequence[str]:
    return [column[row] for column in cells if column[row]]
