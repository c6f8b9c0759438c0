"""Whether one channel is the sum of some others, interval by interval."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.importers.role_names import stem
from energy_core.importers.side_by_side import SideBySide
from energy_core.spread import Floats

TOLERANCE: Final = 0.005
"""Share by which a total may differ from the sum of its parts: printed figures are rounded."""

MOST_ROUNDED: Final = 0.05
"""The same where figures have few digits."""

FEWEST: Final = 2
"""Intervals that show that a channel is the sum of all others."""

FEWEST_OF_SOME: Final = 12
"""Intervals that show that it is the sum of some of them: of many combinations one may fit by chance."""

DAY_ROWS: Final = 24
FEWEST_DAYS: Final = 5
MOST_TRIED: Final = 8
"""Of so many channels every combination is tried."""


def parts_of(
    beside: SideBySide, whole: str, others: Sequence[str], *, lone: bool = False
) -> tuple[str, ...] | None:
    """The channels whose sum `whole` is: two at least that hold energy; None if there are none.

    lone : one is enough, as where the other tariff was never used; those without energy are parts too.
    """
    total = beside.of(whole)
    if not np.nansum(total) > 0:
        return None
    with_energy = [name for name in others if 0 < np.nansum(beside.of(name)) <= 1.001 * np.nansum(total)]
    whole_known = bool(np.isfinite(beside.kwh).all())
    energy = {name: float(np.nansum(beside.of(name))) for name in with_energy}
    for chosen in _candidates(beside, total, with_energy):
        if whole_known and abs(sum(energy[n] for n in chosen) / float(total.sum()) - 1) > MOST_ROUNDED:
            continue
        fewest = FEWEST if len(chosen) == len(with_energy) > 1 else FEWEST_OF_SOME
        if len(chosen) >= (1 if lone else 2) and is_sum(beside, total, chosen, fewest=fewest):
            empty = [name for name in others if not np.nansum(beside.of(name)) > 0] if lone else []
            return (*chosen, *empty)
    return None


def is_sum(beside: SideBySide, total: Floats, parts: Sequence[str], *, fewest: int) -> bool:
    """Whether the parts add up to the total in the intervals that all have, rounding aside."""
    added = beside.total(parts)
    known = np.isfinite(total) & np.isfinite(added)
    if known.sum() < max(fewest, 0.05 * np.isfinite(total).sum()) or not added[known].sum() > 0:
        return False
    off = np.abs(total - added)[known]
    if off.sum() > MOST_ROUNDED * added[known].sum():
        return False
    if _agree_by_day(total, added, known):
        return True
    step = max(_step(beside.of(name)) for name in parts)
    rounding = 0.3 * step * np.sqrt(len(parts) + 1) * known.sum()
    allowed = max(TOLERANCE * added[known].sum(), min(rounding, MOST_ROUNDED * added[known].sum()))
    alike = off <= 0.02 * added[known] + step * (len(parts) + 1) / 2
    return bool(off.sum() <= allowed and alike.mean() >= 0.9)


def _agree_by_day(total: Floats, added: Floats, known: Flags) -> bool:
    """Whether sums of many hours agree where hours do not quite: one clock is minutes behind the other."""
    days = int(known.sum()) // DAY_ROWS
    if days < FEWEST_DAYS:
        return False
    whole, parts = (v[known][: days * DAY_ROWS].reshape(days, DAY_ROWS).sum(axis=1) for v in (total, added))
    close = np.abs(whole - parts) <= 0.01 * np.maximum(whole, parts)
    return bool(close.mean() >= 0.9 and abs(whole.sum() - parts.sum()) <= TOLERANCE * parts.sum())


def _step(values: Floats) -> float:
    """The last printed digit of values: 0.1, 0.01 …; 0 where they have more than three."""
    known = values[np.isfinite(values)][:500]
    for digits in range(4):
        if np.allclose(known, np.round(known, digits), atol=1e-9, rtol=0):
            return float(10.0**-digits)
    return 0.0


def _candidates(beside: SideBySide, total: Floats, others: Sequence[str]) -> list[list[str]]:
    """Sets of channels worth trying: all, those of one meter, what least squares find, every combination."""
    stems: dict[str, list[str]] = {}
    for name in others:
        stems.setdefault(stem(name), []).append(name)
    found = [list(others), *stems.values(), _by_least_squares(beside, total, others) if others else []]
    if len(others) <= MOST_TRIED:
        found += [list(some) for size in range(1, len(others)) for some in combinations(others, size)]
    return found


def _by_least_squares(beside: SideBySide, total: Floats, others: Sequence[str]) -> list[str]:
    parts = np.column_stack([beside.of(name) for name in others])
    known = np.isfinite(total) & np.isfinite(parts).all(axis=1)
    if known.sum() < len(others) + FEWEST_OF_SOME:
        return []
    weight = np.linalg.lstsq(parts[known], total[known], rcond=None)[0]
    return [name for name, share in zip(others, weight, strict=True) if abs(share - 1) < 0.25]
