"""Rows that say the same interval twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


MOST_CONFLICTING: Final = 0.03
"""More rows than this share repeat an interval with another value: something else tells the rows apart."""

MOST_REVISED: Final = 0.25
"""So many may, when they stand together: a part of the file that was sent again with better values."""


def without_repeats(
    block: Block,
    ledger: Ledger,
    *,
    cells: Callable[[Block, Flags], float],
    tells_apart: Callable[[Integers, Integers], str],
    file: str,
) -> Block:
    """Sorted rows with each stamp once.

    Identical repeats are dropped and counted. Where repeats differ, the later row of the file counts, unless
    it is blank; this is an issue.

    Raises MalformedFileError where many repeats differ; `tells_apart` gets the lines of such rows and the
    number of the interval of each, and says what else distinguishes them.
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
    left = ~_chosen(group, filled, block.lines)
    conflict = np.zeros(group[-1] + 1, dtype=bool)
    np.logical_or.at(conflict, group, differs)
    if _are_too_many(block.lines[left & conflict[group]], len(stamps)):
        rows = conflict[group]
        _refuse(block, rows, tells_apart(block.lines[rows], group[rows]), file=file)
    _note(block, left & ~conflict[group], left & conflict[group], ledger, cells=cells)
    return block.take(~left)


def _are_too_many(lines: Integers, rows: int) -> bool:
    """Whether so many rows are contradicted that no correction explains it."""
    count = len(lines)
    if count <= max(3, MOST_CONFLICTING * rows):
        return False
    together = int(lines.max() - lines.min()) < 1.1 * count
    return not (together and count <= MOST_REVISED * rows)


def _refuse(block: Block, rows: Flags, apart: str, *, file: str) -> None:
    line = int(block.lines[rows].min())
    raise MalformedFileError(
        f"Needed each interval once; in {file} {int(rows.sum()):,} of {len(rows):,} rows say the same "
        f"interval with different values, first in line {line}. {apart}",
        where={"file": file, "row": line},
    )


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
            f"{counted(int(conflicting.sum()), 'row')} repeat an interval with another value; the later row "
            "of the file counts.",
            channel=block.columns[0].name if len(block.columns) == 1 else None,
            start=pd.Timestamp(int(at.min()), unit="us", tz="UTC"),
            end=pd.Timestamp(int(at.max()), unit="us", tz="UTC"),
        )
