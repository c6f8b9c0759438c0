"""Moving average: what the same hour of the day used over the last 28 days.

Averaged is the same hour of the day (the same weekday in a daily forecast that has four weeks to learn
from; before, all days alike), not one flat mean of everything: a home's night and evening differ by a
factor of three. The median of these values is `kwh`, their mean is `mean_kwh`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from energy_core.forecasting.band import OWN_SAMPLES, by_day, residual_band, total_band
from energy_core.forecasting.prediction import Prediction, Total, never_negative
from energy_core.forecasting.series import History, Resolution
from energy_core.spread import Floats

NAME: Final = "moving-average"

LEAST_DAYS: Final[dict[Resolution, int]] = {"hourly": 1, "daily": 2}
"""One day has every hour once; one daily value says nothing about how days differ."""

WINDOW_DAYS: Final = 28
"""Four whole weeks: every weekday counts alike."""


def predict(past: History, starts: pd.DatetimeIndex) -> Prediction:
    """Forecast of the intervals that begin at `starts` (local time)."""
    recent = past.recent(WINDOW_DAYS)
    slots = _slots(pd.DatetimeIndex(recent.index), past, len(recent))
    future = _slots(past.clock(starts), past, len(recent))
    groups = recent.groupby(np.asarray(slots))
    mean = groups.mean().reindex(future).fillna(recent.mean()).to_numpy(dtype=np.float64)
    median = groups.median().reindex(future).fillna(recent.median()).to_numpy(dtype=np.float64)
    residuals = recent - groups.transform("mean")
    per_slot = len(recent) / groups.ngroups
    spread = residuals if per_slot > 1 else recent - recent.mean()
    lower, upper = residual_band(spread * _correction(per_slot), slots, future)
    days = max(round(len(starts) / past.steps_per_day), 1)
    return never_negative(
        median,
        mean_kwh=mean,
        lower=mean + lower,
        upper=mean + upper,
        total=_total(float(mean.sum()), by_day(residuals, past.steps_per_day), recent, days),
    )


def _slots(wall: pd.DatetimeIndex, past: History, known: int) -> pd.Index:
    """What makes two intervals alike: the hour, the weekday, or nothing while there are under four weeks."""
    if past.resolution == "hourly":
        return wall.hour
    return wall.day_of_week if known >= WINDOW_DAYS else pd.Index(np.zeros(len(wall), dtype=np.int64))


def _correction(per_slot: float) -> float:
    """Residuals from a mean of n values are smaller than the next value's distance by this factor."""
    if per_slot <= 1 or per_slot >= OWN_SAMPLES:
        return 1.0
    return float(np.sqrt((per_slot + 1) / (per_slot - 1)))


DAY_TO_DAY: Final = 0.25
"""Standard deviation of a day's total as a fraction of the mean day: the median of 15 real meters
(Australia, Europe, USA; 2008 to 2017; 28 days each; 0.06 a building, 1.1 a laundry): docs/decisions/0004."""

KNOWN_DAYS: Final = 4
"""With fewer days than this their own spread is chance."""


def _total(total_kwh: float, day_residuals: Floats, recent: pd.Series, days: int) -> Total:
    learnt = len(day_residuals)
    if learnt < KNOWN_DAYS:
        typical = DAY_TO_DAY * abs(total_kwh) / days
        return total_band(total_kwh, np.array([typical]), days=days, learnt_from_days=max(learnt, 1))
    unbiased = day_residuals * np.sqrt(learnt / (learnt - 1))
    return total_band(total_kwh, unbiased, days=days, learnt_from_days=learnt)
