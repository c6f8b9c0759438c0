"""Where local hours, days, weeks and months begin, as instants. Days have 23, 24 or 25 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pandas as pd

from energy_core.errors import RequestError, UnknownNameError

Span = Literal["hour", "day", "week", "month"]

FINEST_OFFSET: Final = pd.Timedelta(minutes=15)
"""Every zone's offset from UTC since 1972 is a whole multiple of this (IANA time zone database)."""

DAY_US: Final = 86_400_000_000
"""A day of 24 hours [microseconds]."""


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones; looking through their files takes 15 ms."""
    return frozenset(available_timezones())


def known_zone(name: str) -> str:
    """The name of a time zone, or UnknownNameError with what to write instead."""
    if name in zone_names() or name == "UTC":
        return name
    raise UnknownNameError(
        f"Needed a time zone such as Europe/London; found {name!r}. Use a name of the IANA list.",
        where={"option": "--timezone"},
    )


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(known_zone(name))


def hour_edges(start: pd.Timestamp, end: pd.Timestamp, timezone: str) -> pd.DatetimeIndex:
    """Beginnings of the local clock hours that cover [start, end), and the end of the last; UTC.

    A clock change in the middle of an hour (Lord Howe) begins a new, shorter hour.
    """
    first = start.floor("h") - pd.Timedelta(hours=1)
    last = end.ceil("h") + pd.Timedelta(hours=1)
    ticks = pd.date_range(first, last, freq=FINEST_OFFSET)
    edges = ticks[ticks.tz_convert(timezone).minute == 0]
    _, changes = clock_changes(first.value // 1000, last.value // 1000, timezone)
    if changes:
        at = np.array([change.at for change in changes]).view("datetime64[us]")
        edges = edges.union(pd.DatetimeIndex(at).tz_localize("UTC"))
    return _covering(edges, start, end)


@dataclass(frozen=True)
class ClockChange:
    """One clock change. at : its instant. before, after : offset from UTC. [microseconds]"""

    at: int
    before: int
    after: int

    @property
    def first(self) -> int:
        """First wall-clock time that is skipped (forward) or repeated (back)."""
        return self.at + min(self.before, self.after)

    @property
    def last(self) -> int:
        """The wall-clock time with which that ends."""
        return self.at + max(self.before, self.after)

    @property
    def forward(self) -> bool:
        return self.after > self.before

    @property
    def shift(self) -> int:
        """How far clocks are moved, without its sign."""
        return abs(self.after - self.before)


def clock_changes(first_us: int, last_us: int, timezone: str) -> tuple[int, list[ClockChange]]:
    """Offset from UTC [microseconds] at an instant, and the clock changes up to another, to the second.

    Clocks change at most once a day, at any time of it (in Newfoundland at 00:01 until 2011).
    """
    daily = np.arange(first_us, last_us + DAY_US, DAY_US)
    utc = pd.DatetimeIndex(daily.view("datetime64[us]")).tz_localize("UTC")
    offsets = utc.tz_convert(timezone).tz_localize(None).as_unit("us").asi8 - daily
    found = [
        ClockChange(_moment_of_change(int(daily[i]), timezone), int(offsets[i]), int(offsets[i + 1]))
        for i in np.flatnonzero(offsets[1:] != offsets[:-1])
    ]
    return int(offsets[0]), [change for change in found if change.at <= last_us]


def _moment_of_change(after_us: int, timezone: str) -> int:
    """The second within a day from which on a zone has another offset. [microseconds]"""
    local = ZoneInfo(timezone)

    def offset(second: int) -> timedelta | None:
        return datetime.fromtimestamp(second, UTC).astimezone(local).utcoffset()

    low = after_us // 1_000_000
    high, before = low + 86_401, offset(low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset(middle) == before else (low, middle)
    return high * 1_000_000


def day_starts(dates: pd.DatetimeIndex, timezone: str) -> pd.DatetimeIndex:
    """The instants (UTC) at which the given local dates begin, midnight or the first moment after it."""
    first = np.ones(len(dates), dtype=bool)
    local = dates.tz_localize(timezone, nonexistent="shift_forward", ambiguous=first)
    return local.tz_convert("UTC")


def local_midnight(day: str, timezone: str, *, option: str) -> pd.Timestamp:
    """The instant at which a local date (2024-01-31) begins. RequestError names the option otherwise."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError as error:
        raise RequestError(
            f"{option} needs a date such as 2024-01-31; found {day!r}.", where={"option": option}
        ) from error
    return pd.Timestamp(day_starts(pd.DatetimeIndex([parsed]), timezone)[0]).tz_convert(timezone)


def local_instant(moment: str, timezone: str, *, option: str) -> pd.Timestamp:
    """An instant from ISO text, local unless it has an offset. RequestError names the option otherwise."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError as error:
        raise RequestError(
            f"{option} needs a time such as 2024-01-31T18:00; found {moment!r}.", where={"option": option}
        ) from error
    instant = pd.Timestamp(parsed)
    if instant.tzinfo is None:
        # of a repeated hour the first, of a missing hour the moment after it
        return instant.tz_localize(timezone, ambiguous=True, nonexistent="shift_forward")
    return instant.tz_convert(timezone)


def edges(start: pd.Timestamp, end: pd.Timestamp, timezone: str, span: Span) -> pd.DatetimeIndex:
    """Boundaries (UTC) of the local hours, days, weeks (from Monday) or months that cover [start, end)."""
    if span == "hour":
        return hour_edges(start, end, timezone)
    first = start.tz_convert(timezone).tz_localize(None).normalize()
    last = end.tz_convert(timezone).tz_localize(None).normalize() + pd.Timedelta(days=1)
    if span == "week":
        first -= pd.Timedelta(days=first.weekday())
        last += pd.Timedelta(days=7)
    if span == "month":
        first = first.replace(day=1)
        last += pd.offsets.MonthBegin(1)
    frequency = {"day": "D", "week": "7D", "month": "MS"}[span]
    begins = day_starts(pd.date_range(first, last, freq=frequency), timezone)
    # a date that a zone left out (Samoa, 30 December 2011) begins where the next one does
    in_order = pd.DatetimeIndex(np.minimum.accumulate(begins.to_numpy()[::-1])[::-1], tz="UTC")
    return _covering(in_order.unique(), start, end)


def local_dates(instants: pd.DatetimeIndex, timezone: str) -> pd.DatetimeIndex:
    """The local date of each instant, as naive midnights."""
    return instants.tz_convert(timezone).tz_localize(None).normalize()


def _covering(all_edges: pd.DatetimeIndex, start: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    first = all_edges.searchsorted(start, side="right") - 1
    last = all_edges.searchsorted(end, side="left")
    return all_edges[first : last + 1].as_unit("us")
