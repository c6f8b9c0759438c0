"""Which channels can be judged, and by which span."""

from __future__ import annotations

from typing import Final

import pandas as pd

from energy_core.errors import TooCoarseError
from energy_core.local_time import Span
from energy_core.readings import Channel, Readings

DAY_MINUTES: Final = 25 * 60


def judgeable(readings: Readings) -> list[Channel]:
    """The mains and appliances that are read at least daily.

    Raises MissingFactError without a channel of consumption, TooCoarseError if none is fine enough.
    """
    readings.require_consumption("Anomalies")
    fine = [channel for channel in readings.metered if channel.interval_minutes <= DAY_MINUTES]
    if not fine:
        coarsest = min(channel.interval_minutes for channel in readings.metered)
        raise TooCoarseError("Anomalies", need_minutes=24 * 60, have_minutes=coarsest)
    return fine


def span_of_channel(channel: Channel) -> Span:
    """By hour, where a channel is read that often, else by day."""
    return "hour" if channel.interval_minutes <= 60 else "day"


def in_order(judged: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of all channels by time, and by the channels' order within a time."""
    order = {name: position for position, name in enumerate(judged)}
    rows = pd.concat([own for own in judged.values() if len(own)] or [next(iter(judged.values()))])
    return rows.sort_values(
        ["start", "channel"], key=lambda column: column.map(order) if column.name == "channel" else column
    ).reset_index(drop=True)
