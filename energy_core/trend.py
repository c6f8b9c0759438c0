"""Is use growing or shrinking, month by month?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import NotEnoughDataError
from energy_core.readings import Readings
from energy_core.spread import Floats
from energy_core.year import DAYS_PER_YEAR

MIN_WEEKS: Final = 8
"""Fewer weekly means give a slope that one cold week decides."""

MIN_YEAR_PAIRS: Final = 56
"""Days with a partner 52 weeks earlier, from which on the season is taken out."""

DAYS_PER_MONTH: Final = DAYS_PER_YEAR / 12


@dataclass(frozen=True)
class Trend:
    """percent_per_month : change of use per month, of its median. days : complete days it rests on.

    season_removed : True if days were compared with those a year before; otherwise a change of season
    is part of the trend.
    """

    percent_per_month: float
    days: int
    season_removed: bool = False


def trend(readings: Readings) -> Trend:
    """Robust trend of the daily consumption.

    Over a year and eight weeks: the median change against the same weekday 52 weeks earlier. Else: the median
    of the slopes between all pairs of weekly means, so that no single week decides.

    Raises
    ------
    NotEnoughDataError with fewer than 8 weeks of at least 4 complete days; TooCoarseError for readings longer
    than a day.

    References
    ----------
    P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), 1379-1389.
    """
    readings.require_consumption("The trend")
    total = readings.total("day").dropna()
    year_ago = total.reindex(pd.DatetimeIndex(total.index) - pd.Timedelta(days=364)).to_numpy()
    level = float(total.median()) if len(total) else 0.0
    paired = ~pd.isna(year_ago)
    if level > 0 and paired.sum() >= MIN_YEAR_PAIRS:
        months = 364 / DAYS_PER_MONTH
        change = float(np.median(total.to_numpy()[paired] - year_ago[paired]))
        return Trend(change / level / months * 100, len(total), season_removed=True)
    weeks = _weekly_means(total)
    if len(weeks) < MIN_WEEKS or level <= 0:
        raise NotEnoughDataError("The trend", need=MIN_WEEKS, have=len(weeks), unit="weeks of complete days")
    per_day = _median_slope(_days_since_start(weeks), weeks.to_numpy(dtype=np.float64))
    return Trend(per_day * DAYS_PER_MONTH / level * 100, len(total))


def _weekly_means(total: pd.Series) -> pd.Series:
    if total.empty:
        return total
    days = pd.DatetimeIndex(total.index)
    week = days - pd.to_timedelta(days.day_of_week, unit="D")
    groups = total.groupby(week)
    return groups.mean()[groups.count() >= 4]


def _days_since_start(weeks: pd.Series) -> Floats:
    index = pd.DatetimeIndex(weeks.index)
    return np.asarray((index - index[0]).days, dtype=np.float64)


def _median_slope(x: Floats, y: Floats) -> float:
    first, second = np.triu_indices(len(x), k=1)
    return float(np.median((y[second] - y[first]) / (x[second] - x[first])))
