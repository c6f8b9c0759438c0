"""Any table of text: a time column and energy, long (one row per appliance) or wide (one column each)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.clock import instants
from energy_core.importers.columns import Layout, layout
from energy_core.importers.dialect import Dialect, dialect
from energy_core.importers.encoding import utf8
from energy_core.importers.first_rows import first_rows
from energy_core.importers.hints import Hints
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.numbers import Numbers, numbers
from energy_core.importers.odd_text import plain
from energy_core.importers.periods import period_instants
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.importers.table import Cells, Table, read_table
from energy_core.importers.times import Times, read_times
from energy_core.importers.told_apart import teller
from energy_core.importers.whose import refuse_strangers, row_names
from energy_core.importers.zones import Zone, by_repeats, zone_for
from energy_core.spread import Integers

FORMAT: Final = "any_table"


def recognises(head: bytes) -> bool:
    """Everything that is left."""
    return True


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read a table. Raises UnreadableFileError that says what is missing and which option answers it."""
    ledger = Ledger()
    body, encoding = utf8(content, name=name)
    if encoding != "utf-8":
        ledger.decide("encoding", encoding, evidence="its bytes are no UTF-8", confidence=0.9)
    return _read(Text(body), name=name, form=FORMAT, hints=hints, ledger=ledger)


def read_rows(
    rows: Iterable[Sequence[str]],
    *,
    name: str,
    form: str,
    hints: Hints,
    ledger: Ledger | None = None,
    lines: Sequence[int] | None = None,
    zone: str | None = None,
) -> Import:
    """Read rows of text cells, such as a sheet's: whatever stands above, between and below the table too.

    form : the format's name on the receipt. lines : what a person calls each row in the source; None: 1, 2 …
    ledger : the books that the caller began. zone : the zone that the source itself says, if it does; a
    person's word goes first.

    Raises UnreadableFileError as `read` does.
    """
    books = Ledger() if ledger is None else ledger
    return _read(plain_text(rows, lines), name=name, form=form, hints=hints, ledger=books, said=zone)


def _read(
    text: Text, *, name: str, form: str, hints: Hints, ledger: Ledger, said: str | None = None
) -> Import:
    text = plain(text, ledger=ledger)
    how = dialect(text.content, name=name, lines=text.lines)
    with ledger.saw(how.names, first_rows(text.content, how)):
        return _readings(text, how, name=name, form=form, hints=hints, ledger=ledger, said=said)


def _readings(
    text: Text, how: Dialect, *, name: str, form: str, hints: Hints, ledger: Ledger, said: str | None
) -> Import:
    body = text.content
    found = layout(how, name=name, hints=hints, ledger=ledger)
    table = read_table(body, how, columns=_wanted(how, found), name=name)
    times = read_times(table, how, found, hints=hints, ledger=ledger)
    if found.home is not None:
        refuse_strangers(table, how, found.home, times.us != NAT, name=name)
    zone = _zone(how, found, times, said=said, hints=hints, ledger=ledger)
    values = [numbers(table, how, column, found, hints=hints, name=name) for column in found.values]
    rows = _Rows(table, times, values, found)
    local = times.us if times.since_us is None else np.full(len(times.us), NAT)
    zone = by_repeats(zone, np.where(times.offset_us == NAT, local, NAT), rows.codes, ledger=ledger)
    blocks = _blocks(rows, how, zone, name=name, ledger=ledger)
    tells_apart = teller(body, how, found, name=name)
    return assembled(blocks, Books(name, form, zone.counted, zone.source, hints, ledger, tells_apart))


def _wanted(how: Dialect, found: Layout) -> dict[int, Cells]:
    wanted: dict[int, Cells] = dict.fromkeys(found.values, "number")
    for column in {*found.time, *found.end}:
        cells = how.cells(column)
        wanted[column] = "repeated" if len(set(cells)) < 0.5 * len(cells) else "text"
    for extra in (*found.names, found.unit, found.period, found.home):
        if extra is not None:
            wanted[extra] = "repeated"
    return wanted


def _zone(
    how: Dialect, found: Layout, times: Times, *, said: str | None, hints: Hints, ledger: Ledger
) -> Zone:
    header = " ".join([*(how.names[i] for i in found.time), *([said] if said else [])])
    good = times.us != NAT
    return zone_for(
        header=header, us=times.us[good], offset_us=times.offset_us[good], hints=hints, ledger=ledger
    )


