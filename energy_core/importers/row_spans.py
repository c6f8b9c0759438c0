"""How long the interval of each row is: as the file says, or to the next stamp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.event_log import held
from energy_core.importers.grid import on_grid
from energy_core.importers.intervals import (
    Flags,
    Spans,
    inclusive_ends,
    local_instants,
    spans,
    total_rows,
    wall_clock,
)
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block, Books


BILL_DAYS: Final = 26
"""From this length on, an interval is a billing period. [days]"""


MOST_KNOWN: Final = 0.9
"""Share of a file's rows whose channels have several, so that they speak for those that have one."""


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
        end = _whole_ends(block, block.ends, books)
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
        return _single(block, books)
    if block.changes:
        return block.stamps, np.append(block.stamps[1:], block.stamps[-1] + 1), False
    found = spans(block.stamps, are_ends=block.are_ends, timezone=books.timezone)
    _note_unknown_end(block, found, books.ledger)
    return found.start, found.end, found.regular


def on_clock(block: Block, ledger: Ledger) -> Block:
    """Rows whose stamps jitter around the clock's grid, on the grid."""
    if block.ends is not None or block.changes:
        return block
    return replace(block, stamps=on_grid(block.stamps, ledger=ledger))


def _single(block: Block, books: Books) -> tuple[Integers, Integers, bool]:
    """One row, which lasts as long as those of the file's other channels do."""
    if books.usual_us:
        other = block.stamps + (-books.usual_us if block.are_ends else books.usual_us)
        return (other, block.stamps, True) if block.are_ends else (block.stamps, other, True)
    line = int(block.lines[0])
    raise UnreadableFileError(
        f"Needed at least two readings to know how long an interval is; {books.name} has one reading, "
        f"in line {line}. Download a longer period, or a file that says start and end.",
        where={"file": books.name, "row": line},
    )


def usual_us(blocks: Sequence[Block]) -> int:
    """The commonest step between two rows of one channel [microseconds]; 0 if that of few rows is known."""
    several = [np.unique(block.stamps) for block in blocks if len(block.stamps) > 1]
    if sum(map(len, several)) < MOST_KNOWN * sum(len(block.stamps) for block in blocks):
        return 0
    values, counts = np.unique(np.concatenate([np.diff(stamps) for stamps in several]), return_counts=True)
    return int(values[counts.argmax()]) if len(values) else 0


def _whole_ends(block: Block, ends: Integers, books: Books) -> Integers:
    """Ends with the last minute or day that they name counted in."""
    wall = [wall_clock(stamps, books.timezone) for stamps in (block.stamps, ends)]
    more = inclusive_ends(*wall)
    if not more:
        return ends
    said = "day" if more == DAY_US else "moment"
    evidence = f"the next interval begins a {said} after the one before it ends"
    if len(ends) == 1:
        evidence = "it names its first and its last day"
    books.ledger.decide("ends of intervals", f"the last {said} counts in", evidence=evidence, confidence=0.9)
    return local_instants(wall[1] + more, books.timezone) if more == DAY_US else ends + more


def _note_unknown_end(block: Block, found: Spans, ledger: Ledger) -> None:
    """Of bills that say only when they end, nothing says when the first began, and the other way round."""
    place = 0 if block.are_ends else -1
    days = float(found.end[place] - found.start[place]) / DAY_US
    if days < BILL_DAYS:
        return
    which, says = ("first", "end") if block.are_ends else ("last", "begin")
    ledger.decide(
        f"{which} period",
        f"{days:,.0f} days long",
        evidence=f"the file says only when periods {says}; this one is taken to be as long as usual",
        confidence=0.6,
    )


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
