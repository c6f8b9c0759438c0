"""What people would use instead without any package: three profiles averaged (B), and its medians."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.windows import Floats, Window

Middle = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Curves:
    """A forecast of a week; NaN where a model says nothing of it. [kWh]"""

    kwh: Floats
    mean_kwh: Floats
    lower: Floats
    upper: Floats


def b_means(window: Window) -> Curves:
    """Mean of hour-of-week mean, weekday/weekend profile (28 days) and the last seven days' hourly mean."""
    return _profiles(window, lambda rows: np.nanmean(rows, axis=0))


def b_medians(window: Window) -> Curves:
    """The same with medians."""
    return _profiles(window, lambda rows: np.nanmedian(rows, axis=0))


def day_of_week_means(window: Window) -> Curves:
    """Days: exponentially smoothed mean of the same weekday, half a week's weight to the newest."""
    days = window.known.reshape(-1, 24).sum(axis=1)
    level = [_smoothed(days[len(days) - 7 + ahead :: -7][::-1]) for ahead in range(7)]
    kwh = np.array(level)
    return Curves(kwh, kwh, np.full(7, np.nan), np.full(7, np.nan))


def _smoothed(values: Floats, share: float = 0.3) -> float:
    read = values[~np.isnan(values)]
    level = float(read[0]) if len(read) else 0.0
    for value in read[1:]:
        level += share * (float(value) - level)
    return level


def _profiles(window: Window, middle: Middle) -> Curves:
    rows = window.known.reshape(-1, 24)[-28:]
    weekday = np.array(pd.date_range(end=window.starts, periods=len(rows) + 1, freq="D")[:-1].day_of_week)
    ahead = np.array(pd.date_range(window.starts, periods=7, freq="D").day_of_week)
    week = middle(rows[-7:])
    curves, lower, upper = [], [], []
    for day in ahead:
        kind = rows[(weekday >= 5) == (day >= 5)]
        curves.append(np.nanmean([middle(rows[weekday == day]), middle(kind), week], axis=0))
        low, high = np.nanquantile(kind, [0.1, 0.9], axis=0)
        lower.append(low)
        upper.append(high)
    kwh = np.concatenate(curves)
    return Curves(kwh, kwh, np.concatenate(lower), np.concatenate(upper))