@dataclass
class _Rows:
    """Cells, times and values, row by row."""

    table: Table
    times: Times
    values: list[Numbers]
    found: Layout

    def __post_init__(self) -> None:
        self.lines = self.table.lines
        self.channels, codes = row_names(self.table, self.found.names, self.times.us)
        self.codes = codes.astype(np.int64)
        self.blank = np.ones(len(self.lines), dtype=bool)
        for column in self.values:
            self.blank &= ~(np.abs(np.nan_to_num(column.amounts)) > 0)

    def drop(self, which: Flags, reason: str, ledger: Ledger) -> None:
        kwh = sum(
            float(np.nansum(np.where(np.isfinite(v.amounts), v.amounts, 0)[which])) * v.kwh_per
            for v in self.values
        )
        ledger.drop_rows(reason, self.lines[which], kwh)


def _blocks(rows: _Rows, how: Dialect, zone: Zone, *, name: str, ledger: Ledger) -> list[Block]:
    times = rows.times
    empty = times.blank & np.logical_and.reduce([np.isnan(v.amounts) & ~v.odd for v in rows.values])
    ledger.rows_read = int((~empty).sum()) + len(rows.table.malformed)
    ledger.drop_rows("the row has too many or too few cells, or was cut off", rows.table.malformed)
    unread = (times.us == NAT) & ~empty
    if unread.sum() > 0.5 * (~empty).sum():
        _refuse_times(rows, how, unread, name=name)
    rows.drop(unread, "no readable date and time in the row", ledger)
    stamps = _instants(rows, zone, name=name, ledger=ledger)
    never = (stamps == NAT) & (times.us != NAT)
    rows.drop(never, "clocks skipped this hour; the row is a filler", ledger)
    ends = None
    if times.end_us is not None and times.end_offset_us is not None:
        ends = _ends(times, rows, zone, stamps)
    odd = np.logical_and.reduce([v.odd | np.isnan(v.amounts) for v in rows.values]) & (stamps != NAT)
    odd &= np.logical_or.reduce([v.odd for v in rows.values])
    rows.drop(odd, "the value is no number", ledger)
    good = (stamps != NAT) & ~odd
    return _split(rows, how, stamps, ends=ends, good=good, are_ends=times.are_ends)


def _instants(rows: _Rows, zone: Zone, *, name: str, ledger: Ledger) -> Integers:
    times = rows.times
    if times.since_us is not None:
        return period_instants(times.us, times.since_us, zone=zone.stamps, lines=rows.lines, name=name)
    absolute = times.offset_us != NAT
    if absolute.all():
        return times.us
    naive = np.where(absolute, NAT, times.us)
    local = instants(
        naive, zone=zone.stamps, channel=rows.codes, blank=rows.blank, are_ends=times.are_ends, ledger=ledger
    )
    return np.where(absolute, times.us, local) if absolute.any() else local


def _ends(times: Times, rows: _Rows, zone: Zone, stamps: Integers) -> Integers:
    """Ends as instants: as far after the start as the wall clock says, which no clock change disturbs."""
    assert times.end_us is not None and times.end_offset_us is not None
    length = times.end_us - times.us
    if (times.offset_us == NAT).all() and bool(np.median(length[stamps != NAT]) >= 23 * 3_600_000_000):
        whole = instants(times.end_us, zone=zone.stamps, ledger=Ledger())
        return np.where(whole == NAT, stamps + length, whole)
    return np.where(length < 0, stamps + length + DAY_US, stamps + length)


def _split(
    rows: _Rows, how: Dialect, stamps: Integers, *, ends: Integers | None, good: Flags, are_ends: bool
) -> list[Block]:
    """One block for a wide table, one per appliance for a long one."""

    def block(names: list[str], which: Flags | Integers) -> Block:
        named = zip(names, rows.values, strict=True)
        columns = tuple(Column(name, v.amounts[which], v.unit) for name, v in named)
        end = None if ends is None else ends[which]
        return Block(stamps[which], rows.lines[which], columns, end, are_ends)

    headers = [how.names[i] for i in rows.found.values]
    if not rows.found.names:
        return [block(headers, good)]
    order = np.argsort(rows.codes, kind="stable")
    order = order[good[order]]
    bounds = np.flatnonzero(np.diff(rows.codes[order])) + 1
    blocks = []
    for part in np.split(order, bounds):
        if len(part):
            name = rows.channels[rows.codes[part[0]]]
            names = [name] if len(headers) == 1 else [f"{name}: {header}" for header in headers]
            blocks.append(block(names, part))
    return blocks


def _refuse_times(rows: _Rows, how: Dialect, unread: Flags, *, name: str) -> None:
    line = int(rows.lines[unread.argmax()])
    column = how.names[rows.found.time[0]]
    raise MalformedFileError(
        f"Needed a date and time in every row; {int(unread.sum()):,} rows of {name} have none that can be "
        f"read in {column!r}, first in line {line}. Say the time's column with --time-column, or its order "
        "with --date-order.",
        where={"file": name, "row": line, "column": column},
        option="--time-column",
    )
