"""Did it work? What was used since a measure was taken, beside what would have been used without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from energy_core.audit.auditor import audit
from energy_core.audit.counterfactual import expected_days
from energy_core.audit.savings import Triple
from energy_core.errors import EnergyError, NotEnoughDataError
from energy_core.home import Home
from energy_core.local_time import day_starts
from energy_core.readings import Readings
from energy_core.year import DAYS_PER_YEAR

LEAST_DAYS_AFTER = 7
"""A week has every day of the week; fewer days would compare a weekend with a working week."""

LONGEST_DAYS = 366

SEPARATOR = " / "
"""Between a measure and the channel it was taken on, in the home's list of accepted measures."""


@dataclass(frozen=True)
class Measured:
    """What a measure saved so far.

    used_kwh : on full days since. expected_kwh : what the days before say of those days, without the measure.
    saved_kwh : low, middle, high of an 80% band. predicted_kwh : what the audit had said for as many days;
    None where it cannot be said again. certain : whether the whole band is above nothing. by : what the
    days without it were worked out from. windows, window_days : the stretches before that the band is from.
    """

    measure: str
    channel: str | None
    since: date
    days: int
    used_kwh: float
    expected_kwh: float
    saved_kwh: Triple
    predicted_kwh: Triple | None
    by: str
    windows: int
    window_days: int

    @property
    def certain(self) -> bool:
        return self.saved_kwh[0] > 0


def accepted(key: str) -> tuple[str, str | None]:
    """Measure and channel of an entry of `Home.measures`."""
    measure, separator, channel = key.partition(SEPARATOR)
    return measure, channel if separator else None


def key_of(measure: str, channel: str | None) -> str:
    """The entry of `Home.measures` for a measure on a channel, or on the whole home."""
    return measure if channel is None else f"{measure}{SEPARATOR}{channel}"


def measured(readings: Readings, home: Home, key: str) -> Measured:
    """Compare the days since a measure with what the days before it say of them.

    Weather and holidays are not taken out: over some weeks they can hide or feign a saving, which is why a
    band stands beside it.

    Raises
    ------
    NotEnoughDataError : fewer than 7 full days since, or than 35 before. TooCoarseError : monthly readings.
    """
    measure, channel = accepted(key)
    since = home.measures[key]
    begin = pd.Timestamp(day_starts(pd.DatetimeIndex([since]), readings.timezone)[0])
    before = readings.known_at(begin)
    actual, day = _daily(readings, channel), pd.Timestamp(since)
    after = actual[actual.index >= day].dropna().iloc[:LONGEST_DAYS]
    if len(after) < LEAST_DAYS_AFTER:
        raise NotEnoughDataError(
            "What a measure saved", need=LEAST_DAYS_AFTER, have=len(after), unit="full days since it"
        )
    horizon = int((after.index[-1] - day).days) + 1
    expected = expected_days(actual[actual.index < day].asfreq("D"), horizon)
    read = (pd.DatetimeIndex(after.index) - day).days.to_numpy()
    used, without = float(after.sum()), float(expected.kwh[read].sum())
    reach = expected.reach_kwh * len(after) / horizon
    return Measured(
        measure=measure,
        channel=channel,
        since=since,
        days=len(after),
        used_kwh=used,
        expected_kwh=without,
        saved_kwh=(without - used - reach, without - used, without - used + reach),
        predicted_kwh=_predicted(before, home, measure, channel, days=len(after)),
        by=expected.by,
        windows=expected.windows,
        window_days=expected.window_days,
    )


def _daily(readings: Readings, channel: str | None) -> pd.Series:
    """Energy of each full day, by naive local date. [kWh]"""
    if channel is None:
        return readings.total("day")
    return readings.daily().complete[readings.channel(channel).name]


def _predicted(
    before: Readings, home: Home, measure: str, channel: str | None, *, days: int
) -> Triple | None:
    """What the audit said, from the readings that were there when the measure was taken."""
    try:
        found = audit(before, home)
    except EnergyError:
        return None  # the audit cannot be made of so few readings; the measured saving stands by itself
    for one in found.measures:
        if (one.measure, one.channel) == (measure, channel):
            low, mid, high = (kwh / DAYS_PER_YEAR * days for kwh in one.saving_kwh)
            return low, mid, high
    return None
