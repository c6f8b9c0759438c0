"""Columns of the last and of this reading of a meter, beside the column of what lies between them."""

from __future__ import annotations

from itertools import permutations, product
from typing import Final

import numpy as np

from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.sampled import sample_values
from energy_core.spread import Floats

FEWEST_ROWS: Final = 3
MOSTLY: Final = 0.9
"""Share of the rows that must agree; a replaced meter breaks the chain once."""

MOST_COLUMNS: Final = 12
_ROUNDED: Final = 0.011
"""How far a difference of rounded readings may be off, in the unit of the columns."""


def without_reading_pairs(how: Dialect, columns: list[int], *, ledger: Ledger) -> list[int]:
    """Columns without two readings of a meter whose difference another one holds."""
    if not FEWEST_ROWS <= len(columns) <= MOST_COLUMNS:
        return columns
    values = {i: sample_values(how, i) for i in columns}
    chained = [(a, b) for a, b in permutations(columns, 2) if _goes_on(values[a], values[b])]
    for (before, after), used in product(chained, columns):
        if used not in (before, after) and _is_between(values[before], values[after], values[used]):
            ledger.decide(
                "columns left out", f"{how.names[before]}, {how.names[after]}", confidence=0.95,
                evidence=f"readings of a counter; {how.names[used]!r} is the difference of each two",
                option="--value-column",
            )  # fmt: skip
            rest = [i for i in columns if i not in (before, after)]
            return without_reading_pairs(how, rest, ledger=ledger)
    return columns


def _goes_on(before: Floats, after: Floats) -> bool:
    """Whether each row begins where the row above it, or below it, ended."""
    down, up = np.abs(before[1:] - after[:-1]), np.abs(after[1:] - before[:-1])
    return len(down) >= FEWEST_ROWS - 1 and max((gap <= _ROUNDED).mean() for gap in (down, up)) >= MOSTLY


def _is_between(before: Floats, after: Floats, used: Floats) -> bool:
    """Whether one reading follows from the other by what was used, which is less than what a meter shows.

    Only rows in which something was used can say so: appliances that mostly stand still differ by nothing.
    """
    known = np.isfinite(before) & np.isfinite(after) & np.isfinite(used)
    shows = (np.abs(after[known]) > _ROUNDED).mean() if known.any() else 0.0
    known &= np.abs(used) > _ROUNDED
    before, after, used = before[known], after[known], used[known]
    if shows < MOSTLY or len(used) < FEWEST_ROWS or not np.abs(after).max() > np.abs(used).max():
        return False
    same = np.abs(after - before - used) <= _ROUNDED + 1e-9 * np.abs(after)
    return bool(same.mean() >= MOSTLY)
