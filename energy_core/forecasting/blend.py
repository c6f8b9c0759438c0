"""The blend: past days weighed in four ways, mixed by how well each way did lately. The default model.

Each recipe weighs the past days by age and by kind of day; its weighted quantiles are a median and a band.
The recipes are mixed with shares that fall off with their errors on the last four weeks. The mean curve has
the shape of recent days of the same weekday and a level near that of the last week. The same numbers hold for
every meter; where they come from, and what was tried beside them, is in docs/decisions/0004.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.forecasting.band import HIGH, LOW, total_band
from energy_core.forecasting.mixture import quantile_error, shares
from energy_core.forecasting.prediction import Prediction, Total, never_negative
from energy_core.forecasting.profiles import DayTable, Recipe, weekdays, weighted_means, weighted_quantiles
from energy_core.forecasting.series import History, Resolution, hour_bounds, next_midnight
from energy_core.forecasting.smoothed_days import smoothed_days
from energy_core.settings import BAND
from energy_core.spread import Floats, Integers

NAME: Final = "blend"

LEAST_DAYS: Final[dict[Resolution, int]] = {"hourly": 7, "daily": 14}
"""Every weekday once, or twice where a day is a single value."""

RECIPES: Final[dict[Resolution, tuple[Recipe, ...]]] = {
    "hourly": (Recipe(3, 0.5, 0.5), Recipe(10, 4, 12), Recipe(30, 4, 12), Recipe(14, 6, 40)),
    "daily": (Recipe(3, 0, 1), Recipe(7, 1, 4), Recipe(10, 0, 10), Recipe(14, 2, 30)),
}
FOR_BOUNDS: Final[dict[Resolution, tuple[Recipe, ...]]] = {
    "hourly": (Recipe(60, 4, 12), Recipe(14, 1, 0)),
    "daily": (),
}
"""What the bounds are mixed of besides: a tail needs more days than a middle."""

SHAPE: Final = Recipe(14, 4, 8)
ANY_DAY: Final = Recipe(14, 0, 0)
"""The shape of the mean curve, and the level that such days have by themselves."""

LEVELS: Final[dict[Resolution, tuple[float, float, float]]] = {
    "hourly": (0.085, 0.5, 0.9),
    "daily": (0.03, 0.5, 0.97),
}
"""Quantiles that held 80% of what came: few days make the outermost values too narrow a band."""

MOST_DAYS: Final = 120
SMOOTHED_DAYS: Final = 365
NEIGHBOURS: Final = 0.7
"""How much the hour before and the hour after count beside the hour itself."""

TRIED_DAYS: Final = 28
AHEAD_DAYS: Final = 4
"""The recipes are judged on the last four weeks, four days ahead: the middle of a week."""

SHARPNESS: Final = 20.0
SHARPNESS_OF_BOUNDS: Final = 10.0
"""A recipe whose error is 5% above the best's has exp(-1) of its share of the median; of a bound at 10%."""

TO_LAST_WEEK: Final = 0.8
USUAL_DAYS: Final = 14
"""The mean curve's level: 80% that of the last seven days and one median day of two weeks."""

BAND_DAYS: Final[dict[Resolution, int]] = {"hourly": 14, "daily": 7}
CALIBRATED: Final = 0.5
STRETCHES: Final = (0.5, 2.5)
"""Half the way (geometrically) to the band that would have held 80% of the last four weeks; of those of them
that had two weeks before them, since a band from fewer days is narrower than the one in use."""

DAILY_MEAN: Final = 0.4
LONG_DAYS: Final = 180
DAILY_MEAN_OF_LONG: Final = 0.1
SMOOTHED: Final = 0.5
"""What goes into a day's middle beside the median: some of the steadier mean, since a day's use is nearly
even around it; and from half a year of days on the smoothed days, which know the weekdays from months."""

WIDER: Final[dict[Resolution, float]] = {"hourly": 1.0, "daily": 1.06}
"""The few values of a weekday make the band of days too narrow."""

