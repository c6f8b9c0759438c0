"""What the days after a measure would have used without it, learnt from the days before, with an 80% band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.errors import NotEnoughDataError
from energy_core.spread import Floats

Weekdays = npt.NDArray[np.int64]

WEEK: Final = 7

RECENT_DAYS: Final = 28
"""The level of now: four of each weekday."""

LEAST_DAYS: Final = RECENT_DAYS + WEEK
"""So that one week can be checked."""

YEAR_DAYS: Final = 52 * WEEK
"""A year that ends on the same weekday."""

SMOOTH_DAYS: Final = 29
"""The season of last year is read from the month around each day."""

LEAST_WINDOWS: Final = 2
"""One window alone may have been right by chance."""

T_90: Final = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
"""90% quantiles of Student's t for 1 to 10 degrees of freedom (Student, 1908)."""

Z_90: Final = 1.2816


@dataclass(frozen=True)
class Expected:
    """kwh : of each day. reach_kwh : how far the 80% band of their sum reaches to each side. [kWh]

    windows : how many stretches of window_days before the measure were forecast to learn the band.
    """

    kwh: Floats
    reach_kwh: float
    windows: int
    window_days: int
    by: str


def expected_days(before: pd.Series, horizon_days: int) -> Expected:
    """The days that follow, by the level and the week of the last four weeks.

    Where a year before is known, half of it is the season of last year at the level of now: at 500 made
    homes neither alone was better. The band is how far the same rule was off over as long stretches before;
    where too few fit, over stretches of half the length, widened as the error of a wandering level grows,
    with the square root of time.

    Parameters
    ----------
    before : energy of full days, by consecutive naive local date; NaN = missing. [kWh]

    Raises NotEnoughDataError with fewer than 35 days.
    """
    kwh, have = before.to_numpy(dtype=np.float64), int(before.notna().sum())
    first = int(pd.DatetimeIndex(before.index)[0].weekday()) if have else 0
    weekdays = (np.arange(len(kwh) + horizon_days) + first) % WEEK
    window = _window_days(len(kwh), horizon_days)
    errors = _errors(kwh, weekdays, window) if have >= LEAST_DAYS else np.array([])
    if not len(errors):
        raise NotEnoughDataError(
            "What a measure saved", need=LEAST_DAYS, have=have, unit="full days before it"
        )
    reach = t_90(len(errors)) * float(np.sqrt(np.mean(errors**2)))
    known = len(kwh)
    return Expected(
        kwh=_days_ahead(kwh, weekdays[:known], weekdays[known:]),
        reach_kwh=reach * float(np.sqrt(horizon_days / window)) * horizon_days,
        windows=len(errors),
        window_days=window,
        by="the weeks before and the year before" if _has_year(known) else "the weeks before",
    )


def t_90(degrees: int) -> float:
    """90% quantile of Student's t; beyond 10 by its expansion in 1/n (Abramowitz and Stegun 26.7.5)."""
    if degrees <= len(T_90):
        return T_90[degrees - 1]
    return Z_90 + (Z_90**3 + Z_90) / (4 * degrees)


def _window_days(known: int, horizon: int) -> int:
    """The horizon, halved until enough stretches of it can be checked; a week at least."""
    window = horizon
    while window >= 2 * WEEK and (known - RECENT_DAYS) // window < LEAST_WINDOWS:
        window //= 2
    return min(max(window, WEEK), known - RECENT_DAYS)


def _errors(kwh: Floats, weekdays: Weekdays, window: int) -> Floats:
    """Mean error a day of each stretch before, the newest first; by the rule of now if enough are. [kWh]"""
    every, alike = [], []
    for end in range(len(kwh), RECENT_DAYS + window - 1, -window):
        start = end - window
        truth = kwh[start:end]
        if np.isfinite(truth).mean() < 0.5 or not np.isfinite(kwh[start - RECENT_DAYS : start]).any():
            continue
        error = float(np.nanmean(truth - _days_ahead(kwh[:start], weekdays[:start], weekdays[start:end])))
        every.append(error)
        if _has_year(start) == _has_year(len(kwh)):
            alike.append(error)
    return np.array(alike if len(alike) >= LEAST_WINDOWS else every, dtype=np.float64)


def _has_year(known: int) -> bool:
    return known >= YEAR_DAYS + RECENT_DAYS


def _days_ahead(kwh: Floats, past: Weekdays, future: Weekdays) -> Floats:
    level, week = _week(kwh[-RECENT_DAYS:], past[-RECENT_DAYS:])
    by_weeks = level * week[future]
    if not _has_year(len(kwh)):
        return by_weeks
    now = len(kwh) - YEAR_DAYS
    span = min(2 * RECENT_DAYS, now)
    then, recent = _mean(kwh[now - span : now]), _mean(kwh[-span:])
    season = _season(kwh, now, len(future))
    if not (then > 0 and np.isfinite(season).all()):
        return by_weeks
    return (by_weeks + season * recent / then * week[future]) / 2


def _mean(kwh: Floats) -> float:
    """The mean of what is known; nothing if nothing is."""
    known = kwh[np.isfinite(kwh)]
    return float(known.mean()) if len(known) else 0.0


def _week(kwh: Floats, weekdays: Weekdays) -> tuple[float, Floats]:
    """The mean of a week's days, and each weekday beside it."""
    of_day = [kwh[(weekdays == day) & np.isfinite(kwh)] for day in range(WEEK)]
    means = np.array([values.mean() if len(values) else _mean(kwh) for values in of_day])
    level = float(means.mean())
    return level, means / level if level > 0 else np.ones(WEEK)


def _season(kwh: Floats, now: int, days: int) -> Floats:
    """Last year's days from the same date on, without their weather; beyond a year it comes again."""
    smooth = pd.Series(kwh).rolling(SMOOTH_DAYS, center=True, min_periods=SMOOTH_DAYS // 2).mean()
    return smooth.to_numpy()[now + np.arange(days) % YEAR_DAYS]
