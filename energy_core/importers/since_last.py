"""Usage beside the counter that it was worked out from: each row's energy is that since the row before."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.running_sums import FEWEST_VALUES, agree, stays
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block

FIRST = "the first reading of the counter: nothing was counted before it"


def since_last_reading(block: Block, *, hints: Hints, ledger: Ledger) -> Block:
    """The block with the time from one reading to the next as each row's own, and without the counter.

    Only where the first row has a reading and no usage, and all others the difference to the row above.
    """
    if block.ends is not None or block.are_ends or block.changes or len(block.columns) != 2:
        return block
    if hints.stamp is not None or hints.kind is not None or hints.value_columns or hints.roles:
        return block
    for counter, usage in permutations(block.columns):
        if counter.unit == usage.unit and _is_difference(counter.amounts, usage.amounts):
            ledger.decide(
                "columns left out", counter.name, evidence=f"it is the running sum of {usage.name!r}",
                confidence=0.9, option="--value-column",
            )  # fmt: skip
            ledger.decide(
                "stamps mark", "the end of intervals", confidence=0.9, option="--stamp",
                evidence=f"{usage.name!r} is what {counter.name!r} rose by since the row above",
            )  # fmt: skip
            ledger.drop_rows(FIRST, block.lines[:1])
            later = block.take(np.arange(1, len(block.stamps)))
            own = next(column for column in later.columns if column.name == usage.name)
            return replace(later, stamps=block.stamps[:-1], ends=block.stamps[1:], columns=(own,))
    return block


def _is_difference(counter: Floats, usage: Floats) -> bool:
    if len(counter) <= FEWEST_VALUES or not np.isnan(usage[0]) or not np.isfinite(counter).all():
        return False
    rise = np.diff(counter)
    fits = bool((rise >= 0).all()) and agree(rise, usage[1:], fewest=FEWEST_VALUES)
    return fits and not agree(rise, usage[:-1], fewest=FEWEST_VALUES) and not stays(counter, usage)
