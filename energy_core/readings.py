"""Interval readings of a home: what every importer makes and everything else starts from.

Energy is in kWh, through one channel, during [start, end). Instants are UTC. NaN is missing, never 0.
Consumption, generation and export are positive numbers, told apart by the channel's role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, get_args

import numpy as np
import pandas as pd

from energy_core.alignment import Aligned, aligned, coarser
from energy_core.errors import MissingFactError, UnknownNameError
from energy_core.local_time import Span
from energy_core.spread import microseconds

Role = Literal["mains", "appliance", "generation", "export", "gas", "temperature", "other"]
Kind = Literal["interval", "register", "power"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

COLUMNS: Final = ("start", "end", "kwh", "quality", "source_file")
QUALITIES: Final = ("measured", "estimated", "repaired", "block")
"""`block`: an interval longer than its neighbours, such as a gap in a register. It counts in totals and
bills, not in hourly anomalies or training."""


@dataclass(frozen=True)
class Channel:
    """One register or circuit.

    `intervals`: columns start, end (UTC), kwh (float, NaN = missing), quality and source_file (categories);
    sorted by start, not overlapping, of any and changing resolution. For `temperature` the column kwh holds
    degrees Celsius. `parent`: the channel that already holds this one's energy, such as the circuit of an
    appliance; None = there is none but the mains.
    """

    name: str
    role: Role
    intervals: pd.DataFrame
    source_unit: str | None = None
    kind: Kind = "interval"
    parent: str | None = None

    def __post_init__(self) -> None:
        if tuple(self.intervals.columns) != COLUMNS:
            raise ValueError(f"channel {self.name!r}: columns {list(self.intervals.columns)}, not {COLUMNS}")
        start, end = microseconds(self.intervals["start"]), microseconds(self.intervals["end"])
        if (end <= start).any() or (start[1:] < end[:-1]).any():
            raise ValueError(f"channel {self.name!r}: intervals are not sorted, or overlap")

    @property
    def kwh(self) -> float:
        """Sum of what is there [kWh]; 0 if nothing is."""
        return float(self.intervals["kwh"].sum())

    @property
    def start(self) -> pd.Timestamp:
        return pd.Timestamp(self.intervals["start"].iloc[0])

    @property
    def end(self) -> pd.Timestamp:
        return pd.Timestamp(self.intervals["end"].iloc[-1])

    @cached_property
    def interval_minutes(self) -> float:
        """The commonest length of an interval [minutes]."""
        lengths = microseconds(self.intervals["end"]) - microseconds(self.intervals["start"])
        values, counts = np.unique(lengths, return_counts=True)
        return float(values[counts.argmax()] / 6e7)


@dataclass(frozen=True)
class Readings:
    """All channels of a home and the zone in which its hours and days are counted."""

    channels: tuple[Channel, ...]
    timezone: str

    @property
    def names(self) -> list[str]:
        return [channel.name for channel in self.channels]

    def channel(self, name: str) -> Channel:
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise UnknownNameError(
            f"Needed a channel of this home; found {name!r}. The channels are: {', '.join(self.names)}.",
            where={"option": "--channel"},
        )

    @cached_property
    def consumption(self) -> tuple[Channel, ...]:
        """The channels that add up to consumption: the mains if there are any, else the appliances.

        What is behind another appliance is in that one's energy.
        """
        mains = tuple(c for c in self.channels if c.role == "mains")
        return mains or self.appliances

    @cached_property
    def appliances(self) -> tuple[Channel, ...]:
        """The appliances that are not behind another one: they may be added up."""
        found = tuple(c for c in self.channels if c.role == "appliance")
        names = {c.name for c in found}
        return tuple(c for c in found if c.parent not in names)

    @property
    def metered(self) -> tuple[Channel, ...]:
        """Mains and appliances: the channels that show where energy goes. Never to be added up together."""
        return tuple(c for c in self.channels if c.role in ("mains", "appliance"))

    def require_consumption(self, subject: str) -> tuple[Channel, ...]:
        """`consumption`, or MissingFactError: `subject` has nothing to go by."""
        if self.consumption:
            return self.consumption
        raise MissingFactError(
            subject,
            fact="a channel of consumption",
            advice=f"Give one of {', '.join(self.names)} the role mains or appliance.",
        )

    @property
    def energy(self) -> tuple[Channel, ...]:
        """All channels that hold energy: not temperature."""
        return tuple(c for c in self.channels if c.role not in ("temperature", "other"))

    @property
    def consumption_kwh(self) -> float | None:
        return sum(c.kwh for c in self.consumption) if self.consumption else None

    @property
    def start(self) -> pd.Timestamp:
        """Start of the first interval, in local time."""
        return min(c.start for c in self.channels).tz_convert(self.timezone)

    @property
    def end(self) -> pd.Timestamp:
        """End of the last interval, in local time."""
        return max(c.end for c in self.channels).tz_convert(self.timezone)

    @property
    def is_hourly(self) -> bool:
        """Whether the consumption was mostly read in intervals of an hour or less."""
        return bool(self.consumption) and all(c.interval_minutes <= 60 for c in self.consumption)

    @property
    def is_daily(self) -> bool:
        """Whether the consumption was mostly read in intervals of a day or less."""
        return bool(self.consumption) and all(c.interval_minutes <= 25 * 60 for c in self.consumption)

    def hourly(self) -> Aligned:
        """Every channel by local clock hour. Raises TooCoarseError if none is read hourly."""
        return self._hours

    def daily(self) -> Aligned:
        """Every channel by local day. Raises TooCoarseError if none is read daily."""
        return self._days

    def by(self, span: Span) -> Aligned:
        """Every channel by local hour, day, week (from Monday) or month."""
        if span == "hour":
            return self._hours
        return self._days if span == "day" else aligned(self.energy, self.timezone, span)

    def coarser_than(self, span: Span) -> pd.DataFrame:
        """What `by(span)` leaves out: longer intervals, as they are (channel, start, end, kwh)."""
        return coarser(self.energy, span)

    def total(self, span: Span) -> pd.Series:
        """Consumption by local span [kWh], named `total`; index as `by(span)`.

        NaN where any counted channel was not read in full, between that channel's first and last reading.
        """
        frame = self.by(span).complete
        parts = frame[[c.name for c in self.consumption if c.name in frame.columns]]
        inside = parts.ffill().notna() & parts.bfill().notna()
        unknown = (parts.isna() & inside).any(axis=1)
        return parts.sum(axis=1, min_count=1).mask(unknown).rename("total")

    @cached_property
    def _hours(self) -> Aligned:
        return aligned(self.energy, self.timezone, "hour")

    @cached_property
    def _days(self) -> Aligned:
        return aligned(self.energy, self.timezone, "day")

    def between(self, start: pd.Timestamp | None, end: pd.Timestamp | None) -> Readings:
        """The readings in [start, end); channels without any are left out.

        An interval across a boundary is divided by time, so neighbouring periods add up to the whole.
        """
        return self._with([_clipped(channel, start, end) for channel in self.channels])

    def known_at(self, instant: pd.Timestamp) -> Readings:
        """The readings of intervals that have ended by then: what was known at that time."""
        ended = [(c, c.intervals[c.intervals["end"] <= instant]) for c in self.channels]
        return self._with([replace(c, intervals=intervals) for c, intervals in ended])

    def _with(self, channels: Sequence[Channel]) -> Readings:
        kept = tuple(channel for channel in channels if len(channel.intervals))
        if not kept:
            raise MissingFactError(
                "This period",
                fact="readings inside it",
                advice=f"These run from {self.start:%Y-%m-%d} to {self.end:%Y-%m-%d}.",
            )
        return replace(self, channels=kept)

    def without_blocks(self) -> Readings:
        """Block intervals as missing: what hourly anomalies and training learn from."""
        return self if self._unblocked is None else self._unblocked

    @cached_property
    def _unblocked(self) -> Readings | None:
        if not any((c.intervals["quality"] == "block").any() for c in self.channels):
            return None
        return replace(self, channels=tuple(_blocks_as_missing(c) for c in self.channels))

    def only(self, names: Sequence[str]) -> Readings:
        """The readings of some channels, in the order asked for."""
        return replace(self, channels=tuple(self.channel(name) for name in names))


def _clipped(channel: Channel, start: pd.Timestamp | None, end: pd.Timestamp | None) -> Channel:
    intervals = channel.intervals
    first, last = intervals["start"], intervals["end"]
    if start is not None:
        first = first.mask(first < start, start.tz_convert("UTC"))
    if end is not None:
        last = last.mask(last > end, end.tz_convert("UTC"))
    inside = first < last
    # a temperature does not get smaller with its interval
    share = 1.0 if channel.role == "temperature" else (last - first) / (intervals["end"] - intervals["start"])
    cut = intervals.assign(start=first, end=last, kwh=intervals["kwh"] * share)[inside]
    return replace(channel, intervals=cut.reset_index(drop=True))


def _blocks_as_missing(channel: Channel) -> Channel:
    intervals = channel.intervals
    return replace(
        channel, intervals=intervals.assign(kwh=intervals["kwh"].mask(intervals["quality"] == "block"))
    )
