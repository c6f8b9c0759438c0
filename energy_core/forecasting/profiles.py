"""Days side by side, and what a weighted set of them says of a day to come: mean, median, any quantile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from energy_core.spread import Booleans, Floats, Integers

SATURDAY: Final = 5
SUNDAY: Final = 6
ROUNDING: Final = 1e-12


@dataclass(frozen=True)
class Recipe:
    """How much a past day counts for a day to come.

    half_life_days : after so many days a day counts half.
    same_kind : what a working day gains for working days, a day of the weekend for the weekend.
    same_weekday : what the same weekday gains on top. A day of another kind counts 1.
    """

    half_life_days: float
    same_kind: float
    same_weekday: float

    def weights(self, age_days: Floats, targets: Integers, known: Integers) -> Floats:
        """Weight of each known day (columns) for each target day (rows); none where age_days is negative."""
        recent = np.where(age_days >= 0, 2.0 ** (-np.maximum(age_days, 0) / self.half_life_days), 0.0)
        kind = (targets >= SATURDAY)[:, None] == (known >= SATURDAY)[None]
        weekday = targets[:, None] == known[None]
        return np.asarray(recent * (1 + self.same_kind * kind + self.same_weekday * weekday))


@dataclass(frozen=True)
class DayTable:
    """One row per calendar date, without holes, and one column per hour of the day, or one for the day.

    kwh : NaN = not read. weekday : 0 Monday to 6 Sunday; a public holiday is a Sunday.
    """

    first: pd.Timestamp
    kwh: Floats
    weekday: Integers

    @classmethod
    def of(
        cls, wall: pd.Series, *, columns: int, most_days: int, holidays: Collection[date] = ()
    ) -> DayTable:
        """The last days of energy by the clock on the wall (naive local starts)."""
        clock = pd.DatetimeIndex(wall.index)
        last = clock[-1].normalize()
        first = max(clock[0].normalize(), last - pd.Timedelta(days=most_days - 1))
        inside = np.asarray(clock >= first)
        clock, values = clock[inside], wall.to_numpy(dtype=np.float64)[inside]
        row = np.asarray((clock.normalize() - first).days, dtype=np.int64)
        kwh = np.full((int(row[-1]) + 1, columns), np.nan)
        kwh[row, np.asarray(clock.hour) if columns > 1 else 0] = values
        dates = pd.date_range(first, periods=len(kwh), freq="D")
        return cls(first, kwh, weekdays(dates, holidays))

    @property
    def read(self) -> Booleans:
        return ~np.isnan(self.kwh)

    def with_neighbours(self, share: float) -> tuple[Floats, Floats]:
        """The rows, then the same an hour earlier and an hour later; and how much each of them counts."""
        count, columns = self.kwh.shape
        if columns == 1:
            return self.kwh, np.ones(count)
        flat = self.kwh.ravel()
        earlier = np.concatenate([[np.nan], flat[:-1]]).reshape(count, columns)
        later = np.concatenate([flat[1:], [np.nan]]).reshape(count, columns)
        return np.vstack([self.kwh, earlier, later]), np.repeat([1.0, share, share], count)


def weekdays(dates: pd.DatetimeIndex, holidays: Collection[date]) -> Integers:
    """Day of the week, 0 Monday; a public holiday is lived like a Sunday."""
    found = np.array(dates.day_of_week, dtype=np.int64)
    if holidays:
        found[[day.date() in holidays for day in dates]] = SUNDAY
    return found


def weighted_quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> Floats:
    """Weighted quantiles of each column, shape (levels, targets, columns); NaN where nothing has weight.

    The smallest value at or below which `level` of the weight lies.

    Parameters
    ----------
    values : shape (rows, columns); NaN counts for nothing.
    weights : shape (targets, rows).
    """
    order = np.argsort(values, axis=0, kind="stable")
    ascending = np.take_along_axis(values, order, 0)
    read = ~np.isnan(ascending)
    below = np.cumsum(weights[:, order] * read[None], axis=1)
    all_of_it = below[:, -1]
    last = np.maximum(read.sum(axis=0) - 1, 0)
    columns = np.arange(values.shape[1])
    found = []
    for level in levels:
        place = (below < (level * all_of_it)[:, None] - ROUNDING).sum(axis=1)
        quantile = ascending[np.minimum(place, last[None]), columns[None]]
        found.append(np.where(all_of_it > 0, quantile, np.nan))
    return np.stack(found)


def weighted_means(values: Floats, weights: Floats) -> Floats:
    """Weighted means of each column, shape (targets, columns); NaN where nothing has weight."""
    read = ~np.isnan(values)
    weight = weights @ read
    total = weights @ np.where(read, values, 0.0)
    return np.asarray(np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), np.nan))
