"""Stamps a few seconds off the clock's grid (00:00:03, 00:15:01) -> the grid they belong to."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.ledger import Ledger
from energy_core.spread import Integers

MINUTE_US: Final = 60_000_000
CADENCES: Final = tuple(n * MINUTE_US for n in (1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360))
"""Steps that meters and loggers keep. [microseconds]"""

PHASE_US: Final = 15 * MINUTE_US
"""Hours begin at a multiple of this in UTC, wherever the meter is. [microseconds]"""

NEAR: Final = 0.1
FARTHEST_US: Final = MINUTE_US
"""A stamp belongs to the grid within a tenth of its step, and never farther than this."""

MOST: Final = 0.95
"""Share of the stamps that must be near the grid, else it is none of it."""


def on_grid(stamps: Integers, *, ledger: Ledger) -> Integers:
    """Sorted, distinct stamps (UTC) moved onto the grid that they jitter around; said on the receipt."""
    if len(stamps) < 4:
        return stamps
    steps = np.diff(stamps)
    step = _cadence(float(np.median(steps)))
    if step is None:
        return stamps
    phase = _phase(stamps, step)
    if not ((stamps - phase) % step).any():
        return stamps
    off = (stamps - phase + step // 2) % step - step // 2
    near = np.abs(off) <= min(NEAR * step, FARTHEST_US)
    moved = np.where(near, stamps - off, stamps)
    if near.mean() < MOST or not (np.diff(moved) > 0).all() or not off[near].any():
        return stamps
    count, farthest = int((off[near] != 0).sum()), float(np.abs(off[near]).max()) / 1e6
    ledger.decide(
        "times rounded",
        f"to every {step // MINUTE_US} minutes",
        evidence=f"{count:,} of {len(stamps):,} are off by up to {farthest:,.3g} s, as a logger's clock is",
        confidence=0.9,
    )
    return moved


def _cadence(usual: float) -> int | None:
    return next((step for step in CADENCES if abs(usual - step) <= NEAR * step), None)


def _phase(stamps: Integers, step: int) -> int:
    """Where in UTC the grid stands: hours of some zones begin at a quarter or half past."""
    quarters = np.round(stamps[:1_000] % step / PHASE_US).astype(np.int64) % max(1, step // PHASE_US)
    return int(np.bincount(quarters).argmax()) * PHASE_US if step > PHASE_US else 0