HOURS_SHARE: Final = 0.9
"""Days are summed from hours unless over a tenth of the last four weeks is only read by the day."""

DAYS_OF_WEEK: Final = 7
LEVEL_DAYS: Final = 7.0
"""How many days the level is known from, for the band of the total."""


@dataclass(frozen=True)
class _Days:
    """What is said of the days to come, and of the days it was tried on. Shapes (days, columns). [kWh]"""

    median: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    off_by_day: Floats


def predict(past: History, starts: pd.DatetimeIndex) -> Prediction:
    """Forecast of the intervals that begin at `starts` (local time).

    The means of the days of a home that is read by the hour are the sums of its hours' means, so that the
    hourly and the daily forecast of a week agree.
    """
    clock = past.clock(starts)
    table = DayTable.of(past.wall, columns=past.steps_per_day, most_days=MOST_DAYS, holidays=past.holidays)
    dates, row = np.unique(np.asarray(clock.normalize()), return_inverse=True)
    # days ahead differ by their weekday only
    kinds, kind = np.unique(weekdays(pd.DatetimeIndex(dates), past.holidays), return_inverse=True)
    made = _days_ahead(table, kinds, past.resolution)
    at = (kind[row], np.asarray(clock.hour) if past.resolution == "hourly" else np.zeros_like(row))
    mean = made.mean[at]
    total = _total(mean, made.off_by_day, days=max(round(len(starts) / past.steps_per_day), 1))
    if past.hours is not None and _hours_suffice(past, past.hours):
        mean, total = _from_hours(past.hours, starts)
    median = made.median[at]
    if past.resolution == "daily":
        median = _middle_of_days(past, clock, median, mean)
    return never_negative(median, mean_kwh=mean, lower=made.lower[at], upper=made.upper[at], total=total)


def _middle_of_days(past: History, ahead: pd.DatetimeIndex, median: Floats, mean: Floats) -> Floats:
    if past.days < LONG_DAYS:
        return (1 - DAILY_MEAN) * median + DAILY_MEAN * mean
    table = DayTable.of(past.wall, columns=1, most_days=SMOOTHED_DAYS, holidays=past.holidays)
    smoothed = smoothed_days(table.kwh[:, 0], table.weekday, weekdays(ahead, past.holidays))
    rest = 1 - SMOOTHED - DAILY_MEAN_OF_LONG
    return rest * median + DAILY_MEAN_OF_LONG * mean + SMOOTHED * smoothed


def _hours_suffice(past: History, hours: History) -> bool:
    return hours.days >= max(HOURS_SHARE * min(past.days, TRIED_DAYS), LEAST_DAYS["hourly"])


def _from_hours(hours: History, day_starts: pd.DatetimeIndex) -> tuple[Floats, Total]:
    starts = hour_bounds(day_starts[0], next_midnight(day_starts[-1]), hours.timezone)[:-1]
    made = predict(hours, starts)
    by_date = pd.Series(made.mean_kwh).groupby(hours.clock(starts).normalize()).sum()
    return np.asarray(by_date, dtype=np.float64), made.total


def _days_ahead(table: DayTable, ahead: Integers, resolution: Resolution) -> _Days:
    count = len(table.kwh)
    tried = np.arange(count - min(TRIED_DAYS, max(count - 10, 0)), count)
    now = np.arange(count, 0, -1) - 1.0
    then = tried[:, None] - AHEAD_DAYS - np.arange(count)[None]
    ages = np.vstack([np.tile(now, (len(ahead), 1)), then])
    targets = np.concatenate([ahead, table.weekday[tried]])
    quantiles = _mixed(table, ages, targets, resolution=resolution, actual=table.kwh[tried])
    mean = _means(table, ages, targets)
    future = slice(0, len(ahead))
    learnt = tried >= BAND_DAYS[resolution] + AHEAD_DAYS
    stretch = WIDER[resolution] * _stretch(quantiles[:, len(ahead) :][:, learnt], table.kwh[tried[learnt]])
    lower, median, upper = quantiles[:, future]
    off = (table.kwh[tried] - mean[len(ahead) :]).sum(axis=1)
    return _Days(
        median=median,
        mean=mean[future],
        lower=median - stretch * (median - lower),
        upper=median + stretch * (upper - median),
        off_by_day=off[np.isfinite(off)],
    )


