"""Words that stand where there is no value: counted and said, never read as 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers.blanks import is_blank
from energy_core.importers.cell_kinds import plain_cell
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.number_texts import number_text
from energy_core.importers.numbers import Numbers
from energy_core.importers.table import Table

SHOWN: Final = 4


def note_missing(
    table: Table, how: Dialect, columns: Sequence[int], values: Sequence[Numbers], *, ledger: Ledger
) -> None:
    """Say how many cells of each column hold a word instead of a number, and which words."""
    for column, numbers in zip(columns, values, strict=True):
        texts = table.repeats[column][0] if column in table.repeats else [row[column] for row in how.sample]
        cells = dict.fromkeys(plain_cell(text) for text in texts)
        words = [cell for cell in cells if cell and (is_blank(cell) or number_text(cell) is None)]
        missing = np.isnan(numbers.amounts) & ~numbers.odd
        for rows in numbers.foreign.values():
            missing &= ~rows
        if not words or not missing.any():
            continue
        shown = ", ".join(repr(word) for word in words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
        ledger.decide(
            "missing values",
            f"{counted(int(missing.sum()), 'cell')} of {how.names[column]}",
            evidence=f"{shown} or nothing stands there, first in line {int(table.lines[missing.argmax()])}; "
            "they count as missing, never as 0",
            confidence=0.95,
        )
