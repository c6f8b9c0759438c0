"""Rows that were foretold or planned among rows that were measured, told by a column that says of each."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.blanks import is_blank
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.meter_rows import take
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Table
from energy_core.importers.times import Times

MOST_WORDS: Final = 12
FORETOLD_ROW: Final = "the row says itself that it was foretold or planned, not measured"


def foretelling_columns(how: Dialect, found: Layout) -> list[int]:
    """Columns of few words that say of rows that they were measured, and may say that others were not."""
    taken = {*found.time, *found.end, *found.values, found.unit, found.period}
    return [i for i in range(len(how.names)) if i not in taken and _tells(how, i)]


def _tells(how: Dialect, column: int) -> bool:
    cells = {cell for cell in how.cells(column) if not is_blank(cell)}
    return 0 < len(cells) <= MOST_WORDS and all(_is_said(cell) for cell in cells)


def _is_said(cell: str) -> bool:
    return any(words.says(kind, cell) for kind in (words.MEASURED, words.ESTIMATED)) or _is_foretold(cell)


def _is_foretold(cell: str) -> bool:
    return words.says(words.FORETOLD, cell) and not words.says(words.MEASURED, cell)


def measured_rows(
    table: Table,
    times: Times,
    how: Dialect,
    found: Layout,
    *,
    columns: list[int],
    hints: Hints,
    ledger: Ledger,
) -> tuple[Table, Times]:
    """The rows that were measured, where a column tells them from others; the others are said."""
    said = {*hints.meters, *hints.roles}
    for column in columns:
        texts, codes = table.repeated(column)
        cells = [plain_cell(text) for text in texts]
        measured = any(words.says(words.MEASURED, cell) and not _is_foretold(cell) for cell in cells)
        if not measured or any(text in said for text in (*texts, *cells)):
            continue
        rows = np.array([_is_foretold(cell) for cell in cells], dtype=bool)[codes] & (times.us != NAT)
        if rows.any() and not rows.all():
            shown = ", ".join(cell for cell in cells if _is_foretold(cell))
            ledger.decide(
                "rows left out", shown, evidence=f"the column {how.names[column]!r} says so", confidence=0.9
            )
            ledger.rows_read += int(rows.sum())
            ledger.drop_rows(FORETOLD_ROW, table.lines[rows])
            table, times = take(table, times, ~rows)
    return table, times
