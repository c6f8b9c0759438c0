"""Is it more than before? The last days against those before, and against the same days a year ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from energy_core.errors import NotEnoughDataError
from energy_core.readings import Readings

PERIODS: Final = (28, 7)
"""Days compared, the longest that fits: whole weeks, so that both sides have the same weekdays."""

YEAR: Final = pd.Timedelta(days=364)
"""52 weeks: the same weekday a year ago."""

ENOUGH: Final = 0.8
"""Share of the days that must be complete on both sides; the others are left out on both."""


@dataclass(frozen=True)
class PeriodChange:
    """Consumption of the last days and of those before, over the days that are complete on every side.

    days : days counted on each side. start, previous_start : first day of each period, of `period_days` days.
    change_percent : null when the earlier use was 0. year_ago_* : null without readings 52 weeks earlier.
    """

    days: int
    kwh: float
    previous_kwh: float
    change_percent: float | None
    start: date
    previous_start: date
    period_days: int
    year_ago_kwh: float | None = None
    year_ago_percent: float | None = None


def period_change(readings: Readings, *, days: int | None = None) -> PeriodChange:
    """The last `days` days (28 or else 7 by default) against the same number of days before.

    Raises NotEnoughDataError if fewer than 80% of the days are complete on both sides, TooCoarseError for
    readings longer than a day.
    """
    readings.require_consumption("The previous period")
    total = readings.total("day").dropna()
    for length in (days,) if days else PERIODS:
        change = _change(total, length)
        if change is not None:
            return change
    shortest = days or PERIODS[-1]
    first = None if total.empty else (total.index[0] + pd.Timedelta(days=2 * shortest)).date()
    late = first is not None and not total.empty and first <= total.index[-1].date()
    raise NotEnoughDataError(
        "The previous period",
        need=2 * shortest,
        have=len(total),
        unit="complete days in a row",
        from_date=None if late else first,
    )


def _change(total: pd.Series, days: int) -> PeriodChange | None:
    if total.empty:
        return None
    length = pd.Timedelta(days=days)
    start = total.index[-1] + pd.Timedelta(days=1) - length
    window = pd.date_range(start, periods=days, freq="D")
    now, before = (total.reindex(window - back).to_numpy() for back in (pd.Timedelta(0), length))
    year_ago = total.reindex(window - YEAR).to_numpy()
    pairs = ~pd.isna(now) & ~pd.isna(before)
    triples = pairs & ~pd.isna(year_ago)
    with_year = bool(triples.sum() >= ENOUGH * days)
    counted = triples if with_year else pairs
    if counted.sum() < ENOUGH * days:
        return None
    kwh, previous = float(now[counted].sum()), float(before[counted].sum())
    earlier = float(year_ago[counted].sum()) if with_year else None
    return PeriodChange(
        days=int(counted.sum()),
        kwh=kwh,
        previous_kwh=previous,
        change_percent=_percent(kwh, previous),
        start=start.date(),
        previous_start=(start - length).date(),
        period_days=days,
        year_ago_kwh=earlier,
        year_ago_percent=None if earlier is None else _percent(kwh, earlier),
    )


def _percent(now_kwh: float, before_kwh: float) -> float | None:
    return (now_kwh / before_kwh - 1) * 100 if before_kwh > 0 else None
