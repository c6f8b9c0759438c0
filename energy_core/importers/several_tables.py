"""A text with several tables -> one import: pages together, net left out, else a question with --sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from energy_core.importers.cell_kinds import cell_kind, plain_cell
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import numbered
from energy_core.importers.net_tables import Net, net_of, only_power, value_place
from energy_core.importers.number_texts import Mark, number_text
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.role_names import meaning
from energy_core.importers.segments import Segment, segments

NET: Final = "the row is the difference of import and export, which are read"
POWER_AGAIN: Final = "the row is power of a time whose energy is read"

LONGEST_TITLE: Final = 40

TELLING: Final = ("import", "export", "produced", "load")
"""What a title says of a table that its numbers are not called already."""


@dataclass(frozen=True)
class NamedTable:
    """A table of a text by the name that people can say with --sheet. rows : all of them; lines : theirs."""

    name: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]

    def numbered_rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        yield from zip(self.lines, self.rows, strict=True)


def several_tables(text: Text, how: Dialect, *, hints: Hints, ledger: Ledger) -> list[NamedTable]:
    """The tables of a text that have to be told apart; none where it is one table.

    Tables that say nothing new (net beside import and export, power beside energy) are left out, their rows
    are dropped with the reason.
    """
    found = segments(text.content, how)
    if len(found) < 2:
        return []
    titles = _titles(found, how)
    if hints.sheet is None:
        for table in only_power(found):
            _leave_out(table, titles[id(table)], POWER_AGAIN, how=how, ledger=ledger)
            found = [other for other in found if other is not table]
        mark: Mark = "," if how.decimal == "," else "."
        net = net_of(found, decimal=mark)
        if net is not None:
            found = [table for table in found if table not in (net.taken, net.given, net.net)]
            _leave_out(net.net, titles[id(net.net)], NET, how=how, ledger=ledger)
            return [
                _import_and_export(net, how, ledger, mark),
                *(_named(t, titles[id(t)], how) for t in found),
            ]
    return [_named(table, titles[id(table)], how) for table in found]


def _named(table: Segment, title: str, how: Dialect) -> NamedTable:
    """A table; where its title or its times say import, export and the like, its numbers are called so."""
    lines = [how.source_line(row.line) for row in table.rows]
    place, header = value_place(table), list(table.header.cells)
    for own in (title.partition(": ")[2], *table.header.cells[:place]):
        if place is not None and meaning(own) in TELLING and meaning(own) != meaning(header[place]):
            header[place] = f"{own.strip()} {header[place].strip()}"
            break
    rows = [header if row is table.header else row.cells for row in table.rows]
    return NamedTable(title, rows, lines)


def _titles(found: Sequence[Segment], how: Dialect) -> dict[int, str]:
    """A name for each table: what only its own lines above say, else its place."""
    above = [[_title(row.cells) for row in table.above] for table in found]
    titles = {}
    for i, table in enumerate(found):
        others = {text for j, texts in enumerate(above) if j != i for text in texts}
        own = [text for text in above[i] if text and text not in others]
        place = f"table {i + 1}"
        titles[id(table)] = (
            f"{place}: {own[-1]}" if own else f"{place} (line {how.source_line(table.header.line)})"
        )
    return titles


def _title(cells: Sequence[str]) -> str:
    """A line above a table as a title; rulers and lines of numbers are none."""
    filled = [plain_cell(cell) for cell in cells if cell.strip(" -=_*#~")]
    words = [cell for cell in filled if any(sign.isalpha() for sign in cell)]
    return " ".join(" ".join(filled).split())[:LONGEST_TITLE] if words else ""


def _leave_out(table: Segment, title: str, reason: str, *, how: Dialect, ledger: Ledger) -> None:
    lines = [how.source_line(row.line) for row in table.data]
    rows = [how.source_line(row.line) for row in table.rows if row not in table.data]
    ledger.rows_read += len(lines)
    ledger.drop_rows(reason, lines)
    ledger.decide(
        "table left out", title, evidence=reason.removeprefix("the row is "), confidence=0.9, option="--sheet"
    )
    ledger.decide("lines above the table", numbered(rows), evidence="of the table left out")


def _import_and_export(net: Net, how: Dialect, ledger: Ledger, mark: Mark) -> NamedTable:
    """What was taken and what was given, side by side."""
    place = value_place(net.taken)
    assert place is not None
    name = net.taken.header.cells[place].strip()
    given = {_time(row.cells): row for row in net.given.data}
    header = [*net.taken.header.cells[:place], f"{name} import", f"{name} export"]
    rows, lines = [], []
    for row in net.taken.rows:
        cells = list(row.cells)
        if row is net.taken.header:
            cells = header
        elif (
            row in net.taken.data
            and (other := given.get(_time(row.cells))) is not None
            and place < len(cells)
            and place < len(other.cells)
        ):
            cells = [*cells[:place], cells[place], _without_sign(other.cells[place], mark)]
        rows.append(cells)
        lines.append(how.source_line(row.line))
    ledger.rows_read += len(net.given.data)
    taken, gave = (how.source_line(table.header.line) for table in (net.taken, net.given))
    ledger.decide(
        "tables joined",
        f"the one of line {taken} is import, that of line {gave} export",
        evidence="a third table is their difference in every row",
        confidence=0.9,
        option="--sheet",
    )
    above = [how.source_line(row.line) for row in (*net.given.above, net.given.header)]
    ledger.decide("lines above the table", numbered(above), evidence="of the table of export")
    return NamedTable("import and export", rows, lines)


def _time(cells: Sequence[str]) -> str:
    return next((cell for c in cells if cell_kind(cell := plain_cell(c)) == "time"), "")


def _without_sign(cell: str, mark: Mark) -> str:
    number = number_text(plain_cell(cell))
    value = number.value(mark) if number is not None else None
    return cell if value is None or value >= 0 or number is None else number.digits


def as_text(table: NamedTable, how: Dialect) -> Text:
    """One table as a text of its own."""
    return plain_text(table.rows, list(table.lines), delimiter=how.delimiter)
