"""Logs of changes, such as home automation keeps: a value holds until the next one, but not for ever.

Rule: a silence is a plateau while it is no longer than an hour or twenty usual steps, or up to a day where
the value before it is idle (nothing, or next to nothing beside the highest). A longer one is a gap: the
logger was off, and what was drawn meanwhile is not known. The value before a gap counts for one usual step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block

HOUR_US: Final = 3_600_000_000
LONGEST_US: Final = HOUR_US
USUAL_STEPS: Final = 20
LONGEST_IDLE_US: Final = 24 * HOUR_US
IDLE: Final = 0.02
"""Share of the highest value up to which a channel is idle: standby beside use."""


def held(block: Block, start: Integers, end: Integers, *, ledger: Ledger) -> Integers:
    """The ends of intervals that last until the next change, cut where the silence is a gap."""
    length = end - start
    usual = int(np.median(length))
    limit = max(LONGEST_US, USUAL_STEPS * usual)
    gap = (length > limit) & ~(_idle(block) & (length <= LONGEST_IDLE_US))
    hours = float((length[gap] - usual).sum() / HOUR_US)
    choice = "each value holds until the next"
    if gap.any():
        choice += f"; {counted(int(gap.sum()), 'silence')} of more than {limit / HOUR_US:,.1f} h, "
        choice += f"{hours:,.1f} h in all, left as gaps"
    ledger.decide(
        "log of changes", choice, evidence="its stamps come at uneven times, when a value changes",
        confidence=0.8,
    )  # fmt: skip
    return np.where(gap, start + usual, end)


def _idle(block: Block) -> Flags:
    """Rows in which every channel draws next to nothing."""
    idle = np.ones(len(block.stamps), dtype=bool)
    for column in block.columns:
        values = np.abs(column.amounts)
        highest = float(np.nanmax(values, initial=0.0))
        idle &= np.isnan(values) | (values <= IDLE * highest)
    return idle
