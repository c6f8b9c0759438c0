"""The rows of a table with their times and numbers -> blocks; each row that is no reading is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError
from energy_core.importers.blocks import Block, Column
from energy_core.importers.clock import instants
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect
from energy_core.importers.end_column import end_instants
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import BARE, UNREADABLE, note_uneven, told_apart_by_text
from energy_core.importers.meters import Meters, with_meters
from energy_core.importers.numbers import Numbers
from energy_core.importers.odd_dates import UNSET
from energy_core.importers.periods import period_instants
from energy_core.importers.quality import estimated_rows
from energy_core.importers.same_quantity import without_their_power
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Table
from energy_core.importers.times import Times
from energy_core.importers.whose import row_names
from energy_core.importers.zones import Zone
from energy_core.spread import Integers

MOST_LOST: Final = 0.02
"""Share of readings that may be left out for a month whose name is not known."""
_MONTH: Final = re.compile(r"(?:\d{1,2}[. ]+)?(?P<word>[^\W\d_]{3,})[.,]?[ /-]?\d{4}")


@dataclass
class Rows:
    """Cells, times and values, row by row."""

    table: Table
    times: Times
    values: list[Numbers]
    found: Layout
    meters: Meters
    estimated: Flags | None = None

    def __post_init__(self) -> None:
        self.lines = self.table.lines
        names, codes = row_names(self.table, self.found.names, self.times.us)
        self.channels, codes = with_meters(names, codes, self.meters)
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


def row_blocks(
    rows: Rows, content: bytes, how: Dialect, zone: Zone, *, name: str, ledger: Ledger
) -> list[Block]:
    """The rows as blocks; those that are no readings are dropped and said.

    content : the text, where rows without a time show what they are.
    """
    times = rows.times
    untimed = np.flatnonzero(times.us == NAT)
    at = rows.lines if rows.table.at is None else rows.table.at
    why = np.array(told_apart_by_text(content, how, at[untimed]), dtype=object)
    bare = times.blank & np.logical_and.reduce([np.isnan(v.amounts) & ~v.odd for v in rows.values])
    why[(why == UNREADABLE) & bare[untimed]] = BARE
    count = len(times.us) - int((why == "").sum())
    ledger.rows_read += count + len(rows.table.malformed)
    note_uneven(rows.table, ledger)
    _refuse_times(rows, how, untimed[why == UNREADABLE], count, name=name)
    for reason in dict.fromkeys(why):
        if reason:
            rows.drop(_flags(untimed[why == reason], len(times.us)), reason, ledger)
    stamps = _instants(rows, zone, name=name, ledger=ledger)
    never = (stamps == NAT) & (times.us != NAT)
    rows.drop(never, "clocks skipped this hour; the row is a filler", ledger)
    if times.unset is not None:
        rows.drop(times.unset, UNSET, ledger)
        stamps = np.where(times.unset, NAT, stamps)
    ends = None
    if times.end_us is not None and times.end_offset_us is not None:
        ends = _ends(times, rows, zone, stamps)
    odd = np.logical_and.reduce([v.odd | np.isnan(v.amounts) for v in rows.values]) & (stamps != NAT)
    odd &= np.logical_or.reduce([v.odd for v in rows.values])
    rows.drop(odd, "the value is no number", ledger)
    good = (stamps != NAT) & ~odd & ~_foreign(rows, stamps, odd, ledger=ledger)
    return _split(rows, how, stamps, ends=ends, good=good, are_ends=times.are_ends, ledger=ledger)


def _instants(rows: Rows, zone: Zone, *, name: str, ledger: Ledger) -> Integers:
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


def _ends(times: Times, rows: Rows, zone: Zone, stamps: Integers) -> Integers:
    """Ends as instants: as the file says them, or by what clocks show."""
    assert times.end_us is not None and times.end_offset_us is not None
    if (times.offset_us != NAT).all() and (times.end_offset_us != NAT).all():
        return times.end_us
    wall, wall_end = (
        np.where((us == NAT) | (offset == NAT), us, us + np.where(offset == NAT, 0, offset))
        for us, offset in ((times.us, times.offset_us), (times.end_us, times.end_offset_us))
    )
    return end_instants(stamps, wall, wall_end, zone=zone.stamps)


def _split(
    rows: Rows,
    how: Dialect,
    stamps: Integers,
    *,
    ends: Integers | None,
    good: Flags,
    are_ends: bool,
    ledger: Ledger,
) -> list[Block]:
    """One block for a wide table, one per appliance for a long one."""

    def block(names: list[str], which: Flags | Integers) -> Block:
        named = zip(names, rows.values, strict=True)
        columns = tuple(Column(name, *v.part(which), role=rows.found.role) for name, v in named)
        end = None if ends is None else ends[which]
        estimated = None if rows.estimated is None else rows.estimated[which]
        return Block(stamps[which], rows.lines[which], columns, end, are_ends, estimated)

    headers = [how.names[i] for i in rows.found.values]
    if not rows.found.names and rows.meters.codes is None:
        return [block(headers, part) for part in _by_family(rows, np.flatnonzero(good))]
    order = np.argsort(rows.codes, kind="stable")
    order = order[good[order]]
    bounds = np.flatnonzero(np.diff(rows.codes[order])) + 1
    blocks = []
    for part in np.split(order, bounds):
        if len(part):
            name = rows.channels[rows.codes[part[0]]]
            names = [f"{name}: {header}" for header in headers]
            names = headers if not name else [name] if len(headers) == 1 else names
            blocks += [block(names, rows_of) for rows_of in _by_family(rows, part)]
    return without_their_power(blocks, ledger=ledger)


def _by_family(rows: Rows, part: Integers) -> list[Integers]:
    """A channel's rows, those of energy apart from those of power."""
    power = next((v.power for v in rows.values if v.power is not None), None)
    if power is None:
        return [part]
    return [group for group in (part[~power[part]], part[power[part]]) if len(group)]


