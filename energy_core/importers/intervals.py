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
    ruler = _wall_clock(stamps, timezone) if daily else stamps
    if daily and _monthly(ruler):
        if are_ends:
            return Spans(local_instants(_calendar_before(ruler), timezone), stamps, True)
        return Spans(stamps, local_instants(_calendar(ruler), timezone), True)
    lengths, regular = _lengths(-ruler[::-1] if are_ends else ruler)
    other = ruler - lengths[::-1] if are_ends else ruler + lengths
    other = local_instants(other, timezone) if daily else other
    return Spans(other, stamps, regular) if are_ends else Spans(stamps, other, regular)


def _lengths(ruler: Integers) -> tuple[Integers, bool]:
    """Length of the interval that begins at each stamp; of the last one the usual length."""
    steps = np.diff(ruler)
    values, counts = np.unique(steps, return_counts=True)
    commonest = int(values[counts.argmax()])
    if counts.max() < REGULAR_SHARE * len(steps):
        return np.append(steps, int(np.median(steps))), False
    if len(values) == 1:
        return np.broadcast_to(np.int64(commonest), len(ruler)), True
    settled = (steps == commonest) | _run_of_three(steps)
    usual = pd.Series(np.where(settled, steps, np.nan)).ffill().bfill().to_numpy().astype(np.int64)
    lengths = np.where(settled, steps, np.minimum(steps, usual))
    return np.append(lengths, usual[-1]), True


def _calendar(ruler: Integers) -> Integers:
    """Ends of intervals that begin about once a month: the next beginning, or a month later after a gap."""
    later = _months_later(ruler, 1)
    following = np.append(ruler[1:], later[-1])
    return np.where(following - ruler <= 36 * DAY_US, following, later)


def _calendar_before(ruler: Integers) -> Integers:
    """Starts of intervals that end about once a month."""
    earlier = _months_later(ruler, -1)
    before = np.append(earlier[:1], ruler[:-1])
    return np.where(ruler - before <= 36 * DAY_US, before, earlier)


def _run_of_three(steps: Integers) -> Flags:
    """Steps that are part of three or more equal ones: another resolution, not a gap."""
    run = np.zeros(len(steps), dtype=bool)
    if len(steps) < 3:
        return run
    three = (steps[2:] == steps[1:-1]) & (steps[1:-1] == steps[:-2])
    for shift in range(3):
        run[shift : len(steps) - 2 + shift] |= three
    return run


def _monthly(ruler: Integers) -> bool:
    """Whether stamps come about once a month."""
    steps = np.diff(ruler)
    return bool(26 * DAY_US <= np.median(steps) <= 35 * DAY_US)


def _months_later(ruler: Integers, months: int) -> Integers:
    later = pd.DatetimeIndex(ruler.view("datetime64[us]")) + pd.DateOffset(months=months)
    return np.asarray(later.as_unit("us").asi8, dtype=np.int64)


def _wall_clock(stamps: Integers, timezone: str) -> Integers:
    utc = pd.DatetimeIndex(stamps.view("datetime64[us]")).tz_localize("UTC")
    return np.asarray(utc.tz_convert(timezone).tz_localize(None).as_unit("us").asi8, dtype=np.int64)


def local_instants(ruler: Integers, timezone: str) -> Integers:
    """Instants (UTC) of wall-clock times, the first where there are two. [microseconds]"""
    naive = pd.DatetimeIndex(ruler.view("datetime64[us]"))
    first = np.ones(len(naive), dtype=bool)
    local = naive.tz_localize(timezone, nonexistent="shift_forward", ambiguous=first)
    return np.asarray(local.tz_convert("UTC").as_unit("us").asi8, dtype=np.int64)


def inclusive_ends(start: Integers, end: Integers) -> int:
    """What has to be added to ends that name the last minute or day inside an interval [microseconds]."""
    if len(start) < 2:
        return 0
    gaps = (start[1:] - end[:-1])[start[1:] > start[:-1]]
    if not len(gaps):
        return 0
    values, counts = np.unique(gaps, return_counts=True)
    common = int(values[counts.argmax()])
    allowed = (1_000_000, 60_000_000, DAY_US)
    return common if common in allowed and counts.max() > len(gaps) / 2 else 0


def total_rows(start: Integers, end: Integers) -> Flags:
    """Intervals, far longer than the usual one, that hold two or more others: rows of totals."""
    length = end - start
    usual = float(np.median(length))
    ordered = np.sort(start)
    inside = np.searchsorted(ordered, end, side="left") - np.searchsorted(ordered, start, side="left")
    return (length > 1.5 * usual) & (inside >= 3)
