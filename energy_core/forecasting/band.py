"""80% bands: of single hours and days from what was off before, of the total from whole days."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from energy_core.forecasting.prediction import Total
from energy_core.settings import BAND
from energy_core.spread import Floats

LOW: Final = (1 - BAND) / 2
HIGH: Final = 1 - LOW

Z: Final = 1.2816
"""90% quantile of the normal distribution: a sum over several days is close to normal."""

OWN_SAMPLES: Final = 9
"""From nine values on, the 10% and 90% quantiles of a small sample lie inside it (ranks 1 and 9 of 9)."""

MOST_CORRELATION: Final = 0.8
"""Bound of the day-to-day correlation: from a few weeks it can't be told from a change of level."""


def quantiles(samples: pd.Series | Floats) -> tuple[float, float]:
    """10% and 90% quantile such that a next value of the same kind falls between them in 80% of cases.

    Rank (n + 1) q of n values (Weibull 1939; type 6 of Hyndman and Fan, Sample quantiles in statistical
    packages, The American Statistician 50, 1996): plain interpolation is too narrow for small n.
    """
    low, high = np.quantile(np.asarray(samples, dtype=np.float64), [LOW, HIGH], method="weibull")
    return float(low), float(high)


def residual_band(residuals: pd.Series, slots: pd.Index, future_slots: pd.Index) -> tuple[Floats, Floats]:
    """How far below and above the forecast the 80% band reaches, per future interval. [kWh]

    Parameters
    ----------
    residuals : actual minus forecast, of the past. [kWh]
    slots : the hour of the day or the weekday of each residual.
    future_slots : the same, of each future interval.

    A slot with enough residuals has its own band; the others share the band of all.
    """
    shared = quantiles(residuals)
    values = residuals.to_numpy(dtype=np.float64)
    known = np.asarray(slots)
    bands = {
        slot: quantiles(values[known == slot]) if (known == slot).sum() >= OWN_SAMPLES else shared
        for slot in np.unique(np.asarray(future_slots))
    }
    pairs = np.array([bands[slot] for slot in np.asarray(future_slots)], dtype=np.float64)
    return pairs[:, 0], pairs[:, 1]


def total_band(total_kwh: float, day_residuals: Floats, *, days: int, learnt_from_days: float) -> Total:
    """The total with its 80% band, from how far whole days were off.

    Days that follow each other are off together: their correlation (lag 1, first-order autoregression)
    widens the band of a sum. The level itself is only known as well as the days it was learnt from allow.

    Parameters
    ----------
    day_residuals : actual minus forecast of past days, in order. [kWh]
    days : length of the horizon.
    learnt_from_days : how many days the forecast's level is a mean of; infinite for a fixed rule.
    """
    if not len(day_residuals):
        return Total(total_kwh, total_kwh, total_kwh)
    square = float(np.mean(day_residuals**2))
    together = float(np.sum(day_residuals[1:] * day_residuals[:-1]))
    correlation = together / (square * len(day_residuals)) if square > 0 else 0.0
    correlation = min(max(correlation, 0.0), MOST_CORRELATION)
    apart = np.arange(1, days)
    sum_of_days = days + 2 * float(np.sum((days - apart) * correlation**apart))
    level = days**2 / learnt_from_days * (1 + correlation) / (1 - correlation)
    reach = Z * float(np.sqrt(square * (sum_of_days + level)))
    return Total(total_kwh, total_kwh - reach, total_kwh + reach)


def by_day(residuals: pd.Series, steps_per_day: int) -> Floats:
    """Sums of residuals by local date [kWh], of the dates with nearly every hour (one may be skipped)."""
    if steps_per_day == 1:
        return residuals.to_numpy(dtype=np.float64)
    days = residuals.groupby(pd.DatetimeIndex(residuals.index).normalize())
    sums = days.sum()[days.count() >= steps_per_day - 1]
    return sums.to_numpy(dtype=np.float64)
