"""A column of hours or periods beside a date: `hour` 0 to 23 or 1 to 24, `period` 1 to 48 or 1 to 96."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers import words
from energy_core.importers.date_formats import kind_of
from energy_core.importers.dialect import Dialect
from energy_core.importers.intervals import local_instants
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.importers.table import Codes
from energy_core.spread import Integers

NAMED: Final = words.words(
    "hour|hours|hr|he|hour ending|hour beginning|half hour|halfhour|hh|period|interval|slot|"
    "settlement period|quarter hour|heure|heures|stunde|hora|ora|uur|time|timme|tunti|godzina|sp",
    inside="時刻|時間|时间|小时|시간|시각",
)

DAYS_OF: Final = (24, 48, 96)
"""Hours, half hours and quarters of an hour in a day; four more where clocks go back."""

FEWEST_PARTS: Final = 8
"""Fewer numbers than these in all days are tariff periods or shifts, not hours."""

_TEXT: Final = re.compile(
    r"(?:HE|H|P|SP)? ?(\d{1,3})(?:\.0+)?(?: ?(?:h|uhr|時|时|點|点|시)|(?<=\d)[ab])?", re.IGNORECASE
)
"""`3`, `H03`, `3時`; `3A` and `3B` where clocks repeat the third hour."""
_SPAN: Final = re.compile(r"(\d{1,2}) ?[h時时點点시]? ?[-–~〜～至] ?(\d{1,2}) ?[h時时點点시]?", re.IGNORECASE)
"""`00-01`: from one hour to the next."""


@dataclass(frozen=True)
class Periods:
    """since_us : from the beginning of the local day; NAT = unreadable. [microseconds]
    elapsed : counted in time that passed (the day of 25 hours has a 25th), not in what clocks show."""

    since_us: Integers
    elapsed: bool
    counts_from: int


def period_column(how: Dialect, date: int, candidates: Sequence[int]) -> int | None:
    """The column that says which part of the day a row is, where the date column says only the day."""
    if any(kind_of(cell) == "datetime" and not _is_midnight(cell) for cell in how.cells(date)[:500]):
        return None
    named = [i for i in candidates if words.says(NAMED, how.names[i])]
    return next((i for i in [*named, *candidates] if _cycles(how, date, i, named=i in named)), None)


def _is_midnight(cell: str) -> bool:
    return re.search(r"[T ]0?0:00(:00)?(\.0+)?(Z|[+-]\d{2}:?\d{2})?$", cell) is not None


def _number(text: str) -> int:
    match = _TEXT.fullmatch(text.strip())
    if match is not None:
        return int(match[1])
    span = _SPAN.fullmatch(text.strip())
    return int(span[1]) if span is not None and (int(span[1]) + 1 - int(span[2])) % 24 == 0 else -1


def _cycles(how: Dialect, date: int, column: int, *, named: bool) -> bool:
    """Small whole numbers, several to a date; without a telling name each one more than the last."""
    rows = [(row[date].strip(), _number(row[column])) for row in how.sample if row[date].strip()]
    values = [value for _, value in rows]
    if not values or sum(value < 0 for value in values) > 0.02 * len(values) or max(values) > 100:
        return False
    dates, pairs = len({day for day, _ in rows}), len(set(rows))
    if len(set(values)) < 2 or pairs < 2 * dates:
        return False
    if named:
        return dates == 1 or len(set(values)) >= FEWEST_PARTS
    steps = [b - a for (day, a), (next_day, b) in pairwise(rows) if day == next_day]
    follow = sum(step in (0, 1) for step in steps) > 0.95 * len(steps)
    return dates > 1 and follow and min(values) in (0, 1) and max(values) - min(values) + 1 in DAYS_OF


def read_periods(texts: Sequence[str], codes: Codes, day_us: Integers, *, header: str) -> Periods:
    """Where in its day each row begins.

    day_us : the local midnight of each row, NAT = unreadable. [microseconds]
    """
    value = np.array([_number(text) for text in texts], dtype=np.int64)[codes]
    good = (value >= 0) & (day_us != NAT)
    if not good.any():
        return Periods(np.full(len(value), NAT), False, 0)
    highest = int(value[good].max())
    base = 0 if (value[good] == 0).any() or not _from_one(highest, header) else 1
    count = next((n for n in DAYS_OF if highest - base < n + n // 24), DAYS_OF[-1])
    if words.says(words.words("half hour|halfhour|hh|settlement period|sp"), header):
        count = max(count, 48)
    place = value - base
    step = DAY_US // count
    return Periods(np.where(good, place * step, NAT), _is_elapsed(day_us[good], place[good], count), base)


def _from_one(highest: int, header: str) -> bool:
    """Without a 0: numbered from 1 when the last number of a day is there, or the name says so."""
    return any(n <= highest <= n + n // 12 for n in DAYS_OF) or words.says(
        words.words("period|he|hour ending|interval|slot|sp"), header
    )


def _is_elapsed(day_us: Integers, place: Integers, count: int) -> bool:
    """Whether the long day has more periods than others, or the short day ends early."""
    if int(place.max()) >= count:
        return True
    distinct = pd.DataFrame({"day": day_us, "place": place}).drop_duplicates()
    days = distinct.groupby("day")["place"].agg(["size", "max"]).iloc[1:-1]
    short = (days["size"] == count - count // 24) & (days["max"] == count - count // 24 - 1)
    full = days["size"] == count
    return bool(short.any() and short.sum() <= max(1, 0.02 * len(days)) and (short | full).mean() > 0.9)


def period_instants(
    day_us: Integers, since_us: Integers, *, zone: str, lines: Integers, name: str
) -> Integers:
    """Instants (UTC) of periods that count the time since local midnight. [microseconds]

    Raises MalformedFileError for a 25th hour on a day that has 24 in this zone.
    """
    good = (day_us != NAT) & (since_us != NAT)
    days, day_of = np.unique(day_us[good], return_inverse=True)
    begin, end = local_instants(days, zone), local_instants(days + DAY_US, zone)
    beyond = since_us[good] >= (end - begin)[day_of]
    if beyond.any():
        line = int(lines[good][beyond.argmax()])
        day = str(np.datetime64(int(day_us[good][beyond.argmax()]), "us"))[:10]
        raise MalformedFileError(
            f"Needed days as long as they are in {zone}; line {line} of {name} has an hour more than "
            f"{day} has there. Say the zone of the meter with --timezone.",
            where={"file": name, "row": line},
            option="--timezone",
        )
    result = np.full(len(day_us), NAT)
    result[good] = begin[day_of] + since_us[good]
    return result


def note(periods: Periods, *, header: str, ledger: Ledger) -> None:
    """Say on the receipt how the column was read."""
    first = "0 is the first hour of the day" if periods.counts_from == 0 else "1 begins the day at midnight"
    how = "counted on through clock changes" if periods.elapsed else "as clocks show it"
    ledger.decide(
        "part of the day",
        f"column {header}",
        evidence=f"whole numbers that cycle within each date; {first}, {how}",
        confidence=0.9,
        option="--time-column",
    )
