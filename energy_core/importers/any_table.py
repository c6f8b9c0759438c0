"""Any table of text: a time column and energy, long (one row per appliance) or wide (one column each)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from energy_core.importers.beside import tables_beside
from energy_core.importers.columns import Layout, layout
from energy_core.importers.commodities import electric_rows
from energy_core.importers.decimal_marks import settle_decimals, with_decimal
from energy_core.importers.dialect import Dialect, dialect
from energy_core.importers.encoding import nul_lines, utf8
from energy_core.importers.first_rows import first_rows
from energy_core.importers.foretold_rows import foretelling_columns, measured_rows
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import note_header
from energy_core.importers.long_form import in_long_form
from energy_core.importers.meter_columns import chosen_columns
from energy_core.importers.odd_text import plain
from energy_core.importers.open_table import OpenTable, Source
from energy_core.importers.other_digits import with_western_digits
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.receipt import Import
from energy_core.importers.several_tables import NamedTable, as_text, several_tables
from energy_core.importers.table import Cells, read_table
from energy_core.importers.times import read_times

FORMAT: Final = "any_table"


def recognises(head: bytes) -> bool:
    """Everything that is left."""
    return True


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read a table. Raises UnreadableFileError that says what is missing and which option answers it."""
    ledger = Ledger()
    source = Source(name, FORMAT)
    found = _understood(_decoded(content, name=name, ledger=ledger), source, hints=hints, ledger=ledger)
    return _import(found, source, hints=hints, ledger=ledger)


def each_meter(content: bytes, *, name: str, hints: Hints) -> Callable[[Hints], Import]:
    """What reads one meter of a file after the other: the hints name it. Their table is opened once.

    Raises UnreadableFileError as `read` does.
    """
    ledger, source = Ledger(), Source(name, FORMAT)
    found = _understood(_decoded(content, name=name, ledger=ledger), source, hints=hints, ledger=ledger)
    if not isinstance(found, tuple):
        return lambda known: read(content, name=name, hints=known)
    text, how = found
    shown = first_rows(text.content, how)
    with ledger.saw(how.names, shown):
        columns = layout(how, name=name, hints=hints, ledger=ledger)
        opened = _opened(text, how, columns, source, hints=hints, ledger=ledger)

    def one(known: Hints) -> Import:
        books = ledger.copied()
        with books.saw(how.names, shown):
            own, across = chosen_columns(opened.how, opened.found, hints=known, name=name, ledger=books)
            books.read_as["value-column"] = _named(how, own)
            return replace(opened, found=own, across=across).readings(hints=known, ledger=books)

    return one


def _decoded(content: bytes, *, name: str, ledger: Ledger) -> Text:
    body, encoding = utf8(content, name=name)
    if encoding != "utf-8":
        ledger.decide("encoding", encoding, evidence="its bytes are no UTF-8", confidence=0.9)
    damaged = nul_lines(content)
    ledger.rows_repaired += len(damaged)
    ledger.reason("the line holds a NUL (damaged) character: left out of it", damaged)
    return Text(body)


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
    source = Source(name, form, zone)
    found = _understood(plain_text(rows, lines), source, hints=hints, ledger=books)
    return _import(found, source, hints=hints, ledger=books)


def _understood(
    text: Text, source: Source, *, hints: Hints, ledger: Ledger
) -> tuple[Text, Dialect] | list[NamedTable]:
    """The text and how its table is written; the tables, where it holds several."""
    name = source.name
    text = plain(with_western_digits(text, ledger=ledger), ledger=ledger)
    how = with_decimal(dialect(text.content, name=name, lines=text.lines), hints=hints)
    tables = several_tables(text, how, hints=hints, ledger=ledger)
    tables = tables or ([] if hints.time_column else tables_beside(text, how, name=name, ledger=ledger))
    if len(tables) > 1:
        return list(tables)
    if tables:
        text = as_text(tables[0], how)
        how = with_decimal(dialect(text.content, name=name, lines=text.lines), hints=hints)
    note_header(how, ledger)
    text, how = in_long_form(text, how, name=name, ledger=ledger)
    return text, with_decimal(how, hints=hints)


def _import(
    understood: tuple[Text, Dialect] | list[NamedTable], source: Source, *, hints: Hints, ledger: Ledger
) -> Import:
    if not isinstance(understood, tuple):
        return _several(understood, source, hints=hints, ledger=ledger)
    text, how = understood
    with ledger.saw(how.names, first_rows(text.content, how)):
        found = layout(how, name=source.name, hints=hints, ledger=ledger)
        found, across = chosen_columns(how, found, hints=hints, name=source.name, ledger=ledger)
        opened = _opened(text, how, found, source, hints=hints, ledger=ledger)
        return replace(opened, across=across).readings(hints=hints, ledger=ledger)


def _several(tables: Sequence[NamedTable], source: Source, *, hints: Hints, ledger: Ledger) -> Import:
    """Those of several tables that hold readings, alone or together."""
    from energy_core.importers.sheets import Sheet, read_sheets

    sheets = [Sheet(table.name, table.numbered_rows, source.zone) for table in tables]
    name, form = source.name, source.form
    return read_sheets(sheets, name=name, form=form, hints=hints, ledger=ledger, noun="table")


def _opened(
    text: Text, how: Dialect, found: Layout, source: Source, *, hints: Hints, ledger: Ledger
) -> OpenTable:
    """The cells and times of a table."""
    name, body = source.name, text.content
    ledger.read_as |= {
        "time-column": " and ".join(how.names[i] for i in found.time),
        "value-column": _named(how, found),
        "decimal": "comma" if how.decimal == "," else "point",
    }
    how = settle_decimals(how, found, hints=hints, name=name, ledger=ledger)
    telling = foretelling_columns(how, found)
    wanted: dict[int, Cells] = {**dict.fromkeys(telling, "repeated"), **_wanted(how, found)}
    table = read_table(body, how, columns=wanted, name=name)
    times = read_times(table, how, found, hints=hints, ledger=ledger, name=name)
    table, times = measured_rows(table, times, how, found, columns=telling, hints=hints, ledger=ledger)
    table, times, found = electric_rows(table, times, how, found, name=name, ledger=ledger)
    return OpenTable(source, body, how, found, table, times)


def _named(how: Dialect, found: Layout) -> str:
    return ", ".join(how.names[i] for i in found.values)


def _wanted(how: Dialect, found: Layout) -> dict[int, Cells]:
    wanted: dict[int, Cells] = dict.fromkeys(found.values, "number")
    for column in {*found.time, *found.end}:
        cells = how.cells(column)
        wanted[column] = "repeated" if len(set(cells)) < 0.5 * len(cells) else "text"
    for extra in (*found.names, *found.homes, found.unit, found.period, found.quality, found.commodity):
        if extra is not None:
            wanted[extra] = "repeated"
    return wanted
