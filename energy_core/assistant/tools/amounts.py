"""Energy within a period: exact by time, or by hour and day where hours or weekdays are limited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from energy_core.alignment import Aligned
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.errors import TooCoarseError
from energy_core.local_time import Span
from energy_core.readings import Channel
from energy_core.spread import microseconds

BARELY: float = 0.02
"""Missing time below this is rounding of stamps. [hours]"""


@dataclass(frozen=True)
class Amount:
    """kwh : what was read. missing_hours : time of the period without readings."""

    kwh: float
    read_hours: float
    missing_hours: float


def amount(context: Context, channel: str | None, period: Period) -> Amount:
    """Energy of a channel, or of the home (None), within a period.

    Raises UnanswerableError if nothing was read.
    """
    parts = [_of_channel(context, c, period) for c in context.counted(channel)]
    if not parts or not any(part.read_hours > 0 for part in parts):
        raise UnanswerableError(
            f"There are no readings {period.placed}. The readings run over {context.span_of(channel).text}."
        )
    return Amount(
        kwh=sum(part.kwh for part in parts),
        read_hours=max(part.read_hours for part in parts),
        missing_hours=max(part.missing_hours for part in parts),
    )


def _of_channel(context: Context, channel: Channel, period: Period) -> Amount:
    if not period.is_filtered:
        return _between(channel, period)
    aligned = grid(context, (channel,), period)
    mask = within(aligned, period)
    kwh, cover = aligned.kwh.loc[mask, channel.name], aligned.cover_hours.loc[mask, channel.name]
    length = float(aligned.length_hours[mask].sum())
    read = float(cover.sum())
    return Amount(float(kwh.sum()), read, _missing(length - read))


def _between(channel: Channel, period: Period) -> Amount:
    intervals = channel.intervals
    start, end = microseconds(intervals["start"]), microseconds(intervals["end"])
    first, last = (int(moment) for moment in microseconds(pd.DatetimeIndex([period.start, period.end])))
    low, high = int(np.searchsorted(end, first, side="right")), int(np.searchsorted(start, last, side="left"))
    kwh = intervals["kwh"].to_numpy(dtype=np.float64)[low:high]
    piece = np.minimum(end[low:high], last) - np.maximum(start[low:high], first)
    known = ~np.isnan(kwh)
    share = piece / (end[low:high] - start[low:high])
    read = float(piece[known].sum()) / 3.6e9
    return Amount(float((kwh * share)[known].sum()), read, _missing((last - first) / 3.6e9 - read))


def _missing(hours: float) -> float:
    return hours if hours > BARELY else 0.0


def grid(context: Context, channels: tuple[Channel, ...], period: Period) -> Aligned:
    """The hours, or the days where hours don't matter, of channels under a limit. Raises TooCoarseError."""
    coarsest = max(c.interval_minutes for c in channels)
    if coarsest <= 60:
        return context.readings.hourly()
    if period.hours is not None or coarsest > 25 * 60:
        need = 60 if period.hours is not None else 1440
        raise TooCoarseError("That question", need_minutes=need, have_minutes=coarsest)
    return context.readings.daily()


def within(aligned: Aligned, period: Period) -> pd.Series:
    """Which spans begin in the period and pass its limits."""
    index = pd.DatetimeIndex(aligned.kwh.index)
    if index.tz is None:
        first, last = period.start.tz_localize(None).normalize(), period.end.tz_localize(None)
        keep = (index >= first) & (index < last)
    else:
        keep = (index >= period.start.floor("h", ambiguous=True, nonexistent="shift_forward")) & (
            index < period.end
        )
    if period.hours is not None and index.tz is not None:
        keep &= index.hour.isin(period.hours)
    if period.weekdays is not None:
        keep &= index.day_of_week.isin(period.weekdays)
    return pd.Series(keep, index=aligned.kwh.index)


def series(context: Context, channel: str | None, period: Period, *, span: Span, complete: bool) -> pd.Series:
    """Energy by local span within a period [kWh]; index: local start. Spans without readings are left out.

    complete : only spans read in full, which averages and lowest spans need.
    """
    channels = context.counted(channel)
    needed = (
        60
        if span == "hour" or period.hours is not None
        else {"day": 1500, "week": 10140, "month": 44700}[span]
    )
    coarsest = max(c.interval_minutes for c in channels)
    if coarsest > needed:
        raise TooCoarseError("That question", need_minutes=min(needed, 1440), have_minutes=coarsest)
    by = "hour" if period.hours is not None else span
    aligned = context.readings.by(by)
    names = [c.name for c in channels if c.name in aligned.kwh.columns]
    frame = aligned.complete[names] if complete else aligned.kwh[names]
    frame = frame[within(aligned, period)]
    total = frame.sum(axis=1, min_count=len(names) if complete else 1).dropna()
    if by == span:
        return total
    days = pd.DatetimeIndex(total.index).tz_localize(None).normalize()
    starts = {
        "day": days,
        "week": days - pd.to_timedelta(days.day_of_week, unit="D"),
        "month": days.to_period("M").to_timestamp(),
    }
    return total.groupby(starts[span]).sum()


def span_bounds(context: Context, start: pd.Timestamp, span: Span) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Local start and end of the hour, day, week or month that begins at an index value of `series`."""
    if span == "hour":
        return start, start + pd.Timedelta(hours=1)
    step = {"day": pd.DateOffset(days=1), "week": pd.DateOffset(weeks=1), "month": pd.DateOffset(months=1)}[
        span
    ]
    zone = context.timezone
    return tuple(  # type: ignore[return-value]
        moment.tz_localize(zone, nonexistent="shift_forward", ambiguous=True)
        for moment in (start, start + step)
    )
