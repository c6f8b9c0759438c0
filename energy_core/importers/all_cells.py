"""All cells of a table as texts, for tables that are turned into another form before they are read."""

from __future__ import annotations

from dataclasses import replace

from energy_core.importers.cell_kinds import plain_cell
from energy_core.importers.dialect import Dialect, dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import note_uneven
from energy_core.importers.plain_rows import Text
from energy_core.importers.table import Table, read_table

Columns = list[list[str]]


def all_cells(text: Text, how: Dialect, *, name: str) -> tuple[Table, Columns]:
    """The table's rows and the cells of each of its columns."""
    columns = range(len(how.names))
    table = read_table(text.content, how, columns=dict.fromkeys(columns, "text"), name=name)
    return table, [[plain_cell(cell) for cell in table.texts[i].to_pylist()] for i in columns]


def in_new_form(text: Text, how: Dialect, table: Table, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """A turned table with its dialect; lines that were no rows of the first form go on the receipt.

    how, table : those of the first form.
    """
    note_uneven(table, ledger)
    ledger.rows_read += len(table.malformed)
    return text, replace(dialect(text.content, name=name, lines=text.lines), above=how.above)
