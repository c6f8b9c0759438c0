"""Day first or month first: decided by the dates themselves, asked when they fit both ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers.date_hints import by_header, by_name, by_zone
from energy_core.importers.date_texts import PIVOT
from energy_core.importers.hints import DateOrder, Hints
from energy_core.importers.ledger import Ledger
from energy_core.spread import Floats, Integers

DATE: Final = r"(?P<first>\d{1,2})(?P<sep>[-/.]) ?(?P<second>\d{1,2})[-/.] ?(?P<third>\d{4}|\d{2})(?:\D|$)"
_DATE: Final = re.compile(DATE)

ORDERS: Final[dict[DateOrder, str]] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

FAR: Final = 1.5
"""One order spreads the dates so many times as far as another: the closer one is meant."""


@dataclass(frozen=True)
class Clues:
    """What else there is to go by, beside the dates.

    several_a_day : whether a date has several readings, so that dates must follow each other.
    headers : names of the time columns. name : the file's name. timezone : as far as a person or the file
    says it. ends : distinct dates of the end column, in the order of `texts`, where there is one.
    others : the first and the last day that other rows say in a way that is clear. [days since 1970]
    """

    several_a_day: bool = False
    headers: tuple[str, ...] = ()
    name: str = ""
    timezone: str | None = None
    ends: tuple[str, ...] = ()
    others: tuple[int, int] | None = None


def date_order(texts: Sequence[str], clues: Clues, *, hints: Hints, ledger: Ledger) -> DateOrder:
    """How numeric dates such as 05/06/2023 are written.

    texts : distinct dates (a time may follow), in the order of the file.

    Raises MalformedFileError, naming --date-order, when several orders fit equally well.
    """
    dates = _Dates([match for text in texts if (match := _DATE.match(text.strip()))])
    if hints.date_order is not None:
        if dates.matches:
            said = "said with --date-order"
            ledger.decide("date order", ORDERS[hints.date_order], evidence=said, option="--date-order")
        return hints.date_order
    if not dates.matches:
        return "dmy"
    order, evidence, confidence = _decided(dates, clues)
    if order is None:
        raise _question(dates)
    ledger.decide(
        "date order", ORDERS[order], evidence=evidence, confidence=confidence, option="--date-order"
    )
    return order


_Decision = tuple[DateOrder | None, str, float]
_OPEN: Final[_Decision] = (None, "", 0.0)


def _decided(dates: _Dates, clues: Clues) -> _Decision:
    found = _by_numbers(dates)
    if found[0] is None:
        found = by_header(clues.headers)
    if found[0] is None and clues.others is not None:
        found = _by_others(dates, clues.others)
    if found[0] is None:
        found = _by_neighbours(dates, clues.several_a_day)
    if found[0] is None:
        found = _by_ends(dates, clues.ends)
    if found[0] is None:
        spans = {order: dates.days(order) for order in dates.possible}
        found = by_name(clues.name, {o: (int(d.min()), int(d.max())) for o, d in spans.items() if len(d)})
    return found if found[0] is not None else by_zone(clues.timezone)


@dataclass(frozen=True)
class _Dates:
    """Numeric dates, in the order of the file."""

    matches: list[re.Match[str]]

    @property
    def possible(self) -> list[DateOrder]:
        """Orders under which every date is one; if there is none, those under which the most are."""
        bad = {order: int(np.isnan(self.numbers(order)).sum()) for order in get_args(DateOrder)}
        return [order for order in get_args(DateOrder) if bad[order] == min(bad.values())]

    def part(self, name: str) -> Integers:
        return np.array([int(match[name]) for match in self.matches])

    def days(self, order: DateOrder) -> Integers:
        """The distinct days so read, sorted, since 1970."""
        numbers = self.numbers(order)
        return np.unique(numbers[~np.isnan(numbers)]).astype(np.int64)

    def in_order(self, order: DateOrder) -> bool:
        """Whether the days so read only rise, or only fall, down the file."""
        numbers = self.numbers(order)
        steps = np.diff(numbers[~np.isnan(numbers)])
        return bool((steps > 0).all() or (steps < 0).all())

    def numbers(self, order: str) -> Floats:
        """Days since 1970 if so read, NaN for what is no date then."""
        first, second, third = (self.part(name) for name in ("first", "second", "third"))
        year, month, day = {
            "dmy": (third, second, first), "mdy": (third, first, second), "ymd": (first, second, third)
        }[order]  # fmt: skip
        if order == "ymd" and self.long_years:
            return np.full(len(first), np.nan)
        year = np.where(year > 99, year, year + np.where(year < PIVOT, 2000, 1900))
        parts = pd.DataFrame({"year": year, "month": month, "day": day})
        found = pd.to_datetime(parts, errors="coerce")
        seconds = found.astype("datetime64[s]").astype("int64")  # nanoseconds end in the year 2262
        return np.where(found.isna(), np.nan, seconds / 86_400)

    @property
    def long_years(self) -> bool:
        return any(len(match["third"]) == 4 for match in self.matches)


def _by_numbers(dates: _Dates) -> _Decision:
    """A number above 12 is no month, one above 31 is a year."""
    first, second = dates.part("first"), dates.part("second")
    if (first > 31).any() and not dates.long_years:
        return "ymd", f"{dates.matches[int((first > 31).argmax())][0].strip()} begins with the year", 1.0
    if not dates.long_years and _years_first(dates):
        return "ymd", "so read, the dates follow each other within a few days", 0.9
    day_first, month_first = int((first > 12).sum()), int((second > 12).sum())
    if day_first > month_first:
        sure = not month_first and (dates.long_years or "ymd" not in dates.possible)
        return "dmy", _no_month(dates, "first"), 1.0 if sure else 0.8
    if month_first > day_first:
        return "mdy", _no_month(dates, "second"), 1.0 if not day_first else 0.8
    if bool((first == second).all()):
        return "dmy", "day and month are the same number in every date", 1.0
    if all(match["sep"] == "." for match in dates.matches):
        return "dmy", "dates with dots are written day first", 0.95
    return _OPEN


def _years_first(dates: _Dates) -> bool:
    """Whether years of two figures stand in front: so read, the dates are far closer to each other."""
    if "ymd" not in dates.possible or len(dates.matches) < 3:
        return False
    spans = {order: np.ptp(days) for order in ("dmy", "mdy", "ymd") if len(days := dates.days(order)) > 1}
    others = [span for order, span in spans.items() if order != "ymd" and order in dates.possible]
    short = spans.get("ymd")
    return short is not None and bool(short < 3_660) and all(bool(span > 5 * short) for span in others)


def _no_month(dates: _Dates, part: str) -> str:
    numbers = dates.part(part)
    place = int((numbers > 12).argmax())
    return f"{_shown(dates.matches[place])} has no month {numbers[place]}"


def _shown(match: re.Match[str]) -> str:
    return match["first"] + match["sep"] + match["second"] + match["sep"] + match["third"]


def _by_neighbours(dates: _Dates, several_a_day: bool) -> _Decision:
    """Readings of every few minutes stand on days that follow each other; single ones keep a rhythm."""
    gaps = {order: np.diff(dates.days(order)) for order in ("dmy", "mdy")}
    if any(len(g) == 0 for g in gaps.values()):
        return _OPEN
    spans = {order: int(g.sum()) for order, g in gaps.items()}
    uneven = {order: not _is_even(g) for order, g in gaps.items()}
    short, long = sorted(spans, key=lambda order: spans[order])
    if (several_a_day or uneven[long]) and spans[long] > FAR * spans[short]:
        return _named(short), f"so read, the dates follow each other over {spans[short] + 1} days", 0.95
    if uneven["dmy"] != uneven["mdy"]:
        return _named("mdy" if uneven["dmy"] else "dmy"), "so read, the dates keep one rhythm", 0.9
    sorted_ = {order: dates.in_order(_named(order)) for order in gaps}
    if len(dates.matches) > 3 and sorted_["dmy"] != sorted_["mdy"]:
        return _named("dmy" if sorted_["dmy"] else "mdy"), "so read, the rows are in order", 0.85
    return _OPEN


def _by_others(dates: _Dates, others: tuple[int, int]) -> _Decision:
    """The order under which dates in figures are among, or right beside, those that are clear."""
    away = {}
    for order in ("dmy", "mdy"):
        days = dates.days(order)
        if len(days):
            away[order] = max(others[0] - int(days[0]), int(days[-1]) - others[1], 0)
    if len(away) < 2 or max(away.values()) <= FAR * (min(away.values()) + 1):
        return _OPEN
    return _named(min(away, key=lambda order: away[order])), "so read, they join the other dates", 0.95


def _named(order: str) -> DateOrder:
    return "dmy" if order == "dmy" else "mdy"


def _is_even(gaps: Integers) -> bool:
    """All gaps alike, months counting as alike."""
    return bool(gaps.max() - gaps.min() <= (3 if gaps.min() >= 28 else 0))


def _by_ends(dates: _Dates, texts: Sequence[str]) -> _Decision:
    """Ends come after their starts, and no longer after them than periods of one kind differ."""
    ends = _Dates([match for text in texts if (match := _DATE.match(text.strip()))])
    if len(ends.matches) != len(dates.matches) or not ends.matches:
        return _OPEN
    order, evidence, confidence = _by_numbers(ends)
    if order is not None:
        return order, f"of the ends, {evidence}", confidence
    fits: dict[str, bool] = {}
    for candidate in ("dmy", "mdy"):
        lengths = ends.numbers(candidate) - dates.numbers(candidate)
        fits[candidate] = bool((lengths >= 0).all() and np.ptp(lengths) <= 4)
    if fits["dmy"] == fits["mdy"]:
        return _OPEN
    return _named("dmy" if fits["dmy"] else "mdy"), "so read, the periods are of one length", 0.9


def _question(dates: _Dates) -> MalformedFileError:
    match = next((m for m in dates.matches if m["first"] != m["second"]), dates.matches[0])
    single = [dates_of(match, order) for order in ("dmy", "mdy")]
    return MalformedFileError(
        f"Needed to know whether {_shown(match)} is {single[0]} or {single[1]}; the dates of this file fit "
        "both. Say --date-order dmy or --date-order mdy.",
        where={"option": "--date-order", "value": _shown(match)},
        option="--date-order",
        choices=("dmy", "mdy"),
    )


def dates_of(match: re.Match[str], order: str) -> str:
    """A date as so read, in words: 5 June 2023."""
    days = _Dates([match]).days(_named(order))
    return f"{pd.Timestamp(int(days[0]), unit='D'):%-d %B %Y}" if len(days) else "no date"