def _foreign(rows: Rows, stamps: Integers, odd: Flags, *, ledger: Ledger) -> Flags:
    """Rows in units of something else, left out and said."""
    every = np.zeros(len(stamps), dtype=bool)
    for unit in dict.fromkeys(unit for v in rows.values for unit in v.foreign):
        inside = np.logical_or.reduce([v.foreign[unit] for v in rows.values if unit in v.foreign])
        inside &= (stamps != NAT) & ~odd & ~every
        rows.drop(inside, f"the row holds {unit}, no electric energy", ledger)
        every |= inside
    return every


def estimated(rows: Rows, header: str, *, ledger: Ledger) -> Flags | None:
    """Rows that the file itself calls estimates."""
    assert rows.found.quality is not None
    texts, codes = rows.table.repeated(rows.found.quality)
    filled = np.logical_or.reduce([np.isfinite(v.amounts) for v in rows.values])
    return estimated_rows(texts, codes, header=header, ledger=ledger, filled=filled)


def _flags(places: Integers, size: int) -> Flags:
    found = np.zeros(size, dtype=bool)
    found[places] = True
    return found


def _loses_dates(rows: Rows, unread: Integers, count: int) -> bool:
    """Whether values of several months whose names are unknown would be left out of the total."""
    if rows.found.time[0] in rows.table.numbers:
        return False
    texts, codes = rows.table.repeated(rows.found.time[0])
    valued = np.logical_or.reduce([np.isfinite(v.amounts) for v in rows.values])[unread]
    found = [match for row in unread[valued] if (match := _MONTH.fullmatch(texts[codes[row]].strip()))]
    return len({match["word"] for match in found}) > 1 and len(found) > MOST_LOST * count


def _refuse_times(rows: Rows, how: Dialect, unread: Integers, count: int, *, name: str) -> None:
    """Raises MalformedFileError where most rows have a time that cannot be read."""
    if len(unread) <= 0.5 * count and not _loses_dates(rows, unread, count):
        return
    line = int(rows.lines[unread[0]])
    column = how.names[rows.found.time[0]]
    raise MalformedFileError(
        f"Needed a date and time in every row; {len(unread):,} rows of {name} have none that can be "
        f"read in {column!r}, first in line {line}. Say the time's column with --time-column, or its order "
        "with --date-order.",
        where={"file": name, "row": line, "column": column},
        option="--time-column",
    )
