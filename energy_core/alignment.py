"""Channels of any resolution on one grid of local hours, days, weeks or months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.local_time import Span, edges
from energy_core.spread import spread

if TYPE_CHECKING:
    from energy_core.readings import Channel

LONGEST: Final[dict[Span, pd.Timedelta]] = {
    "hour": pd.Timedelta(hours=1),
    "day": pd.Timedelta(hours=25),
    "week": pd.Timedelta(hours=7 * 24 + 1),
    "month": pd.Timedelta(hours=31 * 24 + 1),
}
"""An interval longer than this is no reading of such a span; it stays what it is (`coarser`)."""

COMPLETE: Final = 0.999
"""A span counts as complete when this share of it was read: stamps may be a second off."""


@dataclass(frozen=True)
class Aligned:
    """Energy by local span.

    kwh : index `start` (local time; naive dates for days and longer), every span from first to last;
        columns: channel names. NaN = nothing was read. A span read in part holds that part. [kWh]
    cover_hours : shaped as kwh; how much of the span was read. [hours]
    length_hours : by start; 23, 24 or 25 for days. [hours]
    start, end : the instants of each span, UTC.
    """

    span: Span
    kwh: pd.DataFrame
    cover_hours: pd.DataFrame
    length_hours: pd.Series
    start: pd.DatetimeIndex
    end: pd.DatetimeIndex

    @cached_property
    def complete(self) -> pd.DataFrame:
        """`kwh` with NaN where a span was read only in part: what training and comparisons need."""
        enough = self.cover_hours.to_numpy() >= COMPLETE * self.length_hours.to_numpy()[:, None]
        return self.kwh.where(enough)

    @cached_property
    def missing_hours(self) -> pd.DataFrame:
        """Hours of each span without readings, shaped as kwh."""
        missing = self.length_hours.to_numpy()[:, None] - self.cover_hours.to_numpy()
        return pd.DataFrame(missing.clip(min=0), index=self.kwh.index, columns=self.kwh.columns)


def aligned(channels: Sequence[Channel], timezone: str, span: Span) -> Aligned:
    """The energy of all channels that are read at least once per span.

    Raises NotEnoughDataError without any channel, TooCoarseError if none is fine enough.
    """
    fine = {c.name: part for c in channels if len(part := _not_longer(c.intervals, LONGEST[span]))}
    if not fine:
        _refuse(channels, span)
    first = min(part["start"].iloc[0] for part in fine.values())
    last = max(part["end"].iloc[-1] for part in fine.values())
    bounds = edges(first, last, timezone, span)
    index = bounds[:-1].tz_convert(timezone)
    if span != "hour":
        # a day that begins at 01:00 after a midnight switch is still that date
        index = (index.tz_localize(None) + pd.Timedelta(hours=0)).normalize()
    index = index.rename("start")
    sums = {name: spread(part, bounds) for name, part in fine.items()}
    return Aligned(
        span=span,
        kwh=pd.DataFrame({name: kwh for name, (kwh, _) in sums.items()}, index=index),
        cover_hours=pd.DataFrame({name: cover for name, (_, cover) in sums.items()}, index=index),
        length_hours=pd.Series(np.diff(bounds.asi8) / 3.6e9, index=index, name="length_hours"),
        start=bounds[:-1],
        end=bounds[1:],
    )


def coarser(channels: Sequence[Channel], span: Span) -> pd.DataFrame:
    """Intervals longer than the span, as they are: columns channel, start, end (UTC), kwh."""
    parts = [
        c.intervals.loc[_length(c.intervals) > LONGEST[span], ["start", "end", "kwh"]].assign(channel=c.name)
        for c in channels
    ]
    columns = ["channel", "start", "end", "kwh"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _length(intervals: pd.DataFrame) -> pd.Series:
    return intervals["end"] - intervals["start"]


def _not_longer(intervals: pd.DataFrame, longest: pd.Timedelta) -> pd.DataFrame:
    keep = _length(intervals) <= longest
    return intervals if keep.all() else intervals[keep]


def _refuse(channels: Sequence[Channel], span: Span) -> None:
    if not channels:
        raise NotEnoughDataError("This view", need=1, have=0, unit="channels")
    subject = {
        "hour": "Hourly figures",
        "day": "Daily figures",
        "week": "Weekly figures",
        "month": "Monthly figures",
    }[span]
    raise TooCoarseError(
        subject,
        need_minutes=LONGEST[span].total_seconds() / 60 if span == "hour" else 1440,
        have_minutes=min(c.interval_minutes for c in channels),
    )
