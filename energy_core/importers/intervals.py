"""Stamps -> intervals: how long each reading lasted, with gaps left as gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.stamps import DAY_US
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]

REGULAR_SHARE: Final = 0.5
"""Fewer equal steps than this, and every reading lasts until the next: bills, or a log of changes."""

MONTH_DAYS: Final = 30.436875
"""Mean length of a month of the Gregorian calendar. [days]"""

INCLUSIVE: Final = (1, 1_000, 1_000_000, 60_000_000, DAY_US)
"""How long before the end of an interval its last moment or day is written. [microseconds]"""

DAYS: Final = 23 * 3_600_000_000
"""From this length on, intervals are counted in local days, which have 23 to 25 hours."""


@dataclass(frozen=True)
class Spans:
    """start, end : instants (UTC) [microseconds]. regular : whether most steps are equal."""

    start: Integers
    end: Integers
    regular: bool


def spans(stamps: Integers, *, are_ends: bool, timezone: str) -> Spans:
    """Intervals of sorted, distinct stamps (at least two).

    An interval reaches to the next stamp, but never further than its neighbours do: what is longer is a gap.
    """
    daily = bool(np.median(np.diff(stamps)) >= DAYS)
    ruler = wall_clock(stamps, timezone) if daily else stamps
    months = usual_months(ruler) if daily else 0
    if months:
        other = _calendar(ruler, -months if are_ends else months)
        other = local_instants(other, timezone)
        return Spans(other, stamps, True) if are_ends else Spans(stamps, other, True)
    lengths, regular = _lengths(-ruler[::-1] if are_ends else ruler)
    other = ruler - lengths[::-1] if are_ends else ruler + lengths
    other = local_instants(other, timezone) if daily else other
    return Spans(other, stamps, regular) if are_ends else Spans(stamps, other, regular)


def _lengths(ruler: Integers) -> tuple[Integers, bool]:
    """Length of the interval that begins at each stamp; of the last one the usual length."""
    steps = np.diff(ruler)
    commonest = _commonest(steps)
    if (steps == commonest).all():
        return np.broadcast_to(np.int64(commonest), len(ruler)), True
    settled = (steps == commonest) | _run_of_three(_alike(steps))
    if settled.mean() < REGULAR_SHARE:
        return np.append(steps, int(np.median(steps))), False
    usual = pd.Series(np.where(settled, steps, np.nan)).ffill().bfill().to_numpy().astype(np.int64)
    lengths = np.where(settled, steps, np.minimum(steps, usual))
    return np.append(lengths, usual[-1]), True


def _alike(steps: Integers) -> Integers:
    """Steps with those of a month, a quarter or a year made equal, whatever their number of days."""
    result = steps.copy()
    for days, spare in ((30, 2), (91, 2), (365, 1)):
        near = np.abs(steps - days * DAY_US) <= (spare * DAY_US + DAY_US // 12)
        result[near] = days * DAY_US
    return result


def _commonest(steps: Integers) -> int:
    if (steps == steps[0]).all():
        return int(steps[0])
    values, counts = np.unique(steps, return_counts=True)
    return int(values[counts.argmax()])


def usual_months(ruler: Integers) -> int:
    """How many months lie between stamps on the wall clock: 1, 2, 3, 4, 6 or 12; 0 if it is no such rhythm.

    Once a month may be any day of it, as bills are; what comes less often comes on the same day.
    """
    days = float(np.median(np.diff(ruler))) / DAY_US
    if 26 <= days <= 35:
        return 1
    months = round(days / MONTH_DAYS)
    at = pd.DatetimeIndex(ruler.view("datetime64[us]"))
    same = len(np.unique(at.day)) == 1 and len(np.unique(at.hour)) == 1
    return months if months in (2, 3, 4, 6, 12) and same and abs(days - months * MONTH_DAYS) < 3 else 0


def _calendar(ruler: Integers, months: int) -> Integers:
    """The other ends of intervals of so many months: the stamp beside, or by the calendar across a gap."""
    away = _months_later(ruler, months)
    beside = np.append(ruler[1:], away[-1]) if months > 0 else np.append(away[:1], ruler[:-1])
    longest = (abs(months) * MONTH_DAYS + 6) * DAY_US
    return np.where(np.abs(beside - ruler) <= longest, beside, away)


def _run_of_three(steps: Integers) -> Flags:
    """Steps that are part of three or more equal ones: another resolution, not a gap."""
    run = np.zeros(len(steps), dtype=bool)
    if len(steps) < 3:
        return run
    three = (steps[2:] == steps[1:-1]) & (steps[1:-1] == steps[:-2])
    for shift in range(3):
        run[shift : len(steps) - 2 + shift] |= three
    return run


def _months_later(ruler: Integers, months: int) -> Integers:
    later = pd.DatetimeIndex(ruler.view("datetime64[us]")) + pd.DateOffset(months=months)
    return np.asarray(later.as_unit("us").asi8, dtype=np.int64)


def wall_clock(stamps: Integers, timezone: str) -> Integers:
    utc = pd.DatetimeIndex(stamps.view("datetime64[us]")).tz_localize("UTC")
    return np.asarray(utc.tz_convert(timezone).tz_localize(None).as_unit("us").asi8, dtype=np.int64)


def local_instants(ruler: Integers, timezone: str) -> Integers:
    """Instants (UTC) of wall-clock times, the first where there are two. [microseconds]"""
    naive = pd.DatetimeIndex(ruler.view("datetime64[us]"))
    first = np.ones(len(naive), dtype=bool)
    local = naive.tz_localize(timezone, nonexistent="shift_forward", ambiguous=first)
    return np.asarray(local.tz_convert("UTC").as_unit("us").asi8, dtype=np.int64)


def inclusive_ends(start: Integers, end: Integers) -> int:
    """What has to be added to ends that name the last minute or day inside an interval [microseconds].

    start, end : on the wall clock, sorted by start.
    """
    if len(start) == 1:
        return DAY_US if _names_days(int(start[0]), int(end[0])) else 0
    gaps = (start[1:] - end[:-1])[start[1:] > start[:-1]]
    if not len(gaps):
        return 0
    values, counts = np.unique(gaps, return_counts=True)
    common = int(values[counts.argmax()])
    return common if common in INCLUSIVE and counts.max() > len(gaps) / 2 else 0


def _names_days(start: int, end: int) -> bool:
    """Whether a single interval names its first and its last day: the same one, or those of whole months."""
    first, last = (pd.Timestamp(us, unit="us") for us in (start, end))
    dates = start % DAY_US == 0 and end % DAY_US == 0
    return dates and (start == end or (first.day == 1 and last.is_month_end))


def total_rows(start: Integers, end: Integers) -> Flags:
    """Intervals, far longer than the usual one, that hold two or more others: rows of totals."""
    length = end - start
    usual = float(np.median(length))
    ordered = np.sort(start)
    inside = np.searchsorted(ordered, end, side="left") - np.searchsorted(ordered, start, side="left")
    return (length > 1.5 * usual) & (inside >= 3)
