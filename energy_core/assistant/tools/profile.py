"""Load profile: always-on power, peak power, load factor, the typical day."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import amount, within
from energy_core.assistant.tools.result import Origin, Result
from energy_core.load_profile import LoadProfile, load_profile
from energy_core.year import HOURS_PER_YEAR

HOURS_PER_DAY = 24


def profile_of(context: Context, channel: str | None, period: Period) -> LoadProfile:
    """The load profile of a period.

    Raises TooCoarseError for daily readings, NotEnoughDataError for too few.
    """
    if period.is_filtered:
        raise UnanswerableError("That figure is of whole days; please ask without hours or days of the week.")
    span = context.span_of(channel)
    if period.start <= span.start and period.end >= span.end:
        return context.profile(channel)
    return load_profile(context.readings.between(period.start, period.end), channel=channel)


def baseload(context: Context, *, channel: str | None, period: Period) -> Result:
    """Power drawn when nothing is deliberately on [kW], its energy a day, and its share of the use."""
    profile = profile_of(context, channel, period)
    if profile.baseload_kw is None:
        raise UnanswerableError(
            profile.baseload_reason or "The always-on load cannot be told from these readings."
        )
    origin = Origin("baseload", period, channel)
    kw = profile.baseload_kw
    return Result(
        (
            origin.value("baseload", round(kw, 6), "kW"),
            origin.value("baseload_per_year", round(kw * HOURS_PER_YEAR, 6), "kWh"),
            origin.value("baseload_per_day", round(kw * HOURS_PER_DAY, 6), "kWh"),
        ),
        period,
    )


def mean_power(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy over the hours that were read [kW]."""
    found = amount(context, channel, period)
    origin = Origin("mean_power", period, channel)
    return Result(
        (
            origin.value("average_power", round(found.kwh / found.read_hours, 6), "kW"),
            origin.value("usage", round(found.kwh, 6), "kWh"),
            origin.value("read", round(found.read_hours, 6), "hours"),
        ),
        period,
    )


def peak_power(context: Context, *, channel: str | None, period: Period) -> Result:
    """The highest mean power of an hour [kW] and when that was."""
    if period.is_filtered:
        hours = context.readings.hourly()
        kwh = context.readings.total("hour") if channel is None else hours.complete[channel]
        power = (kwh / hours.length_hours)[within(hours, period)].dropna()
        if power.empty:
            raise UnanswerableError(f"No hour of {period.text} was read in full.")
        peak, at = float(power.max()), pd.Timestamp(power.index[int(power.argmax())])
    else:
        profile = profile_of(context, channel, period)
        peak, at = profile.peak_kw, profile.peak_at
    origin = Origin("peak_power", period, channel)
    return Result(
        (origin.value("peak_power", round(peak, 6), "kW", start=at, end=at + pd.Timedelta(hours=1)),), period
    )


def load_factor(context: Context, *, channel: str | None, period: Period) -> Result:
    """Mean power over highest hourly power [%]."""
    profile = profile_of(context, channel, period)
    if profile.load_factor is None:
        raise UnanswerableError("Nothing was used, so there is no load factor.")
    at = profile.peak_at
    origin = Origin("load_factor", period, channel)
    peak = origin.value(
        "peak_power", round(profile.peak_kw, 6), "kW", start=at, end=at + pd.Timedelta(hours=1)
    )
    return Result((origin.value("load_factor", round(100 * profile.load_factor, 6), "%"), peak), period)


def typical_day(context: Context, *, channel: str | None, period: Period) -> Result:
    """Mean use of each hour of the day [kWh], its sum, and its highest and lowest hour."""
    plain = replace(period, weekdays=None)
    profile = profile_of(context, channel, plain)
    kinds = {None: "all", frozenset(range(5)): "weekday", frozenset({5, 6}): "weekend"}
    kind = kinds.get(period.weekdays)
    if kind is None:
        raise UnanswerableError("A typical day is known for all days, weekdays or weekends.")
    day = profile.typical_day[profile.typical_day["day_type"] == kind].sort_values("hour")
    if day.empty:
        raise UnanswerableError(f"There are no complete hours in {period.text}.")
    mean = day.set_index("hour")["mean_kwh"]
    origin = Origin("typical_day", period, channel)
    values = (
        origin.value("typical_day", round(float(mean.sum()), 6), "kWh"),
        origin.value("highest_hour", int(mean.index[int(mean.argmax())]), "hour"),
        origin.value("mean_in_highest_hour", round(float(mean.max()), 6), "kWh"),
        origin.value("lowest_hour", int(mean.index[int(mean.argmin())]), "hour"),
        origin.value("mean_in_lowest_hour", round(float(mean.min()), 6), "kWh"),
    )
    rows = tuple((int(hour), round(float(kwh), 6)) for hour, kwh in zip(mean.index, mean, strict=True))
    return Result(values, period, Rows(("hour", "mean_kwh"), rows))
