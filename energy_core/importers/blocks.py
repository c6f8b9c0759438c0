"""What an importer found -> channels and receipt. Every format ends here.

A block is a set of rows with stamps and one column per channel. Rows are sorted, repeats dropped and counted,
intervals measured, units converted, impossible values dropped with their reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.cell_energy import cell_kwh, with_counters
from energy_core.importers.cells import checked_columns
from energy_core.importers.derived import without_derived
from energy_core.importers.frames import Cells
from energy_core.importers.gaps import note_silences
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.kinds import Verdict
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import, TimezoneSource
from energy_core.importers.repeats import without_repeats
from energy_core.importers.roles import with_roles
from energy_core.importers.row_spans import on_clock, row_spans, usual_us, without_endless, without_total_rows
from energy_core.importers.since_last import since_last_reading
from energy_core.importers.sum_rows import without_sum_rows
from energy_core.importers.time_order import in_time_order
from energy_core.importers.turns import in_turn
from energy_core.readings import Channel, Kind, Readings, Role
from energy_core.spread import Floats, Integers


@dataclass(frozen=True)
class Column:
    """One channel's cells in their own unit; NaN = missing. kind None: to be found out.
    verdict : what was found.

    `amounts` is handed over: it becomes the channel's energy, in place.
    """

    name: str
    amounts: Floats
    unit: Unit
    kind: Kind | None = None
    role: Role | None = None
    verdict: Verdict | None = None

    @property
    def counts(self) -> bool:
        """Whether the cells were found to be a counter's readings."""
        return self.verdict is not None and self.verdict.kind == "register"


@dataclass(frozen=True)
class Block:
    """Rows of one or several channels that share stamps.

    stamps : instants (UTC) [microseconds]. ends : where the file says them, else None.
    lines : the file's line of each row. are_ends : whether stamps mark the end of intervals.
    estimated : rows that the file itself calls estimates, or None. changes : a log that has a row when
    something changes, so that a value holds until the next.
    """

    stamps: Integers
    lines: Integers
    columns: tuple[Column, ...]
    ends: Integers | None = None
    are_ends: bool = False
    estimated: Flags | None = None
    changes: bool = False

    def take(self, rows: Integers | Flags) -> Block:
        """Some of the rows, in the given order."""
        return replace(
            self,
            stamps=self.stamps[rows],
            lines=self.lines[rows],
            columns=tuple(replace(c, amounts=c.amounts[rows]) for c in self.columns),
            ends=None if self.ends is None else self.ends[rows],
            estimated=None if self.estimated is None else self.estimated[rows],
        )


@dataclass
class Books:
    """What all blocks of one file share.

    tells_apart : says what distinguishes rows of the same interval, by their lines and intervals.
    meters : meters of the home's supply that the file tells apart by names of their own.
    usual_us : the commonest time between two rows, 0 = no channel has two. [microseconds]
    """

    name: str
    form: str
    timezone: str
    source: TimezoneSource
    hints: Hints
    ledger: Ledger = field(default_factory=Ledger)
    tells_apart: Callable[[Integers, Integers], str] = lambda lines, group: (
        "Nothing else in the file tells them apart; download it again."
    )
    meters: tuple[str, ...] = ()
    usual_us: int = 0


def assembled(blocks: Sequence[Block], books: Books) -> Import:
    """The import of a file. Raises UnreadableFileError if no reading is left."""
    fixed: dict[str, Role] = {}
    channels: list[Channel] = []
    alone = len(blocks) == 1 and len(blocks[0].columns) == 1
    if any(len(block.stamps) == 1 for block in blocks):
        books.usual_us = usual_us(blocks)
    for block in blocks:
        for channel, role in _channels(block, books, alone=alone):
            channels.append(channel)
            if role is not None:
                fixed[channel.name] = role
    if not channels:
        _refuse_empty(blocks, books)
    channels = _joined(channels)
    channels = list(
        with_roles(
            channels,
            file=books.name,
            hints=books.hints,
            fixed=fixed,
            ledger=books.ledger,
            timezone=books.timezone,
            meters=books.meters,
        )
    )
    note_silences(channels, books.ledger, timezone=books.timezone)
    receipt = books.ledger.receipt(
        file=books.name, form=books.form, timezone=books.timezone, timezone_source=books.source
    )
    return Import(Readings(tuple(channels), books.timezone), receipt)


def _channels(block: Block, books: Books, *, alone: bool) -> list[tuple[Channel, Role | None]]:
    ledger = books.ledger
    block = in_time_order(block, ledger)
    block = with_counters(block, timezone=books.timezone, hints=books.hints)
    block = without_total_rows(block, ledger, cells=cell_kwh)
    block = without_sum_rows(block, ledger)
    block = without_repeats(block, ledger, cells=cell_kwh, tells_apart=books.tells_apart, file=books.name)
    block = on_clock(block, ledger)
    block = since_last_reading(block, hints=books.hints, ledger=ledger)
    if not len(block.stamps):
        return []
    start, end, regular = row_spans(block, books)
    block, start, end = without_endless(block, start, end, regular=regular, ledger=ledger)
    block = without_derived(block, (end - start) / 3.6e9, hints=books.hints, ledger=ledger)
    ledger.place(block.lines, start, end, [column.name for column in block.columns])
    shared = Cells(start, end, block.stamps, block.lines, block.estimated, books.name, alone, books.timezone)
    return checked_columns(block.columns, shared, hints=books.hints, ledger=ledger)


def _joined(channels: list[Channel]) -> list[Channel]:
    """Channels of the same name in turn, such as a meter and the one that replaced it, are one channel.

    Those of the same time get a number each.
    """
    result: dict[str, Channel] = {}
    for channel in channels:
        known = result.get(channel.name)
        if known is not None and (both := in_turn(known, channel)) is not None:
            result[channel.name] = both
            continue
        name, number = channel.name, 2
        while name in result:
            name, number = f"{channel.name} ({number})", number + 1
        result[name] = replace(channel, name=name)
    return list(result.values())


def _refuse_empty(blocks: Sequence[Block], books: Books) -> None:
    if not any(np.isfinite(column.amounts).any() for block in blocks for column in block.columns):
        names = list(dict.fromkeys(column.name for block in blocks for column in block.columns)) or ["it"]
        raise UnreadableFileError(
            f"Needed readings; every reading of {', '.join(names[:6])} is missing in {books.name}. Download "
            "a period that has data, or say the column that has it with --value-column.",
            where={"file": books.name, "column": names[0]},
            option="--value-column",
        )
    ledger = books.ledger
    reasons = "; ".join(f"{r.count:,} rows: {r.reason}" for r in ledger.reasons.values())
    tail = f" ({reasons})" if reasons else ""
    raise UnreadableFileError(
        f"Needed readings; {books.name} has {ledger.rows_read:,} rows and no readings in them: every "
        "value is "
        f"missing or was dropped{tail}. Download a period that has data.",
        where={"file": books.name},
    )
