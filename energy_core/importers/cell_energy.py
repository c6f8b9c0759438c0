"""What cells are in energy before their intervals are known: for the books of rows that are dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from energy_core.importers.column_kinds import Rows, verdicts
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.units import KWH_PER, POWER, measurable

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


def kwh_factor(unit: Unit) -> float:
    """kWh of one unit of energy, 0 for power, whose energy needs an interval."""
    return 0.0 if unit in POWER else KWH_PER[unit]


def with_counters(block: Block, *, timezone: str, hints: Hints) -> Block:
    """The block, sorted, with its counters marked: a reading of theirs is no energy by itself.

    Numbers beyond anything that can be measured become infinite, so that no sum is spoilt by them.
    """
    columns = tuple(replace(c, amounts=measurable(c.amounts)) for c in block.columns)
    block = replace(block, columns=columns)
    steps = np.diff(block.stamps)
    steps = steps[steps > 0]
    if not len(steps):
        return block
    rows = Rows(block.stamps, float(np.median(steps)) / 3.6e9, timezone)
    told = verdicts(block.columns, rows, hints=hints)
    columns = tuple(
        replace(column, verdict=verdict) for column, verdict in zip(block.columns, told, strict=True)
    )
    return replace(block, columns=columns)


def cell_kwh(block: Block, rows: Flags) -> float:
    """Energy in the cells of some rows, as far as a unit of energy says it. [kWh]"""
    total = 0.0
    for column in block.columns:
        values = column.amounts[rows]
        if column.kind != "register" and not column.counts:
            total += float(np.sum(values, where=np.isfinite(values))) * kwh_factor(column.unit)
    return total
