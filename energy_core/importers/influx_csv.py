"""InfluxDB's annotated CSV: lines of `#group`, `#datatype` and `#default` above each table of a file.

The tables of all series become one long table: its time is `_time`, its value `_value`, and the other
columns (`_field`, `_measurement`, tags) say what a value is. `_start` and `_stop`, the period that was asked
for, and the numbers of tables are left out.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from energy_core.importers import any_table
from energy_core.importers.encoding import utf8
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import

FORMAT: Final = "influx_csv"

_ANNOTATIONS: Final = ("#group", "#datatype", "#default")
_OF_THE_QUERY: Final = ("", "result", "table", "_start", "_stop")


def recognises(head: bytes) -> bool:
    """An annotation in the first line."""
    return head.lstrip(b"\xef\xbb\xbf \r\n").lower().startswith(tuple(a.encode() for a in _ANNOTATIONS))


def column_names(content: bytes) -> list[str]:
    """The columns of all tables, which make the shape of a file."""
    return _tables(utf8(content, name=FORMAT)[0].decode("utf-8", errors="replace"))[0]


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read a file. Raises UnreadableFileError as a table does."""
    body, _ = utf8(content, name=name)
    names, rows, lines = _tables(body.decode("utf-8", errors="replace"))
    ledger = Ledger()
    ledger.decide(
        "layout",
        "annotated CSV",
        evidence="its lines begin with #group, #datatype or #default",
        confidence=0.95,
    )
    table = [names, *([row.get(column, "") for column in names] for row in rows)]
    first = lines[0] - 1 if lines else 1
    return any_table.read_rows(
        table, name=name, form=FORMAT, hints=hints, ledger=ledger, lines=[first, *lines]
    )


def _tables(text: str) -> tuple[list[str], list[dict[str, str]], list[int]]:
    """The columns of all tables in their order, the rows by column, and the line of each row."""
    reader = csv.reader(io.StringIO(text))
    header: list[str] | None = None
    names: list[str] = []
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    for row in reader:
        if not any(cell.strip() for cell in row) or row[0].strip().lower() in _ANNOTATIONS:
            header = None
        elif header is None:
            header = [cell.strip() for cell in row]
            names += [n for n in header if n not in names and n not in _OF_THE_QUERY]
        else:
            rows.append(dict(zip(header, row, strict=False)))
            lines.append(reader.line_num)
    return names, rows, lines
