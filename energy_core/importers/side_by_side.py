"""The energy of several channels in the same intervals, to see which contains or adds up which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.alignment import aligned
from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.importers.intervals import Flags
from energy_core.readings import Channel
from energy_core.spread import Floats, Integers, microseconds

HOUR_US: Final = 3_600_000_000

ENOUGH_HOURS: Final = 96
"""Finer readings are compared by the hour when there are so many hours: meters' clocks differ by seconds."""

MOST_INTERVALS: Final = 60_000
"""Of a channel; of longer ones only some stretches are compared."""

MOST_CHANNELS: Final = 400
MOST_CELLS: Final = 6_000_000
"""Of all channels together, to keep memory bounded."""

STRETCHES: Final = 6

SAME_GRID: Final = 1.3
"""Channels with gaps in other places share a grid when all starts are at most so many times one's own."""


@dataclass(frozen=True)
class SideBySide:
    """Rows of equal intervals, one column per channel.

    kwh : shape (rows, channels), NaN = missing. follows : whether a row begins where the one before ends.
    hour : hour of the day, -1 for readings longer than six hours.
    """

    names: tuple[str, ...]
    kwh: Floats
    follows: Flags
    hour: Integers

    def of(self, name: str) -> Floats:
        return self.kwh[:, self.names.index(name)]

    def with_column(self, name: str, values: Floats) -> SideBySide:
        return replace(self, names=(*self.names, name), kwh=np.column_stack([self.kwh, values]))

    def total(self, names: Sequence[str]) -> Floats:
        """The sum of some channels; zeros for none."""
        found = np.zeros(len(self.kwh))
        for name in names:
            found = found + self.of(name)
        return found


def side_by_side(channels: Sequence[Channel], timezone: str) -> SideBySide | None:
    """The channels in intervals they have in common; None where there are none."""
    if not 2 <= len(channels) <= MOST_CHANNELS:
        return None
    names = tuple(c.name for c in channels)
    most = min(MOST_INTERVALS, MOST_CELLS // len(channels))
    frames = [_some(c.intervals, most) for c in channels]
    start, kwh = _on_one_grid(frames)
    if start is None:
        return _on_clock_hours(channels, frames, timezone)
    length = _usual_length(frames[0])
    if length < HOUR_US and len(start) * length > ENOUGH_HOURS * HOUR_US:
        start, kwh = _by_hour(start, kwh, length)
        length = HOUR_US
    return _made(names, start, kwh, length, timezone)


def _made(names: tuple[str, ...], start: Integers, kwh: Floats, length: int, timezone: str) -> SideBySide:
    follows = np.concatenate([[False], np.diff(start) <= 1.05 * length])
    local = pd.DatetimeIndex(start.astype("datetime64[us]")).tz_localize("UTC").tz_convert(timezone)
    hour = np.full(len(start), -1) if length > 6 * HOUR_US else local.hour.to_numpy()
    return SideBySide(names, kwh, follows, hour.astype(np.int64))


def _some(intervals: pd.DataFrame, most: int) -> pd.DataFrame:
    """All of a channel, or of a very long one a few stretches, the same for channels of the same length."""
    count = len(intervals)
    if count <= most:
        return intervals
    stretch = most // STRETCHES
    first = np.linspace(0, count - stretch, STRETCHES).astype(np.int64)
    return intervals.iloc[(first[:, None] + np.arange(stretch)).ravel()]


def _usual_length(frame: pd.DataFrame) -> int:
    length = microseconds(frame["end"]) - microseconds(frame["start"])
    return int(np.median(length))


def _on_one_grid(frames: Sequence[pd.DataFrame]) -> tuple[Integers, Floats] | tuple[None, Floats]:
    """Starts and energy where the channels were read at the same times, gaps aside; else None."""
    starts = [microseconds(frame["start"]) for frame in frames]
    lengths = {_usual_length(frame) for frame in frames}
    every = starts[0]
    if any(len(s) != len(every) or not np.array_equal(s, every) for s in starts[1:]):
        every = np.unique(np.concatenate(starts))
    longest = max(len(s) for s in starts)
    if len(lengths) > 1 or len(every) > SAME_GRID * longest:
        return None, np.empty((0, 0))
    kwh = np.full((len(every), len(frames)), np.nan)
    for column, (start, frame) in enumerate(zip(starts, frames, strict=True)):
        kwh[np.searchsorted(every, start), column] = frame["kwh"].to_numpy()
    return every, kwh


def _by_hour(start: Integers, kwh: Floats, length: int) -> tuple[Integers, Floats]:
    """Sums of whole hours."""
    hour = start // HOUR_US
    first = np.flatnonzero(np.concatenate([[True], np.diff(hour) != 0]))
    counts = np.diff(np.append(first, len(hour)))
    sums = np.add.reduceat(kwh, first, axis=0)
    full = counts >= round(HOUR_US / length)
    return hour[first][full] * HOUR_US, sums[full]


def _on_clock_hours(
    channels: Sequence[Channel], frames: Sequence[pd.DataFrame], timezone: str
) -> SideBySide | None:
    """Channels that were read at different times, by the hours or else the days that all have."""
    some = [Channel(c.name, c.role, frame) for c, frame in zip(channels, frames, strict=True)]
    for span, length in (("hour", HOUR_US), ("day", 24 * HOUR_US)):
        if any(c.interval_minutes > length / 6e7 * 1.05 for c in some):
            continue
        try:
            found = aligned(some, timezone, span)  # type: ignore[arg-type]
        except (NotEnoughDataError, TooCoarseError):
            continue
        kwh: npt.NDArray[np.float64] = found.complete.reindex(columns=[c.name for c in some]).to_numpy()
        return _made(
            tuple(c.name for c in some), found.start.asi8 // _unit(found.start), kwh, length, timezone
        )
    return None


def _unit(index: pd.DatetimeIndex) -> int:
    return {"ns": 1_000, "us": 1}[index.unit]
