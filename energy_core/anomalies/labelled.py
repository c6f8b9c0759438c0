"""What a person said about some time: away, or normal. It is kept in the home and changes later runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pandas as pd

from energy_core.anomalies.usual import Flags
from energy_core.home import Home, Label
from energy_core.local_time import day_starts, local_instant

AROUND_HOURS: Final = 1
"""A habit begins at the same hour, or one earlier or later."""

LONGER: Final = 1.5
LARGER: Final = 1.5
"""A muted pattern is muted up to so much longer and larger than what was labelled."""

Span = tuple[pd.Timestamp, pd.Timestamp]


def away_spans(home: Home, timezone: str) -> list[Span]:
    """When nobody was at home, by the home's `away` and its labels; ends exclusive."""
    spans = [(_midnight(first, timezone), _midnight(end, timezone)) for first, end in home.away]
    return spans + [span_of(label, timezone) for label in home.labels if label.meaning == "away"]


def is_away(start: pd.DatetimeIndex, end: pd.DatetimeIndex, spans: Iterable[Span]) -> Flags:
    """Which intervals touch a time away."""
    found = np.zeros(len(start), dtype=bool)
    for first, last in spans:
        found |= np.asarray((start < last) & (end > first))
    return found


def is_muted(events: pd.DataFrame, home: Home, timezone: str) -> Flags:
    """Events that somebody called normal, and later ones of the same kind at the same hours.

    A label mutes what it touches. Where it names a kind it mutes that kind on its channel at the hours it
    was given for (AROUND_HOURS), up to LONGER and LARGER than it.
    """
    muted = np.zeros(len(events), dtype=bool)
    for label in home.labels:
        if label.meaning != "normal":
            continue
        own = np.ones(len(events), dtype=bool)
        if label.channel is not None:
            own = (events["channel"] == label.channel).to_numpy(dtype=bool)
        first, last = span_of(label, timezone)
        muted |= own & ((events["start"] < last) & (events["end"] > first)).to_numpy(dtype=bool)
        if label.kind is not None and label.kind != "drift":
            muted |= own & _like(events, label, last - first, first)
    return muted


def _like(events: pd.DataFrame, label: Label, length: pd.Timedelta, first: pd.Timestamp) -> Flags:
    start = pd.DatetimeIndex(events["start"])
    apart = np.abs((start.hour.to_numpy() - first.hour + 12) % 24 - 12)
    as_long = (
        events["end"] - events["start"] <= max(length * LONGER, length + pd.Timedelta(hours=1))
    ).to_numpy()
    as_large = np.ones(len(events), dtype=bool)
    if label.kwh is not None:
        as_large = (events["kwh"] <= label.kwh * LARGER).to_numpy(dtype=bool)
    same = (events["kind"] == label.kind).to_numpy(dtype=bool)
    return np.asarray(same & (apart <= AROUND_HOURS) & as_long & as_large)


def span_of(label: Label, timezone: str) -> Span:
    """The time a label is about; a date alone is its midnight. Raises RequestError for what is no time."""
    first, last = (local_instant(text, timezone, option="label") for text in (label.start, label.end))
    return first, last


def normal(event: Mapping[str, Any]) -> Label:
    """What to keep in the home when somebody says that an event was normal."""
    return Label(
        *(_text(event["start"]), _text(event["end"]), "normal"),
        channel=str(event["channel"]),
        kind=event["kind"],
        kwh=round(float(event["kwh"]), 6),
    )


def away(event: Mapping[str, Any]) -> Label:
    """What to keep in the home when somebody says that nobody was there during an event."""
    return Label(_text(event["start"]), _text(event["end"]), "away")


def _text(instant: datetime) -> str:
    return pd.Timestamp(instant).isoformat(timespec="minutes")


def _midnight(day: date, timezone: str) -> pd.Timestamp:
    return pd.Timestamp(day_starts(pd.DatetimeIndex([day]), timezone)[0]).tz_convert(timezone)
