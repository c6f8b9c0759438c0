"""The series a forecast learns from, and the hours or days it is for. A gap is NaN, never zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

import pandas as pd

from energy_core.alignment import LONGEST
from energy_core.errors import MissingFactError, NotEnoughDataError, TooCoarseError, UnknownNameError
from energy_core.forecasting.context import NO_CONTEXT, Context
from energy_core.local_time import Span, day_starts, edges
from energy_core.readings import Channel, Readings

Resolution = Literal["hourly", "daily"]

TOTAL: Final = "total"
"""The name under which the home's consumption is forecast."""

SPANS: Final[dict[Resolution, Span]] = {"hourly": "hour", "daily": "day"}
SUBJECTS: Final[dict[Resolution, str]] = {"hourly": "An hourly forecast", "daily": "A daily forecast"}

YEAR: Final = timedelta(days=366)
STALE: Final = pd.Timedelta(days=28)
"""Hours followed by more than four weeks of coarser readings are no recent history."""


@dataclass(frozen=True)
class History:
    """Energy by local hour or day, in full hours and days only.

    kwh : index the start of each interval (local time; days too), without holes; NaN = not read fully. [kWh]
    end : the end of the last reading, local time; the forecast begins with the first interval after it.
    hours : of daily history, the same by the hour, where the readings are that fine.
    country : whose public holidays are known; None = unknown. holidays : those in the readings and the year
        after them.
    """

    kwh: pd.Series
    resolution: Resolution
    channel: str
    timezone: str
    end: pd.Timestamp
    hours: History | None = None
    country: str | None = None
    holidays: frozenset[date] = frozenset()

    @property
    def steps_per_day(self) -> int:
        return 24 if self.resolution == "hourly" else 1

    @property
    def days(self) -> float:
        """How many days' worth of hours or days was read in full."""
        return round(float(self.kwh.count()) / self.steps_per_day, 1)

    @cached_property
    def wall(self) -> pd.Series:
        """What was read, by the clock on the wall (naive local time); a repeated hour is the mean of both."""
        read = self.kwh.dropna()
        by_clock = pd.Series(read.to_numpy(), index=self.clock(read.index), name="kwh")
        return by_clock if by_clock.index.is_unique else by_clock.groupby(level=0).mean()

    def clock(self, instants: pd.Index) -> pd.DatetimeIndex:
        """Local instants as the clock on the wall shows them (naive); days as their dates.

        A day that begins at 01:00, after a clock change at midnight, is still that date.
        """
        wall = pd.DatetimeIndex(instants).tz_localize(None)
        return wall if self.resolution == "hourly" else wall.normalize()

    def recent(self, days: int) -> pd.Series:
        """What was read in the last `days` before the end of the series, by the clock on the wall."""
        clock = pd.DatetimeIndex(self.wall.index)
        return self.wall.loc[clock > clock[-1] - pd.Timedelta(days=days)]

    def before(self, origin: pd.Timestamp) -> History:
        """What was known at an earlier instant."""
        hours = None if self.hours is None else self.hours.before(origin)
        return replace(self, kwh=self.kwh[self.kwh.index < origin], end=origin, hours=hours)


def history(
    readings: Readings, *, resolution: Resolution, channel: str = TOTAL, context: Context = NO_CONTEXT
) -> History:
    """The training series of the consumption (`total`) or of one channel, without the times away.

    Raises
    ------
    UnknownNameError : no such channel, or one that holds no energy.
    TooCoarseError : the readings are farther apart than the resolution; bills for example.
    MissingFactError : no channel counts as consumption.
    NotEnoughDataError : the channel holds no reading, or none so fine in the last four weeks.
    """
    counted = _counted(readings, channel)
    span = SPANS[resolution]
    limit = LONGEST[span]
    if all((c.intervals["end"] - c.intervals["start"]).min() > limit for c in counted):
        _refuse_coarse(counted, resolution)
    training = readings.without_blocks()
    by_span = training.by(span)
    coarse = [
        c
        for c in counted
        if c.name not in by_span.kwh.columns
        or (len(counted) > 1 and c.interval_minutes > limit.total_seconds() / 60)
    ]
    if coarse:
        _refuse_coarse(coarse, resolution)
    values = training.total(span) if channel == TOTAL else by_span.complete[channel]
    local_starts = by_span.start.tz_convert(readings.timezone)
    kwh = pd.Series(values.to_numpy(), index=local_starts, name="kwh")
    kwh = kwh.loc[kwh.first_valid_index() : kwh.last_valid_index()] if kwh.notna().any() else kwh[:0]
    end = max(_last_end(c) for c in counted).tz_convert(readings.timezone)
    if len(kwh) and end - kwh.index[-1] > STALE:
        unit = f"day of {resolution} readings in the last four weeks"
        raise NotEnoughDataError(SUBJECTS[resolution], need=1, have=0, unit=unit)
    hours = _by_the_hour(readings, channel, context) if resolution == "daily" else None
    return History(
        context.without_away(kwh, channel=channel, timezone=readings.timezone),
        resolution,
        channel,
        readings.timezone,
        end,
        hours,
        context.country,
        context.holidays(readings.start.date(), end.date() + YEAR),
    )


