"""Every line of a text is in a reading or on the receipt: header, lines above it, notes, totals, damage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.delimiters import cells_of
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.table import Table
from energy_core.importers.uneven import HEADER_AGAIN, NOTE
from energy_core.spread import Integers

TOTAL: Final = "the row is a total of other rows"
UNREADABLE: Final = "no readable date and time in the row"
BARE: Final = "the row has neither a time nor a value"

LONGEST_TEXT: Final = 60

_TOTAL: Final = words.words(
    "total|totals|subtotal|sub total|grand total|sum|sums|summary|average|avg|mean|minimum|maximum|max|min|"
    "gesamt|summe|gesamtsumme|zwischensumme|insgesamt|durchschnitt|mittelwert|totaal|som|subtotaal|gemiddelde|"
    "totale|somma|media|suma|totales|promedio|somme|moyenne|totaux|razem|ogółem|celkem|součet|summa|yhteensä|"
    "i alt|sum total"
)


def note_header(how: Dialect, ledger: Ledger) -> None:
    """Say which lines name the columns, and which stand above them."""
    if how.header:
        several = len(how.header) > 1
        evidence = "they stand" if several else "it stands"
        joined = "; each column's names are joined" if several else ""
        ledger.decide(
            "header",
            numbered(how.header),
            evidence=f"{evidence} above the rows of values{joined}",
            confidence=0.9,
        )
    else:
        evidence = "the first row already holds values; columns are called by their place"
        ledger.decide("header", "none", evidence=evidence, confidence=0.9)
    if how.above:
        text = how.above[0][1].strip()[:LONGEST_TEXT]
        ledger.decide(
            "lines above the table",
            numbered([line for line, _ in how.above]),
            evidence=f"no readings: {text!r} …",
        )


def numbered(lines: Sequence[int]) -> str:
    """`line 3`, `lines 1 to 4`, `lines 1 to 9 (5 of them)`."""
    first, last = min(lines), max(lines)
    if first == last:
        return f"line {first}"
    some = f" ({len(lines)} of them)" if last - first + 1 != len(lines) else ""
    return f"lines {first} to {last}{some}"


def note_uneven(table: Table, ledger: Ledger) -> None:
    """Say which lines were put right, and drop those that are no rows of readings."""
    for reason, lines in table.aside.items():
        ledger.drop_rows(reason, lines)
    for reason, lines in table.mended.items():
        ledger.rows_repaired += len(lines)
        ledger.reason(reason, lines)


def told_apart_by_text(content: bytes, how: Dialect, at: Integers) -> list[str]:
    """Why each of some rows, by their lines of the text, has no time; "" where nothing stands in it."""
    if not len(at):
        return []
    lines = content.split(b"\n")
    return [_reason(cells_of(_text(lines[line - 1]), how.delimiter), how) for line in np.asarray(at)]


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="replace")


def _reason(cells: Sequence[str], how: Dialect) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    names = set(how.names)
    if sum(cell in names for cell in filled) > 0.5 * len(filled):
        return HEADER_AGAIN
    if any(cell_kind(cell) == "text" and words.says(_TOTAL, cell) for cell in filled[:3]):
        return TOTAL
    kinds = [cell_kind(cell) for cell in filled]
    return UNREADABLE if "number" in kinds or "time" in kinds or "clock" in kinds else NOTE
