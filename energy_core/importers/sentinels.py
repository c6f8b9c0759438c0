"""Numbers that exporters write where there is no value: full counters, rows of nines, minus one."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.spread import Floats

BITS: Final = (15, 16, 24, 31, 32, 53, 63, 64)
DECIMALS: Final = (1.0, 10.0, 100.0, 1_000.0, 10_000.0)
FULL: Final = np.unique([(2.0**bits - off) / per for bits in BITS for per in DECIMALS for off in (0, 1)])
"""Full counters, and one more, whole or with digits behind the point: 32767, 6553.5, 4294967.295 …"""

NINES: Final = np.unique([(10.0**digits - 1) / 10.0**point for digits in range(4, 13) for point in range(4)])
"""9999, 99999.9, 9999.99 …"""

NEGATIVE: Final = -np.concatenate(
    [[1.0], 10.0 ** np.arange(1, 8) - 1, 1e3 * np.arange(1, 10), 2.0 ** np.array([15, 31, 63])]
)
"""-1, -9, -99, -999, -9999 …, and the lowest numbers of 16, 32 and 64 bits."""

FAR_ABOVE: Final = 20.0
"""So many times the usual value, and three times the highest of all others."""

ABOVE_OTHERS: Final = 3.0


def sentinels(values: Floats) -> list[tuple[str, Flags]]:
    """Why values stand for `no value`, and which do: they are such numbers, and far from all others."""
    known = values[np.isfinite(values)]
    if not len(known) or (known.max() < FULL[0] and known.min() >= 0):
        return []
    full, nines = _one_of(values, FULL), _one_of(values, NINES)
    rest = np.abs(values[np.isfinite(values) & ~full & ~nines])
    usual, highest = (float(np.median(rest)), float(rest.max())) if len(rest) else (0.0, 0.0)
    far = (values > FAR_ABOVE * usual) & (values > ABOVE_OTHERS * highest)
    below = _negative(values, np.isfinite(values) & ~((full | nines) & far))
    found = [
        ("the value is a full counter, which meters write for `no value`", full & far),
        ("the value is all nines, which exporters write for `no value`", nines & far & ~full),
        ("the value is always the same below zero, which exporters write for `no value`", below),
    ]
    return [(reason, which) for reason, which in found if which.any()]


def _negative(values: Floats, known: Flags) -> Flags:
    """One negative number again and again, in a column that has no other: a home gives no such amounts."""
    below = known & (values < 0)
    none = np.zeros(len(values), dtype=bool)
    if not below.any():
        return none
    numbers = np.unique(values[below])
    above = values[known & ~below]
    if len(numbers) != 1 or numbers[0] not in NEGATIVE or not len(above) or below.sum() > len(above):
        return none
    rounded = bool((above == np.round(above)).all()) and above.max() >= -numbers[0]
    return none if rounded and below.sum() == 1 else below


def _one_of(values: Floats, numbers: Floats) -> Flags:
    place = np.clip(np.searchsorted(numbers, values), 1, len(numbers) - 1)
    nearest = np.minimum(np.abs(values - numbers[place]), np.abs(values - numbers[place - 1]))
    return np.asarray(nearest <= 1e-9 * np.abs(values), dtype=bool)
