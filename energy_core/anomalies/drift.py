"""A rise that stays: from some day on more is used than in the weeks before."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.anomalies.usual import Flags
from energy_core.spread import Floats

BASE_DAYS: Final = 28
LEAST_DAYS: Final = 10
"""Days before a rise that tell what was usual."""

RISE: Final = 0.4
DEVIATIONS: Final = 4.0
"""How far three days in a row must lie above the usual: a share of it, and robust deviations of a day."""

NEWS: Final = 1.4
"""Times the highest three days before: a second hot week is no news."""

HELD: Final = 0.5
"""Share of the rise that each day keeps while it lasts."""

SHORTEST_DAYS: Final = 6
LONGEST_DAYS: Final = 14
"""By then it is the new usual."""

MAD: Final = 1.4826
"""Median absolute deviation to standard deviation, for a normal distribution."""


def drift(day_kwh: Floats, *, factor: float = 1.0) -> tuple[Flags, Floats]:
    """Days of a rise, and the usual of a day before it [kWh].

    Parameters
    ----------
    day_kwh : mean of each day, NaN = missing or not to be judged.
    factor : times RISE and DEVIATIONS; above 1 only larger rises count.
    """
    risen, usual = np.zeros(len(day_kwh), dtype=bool), np.full(len(day_kwh), np.nan)
    threes = np.convolve(day_kwh, np.full(3, 1 / 3), "valid") if len(day_kwh) >= 3 else day_kwh
    first = LEAST_DAYS
    while first + SHORTEST_DAYS <= len(day_kwh):
        before = np.nan_to_num(threes[max(0, first - BASE_DAYS) : first - 2])
        is_news = threes[first] > NEWS * before.max(initial=0.0)
        found = _rise(day_kwh, first, factor) if is_news else None
        if found is None:
            first += 1
            continue
        last, base = found
        if last - first >= SHORTEST_DAYS:
            risen[first:last], usual[first:last] = True, base
        first = last
    return risen, usual


def _rise(day_kwh: Floats, first: int, factor: float) -> tuple[int, float] | None:
    """The day after a rise that begins at `first`, and the usual before it; None if nothing rises."""
    three = day_kwh[first : first + 3]
    before = day_kwh[max(0, first - BASE_DAYS) : first]
    known = before[~np.isnan(before)]
    if len(known) < LEAST_DAYS:
        return None
    base = float(np.median(known))
    rise = factor * max(RISE * base, DEVIATIONS * MAD * float(np.median(np.abs(known - base))))
    if three.min() <= base + HELD * rise or three.mean() <= base + rise:
        return None
    last, low = first + 3, 0
    while last < len(day_kwh) and last - first < LONGEST_DAYS:
        low = low + 1 if not day_kwh[last] > base + HELD * rise else 0
        if low == 2:
            return last - 1, base
        last += 1
    return last - low, base
