"""What a channel usually uses at each hour of some weeks, and how much that varies.

Everything here is robust: the highest few of each hour are left out, so that what is looked for does not
hide itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from energy_core.spread import Floats, Integers

Flags = npt.NDArray[np.bool_]

TRIMMED: Final = 2 / 30
"""Share of the highest values of an hour that are left out: two of thirty days."""

TRIMMED_RUNS: Final = 0.1
"""The same for sums over some hours, in which one unusual hour shows several times."""

SHRINKAGE_DAYS: Final = 8.0
"""Weekends and weekdays differ by what they show over this many days, weighed against all days together."""

LEAST_SPREAD: Final = 0.02
"""Of the mean: a channel that hardly varies is not unusual for a hair more."""

TAIL: Final = 0.92
NORMAL_TAIL: Final = 1.405
"""Below which 92% of a normal distribution lie [standard deviations]: a home whose own readings reach further
is one of many peaks, and is judged by its own tail."""

TAIL_BOUNDS: Final = (0.5, 3.0)


@dataclass(frozen=True)
class Stretch:
    """Some weeks of a channel, one value per hour of the day (or one per day), in order and without holes.

    kwh : NaN = missing. learnable : the same with NaN where nothing may be learned from, such as days away.
    day : number of the local day from 0. slot : hour of the day, 0 for days. slots : 24, or 1 for days.
    day_off : weekend or public holiday.
    """

    kwh: Floats
    learnable: Floats
    day: Integers
    slot: Integers
    slots: int
    day_off: Flags

    def part(self, first: int, last: int) -> Stretch:
        """The values from `first` to before `last`; days are counted from 0 again."""
        cut = slice(first, last)
        return replace(
            self,
            kwh=self.kwh[cut],
            learnable=self.learnable[cut],
            day=self.day[cut] - self.day[first],
            slot=self.slot[cut],
            day_off=self.day_off[cut],
        )

    @cached_property
    def mean_kwh(self) -> float:
        known = self.learnable[~np.isnan(self.learnable)]
        return float(known.mean()) if len(known) else 0.0

    def by_day(self, values: Floats) -> Floats:
        """Values as days × slots; of an hour that occurs twice the first, NaN where an hour is left out."""
        grid = np.full((int(self.day[-1]) + 1) * self.slots, np.nan)
        grid[(self.day * self.slots + self.slot)[::-1]] = values[::-1]
        return grid.reshape(-1, self.slots)

    def near(self, values: Floats) -> Floats:
        """As `by_day`, with the hour before and after each added as further rows."""
        if self.slots == 1:
            return self.by_day(values)
        return np.concatenate([self.by_day(values), *(self.by_day(np.roll(values, n)) for n in (-1, 1))])

    @cached_property
    def expected(self) -> Floats:
        """Usual energy at each value: the trimmed mean of its hour, moved towards that of its kind of day."""
        rows = self.by_day(self.learnable)
        off = np.zeros(len(rows), dtype=bool)
        off[self.day[self.day_off]] = True
        everyday, _ = trimmed(rows, TRIMMED)
        found = np.repeat(everyday[None], len(rows), axis=0)
        for kind in (off, ~off):
            if kind.any():
                own, _ = trimmed(rows[kind], TRIMMED)
                weight = kind.sum() / (kind.sum() + SHRINKAGE_DAYS)
                found[kind] += np.nan_to_num(weight * (own - everyday))
        return np.asarray(found[self.day, self.slot], dtype=np.float64)

    def spread_of(self, values: Floats, *, own: float) -> Floats:
        """Trimmed deviation of some values at each hour; `own` = weight of the hour beside its neighbours."""
        _, single = trimmed(self.by_day(values), TRIMMED)
        _, pooled = trimmed(self.near(values), TRIMMED)
        return np.asarray(np.sqrt(own * single**2 + (1 - own) * pooled**2)[self.slot], dtype=np.float64)


def trimmed(rows: Floats, share: float) -> tuple[Floats, Floats]:
    """Mean and deviation (n - 1) of each column without the highest `share` of it; NaN = missing."""
    ordered = np.sort(rows, axis=0)
    count = (~np.isnan(rows)).sum(axis=0)
    kept = count - np.ceil(share * count).astype(np.int64)
    inside = np.arange(len(rows))[:, None] < kept
    some = np.where(inside, ordered, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(kept > 0, some.sum(axis=0) / kept, np.nan)
        square = np.where(inside, (ordered - mean) ** 2, 0.0).sum(axis=0)
        deviation = np.where(kept > 1, np.sqrt(square / (kept - 1)), np.nan)
    return mean, deviation


def tamed(score: Floats) -> Floats:
    """A score measured by its own tail."""
    known = score[~np.isnan(score)]
    if not len(known):
        return score
    return score / float(np.clip(np.quantile(known, TAIL) / NORMAL_TAIL, *TAIL_BOUNDS))


def over(values: Floats, hours: int, of: str) -> Floats:
    """The lowest or highest (`min`, `max`) of each value and those after it; NaN where any is missing."""
    if len(values) < hours:
        return np.full(len(values), np.nan)
    windows = sliding_window_view(values, hours)
    found = windows.min(axis=1) if of == "min" else windows.max(axis=1)
    return np.concatenate([found, np.full(hours - 1, np.nan)])


def spread_over(starts: Flags, hours: int) -> Flags:
    """All hours of the runs that begin at `starts`."""
    found = np.zeros(len(starts), dtype=bool)
    for step in range(hours):
        found[step:] |= starts[: len(starts) - step]
    return found
