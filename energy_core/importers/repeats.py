"""Rows that say the same interval twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


def without_repeats(block: Block, ledger: Ledger, *, cells: Callable[[Block, Flags], float]) -> Block:
    """Sorted rows with each stamp once.

    Identical repeats are dropped and counted. Where repeats differ, the later row of the file counts, unless
    it is blank; this is an issue.
    """
    stamps = block.stamps
    same = np.concatenate([[False], stamps[1:] == stamps[:-1]])
    if not same.any():
        return block
    group = np.cumsum(~same) - 1
    filled = np.zeros(len(stamps), dtype=bool)
    differs = np.zeros(len(stamps), dtype=bool)
    first = np.flatnonzero(~same)[group]
    for column in block.columns:
        there = ~np.isnan(column.amounts)
        filled |= there
        differs |= there & there[first] & (column.amounts != column.amounts[first])
    chosen = _chosen(group, filled, block.lines)
    left = ~chosen
    conflict = np.zeros(group[-1] + 1, dtype=bool)
    np.logical_or.at(conflict, group, differs)
    _note(block, left & ~conflict[group], left & conflict[group], ledger, cells=cells)
    return block.take(chosen)


def _chosen(group: Integers, filled: Flags, lines: Integers) -> Flags:
    """Of each group the row with values that stands last in the file."""
    rank = np.lexsort((lines, filled, group))
    last = np.append(group[rank][1:] != group[rank][:-1], True)
    chosen = np.zeros(len(group), dtype=bool)
    chosen[rank[last]] = True
    return chosen


def _note(
    block: Block,
    identical: Flags,
    conflicting: Flags,
    ledger: Ledger,
    *,
    cells: Callable[[Block, Flags], float],
) -> None:
    for rows, reason in (
        (identical, "the same interval again with the same value"),
        (conflicting, "the same interval again with another value: the later row of the file counts"),
    ):
        if rows.any():
            kwh = cells(block, rows)
            ledger.rows_duplicate += int(rows.sum())
            ledger.kwh_dropped += kwh
            ledger.reason(reason, block.lines[rows], kwh)
    if conflicting.any():
        at = block.stamps[conflicting]
        ledger.issue(
            "conflicting_repeats",
            f"{int(conflicting.sum()):,} intervals occur twice with different values; the later row counts.",
            channel=block.columns[0].name if len(block.columns) == 1 else None,
            start=pd.Timestamp(int(at.min()), unit="us", tz="UTC"),
            end=pd.Timestamp(int(at.max()), unit="us", tz="UTC"),
        )
