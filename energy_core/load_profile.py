"""The shape of a day: what never switches off, when the peak is, and how even the load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.local_time import day_starts
from energy_core.readings import Readings
from energy_core.spread import Floats

NEAR_BASE_QUANTILE: Final = 0.1
"""Of a day's 24 hours, the third lowest or so: above one hour of a power cut, below anything switched on."""

MIN_COMPLETE_DAYS: Final = 7
"""A whole week, so that the median day is an ordinary one."""

LOW_QUANTILE: Final = 0.1
HIGH_QUANTILE: Final = 0.9

PEAK_LENGTH: Final = 3
"""Hours: the peak hours are three in a row (glossary)."""

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class LoadProfile:
    """How a channel, or the whole home, draws power over the day. Hours are local.

    baseload_kw : None with fewer than 7 complete days, and baseload_reason says so. [kW]
    peak_hours : three consecutive hours; may wrap midnight.
    peak_kw : highest mean power of an hour, at peak_at.
    load_factor : mean power divided by peak_kw; None if nothing was drawn. [fraction]
    typical_day : hour, day_type (all, weekday, weekend), mean_kwh, low_kwh, high_kwh (10% and 90% of days).
    heat_map : weekday (name, Monday first), hour, mean_kwh.
    """

    baseload_kw: float | None
    baseload_reason: str | None
    peak_hours: list[int]
    peak_kw: float
    peak_at: pd.Timestamp
    load_factor: float | None
    typical_day: pd.DataFrame
    heat_map: pd.DataFrame
    complete_days: int


def load_profile(readings: Readings, *, channel: str | None = None) -> LoadProfile:
    """The load profile of one channel, or of the total consumption.

    Raises TooCoarseError for readings longer than an hour, NotEnoughDataError unless three consecutive hours
    of the day were read, UnknownNameError for a channel that is not there.
    """
    power = hourly_power_kw(readings, channel=channel)
    drawn = power.dropna()
    if drawn.empty:
        raise NotEnoughDataError("A load profile", need=1, have=0, unit="complete hours")
    daily_base = near_base_by_day(power, readings.timezone)
    try:
        base, reason = baseload_kw(daily_base), None
    except NotEnoughDataError as error:
        base, reason = None, error.message
    hours = pd.DatetimeIndex(drawn.index).hour
    peak_kw = float(drawn.max())
    return LoadProfile(
        baseload_kw=base,
        baseload_reason=reason,
        peak_hours=peak_hours(drawn.groupby(hours).mean()),
        peak_kw=peak_kw,
        peak_at=pd.DatetimeIndex(drawn.index)[int(drawn.argmax())],
        load_factor=float(drawn.mean()) / peak_kw if peak_kw > 0 else None,
        typical_day=_typical_day(drawn),
        heat_map=_heat_map(drawn),
        complete_days=len(daily_base),
    )


def hourly_power_kw(readings: Readings, *, channel: str | None = None) -> pd.Series:
    """Mean power by complete local hour [kW]; NaN where an hour was not read in full, or only as a block."""
    readings = readings.without_blocks()
    if channel is None:
        channels = readings.require_consumption("A load profile")
    else:
        channels = (readings.channel(channel),)
    minutes = max(c.interval_minutes for c in channels)
    if minutes > 60:
        raise TooCoarseError("A load profile", need_minutes=60, have_minutes=minutes)
    hours = readings.hourly()
    kwh = readings.total("hour") if channel is None else hours.complete[channel]
    # the half hour that Lord Howe's clock change leaves counts as power, not as a low hour
    return (kwh / hours.length_hours).rename("power_kw")


def baseload_kw(near_base_by_day: pd.Series) -> float:
    """Power drawn when nothing is deliberately on [kW].

    The median over complete days of a low hour of each day (its 10% quantile): neither one power cut nor one
    night with the oven on moves it.

    Parameters
    ----------
    near_base_by_day : the low hour of each complete day. [kW]

    Raises NotEnoughDataError with fewer than 7 complete days.
    """
    if len(near_base_by_day) < MIN_COMPLETE_DAYS:
        raise NotEnoughDataError(
            "Baseload", need=MIN_COMPLETE_DAYS, have=len(near_base_by_day), unit="complete days"
        )
    return float(near_base_by_day.median())


def peak_hours(mean_by_hour: pd.Series) -> list[int]:
    """The three consecutive hours of the day with the highest mean; the earliest if several are equal.

    Parameters
    ----------
    mean_by_hour : index 0 to 23, hours never read may be absent.
    """
    day = mean_by_hour.reindex(range(24)).to_numpy(dtype=np.float64)
    sums = sum((np.roll(day, -step) for step in range(PEAK_LENGTH)), np.zeros(24))
    if np.isnan(sums).all():
        raise NotEnoughDataError(
            "Peak hours",
            need=PEAK_LENGTH,
            have=int((~np.isnan(day)).sum()),
            unit="consecutive hours of the day",
        )
    first = int(np.nanargmax(np.round(sums, 9)))
    return [(first + step) % 24 for step in range(PEAK_LENGTH)]


def near_base_by_day(power: pd.Series, timezone: str) -> pd.Series:
    """A low hour of each complete local day [kW]: what `baseload_kw` is the median of."""
    index = pd.DatetimeIndex(power.index)
    local = index.tz_localize(None).normalize()
    dates = pd.DatetimeIndex(local.unique())
    after = pd.DatetimeIndex([*dates, dates[-1] + pd.Timedelta(days=1)])
    bounds = day_starts(after, timezone)
    instants = index.tz_convert("UTC")
    whole = np.ones(len(dates), dtype=bool)
    whole[0] = instants[0] == bounds[0]
    last_end = instants[-1] + _last_length(index)
    whole[-1] = whole[-1] and last_end >= bounds[-1]
    read = power.notna().groupby(local).all().to_numpy()
    quantiles: Floats = power.groupby(local).quantile(NEAR_BASE_QUANTILE).to_numpy()
    return pd.Series(quantiles[whole & read], index=dates[whole & read], name="near_base_kw")


def _last_length(index: pd.DatetimeIndex) -> pd.Timedelta:
    """The last clock hour ends with the hour."""
    return pd.Timedelta(hours=1) - pd.Timedelta(minutes=index[-1].minute)


def _typical_day(drawn: pd.Series) -> pd.DataFrame:
    index = pd.DatetimeIndex(drawn.index)
    weekend = index.day_of_week >= 5
    parts = []
    for day_type, chosen in (
        ("all", np.ones(len(index), dtype=bool)),
        ("weekday", ~weekend),
        ("weekend", weekend),
    ):
        hours = drawn[chosen].groupby(index[chosen].hour)
        part = pd.DataFrame(
            {
                "mean_kwh": hours.mean(),
                "low_kwh": hours.quantile(LOW_QUANTILE),
                "high_kwh": hours.quantile(HIGH_QUANTILE),
            }
        )
        parts.append(part.rename_axis("hour").reset_index().assign(day_type=day_type))
    frame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return frame[["hour", "day_type", "mean_kwh", "low_kwh", "high_kwh"]]


def _heat_map(drawn: pd.Series) -> pd.DataFrame:
    index = pd.DatetimeIndex(drawn.index)
    means = drawn.groupby([index.day_of_week, index.hour]).mean()
    frame = means.rename("mean_kwh").rename_axis(["weekday", "hour"]).reset_index()
    return frame.assign(weekday=frame["weekday"].map(dict(enumerate(WEEKDAYS))).astype("str"))
