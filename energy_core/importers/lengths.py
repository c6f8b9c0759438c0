"""Intervals that are longer than their neighbours: blocks."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from energy_core.importers.intervals import Flags
from energy_core.spread import Integers

LONGER: Final = 1.5
"""So many times the usual length, where there is one."""

FAR_LONGER: Final = 3.0
SHORT_US: Final = 3_600_000_000
"""Readings at odd times (a log of changes, a person with a notebook): several times what is common around,
and longer than an hour, which nothing divides any further."""

REGULAR: Final = 0.5
NEIGHBOURS: Final = 15


def longer_than_usual(length: Integers) -> Flags:
    """Which intervals are longer than those around them; another resolution from some day on is not."""
    if len(length) < 2:
        return np.zeros(len(length), dtype=bool)
    values, counts = np.unique(length, return_counts=True)
    if counts.max() < REGULAR * len(length):
        around = pd.Series(length).rolling(NEIGHBOURS, center=True, min_periods=1).median().to_numpy()
        return np.asarray((length > FAR_LONGER * around) & (length > SHORT_US), dtype=bool)
    settled = (length == values[counts.argmax()]) | _run_of_three(length)
    usual = pd.Series(np.where(settled, length, np.nan)).ffill().bfill().to_numpy()
    return np.asarray(length > LONGER * usual, dtype=bool)


def _run_of_three(length: Integers) -> Flags:
    run = np.zeros(len(length), dtype=bool)
    three = (length[2:] == length[1:-1]) & (length[1:-1] == length[:-2])
    for shift in range(3):
        run[shift : len(length) - 2 + shift] |= three
    return run
