"""Which column of a table is what: time, end, channel, unit, values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from energy_core.errors import UnknownFormatError
from energy_core.importers import words
from energy_core.importers.date_formats import kind_of
from energy_core.importers.dialect import Dialect, is_value
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.periods import period_column
from energy_core.importers.units import KWH_PER, unit_in
from energy_core.importers.value_columns import named_column, value_columns
from energy_core.importers.whose import is_home_column

FEWEST_HOURS: Final = 12
"""So many columns named after different times of the day are the parts of a day, not meters."""

_CLOCK: Final = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4])[:.h][0-5]\d(?!\d)|(?<![^\W\d_])(?:h|hour|he) ?\d{1,2}\b", re.I
)

MOSTLY: Final = 0.6
"""A column is a time when this share of its cells is one; the rest may be totals and cut rows."""


@dataclass(frozen=True)
class Layout:
    """Numbers of the columns.

    time : one column, or a date and a time of day. end : the same for the end, or empty.
    values : columns that hold energy or power, each with the unit its header names, or None.
    names : columns that say whose a row is. home : the column that says of which home or customer.
    period : the hour or period of the day, beside a time column that holds only dates.
    """

    time: tuple[int, ...]
    end: tuple[int, ...]
    names: tuple[int, ...]
    unit: int | None
    values: tuple[int, ...]
    period: int | None = None
    home: int | None = None
    units: dict[int, str | None] = field(default_factory=dict)


def layout(how: Dialect, *, name: str, hints: Hints, ledger: Ledger) -> Layout:
    """Find the columns. Raises UnreadableFileError that names the columns found and the option that helps."""
    kinds = {i: _kind(how.cells(i)) for i in range(len(how.names))}
    time, end = _time_columns(how, kinds, name=name, hints=hints)
    taken = {*time, *end, *(i for i, kind in kinds.items() if kind in ("datetime", "date", "clock", "month"))}
    unit = next((i for i in range(len(how.names)) if _is_unit_column(how, i)), None)
    open_ = [i for i in range(len(how.names)) if i not in taken and i != unit]
    period = None if len(time) > 1 or end or kinds[time[0]] == "month" else period_column(how, time[0], open_)
    numeric = [i for i in open_ if i != period and kinds[i] == "value" and not is_home_column(how, i)]
    blank = [i for i in open_ if kinds[i] == "blank" and unit_in(how.names[i]) in KWH_PER]
    if not any(unit_in(how.names[i]) in KWH_PER for i in numeric):
        numeric += blank
    elif blank:
        _note_blank(how, blank, ledger)
    _refuse_hours_across(how, numeric, name=name)
    values, units = value_columns(how, numeric, unit, name=name, hints=hints, ledger=ledger)
    not_channel = {*taken, *values, *(i for i in (unit, period) if i is not None)}
    names = _name_columns(how, kinds, not_channel)
    home = next((i for i in open_ if i not in values and is_home_column(how, i)), None)
    return Layout(time, end, names, unit, values, period, home, units)


def _kind(cells: list[str]) -> str:
    """`datetime`, `date`, `month`, `clock`, `number` (may be a time), `value`, `text` or `blank`."""
    from energy_core.importers.table import BLANKS

    filled = [cell for cell in cells[:500] if cell not in BLANKS]
    if not filled:
        return "blank"
    counts = Counter(kind_of(cell) or ("value" if is_number(cell) else "text") for cell in filled)
    dates = sum(counts[k] for k in ("datetime", "date", "month"))
    if dates >= MOSTLY * len(filled):
        return max(("datetime", "date", "month"), key=lambda k: counts[k])
    for kind in ("clock", "number"):
        if counts[kind] >= MOSTLY * len(filled):
            return (
                kind if kind == "clock" else ("value" if len(set(filled)) < 0.2 * len(filled) else "number")
            )
    return "value" if counts["value"] + counts["number"] + dates >= MOSTLY * len(filled) else "text"


def is_number(cell: str) -> bool:
    """A number, with or without a unit of energy behind it."""
    head, _, tail = cell.partition(" ")
    return is_value(cell) or (is_value(head) and unit_in(tail) in KWH_PER)


def _refuse_hours_across(how: Dialect, values: list[int], *, name: str) -> None:
    """A row per day with a column for each of its hours would look like 24 daily meters."""
    clocks = [i for i in values if _CLOCK.search(how.names[i])]
    hours = len({_CLOCK.search(how.names[i])[0] for i in clocks})  # type: ignore[index]
    if hours >= FEWEST_HOURS:
        first, last = how.names[clocks[0]], how.names[clocks[-1]]
        raise UnknownFormatError(
            f"Needed a row for each reading; {name} has a row for each day and a column for each part of it "
            f"({first!r} to {last!r}). Turn it into a table with the columns date, hour and kWh.",
            where={"file": name, "column": first, "row": how.header_line or how.first_line},
        )


def _note_blank(how: Dialect, blank: list[int], ledger: Ledger) -> None:
    names = ", ".join(how.names[i] for i in blank)
    evidence = "they have no values in the first rows"
    ledger.decide("columns left out", names, evidence=evidence, confidence=0.7, option="--value-column")


def _time_columns(
    how: Dialect, kinds: dict[int, str], *, name: str, hints: Hints
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if hints.time_column is not None:
        return (named_column(how, hints.time_column, option="--time-column", name=name),), ()
    numbers = [i for i, kind in kinds.items() if kind == "number" and words.says(words.TIME, how.names[i])]
    for i, kind in kinds.items():
        if kind == "number" and i not in numbers:
            kinds[i] = "value"
    useful = [i for i in kinds if not words.says(words.NOT_THE_STAMP, how.names[i])]
    clocks = [i for i in useful if kinds[i] == "clock"]
    dates = [i for i in useful if kinds[i] == "date"]
    full = [i for i in useful if kinds[i] == "datetime"] or numbers
    if dates and clocks and not full:
        start, end = _start_and_end(how, clocks)
        return (dates[0], start), ((dates[0], end) if end is not None else ())
    for candidates in (full, dates, [i for i in useful if kinds[i] == "month"]):
        if candidates:
            start, end = _start_and_end(how, candidates)
            return (start,), ((end,) if end is not None else ())
    found = ", ".join(how.names)
    if clocks:
        raise UnknownFormatError(
            f"Needed the date of every reading; {name} has a time of day in {how.names[clocks[0]]!r} but "
            "no date "
            f"(columns: {found}). Download a file with dates.",
            where={"file": name, "column": how.names[clocks[0]]},
        )
    raise UnknownFormatError(
        f"Needed a column with the date and time of each reading; {name} has no timestamp column, only: "
        f"{found[:300]}. If one of them is the time, say --time-column NAME.",
        where={"file": name, "row": how.header_line or how.first_line},
        option="--time-column",
    )


def _start_and_end(how: Dialect, candidates: list[int]) -> tuple[int, int | None]:
    ends = [
        i
        for i in candidates
        if words.says(words.END, how.names[i]) and not words.says(words.START, how.names[i])
    ]
    starts = [i for i in candidates if i not in ends]
    if not starts:
        return ends[0], None
    named = [i for i in starts if words.says(words.START, how.names[i])]
    return (named or starts)[0], (ends[0] if ends else None)


def says_end(name: str) -> bool:
    """Whether a header says that its stamps mark ends."""
    return words.says(words.END, name) and not words.says(words.START, name)


def _is_unit_column(how: Dialect, column: int) -> bool:
    if not words.says(words.UNITS, how.names[column]):
        return False
    cells = how.cells(column)
    return bool(cells) and all(unit_in(cell) is not None for cell in cells[:50])


def _name_columns(how: Dialect, kinds: dict[int, str], taken: set[int]) -> tuple[int, ...]:
    """The column that says which appliance or meter a row belongs to, and perhaps another beside it."""
    named = [
        i
        for i in range(len(how.names))
        if i not in taken
        and kinds[i] in ("text", "value", "number", "blank")
        and words.says(words.CHANNEL, how.names[i])
        and not words.says(words.TEXT, how.names[i])
    ]

    def rank(i: int) -> tuple[bool, ...]:
        place = words.says(words.PLACE, how.names[i]) and not words.says(words.APPLIANCE_COLUMN, how.names[i])
        return is_home_column(how, i), place, len(set(how.cells(i))) < 2, kinds[i] != "text"

    ranked = sorted(named, key=rank)
    beside = [i for i in ranked[1:] if kinds[i] == "text" and not is_home_column(how, i)]
    return (*ranked[:1], *beside[:1])