def _mixed(
    table: DayTable, ages: Floats, targets: Integers, *, resolution: Resolution, actual: Floats
) -> Floats:
    """Quantiles of all days, shape (levels, days, columns): of those ahead, then of those tried."""
    values, counts = table.with_neighbours(NEIGHBOURS)
    copies = len(values) // len(table.kwh)
    by_recipe = []
    for recipe in (*RECIPES[resolution], *FOR_BOUNDS[resolution]):
        weights = np.tile(recipe.weights(ages, targets, table.weekday), (1, copies)) * counts
        by_recipe.append(weighted_quantiles(values, weights, LEVELS[resolution]))
    made = np.stack(by_recipe)
    lower, upper = (
        _blended(made[:, at], actual, level, SHARPNESS_OF_BOUNDS) for at, level in ((0, LOW), (2, HIGH))
    )
    median = _blended(made[: len(RECIPES[resolution]), 1], actual, 0.5, SHARPNESS)
    mixed = np.stack([np.minimum(lower, median), median, np.maximum(upper, median)])
    usual = np.nanquantile(table.kwh, LEVELS[resolution])[:, None, None]
    return np.where(np.isnan(mixed), usual, mixed)


def _blended(made: Floats, actual: Floats, level: float, sharpness: float) -> Floats:
    """One quantile of all recipes mixed by how wrong each was on the days tried, which are the last ones."""
    tried = made[:, made.shape[1] - len(actual) :]
    errors = quantile_error(tried, actual[None], level)
    return np.tensordot(shares(errors, sharpness=sharpness), made, 1)


def _means(table: DayTable, ages: Floats, targets: Integers) -> Floats:
    """Mean curves with a level near that of the week before, shape (days, columns)."""
    shape = weighted_means(table.kwh, SHAPE.weights(ages, targets, table.weekday))
    any_day = weighted_means(table.kwh, ANY_DAY.weights(ages, targets, table.weekday)).sum(axis=1)
    usual = _usual_day(table)
    last_week = ((ages >= 0) & (ages < DAYS_OF_WEEK)).astype(np.float64)
    week_kwh = last_week @ np.where(table.read, table.kwh, 0.0) + usual
    level = (week_kwh / (last_week @ table.read + 1)).sum(axis=1)
    to_level = np.where(any_day > 0, level / np.where(any_day > 0, any_day, 1.0), 1.0)
    pinned = shape * (1 - TO_LAST_WEEK + TO_LAST_WEEK * to_level)[:, None]
    return np.asarray(np.where(np.isnan(pinned), usual[None], pinned))


def _usual_day(table: DayTable) -> Floats:
    """The median of each hour over the last two weeks, or of all hours where one was never read. [kWh]"""
    recent = table.kwh[-USUAL_DAYS:]
    everything = float(np.nanmedian(table.kwh))
    return np.array([everything if np.isnan(c).all() else np.nanmedian(c) for c in recent.T])


def _stretch(tried: Floats, actual: Floats) -> float:
    """How much wider the band has to be; 1 where nothing was tried."""
    read = ~np.isnan(actual)
    if not read.any():
        return 1.0
    lower, median, upper = (curve[read] for curve in tried)
    off = actual[read] - median
    reach = np.where(off < 0, median - lower, upper - median)
    # the stretch from which on the band holds a value; one on the median needs none
    needed = np.where(off == 0, 0.0, np.abs(off) / np.where(reach > 0, reach, 1e-12))
    enough = float(np.quantile(needed, BAND))
    return float(np.clip(enough, STRETCHES[0], STRETCHES[1]) ** CALIBRATED)


def _total(mean_kwh: Floats, off_by_day: Floats, *, days: int) -> Total:
    return total_band(float(mean_kwh.sum()), off_by_day, days=days, learnt_from_days=LEVEL_DAYS)
