"""Whether a channel draws the sun: nothing at night, a bell by day, day after day."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.readings import Channel
from energy_core.spread import Floats, Integers, microseconds

HOUR_US: Final = 3_600_000_000

FEWEST_DAYS: Final = 5
NIGHT_HOURS: Final = 7
"""So many hours in a row without energy; no home rests so long, every day."""

DAY_HOURS: Final = 5
ALIKE: Final = 0.87
"""Correlation with half a sine between the first and the last hour of light."""

EDGE: Final = 0.4
"""The first and last hours of light bring less than this share of the best: a timer begins at once."""


def is_sun(channel: Channel) -> bool:
    """Whether readings of an hour or less have the shape of a solar system's production, in whatever zone."""
    if channel.interval_minutes > 60:
        return False
    kwh = channel.intervals["kwh"].to_numpy(dtype=np.float64)
    known = np.isfinite(kwh)
    hour = microseconds(channel.intervals["start"])[known] // HOUR_US
    if not len(hour) or hour[-1] - hour[0] < FEWEST_DAYS * 24 or not kwh[known].max() > 0:
        return False
    hours, place = np.unique(hour, return_inverse=True)
    energy = np.asarray(np.bincount(place, weights=kwh[known]), dtype=np.float64)
    return _is_bell(np.asarray(hours % 24, dtype=np.int64), energy)


def _is_bell(of_day: Integers, energy: Floats) -> bool:
    flows = energy > 0.002 * float(energy.max())
    # an inverter sleeps at night and writes nothing then
    share = np.array([float(flows[of_day == h].mean()) if (of_day == h).any() else 0.0 for h in range(24)])
    mean = np.array([float(energy[of_day == h].mean()) if (of_day == h).any() else 0.0 for h in range(24)])
    dark = _longest_run(share < 0.05)
    if dark is None or dark[1] < NIGHT_HOURS:
        return False
    day = (np.arange(24 - dark[1]) + dark[0] + dark[1]) % 24
    if len(day) < DAY_HOURS or float((share[day] > 0.6).mean()) < 0.6:
        return False
    bell = np.sin(np.pi * (np.arange(len(day)) + 0.5) / len(day))
    edges = max(mean[day[0]], mean[day[-1]])
    if edges > EDGE * mean.max():
        return False
    return bool(np.corrcoef(mean[day], bell)[0, 1] >= ALIKE)


def _longest_run(holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int] | None:
    """First hour and length of the longest stretch around the clock."""
    best: tuple[int, int] | None = None
    for first in range(24):
        length = 0
        while length < 24 and holds[(first + length) % 24]:
            length += 1
        if length and (best is None or length > best[1]):
            best = (first, length)
    return best
