"""Days beside the hours of the same meter: where both say the same energy, the finer readings stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds

ALIKE: Final = 0.02
"""Of the energy of an interval: one export rounds, another stamps a little later."""


def without_coarser_repeats(parts: Sequence[Readings]) -> list[Readings]:
    """The uploads, oldest first, in which later readings do not cover finer ones that add up to the same."""
    kept = list(parts)
    for later in range(1, len(kept)):
        earlier = kept[:later]
        channels = [_without(channel, earlier) for channel in kept[later].channels]
        left = tuple(c for c in channels if len(c.intervals))
        kept[later] = replace(kept[later], channels=left)
    return [part for part in kept if part.channels]


def _without(coarse: Channel, earlier: Sequence[Readings]) -> Channel:
    for part in earlier:
        for fine in part.channels:
            if fine.name == coarse.name and fine.interval_minutes < 0.75 * coarse.interval_minutes:
                coarse = _beside(coarse, fine)
    return coarse


def _beside(coarse: Channel, fine: Channel) -> Channel:
    """The coarse intervals that the fine ones do not fill with the same energy."""
    there = fine.intervals["kwh"].notna().to_numpy()
    start, end = (microseconds(fine.intervals[edge])[there] for edge in ("start", "end"))
    kwh = fine.intervals["kwh"].to_numpy()[there]
    energy, time = np.append(0, np.cumsum(kwh)), np.append(0, np.cumsum(end - start))
    over_start, over_end = (microseconds(coarse.intervals[edge]) for edge in ("start", "end"))
    first = np.searchsorted(start, over_start, side="left")
    last = np.maximum(np.searchsorted(end, over_end, side="right"), first)
    filled = (time[last] - time[first]) >= 0.999 * (over_end - over_start)
    said = coarse.intervals["kwh"].to_numpy()
    same = np.abs(energy[last] - energy[first] - said) <= ALIKE * np.maximum(np.abs(said), 0.5)
    repeated = filled & same
    if not repeated.any():
        return coarse
    return replace(coarse, intervals=coarse.intervals[~repeated].reset_index(drop=True))
