"""Any table of text: a time column and energy, long (one row per appliance) or wide (one column each)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from energy_core.importers.blocks import Books, assembled
from energy_core.importers.columns import Layout, layout
from energy_core.importers.commodities import electric_rows
from energy_core.importers.decimal_marks import settle_decimals, with_decimal
from energy_core.importers.dialect import Dialect, dialect
from energy_core.importers.encoding import nul_lines, utf8
from energy_core.importers.first_rows import first_rows
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import note_header
from energy_core.importers.long_form import in_long_form
from energy_core.importers.meter_columns import chosen_columns
from energy_core.importers.meter_rows import chosen_rows, drop_others, without_meters
from energy_core.importers.missing_values import note_missing
from energy_core.importers.numbers import numbers
from energy_core.importers.odd_text import plain
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.receipt import Import
from energy_core.importers.several_tables import NamedTable, as_text, several_tables
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Cells, read_table
from energy_core.importers.table_blocks import Rows, estimated, row_blocks
from energy_core.importers.times import Times, read_times
from energy_core.importers.told_apart import teller, with_telling_column
from energy_core.importers.zones import Zone, by_repeats, zone_for

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
    damaged = nul_lines(content)
    ledger.rows_repaired += len(damaged)
    ledger.reason("the line holds a NUL (damaged) character: left out of it", damaged)
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
    how = with_decimal(dialect(text.content, name=name, lines=text.lines), hints=hints)
    tables = several_tables(text, how, hints=hints, ledger=ledger)
    if len(tables) > 1:
        return _several(tables, name=name, form=form, hints=hints, ledger=ledger, said=said)
    if tables:
        text = as_text(tables[0], how)
        how = with_decimal(dialect(text.content, name=name, lines=text.lines), hints=hints)
    note_header(how, ledger)
    text, how = in_long_form(text, how, name=name, ledger=ledger)
    how = with_decimal(how, hints=hints)
    with ledger.saw(how.names, first_rows(text.content, how)):
        return _readings(text, how, name=name, form=form, hints=hints, ledger=ledger, said=said)


def _several(
    tables: Sequence[NamedTable], *, name: str, form: str, hints: Hints, ledger: Ledger, said: str | None
) -> Import:
    """Those of several tables that hold readings, alone or together."""
    from energy_core.importers.sheets import Sheet, read_sheets

    sheets = [Sheet(table.name, table.numbered_rows, said) for table in tables]
    return read_sheets(sheets, name=name, form=form, hints=hints, ledger=ledger, noun="table")


def _readings(
    text: Text, how: Dialect, *, name: str, form: str, hints: Hints, ledger: Ledger, said: str | None
) -> Import:
    body = text.content
    found = layout(how, name=name, hints=hints, ledger=ledger)
    found, across = chosen_columns(how, found, hints=hints, name=name, ledger=ledger)
    ledger.read_as |= {
        "time-column": " and ".join(how.names[i] for i in found.time),
        "value-column": ", ".join(how.names[i] for i in found.values),
        "decimal": "comma" if how.decimal == "," else "point",
    }
    how = settle_decimals(how, found, hints=hints, name=name, ledger=ledger)
    table = read_table(body, how, columns=_wanted(how, found), name=name)
    times = read_times(table, how, found, hints=hints, ledger=ledger, name=name)
    table, times, found = electric_rows(table, times, how, found, name=name, ledger=ledger)
    found = with_telling_column(body, how, found, table, times.us, hints=hints, name=name)
    meters = chosen_rows(table, how, found, times.us, hints=hints, name=name, ledger=ledger)
    table, times, meters = drop_others(table, times, how, found, meters, hints=hints, ledger=ledger)
    zone = _zone(how, found, times, said=said, hints=hints, ledger=ledger)
    values = [numbers(table, how, column, found, hints=hints, name=name) for column in found.values]
    note_missing(table, how, found.values, values, ledger=ledger)
    rows = Rows(table, times, values, without_meters(found, meters), meters)
    if found.quality is not None:
        rows.estimated = estimated(rows, how.names[found.quality], ledger=ledger)
    local = times.us if times.since_us is None else np.full(len(times.us), NAT)
    naive = np.where(times.offset_us == NAT, local, NAT)
    zone = by_repeats(zone, naive, rows.codes, are_ends=times.are_ends, ledger=ledger)
    blocks = row_blocks(rows, body, how, zone, name=name, ledger=ledger)
    tells_apart = teller(body, how, found, name=name)
    supplies = (*rows.meters.names, *across)
    return assembled(
        blocks, Books(name, form, zone.counted, zone.source, hints, ledger, tells_apart, supplies)
    )


def _wanted(how: Dialect, found: Layout) -> dict[int, Cells]:
    wanted: dict[int, Cells] = dict.fromkeys(found.values, "number")
    for column in {*found.time, *found.end}:
        cells = how.cells(column)
        wanted[column] = "repeated" if len(set(cells)) < 0.5 * len(cells) else "text"
    for extra in (*found.names, *found.homes, found.unit, found.period, found.quality, found.commodity):
        if extra is not None:
            wanted[extra] = "repeated"
    return wanted


def _zone(
    how: Dialect, found: Layout, times: Times, *, said: str | None, hints: Hints, ledger: Ledger
) -> Zone:
    header = " ".join([*(how.names[i] for i in found.time), *([said] if said else [])])
    good = times.us != NAT
    return zone_for(
        header=header, us=times.us[good], offset_us=times.offset_us[good], hints=hints, ledger=ledger,
        stamped=times.zone,
    )  # fmt: skip
