"""Rows that say the same interval twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers.counter_repeats import fit_counter, with_changes_apart
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block

IDENTICAL: Final = "the same interval again with the same value"
ESTIMATE: Final = "the same interval again as an estimate: the measured row counts"
LATER: Final = "the same interval again with another value: the later row of the file counts"

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

    Identical repeats are dropped and counted; rows that fill each other's blanks become one. Where repeats
    differ, a measured row counts before an estimate, a reading that fits to its counter before one that does
    not, else the later row of the file; this is an issue. Two readings of the moment in which a meter was
    changed both stay.

    Raises MalformedFileError where many repeats differ; `tells_apart` gets the lines of such rows and the
    number of the interval of each, and says what else distinguishes them.
    """
    block = with_changes_apart(block)
    same = np.concatenate([[False], block.stamps[1:] == block.stamps[:-1]])
    if not same.any():
        return block
    group = np.cumsum(~same) - 1
    filled, differs = _compared(block, np.flatnonzero(~same)[group])
    conflict = np.zeros(group[-1] + 1, dtype=bool)
    np.logical_or.at(conflict, group, differs)
    rows = conflict[group]
    measured = np.ones(len(group), dtype=bool) if block.estimated is None else ~block.estimated
    fits = fit_counter(block, group) if rows.any() else measured
    left = ~_chosen(group, (block.lines, fits, measured, filled))
    if _are_too_many(block.lines[left & rows], len(group)):
        _refuse(block, rows, tells_apart(block.lines[rows], group[rows]), file=file)
    block, used = _filled_up(block, group, ~left)
    by_estimate = left & rows & ~measured
    _note(block, left & ~rows & ~used, ledger, reason=IDENTICAL, cells=cells)
    _note(block, by_estimate & ~used, ledger, reason=ESTIMATE, cells=cells)
    _note(block, left & rows & ~by_estimate & ~used, ledger, reason=LATER, cells=cells)
    _note_conflict(block, left & rows, ledger)
    return block.take(~left)


def _compared(block: Block, first: Integers) -> tuple[Flags, Flags]:
    """Which rows have a value, and which differ from the first row of their stamp."""
    filled = np.zeros(len(first), dtype=bool)
    differs = np.zeros(len(first), dtype=bool)
    for column in block.columns:
        there = ~np.isnan(column.amounts)
        filled |= there
        differs |= there & there[first] & (column.amounts != column.amounts[first])
    return filled, differs


def _filled_up(block: Block, group: Integers, chosen: Flags) -> tuple[Block, Flags]:
    """The chosen rows with the values that only other rows of their stamp have, and which rows those are."""
    used = np.zeros(len(group), dtype=bool)
    place = np.flatnonzero(chosen)
    columns = []
    for column in block.columns:
        there = ~np.isnan(column.amounts)
        source = np.full(len(place), -1)
        np.maximum.at(source, group[there], np.flatnonzero(there))
        fill = ~there[place] & (source >= 0)
        if fill.any():
            amounts = column.amounts.copy()
            amounts[place[fill]] = amounts[source[fill]]
            used[source[fill]] = True
            column = replace(column, amounts=amounts)
        columns.append(column)
    return replace(block, columns=tuple(columns)), used


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


def _chosen(group: Integers, better: tuple[Integers | Flags, ...]) -> Flags:
    """Of each group the row that is best; the last of `better` weighs most."""
    rank = np.lexsort((*better, group))
    last = np.append(group[rank][1:] != group[rank][:-1], True)
    chosen = np.zeros(len(group), dtype=bool)
    chosen[rank[last]] = True
    return chosen


def _note(
    block: Block, rows: Flags, ledger: Ledger, *, reason: str, cells: Callable[[Block, Flags], float]
) -> None:
    if rows.any():
        kwh = cells(block, rows)
        ledger.rows_duplicate += int(rows.sum())
        ledger.kwh_dropped += kwh
        ledger.reason(reason, block.lines[rows], kwh)


def _note_conflict(block: Block, rows: Flags, ledger: Ledger) -> None:
    if not rows.any():
        return
    at = block.stamps[rows]
    estimates = 0 if block.estimated is None else int((rows & block.estimated).sum())
    how = "the later row of the file counts" if not estimates else "a measured one counts before an estimate"
    ledger.issue(
        "conflicting_repeats",
        f"{counted(int(rows.sum()), 'row')} repeat an interval with another value; {how}.",
        channel=block.columns[0].name if len(block.columns) == 1 else None,
        start=pd.Timestamp(int(at.min()), unit="us", tz="UTC"),
        end=pd.Timestamp(int(at.max()), unit="us", tz="UTC"),
    )
