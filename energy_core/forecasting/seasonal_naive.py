"""Seasonal naive: the same hour, or the same day, a week ago. What every forecast has to beat."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from energy_core.forecasting.band import by_day, residual_band, total_band
from energy_core.forecasting.prediction import Prediction, never_negative
from energy_core.forecasting.series import History, Resolution

NAME: Final = "seasonal-naive"

LEAST_DAYS: Final[dict[Resolution, int]] = {"hourly": 1, "daily": 2}
"""Before a week has been read, the last day is repeated."""

WINDOW_DAYS: Final = 56
"""The band comes from how far the rule was off in the last eight weeks."""

WEEK: Final = pd.Timedelta(days=7)
DAY: Final = pd.Timedelta(days=1)


def predict(past: History, starts: pd.DatetimeIndex) -> Prediction:
    """Forecast of the intervals that begin at `starts` (local time)."""
    future = past.clock(starts)
    value = _repeated(past.wall, future).fillna(past.wall.mean())
    off = _was_off(past)
    hours = pd.DatetimeIndex(off.index).hour
    lower, upper = residual_band(off, hours, future.hour)
    kwh = value.to_numpy(dtype=np.float64)
    total = total_band(
        float(kwh.sum()),
        by_day(off, past.steps_per_day),
        days=max(round(len(starts) / past.steps_per_day), 1),
        learnt_from_days=np.inf,
    )
    return never_negative(kwh, mean_kwh=kwh, lower=kwh + lower, upper=kwh + upper, total=total)


def weekly_differences(past: History) -> pd.Series:
    """Each value minus the one a week before, where both were read: this rule's in-sample errors. [kWh]"""
    return _differences(past.wall, WEEK)


def _differences(wall: pd.Series, back: pd.Timedelta) -> pd.Series:
    earlier = wall.reindex(pd.DatetimeIndex(wall.index) - back).to_numpy(dtype=np.float64)
    differences = pd.Series(wall.to_numpy(dtype=np.float64) - earlier, index=wall.index)
    return differences.dropna()


def _repeated(wall: pd.Series, future: pd.DatetimeIndex) -> pd.Series:
    """The value of a week before, else of two weeks before and so on; else of the last day that has it."""
    value = pd.Series(np.nan, index=future)
    whole_week = wall.index[-1] - wall.index[0] > WEEK - DAY
    for step in (WEEK, DAY) if whole_week else (DAY,):
        reach = int((future[-1] - wall.index[-1]) / step) + (5 if step == WEEK else 8)
        for back in range(1, reach):
            if not value.isna().any():
                return value
            value = value.fillna(pd.Series(wall.reindex(future - back * step).to_numpy(), index=future))
    return value


def _was_off(past: History) -> pd.Series:
    weekly = weekly_differences(past)
    if len(weekly) >= past.steps_per_day:
        clock = pd.DatetimeIndex(weekly.index)
        return weekly.loc[clock > clock[-1] - pd.Timedelta(days=WINDOW_DAYS)]
    daily = _differences(past.wall, DAY)
    if len(daily) >= past.steps_per_day:
        return daily
    level = float(past.wall.mean())
    return pd.Series(past.wall.to_numpy(dtype=np.float64) - level, index=past.wall.index)
