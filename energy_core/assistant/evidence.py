"""What a computed figure rests on: the readings that lie in its period."""

from __future__ import annotations

import pandas as pd

from energy_core.assistant.answer import Value
from energy_core.readings import Readings


def readings_behind(readings: Readings, value: Value) -> int:
    """How many readings of the value's channel overlap its period; 0 for a period still to come."""
    named = {channel.name: channel for channel in readings.channels}
    counted = (named[value.channel],) if value.channel in named else readings.consumption
    return sum(_within(channel.intervals, value.start, value.end) for channel in counted)


def _within(intervals: pd.DataFrame, start: pd.Timestamp | None, end: pd.Timestamp | None) -> int:
    wanted = intervals["kwh"].notna()
    if start is not None:
        wanted &= intervals["end"] > start
    if end is not None:
        wanted &= intervals["start"] < end
    return int(wanted.sum())
