"""What a home's own meter says where no appliance has one: always on, peaks, nights, weekends, seasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.home import Home
from energy_core.load_profile import (
    MIN_COMPLETE_DAYS,
    baseload_kw,
    hourly_power_kw,
    near_base_by_day,
    peak_hours,
)
from energy_core.readings import Readings
from energy_core.year import DAYS_PER_YEAR, WHOLE_YEAR_DAYS

MILD_MONTHS: Final = 3
"""The three months with the lowest use stand for a home that neither heats nor cools."""

SEASONS: Final = ("winter", "spring", "summer", "autumn")
NIGHT_HOURS: Final = 6
HOURS_OF_A_DAY: Final = 24

SOUTH: Final = frozenset(("AR", "AU", "BO", "BR", "BW", "CL", "MZ", "NA", "NZ", "PE", "PY", "UY", "ZA", "ZW"))
SOUTH_ZONES: Final = (
    "Australia/",
    "Pacific/Auckland",
    "America/Argentina",
    "America/Sao_Paulo",
    "Africa/Johannesburg",
)
WARM_MONTHS: Final = frozenset((5, 6, 7, 8, 9))
"""May to September; in the southern hemisphere November to March."""


@dataclass(frozen=True)
class HomeProfile:
    """None where the readings are too coarse or too few.

    always_on_kw : power when nothing is deliberately on; mild_always_on_kw : in the month in which it is
    lowest, when little is heated or cooled. peak_hours : three hours in a row; peak_share,
    night_share : of all energy, in the peak hours and from midnight to six. [fraction]
    weekend_ratio : energy of a day at the weekend over that of a weekday.
    winter_extra_kwh, summer_extra_kwh : in a year above the mild months; with a year of readings only. [kWh]
    """

    always_on_kw: float | None = None
    always_on_share: float | None = None
    mild_always_on_kw: float | None = None
    peak_hours: tuple[int, ...] = ()
    peak_share: float | None = None
    night_share: float | None = None
    weekend_ratio: float | None = None
    winter_extra_kwh: float | None = None
    summer_extra_kwh: float | None = None

    @property
    def always_on_kwh(self) -> float | None:
        """Of a year. [kWh]"""
        return None if self.always_on_kw is None else self.always_on_kw * 24 * DAYS_PER_YEAR


def home_profile(readings: Readings, home: Home) -> HomeProfile:
    """The patterns of the consumption of a home."""
    hours = _by_hour(readings) if readings.is_hourly else HomeProfile()
    winter, summer = _seasons(readings, home)
    return HomeProfile(
        hours.always_on_kw,
        hours.always_on_share,
        hours.mild_always_on_kw,
        hours.peak_hours,
        hours.peak_share,
        hours.night_share,
        hours.weekend_ratio,
        winter,
        summer,
    )


def _by_hour(readings: Readings) -> HomeProfile:
    every = hourly_power_kw(readings)
    power = every.dropna()
    index = pd.DatetimeIndex(power.index)
    mean, total = float(power.mean()), float(power.sum())
    by_hour = power.groupby(index.hour).mean()
    if not total > 0 or len(by_hour) < HOURS_OF_A_DAY:
        return HomeProfile()
    daily = near_base_by_day(every, readings.timezone)
    base = baseload_kw(daily) if len(daily) >= MIN_COMPLETE_DAYS else None
    peak = peak_hours(by_hour)
    weekend = index.day_of_week >= 5
    both = weekend.any() and not weekend.all()
    return HomeProfile(
        always_on_kw=base,
        always_on_share=None if base is None else min(base / mean, 1.0),
        mild_always_on_kw=_mildest(daily),
        peak_hours=tuple(peak),
        peak_share=float(power[index.hour.isin(peak)].sum()) / total,
        night_share=float(power[index.hour < NIGHT_HOURS].sum()) / total,
        weekend_ratio=float(power[weekend].mean() / power[~weekend].mean()) if both else None,
    )


def _mildest(near_base: pd.Series) -> float | None:
    """The lowest always-on power of a month; of months with a week of complete days. [kW]"""
    index = pd.DatetimeIndex(near_base.index)
    months = near_base.groupby([index.year, index.month]).agg(["median", "count"])
    known = months.loc[months["count"] >= MIN_COMPLETE_DAYS, "median"]
    return float(known.min()) if len(known) else None


def _seasons(readings: Readings, home: Home) -> tuple[float | None, float | None]:
    """Energy of a year above the mild months, in the cold and in the warm half. [kWh]"""
    if not readings.is_daily:
        return None, None
    days = readings.total("day").dropna()
    if len(days) < WHOLE_YEAR_DAYS:
        return None, None
    months = pd.DatetimeIndex(days.index).month
    per_day = days.groupby(months).mean()
    if len(per_day) < 12:
        return None, None
    mild = float(per_day.nsmallest(MILD_MONTHS).mean())
    extra = (per_day - mild).clip(lower=0) * (DAYS_PER_YEAR / 12)
    warm = np.isin(
        per_day.index, [_south(m) for m in WARM_MONTHS] if is_south(home, readings) else list(WARM_MONTHS)
    )
    return float(extra[~warm].sum()), float(extra[warm].sum())


def is_south(home: Home, readings: Readings) -> bool:
    if home.country is not None:
        return home.country in SOUTH
    return readings.timezone.startswith(SOUTH_ZONES)


def season_names(south: bool) -> tuple[str, ...]:
    """The seasons from December on, as they are called there."""
    return (*SEASONS[2:], *SEASONS[:2]) if south else SEASONS


def _south(month: int) -> int:
    return (month + 5) % 12 + 1
