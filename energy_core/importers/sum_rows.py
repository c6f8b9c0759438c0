"""Rows that sum up the rows of their day, among these: they would count everything twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.importers.cell_energy import cell_kwh, kwh_factor
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.spread import Floats, Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block

ROUNDED: Final = 0.005
"""Share by which a total may differ from the sum of its rows: printed figures are rounded."""

MOST: Final = 0.2
"""Totals are fewer than this share of the rows, and hold three rows or more each."""

FEWEST_IN_TOTAL: Final = 3
EXPLAINED: Final = 0.8


def without_sum_rows(block: Block, ledger: Ledger) -> Block:
    """The sorted block without rows at odd or repeated times that say the sum of those between them."""
    if block.ends is not None or len(block.stamps) < 2 * FEWEST_IN_TOTAL:
        return block
    kwh = _row_kwh(block)
    if kwh is None:
        return block
    for rows in (_repeated(block.stamps, kwh), _off_the_grid(block.stamps)):
        if (
            rows.any()
            and rows.mean() <= MOST
            and any(_are_sums(kwh[order], rows[order]) for order in _orders(block.stamps, rows))
        ):
            ledger.drop_rows("the row is a total of other rows", block.lines[rows], cell_kwh(block, rows))
            return block.take(~rows)
    return block


def _row_kwh(block: Block) -> Floats | None:
    """Energy of each row; None where a column holds no energy of intervals."""
    if any(column.counts or not kwh_factor(column.unit) for column in block.columns):
        return None
    amounts = [
        np.nan_to_num(column.amounts, posinf=0.0, neginf=0.0) * kwh_factor(column.unit)
        for column in block.columns
    ]
    return np.asarray(np.sum(amounts, axis=0), dtype=np.float64)


def _repeated(stamps: Integers, kwh: Floats) -> Flags:
    """Of two rows of the same time, the larger."""
    same = stamps[1:] == stamps[:-1]
    rows = np.zeros(len(stamps), dtype=bool)
    first = np.flatnonzero(same)
    rows[np.where(kwh[first] > kwh[first + 1], first, first + 1)] = True
    return rows


def _off_the_grid(stamps: Integers) -> Flags:
    """Rows between the regular times of the others, such as 23:59."""
    steps = np.diff(stamps)
    values, counts = np.unique(steps, return_counts=True)
    usual = int(values[counts.argmax()])
    if usual <= 0:
        return np.zeros(len(stamps), dtype=bool)
    phase = stamps % usual
    common, times = np.unique(phase, return_counts=True)
    return np.asarray(phase != common[times.argmax()], dtype=bool)


def _orders(stamps: Integers, rows: Flags) -> tuple[Integers, Integers]:
    """Some rows before the others of their time, or after them: a total may have its first row's or its last
    row's date."""
    return np.lexsort((~rows, stamps)), np.lexsort((rows, stamps))


def _are_sums(kwh: Floats, rows: Flags) -> bool:
    """Whether nearly all of some rows are the sum of the others before them, or of those after them."""
    place = np.flatnonzero(rows)
    others = np.concatenate([[0.0], np.cumsum(np.where(rows, 0.0, kwh))])
    count = np.concatenate([[0], np.cumsum(~rows)])
    bounds = np.concatenate([place, [len(kwh)]])
    after = others[bounds[1:]] - others[bounds[:-1]]
    many = count[bounds[1:]] - count[bounds[:-1]]
    bounds = np.concatenate([[0], place])
    before = others[bounds[1:]] - others[bounds[:-1]]
    many_before = count[bounds[1:]] - count[bounds[:-1]]
    return any(
        _agree(kwh[place], sums, enough=numbers >= FEWEST_IN_TOTAL)
        for sums, numbers in ((after, many), (before, many_before))
    )


def _agree(totals: Floats, sums: Floats, *, enough: Flags) -> bool:
    close = enough & (sums > 0) & (np.abs(totals - sums) <= ROUNDED * sums)
    return bool(close.sum() >= max(1, EXPLAINED * len(totals)))
