"""Whether two columns say the same energy: equal values, or a counter beside what it counts."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.spread import Floats

ROUNDED: Final = 0.005
"""Share by which equal energies may differ: printed figures are rounded."""

AGREEING: Final = 0.95
"""Share of rows that must agree; clocks change, cells are missing."""

FEWEST_VALUES: Final = 3
"""So many different values never agree by chance in two columns of a home's meter."""

MOST_OFF: Final = 0.2
"""Share by which the steps of a counter in whole kWh may miss, added up, the usage printed beside it."""


def agree(one: Floats, other: Floats, *, fewest: int) -> bool:
    """Whether nearly all rows have the same energy, in enough different values."""
    known: Flags = np.isfinite(one) & np.isfinite(other)
    if known.sum() < max(fewest, AGREEING * max(np.isfinite(one).sum(), np.isfinite(other).sum())):
        return False
    a, b = one[known], other[known]
    limit = ROUNDED * np.maximum(np.abs(a), np.abs(b)) + 1e-9
    close = np.abs(a - b) <= np.maximum(limit, ROUNDED * float(np.mean(np.abs(a))))
    return bool(close.mean() >= AGREEING) and len(np.unique(a[close & (np.abs(a) > 0)])) >= fewest


def is_running_sum(total: Floats, part: Floats, *, alike: bool) -> bool:
    """Whether a column rises by what another one says, in the same row or the one before; it may restart.

    alike : whether both speak of the same flow, so that a counter of whole kWh may miss by its rounding.
    """
    step = np.diff(total)
    known = np.isfinite(step) & (step >= 0)
    if known.sum() < max(FEWEST_VALUES, 0.8 * np.isfinite(step).sum()) or not (step[known] > 0).any():
        return False
    if not _climbs(total):
        return False
    rise = np.where(known, step, np.nan)
    for beside in (part[1:], part[:-1]):
        if agree(rise, np.where(known, beside, np.nan), fewest=FEWEST_VALUES):
            return True
        if alike and _agree_roughly(rise, beside, resolution(total)):
            return True
    return False


def multiplier_of(total: Floats, part: Floats) -> int:
    """The whole number, 2 or more, by which a column says more than a counter beside it rises; 0 if none."""
    step = np.diff(total)
    if not _climbs(total) or _climbs(part) or not len(step):
        return 0
    for beside in (part[1:], part[:-1]):
        known = np.isfinite(step) & np.isfinite(beside) & (step > 0)
        ratio = float(np.median(beside[known] / step[known])) if known.any() else 0.0
        whole = round(ratio)
        if (
            whole >= 2
            and abs(ratio - whole) <= ROUNDED * whole
            and is_running_sum(whole * total, part, alike=False)
        ):
            return whole
    return 0


def _climbs(total: Floats) -> bool:
    known = total[np.isfinite(total)]
    return len(known) > 2 and bool((np.diff(known) >= 0).mean() >= 0.8)


def _agree_roughly(rise: Floats, beside: Floats, step: float) -> bool:
    """Whether steps of a coarse counter follow the usage beside it within one of its units."""
    known = np.isfinite(rise) & np.isfinite(beside)
    if known.sum() < max(10, 0.9 * np.isfinite(rise).sum()) or len(np.unique(beside[known])) < FEWEST_VALUES:
        return False
    off = np.abs(rise[known] - beside[known])
    every = float(np.abs(beside[known]).sum())
    return bool((off <= 1.01 * step).mean() >= AGREEING) and float(off.sum()) <= MOST_OFF * every


def resolution(values: Floats) -> float:
    """The smallest step that values are printed in: 1, 0.1, 0.01 …"""
    known = values[np.isfinite(values)][:200]
    for decimals in range(4):
        if np.allclose(known, np.round(known, decimals), rtol=0, atol=1e-9):
            return float(10.0**-decimals)
    return 0.0001


def stays(counter: Floats, part: Floats) -> bool:
    """Whether the counter is to be counted, not the usage beside it: it never falls, and holds more.

    Usage that was rounded row by row, or that lacks rows, adds up to something else than the counter.
    """
    known = counter[np.isfinite(counter)]
    if len(known) < 2 or (np.diff(known) < 0).any():
        return False
    risen = float(known[-1] - known[0])
    followed = min(abs(float(np.nansum(rows)) - risen) for rows in (part[1:], part[:-1]))
    return followed > 0.6 * resolution(counter) and followed > 1e-6 * risen


def rise_alike(one: Floats, other: Floats) -> bool:
    """Whether two counters rise by the same amounts, from different beginnings."""
    if not (_climbs(one) and _climbs(other)) or np.nanmin(np.abs(one - other), initial=0.0) == 0:
        return False
    a, b = np.diff(one), np.diff(other)
    up = (a > 0) | (b > 0)
    return bool(up.sum() >= 5 * FEWEST_VALUES) and agree(a, b, fewest=FEWEST_VALUES)