def steps(past: History, horizon_days: int) -> pd.DatetimeIndex:
    """Boundaries of the future hours or days, local time: n + 1 instants for n intervals.

    The horizon is `horizon_days` days on the clock: over a clock change a week has 167 or 169 hours.
    """
    if past.resolution == "daily":
        end = past.end.tz_localize(None)
        first = (
            end.normalize()
            if _is_day_start(past.end, past.timezone)
            else end.normalize() + pd.Timedelta(days=1)
        )
        dates = pd.date_range(first, periods=horizon_days + 1, freq="D")
        return day_starts(dates, past.timezone).tz_convert(past.timezone)
    margin = pd.Timedelta(hours=2)
    around = hour_bounds(past.end - margin, past.end + margin, past.timezone)
    begin = around[around >= past.end][0]
    return hour_bounds(begin, clock_later(begin, horizon_days), past.timezone)


def hour_bounds(start: pd.Timestamp, end: pd.Timestamp, timezone: str) -> pd.DatetimeIndex:
    """Boundaries of the clock hours that cover [start, end), local time."""
    # rounding needs UTC: a local hour may happen twice
    return edges(start.tz_convert("UTC"), end.tz_convert("UTC"), timezone, "hour").tz_convert(timezone)


def clock_later(instant: pd.Timestamp, days: int) -> pd.Timestamp:
    """The same time on the clock some days later, or earlier when negative."""
    wall = instant.tz_localize(None) + pd.Timedelta(days=days)
    # a clock time that happens twice is its first; one that is skipped is the moment after the jump
    return wall.tz_localize(instant.tz, ambiguous=True, nonexistent="shift_forward")


def next_midnight(instant: pd.Timestamp) -> pd.Timestamp:
    """The end of the local day that an instant is in."""
    wall = instant.tz_localize(None).normalize() + pd.Timedelta(days=1)
    return wall.tz_localize(instant.tz, ambiguous=True, nonexistent="shift_forward")


def _counted(readings: Readings, channel: str) -> Sequence[Channel]:
    if channel == TOTAL:
        if not any(_has_readings(c) for c in readings.consumption):
            names = ", ".join(c.name for c in readings.energy) or "none"
            raise MissingFactError(
                "A forecast of the total",
                fact="a mains or appliance channel",
                advice=f"Ask for one of the channels by its name instead: {names}.",
            )
        return tuple(c for c in readings.consumption if _has_readings(c))
    found = readings.channel(channel)
    if channel not in {c.name for c in readings.energy}:
        raise UnknownNameError(
            f"Needed a channel that holds energy; {channel!r} is of the role {found.role}.",
            where={"option": "--channel"},
        )
    if not _has_readings(found):
        raise NotEnoughDataError(f"A forecast of {channel}", need=1, have=0, unit="readings")
    return (found,)


def _by_the_hour(readings: Readings, channel: str, context: Context) -> History | None:
    try:
        return history(readings, resolution="hourly", channel=channel, context=context)
    except NotEnoughDataError:
        # daily readings: the days themselves are all there is
        return None


def _has_readings(channel: Channel) -> bool:
    return bool(channel.intervals["kwh"].notna().any())


def _last_end(channel: Channel) -> pd.Timestamp:
    intervals = channel.intervals
    return pd.Timestamp(intervals.loc[intervals["kwh"].notna(), "end"].iloc[-1])


def _is_day_start(instant: pd.Timestamp, timezone: str) -> bool:
    date = pd.DatetimeIndex([instant.tz_localize(None).normalize()])
    return bool(day_starts(date, timezone)[0] == instant)


def _refuse_coarse(channels: Sequence[Channel], resolution: Resolution) -> None:
    raise TooCoarseError(
        SUBJECTS[resolution],
        need_minutes=60 if resolution == "hourly" else 1440,
        have_minutes=max(c.interval_minutes for c in channels),
    )
