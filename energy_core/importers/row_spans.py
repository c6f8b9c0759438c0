"""How long the interval of each row is: as the file says, or to the next stamp."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.event_log import held
from energy_core.importers.intervals import Flags, inclusive_ends, spans, total_rows
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block, Books


def without_total_rows(block: Block, ledger: Ledger, *, cells: Callable[[Block, Flags], float]) -> Block:
    """Rows whose interval holds several others are sums of them."""
    if block.ends is None or len(block.stamps) < 4:
        return block
    totals = total_rows(block.stamps, block.ends)
    if not totals.any():
        return block
    ledger.drop_rows("the row is a total of other rows", block.lines[totals], cells(block, totals))
    return block.take(~totals)


def row_spans(block: Block, books: Books) -> tuple[Integers, Integers, bool]:
    """Start and end of each row's interval, and whether most are equal. Raises UnreadableFileError."""
    if block.ends is not None:
        more = inclusive_ends(block.stamps, block.ends)
        end = block.ends + more
        end = _without_overlaps(block, end, books.ledger)
        if (end <= block.stamps).any():
            line = int(block.lines[(end <= block.stamps).argmax()])
            raise MalformedFileError(
                f"Needed the end of every interval after its start; line {line} of {books.name} ends "
                "before it begins.",
                where={"file": books.name, "row": line},
            )
        return block.stamps, end, True
    if len(block.stamps) == 1:
        line = int(block.lines[0])
        raise UnreadableFileError(
            f"Needed at least two readings to know how long an interval is; {books.name} has one reading, "
            "in line "
            f"{line}. Download a longer period, or a file that says start and end.",
            where={"file": books.name, "row": line},
        )
    if block.changes:
        return block.stamps, np.append(block.stamps[1:], block.stamps[-1] + 1), False
    found = spans(block.stamps, are_ends=block.are_ends, timezone=books.timezone)
    return found.start, found.end, found.regular


def _without_overlaps(block: Block, end: Integers, ledger: Ledger) -> Integers:
    """Ends no later than the next start. The energy of an interval stays whole; each overlap is an issue."""
    over = np.flatnonzero(block.stamps[1:] < end[:-1])
    if not len(over):
        return end
    days = float((end[over] - block.stamps[over + 1]).sum() / DAY_US)
    first, until = (
        pd.Timestamp(int(us), unit="us", tz="UTC") for us in (block.stamps[over[0] + 1], end[over[0]])
    )
    reach = "interval reaches" if len(over) == 1 else "intervals reach"
    ledger.issue(
        "overlap",
        f"{len(over):,} {reach} into the next, {days:,.1f} days in all, first from {first:%Y-%m-%d} to "
        f"{until:%Y-%m-%d}: that time counts to the later one, the energy of both is kept whole.",
        channel=block.columns[0].name if len(block.columns) == 1 else None,
        start=first,
        end=until,
    )
    end = end.copy()
    end[over] = block.stamps[over + 1]
    return end


def without_endless(
    block: Block, start: Integers, end: Integers, *, regular: bool, ledger: Ledger
) -> tuple[Block, Integers, Integers]:
    """In a log of changing power, nothing says how long the last value held."""
    power = all(c.unit in ("kW", "W") for c in block.columns)
    if regular or not power:
        return block, start, end
    last = np.zeros(len(start), dtype=bool)
    last[0 if block.are_ends else -1] = True
    ledger.drop_rows("no later stamp says how long the last value held", block.lines[last])
    block, start, end = block.take(~last), start[~last], end[~last]
    return block, start, held(block, start, end, ledger=ledger) if len(start) and not block.are_ends else end
