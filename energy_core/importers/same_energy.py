"""One meter's energy in intervals of different length, or under two names: told by its sums, counted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.readings import Channel
from energy_core.spread import microseconds

TOLERANCE: Final = 0.02
"""Of an interval's energy: summaries are rounded, and stamps of another export may lie a little later."""
ROUNDED_KWH: Final = 0.05
AGREEING: Final = 0.9
FEWEST: Final = 2


def same_energy(one: Channel, other: Channel) -> bool:
    """Whether two channels say the same energy wherever both do, in intervals of any length."""
    coarse, fine = (one, other) if one.interval_minutes >= other.interval_minutes else (other, one)
    start, end = microseconds(coarse.intervals["start"]), microseconds(coarse.intervals["end"])
    at = microseconds(fine.intervals["start"])
    total = np.concatenate(
        [[0.0], np.cumsum(np.nan_to_num(fine.intervals["kwh"].to_numpy(dtype=np.float64)))]
    )
    first, last = np.searchsorted(at, start), np.searchsorted(at, end)
    kwh = coarse.intervals["kwh"].to_numpy(dtype=np.float64)
    inside = (start >= at[0]) & (end <= microseconds(fine.intervals["end"])[-1]) & ~np.isnan(kwh)
    if inside.sum() < FEWEST or not np.nansum(kwh[inside]):
        return False
    off = np.abs(total[last] - total[first] - kwh)[inside]
    agreeing = off <= np.maximum(TOLERANCE * np.abs(kwh[inside]), ROUNDED_KWH)
    return bool(agreeing.mean() >= AGREEING)


def best_of(channels: Sequence[Channel]) -> Channel | None:
    """Of channels that all say the same energy the one that covers most time, of equal ones the finest.

    None where any two of them do not.
    """
    ordered = sorted(channels, key=lambda c: (-_covered(c), c.interval_minutes))
    best = ordered[0]
    return best if all(same_energy(best, other) for other in ordered[1:]) else None


def _covered(channel: Channel) -> int:
    """Days with readings, as a day more or less does not make the coarser one better."""
    return round((channel.end - channel.start).total_seconds() / 86_400)
