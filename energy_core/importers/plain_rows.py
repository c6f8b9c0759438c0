"""Rows of text cells -> plain text, one line per row, comma and point, as the table reader likes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from energy_core.spread import Integers


@dataclass(frozen=True)
class Text:
    """content : UTF-8, one row per line. lines : what a person calls each of its lines in the source;
    None: the same number, from 1."""

    content: bytes
    lines: Integers | None = None


def plain_text(
    rows: Iterable[Sequence[str]], lines: Sequence[int] | Integers | None = None, *, delimiter: str = ","
) -> Text:
    """Rows written as CSV; line breaks inside of a cell become spaces.

    lines : the number of each row in the source, for messages and the receipt; None: 1, 2, 3 …
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        if any(cell.strip() for cell in row):
            writer.writerow([cell if cell.isprintable() else " ".join(cell.split()) for cell in row])
        else:
            out.write("\n")
    numbers = None if lines is None else np.asarray(lines, dtype=np.int64)
    return Text(out.getvalue().encode("utf-8", errors="replace"), numbers)


def plain_line(cells: Sequence[str], delimiter: str) -> str:
    """One row as a line of a table."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()
