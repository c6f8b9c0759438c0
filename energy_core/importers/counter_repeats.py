"""Two readings of a counter at one time: which fits to the others, or the old meter's and the new one's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from energy_core.importers.intervals import Flags
from energy_core.spread import Floats, Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


def fit_counter(block: Block, group: Integers) -> Flags:
    """Which rows lie between the readings before and after them, in every counter of the block.

    group : the number of each row's stamp, in order.
    """
    fits = np.ones(len(group), dtype=bool)
    for column in block.columns:
        if column.counts:
            before, after = _around(column.amounts, group)
            fits &= ~((column.amounts < before) | (column.amounts > after))
    return fits


def with_changes_apart(block: Block) -> Block:
    """The block with the first reading of a new meter a microsecond after the last one of the old.

    Such are two rows of one time, in the order of the file, of which the first fits only to the readings
    before and the second only to those after; a counter is changed a few times at most.
    """
    same = np.flatnonzero(block.stamps[1:] == block.stamps[:-1])
    if not len(same) or not all(column.counts for column in block.columns):
        return block
    alone = np.ones(len(same), dtype=bool)
    alone[1:] &= np.diff(same) > 1
    alone[:-1] &= np.diff(same) > 1
    changed = same[alone & (block.lines[same] < block.lines[same + 1])]
    group = np.cumsum(np.concatenate([[True], block.stamps[1:] != block.stamps[:-1]])) - 1
    for column in block.columns:
        before, after = _around(column.amounts, group)
        old, new = column.amounts[changed], column.amounts[changed + 1]
        ends = (old >= before[changed]) & (old > after[changed])
        begins = (new < before[changed + 1]) & (new <= after[changed + 1])
        changed = changed[ends & begins]
    if not len(changed):
        return block
    stamps = block.stamps.copy()
    stamps[changed + 1] += 1
    return replace(block, stamps=stamps)


def _around(values: Floats, group: Integers) -> tuple[Floats, Floats]:
    """For each row the last reading before its stamp and the next one after it, of stamps that are once."""
    count = np.bincount(group)
    once = pd.Series(np.where(count[group] == 1, values, np.nan))
    before, after = once.ffill().to_numpy(), once.bfill().to_numpy()
    return np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
