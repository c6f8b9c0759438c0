"""Rows in the order of time, whatever the order of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from energy_core.importers.ledger import Ledger

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


def in_time_order(block: Block, ledger: Ledger) -> Block:
    """The rows sorted by time, said on the receipt; rows of one time keep the order of the file."""
    steps = np.diff(block.stamps)
    if (steps > 0).all():
        return block
    if block.ends is not None:
        order = np.lexsort((block.ends, block.stamps))
    else:
        order = np.argsort(block.stamps, kind="stable")
    back = int((steps < 0).sum())
    if back and back >= 0.95 * len(steps):
        evidence = "the newest rows stand first"
        ledger.decide("order of rows", "turned round", evidence=evidence)
    elif back:
        evidence = "they do not stand in the order of time in the file"
        ledger.decide("order of rows", "sorted by time", evidence=evidence)
    return block.take(order)
