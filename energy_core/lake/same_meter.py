"""One meter under two names: the same mains, downloaded in two formats, must not count twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from energy_core.alignment import aligned
from energy_core.errors import NotEnoughDataError
from energy_core.readings import Channel, Readings

LEAST_DAYS: Final = 2
"""Whole days in common: below that, equal sums can be chance."""

TOLERANCE: Final = 0.02
"""Of a day's energy: one export rounds to 0.1 kWh, another stamps its hours a little later."""

AGREEING_DAYS: Final = 0.9


def with_one_name_per_meter(parts: Sequence[Readings]) -> list[Readings]:
    """The uploads, in which a lone mains whose days equal those of a later upload bears the later name.

    Two mains in one file are two meters or phases, and stay so. Mains whose days differ stay two meters.

    Parameters
    ----------
    parts : oldest upload first.
    """
    renamed = list(parts)
    for later in range(len(renamed) - 1, 0, -1):
        for earlier in range(later - 1, -1, -1):
            old, new = _lone_mains(renamed[earlier]), _lone_mains(renamed[later])
            if old and new and old.name != new.name and _is_same(old, new, renamed[later].timezone):
                renamed[earlier] = _renamed(renamed[earlier], old.name, new.name)
    return renamed


def _lone_mains(readings: Readings) -> Channel | None:
    mains = [channel for channel in readings.channels if channel.role == "mains"]
    return mains[0] if len(mains) == 1 else None


def _is_same(one: Channel, other: Channel, timezone: str) -> bool:
    if one.start >= other.end or other.start >= one.end:
        return False
    try:
        first, second = (
            aligned([channel], timezone, "day").complete[channel.name] for channel in (one, other)
        )
    except NotEnoughDataError:
        return False
    days = pd.concat([first.rename("one"), second.rename("other")], axis=1).dropna()
    if len(days) < LEAST_DAYS or not days["one"].any():
        return False
    limit = TOLERANCE * days.max(axis=1)
    return bool(((days["one"] - days["other"]).abs() <= limit).mean() >= AGREEING_DAYS)


def _renamed(readings: Readings, name: str, new_name: str) -> Readings:
    if new_name in readings.names:
        return readings
    channels = (replace(c, name=new_name) if c.name == name else c for c in readings.channels)
    return replace(readings, channels=tuple(channels))
