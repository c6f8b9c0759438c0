"""Dates that stand once for all readings of their day: in a row above them, or in the first cell of several.

A date is carried down only where times of day run through each day and begin anew at each date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from energy_core.importers.all_cells import Columns, all_cells, in_new_form
from energy_core.importers.blanks import is_blank
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.clock_texts import DAY_US, NAT, read_clock
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import numbered
from energy_core.importers.plain_rows import Text, plain_text

FEWEST_DATES: Final = 2
MOSTLY: Final = 0.5
"""A date that stands once for its day leaves more cells blank than it fills."""

DATE: Final = "date"
MIDNIGHT: Final = "24:00"


@dataclass(frozen=True)
class _Places:
    """The columns of dates and of times of day; the same where dates have rows of their own."""

    date: int
    clock: int


@dataclass(frozen=True)
class _Filled:
    """dates, clocks : one for each row. own : rows that hold nothing but a date."""

    dates: list[str]
    clocks: list[str]
    own: list[int]


def filled_dates(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with its date in each row, if it stands once a day; else the table itself."""
    places = _places(how)
    if places is None:
        return text, how
    table, cells = all_cells(text, how, name=name)
    found = _filled(cells, places)
    if found is None:
        return text, how
    kept = [i for i in range(len(how.names)) if i not in (places.date, places.clock)]
    date = how.names[places.date] if places.date != places.clock else DATE
    rows = [[date, how.names[places.clock], *(how.names[i] for i in kept)]]
    lines = [how.header_line or how.source_line(how.first_line)]
    for row, (day, clock) in enumerate(zip(found.dates, found.clocks, strict=True)):
        if row not in found.own:
            rows.append([day, clock, *(cells[i][row] for i in kept)])
            lines.append(int(table.lines[row]))
    evidence = "times of day run through each day and begin anew at each date"
    ledger.decide("dates", "each holds for the rows below it", evidence=evidence, confidence=0.9)
    if found.own:
        alone = numbered([int(table.lines[row]) for row in found.own])
        ledger.decide("lines above the table", alone, evidence="nothing but the date of the rows below")
    return in_new_form(plain_text(rows, lines, delimiter=how.delimiter), how, table, name=name, ledger=ledger)


def _places(how: Dialect) -> _Places | None:
    """Where dates are by the first rows; None where each row has its own."""
    kinds = [[cell_kind(cell) for cell in row] for row in how.sample]
    for i in range(len(how.names)):
        column = [row[i] for row in kinds]
        dates = [row for row, kind in enumerate(column) if kind == "time"]
        if len(dates) < FEWEST_DATES or any(":" in how.sample[row][i] for row in dates):
            continue
        if column.count("clock") > MOSTLY * len(column) and all(_is_alone(kinds[row], i) for row in dates):
            return _Places(i, i)
        clocks = [j for j in range(len(how.names)) if j != i and _are_clocks([row[j] for row in kinds])]
        if column.count("blank") > MOSTLY * len(column) and len(clocks) == 1:
            return _Places(i, clocks[0])
    return None


def _is_alone(kinds: Sequence[str], place: int) -> bool:
    return all(kind == "blank" for i, kind in enumerate(kinds) if i != place)


def _are_clocks(kinds: Sequence[str]) -> bool:
    return kinds.count("clock") > 0.9 * len(kinds)


def _filled(cells: Columns, places: _Places) -> _Filled | None:
    """Dates and times of all rows; None where they do not run through each day."""
    dates, clocks, own, days = [], list(cells[places.clock]), [], list[list[int]]()
    date = ""
    for row, cell in enumerate(cells[places.date]):
        if cell_kind(cell) == "time":
            date = cell
            days.append([])
            if places.date == places.clock:
                own.append(row)
        elif not is_blank(cell) and places.date != places.clock:
            return None
        timed = row not in own and cell_kind(clocks[row]) == "clock"
        if timed and not days:
            return None
        if timed:
            days[-1].append(row)
        dates.append(date if timed else "")
    return _Filled(dates, clocks, own) if _run_through(days, clocks) else None


def _run_through(days: Sequence[Sequence[int]], clocks: list[str]) -> bool:
    """Whether times rise, or fall, within each day but for one repeated hour. Midnights at the end of a day
    become 24:00, in place."""
    read = {row: read_clock(clocks[row]) for day in days for row in day}
    if len(days) < FEWEST_DATES or NAT in read.values() or not any(len(day) > 2 for day in days):
        return False
    steps = [read[b] - read[a] for day in days for a, b in pairwise(day)]
    falls = sum(step < 0 for step in steps) > sum(step > 0 for step in steps)
    for day in days:
        last = 0 if falls else -1
        if len(day) > 1 and read[day[last]] == 0:
            read[day[last]] = DAY_US
            clocks[day[last]] = MIDNIGHT
        against = sum((b >= a) if falls else (b <= a) for a, b in pairwise(read[row] for row in day))
        if against > 1:
            return False
    return True
