"""How a text table is written: delimiter, decimal mark, preamble, header, and where its rows begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from energy_core.errors import MalformedFileError, UnknownFormatError
from energy_core.importers.cell_kinds import cell_kind, is_value, plain_cell
from energy_core.importers.delimiters import WHITE_SPACE, cells_of, delimiter_of
from energy_core.importers.headers import Beginning, Row, beginning
from energy_core.spread import Integers

__all__ = ["Dialect", "dialect", "is_value", "plain_cell"]

SAMPLE_BYTES: Final = 262_144
FEWEST_LINES: Final = 20
MOST_LINES: Final = 2_000
MOST_SAMPLE_BYTES: Final = 8_388_608
"""How much is looked at to know a table; more where lines are very long."""
LONGEST_LINE: Final = 100_000
"""Longer lines are not judged; they are read like all others."""
MOST_COLUMNS: Final = 1_000

_COMMA: Final = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})*,\d+|[-+]?\d+,\d+")
_POINT: Final = re.compile(r"[-+]?\d*\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """delimiter, decimal mark, names of the columns, the source's line on which they stand (None: no header),
    the text's line on which the rows begin, and some rows to judge by.

    header : the source's lines that make the names. above : the filled lines before them, as text.
    lines : what a person calls each line of the text in the source; None: the same.
    """

    delimiter: str
    decimal: str
    names: tuple[str, ...]
    header_line: int | None
    first_line: int
    sample: tuple[tuple[str, ...], ...]
    lines: Integers | None = None
    header: tuple[int, ...] = ()
    above: tuple[tuple[int, str], ...] = ()

    def cells(self, column: int) -> list[str]:
        """What the sample has in one column, blanks left out."""
        return [text for row in self.sample if (text := plain_cell(row[column]))]

    def source_line(self, line: int) -> int:
        """What a person calls a line of the text."""
        return line if self.lines is None else int(self.lines[line - 1])


def dialect(content: bytes, *, name: str, lines: Integers | None = None) -> Dialect:
    """How a UTF-8 table is written. Raises UnknownFormatError when it is no table."""
    sample = sample_lines(content)
    filled = [line for line in sample if line.strip()]
    delimiter = delimiter_of(filled)
    if delimiter is None or delimiter == WHITE_SPACE:
        shown = filled[0].strip()[:60] if filled else ""
        raise UnknownFormatError(
            f"Needed a table with columns separated by comma, semicolon, tab or |; {name} has no such "
            f"delimiter: its first line is {shown!r}. Save it as CSV.",
            where={"file": name, "row": 1},
        )
    rows = filled_rows(sample, delimiter)
    begin = beginning(rows)
    if begin is None:
        _refuse_no_rows(rows, name=name)
    assert begin is not None
    if begin.width > MOST_COLUMNS:
        raise UnknownFormatError(
            f"Needed at most {MOST_COLUMNS:,} columns; {name} has {begin.width:,} columns. "
            "Keep the time and the meters you want to see.",
            where={"file": name},
        )
    return _described(rows, begin, delimiter, replace_lines=lines, name=name)


def _described(
    rows: Sequence[Row], begin: Beginning, delimiter: str, *, replace_lines: Integers | None, name: str
) -> Dialect:
    width = max(begin.width, _last_named(begin.names))
    _refuse_unnamed(begin, width, name=name)
    names = tuple(
        text.strip() or f"column {i}" for i, text in enumerate((*begin.names, *[""] * width)[:width], 1)
    )
    sample = tuple(
        tuple(row.cells) for row in rows if row.line >= begin.first.line and len(row.cells) == width
    )
    padded = sample or tuple(
        (*row.cells, *[""] * width)[:width] for row in rows if row.line >= begin.first.line
    )
    top = begin.header[0].line if begin.header else begin.first.line
    found = Dialect(
        delimiter,
        _decimal(padded),
        names,
        header_line=None,
        first_line=begin.header[-1].line + 1 if begin.header else begin.first.line,
        sample=padded,
        lines=replace_lines,
    )
    header = tuple(found.source_line(row.line) for row in begin.header)
    above = tuple((found.source_line(r.line), delimiter.join(r.cells)) for r in rows if r.line < top)
    return replace(found, header_line=header[-1] if header else None, header=header, above=above)


def _last_named(names: Sequence[str]) -> int:
    return max((i for i, name in enumerate(names, 1) if name.strip()), default=0)


def _refuse_unnamed(begin: Beginning, width: int, *, name: str) -> None:
    named = _last_named(begin.names)
    filled = max(i for i, cell in enumerate(begin.first.cells, 1) if cell.strip())
    if begin.header and named < min(width, filled) - 1:
        line = begin.header[-1].line
        raise MalformedFileError(
            f"Needed one name for every column; line {line} of {name} has {named} names and the rows below "
            f"have {filled} cells. Save it again as CSV with a header.",
            where={"file": name, "row": line},
        )


def _refuse_no_rows(rows: Sequence[Row], *, name: str) -> None:
    header = next((row for row in reversed(rows) if row.filled > 1), None)
    if header is not None and all(cell_kind(cell) in ("text", "blank") for cell in header.cells):
        names = ", ".join(cell.strip() for cell in header.cells if cell.strip())
        raise UnknownFormatError(
            f"Needed readings below the header; {name} has no rows after its header: {names[:300]} (so "
            "no timestamp and no energy in any column). Download a period that has data.",
            where={"file": name, "row": header.line},
        )
    raise UnknownFormatError(
        f"Needed a table with a header and rows of readings; {name} has no rows that hold a time and "
        "a number, so no column of times and no energy column.",
        where={"file": name},
    )


def sample_lines(content: bytes) -> list[str]:
    enough = content[:SAMPLE_BYTES].count(b"\n") >= FEWEST_LINES
    size = SAMPLE_BYTES if enough else MOST_SAMPLE_BYTES
    head = content[:size]
    lines = head.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(content) > size and len(lines) > 1:
        lines.pop()
    return [line if len(line) < LONGEST_LINE else "" for line in lines[:MOST_LINES]]


def filled_rows(lines: Sequence[str], delimiter: str) -> list[Row]:
    """The lines that hold anything but delimiters, with their numbers from 1."""
    found = []
    for number, line in enumerate(lines, 1):
        said = number == 1 and line.lower().startswith("sep=")
        row = Row(number, [line] if said else cells_of(line, delimiter))
        if row.filled:
            found.append(row)
    return found


def _decimal(sample: tuple[tuple[str, ...], ...]) -> str:
    """The mark that more numbers have; a comma that delimits is no decimal mark."""
    cells = [plain_cell(cell) for row in sample[:400] for cell in row]
    commas = sum(_COMMA.fullmatch(cell) is not None for cell in cells)
    points = sum(_POINT.fullmatch(cell) is not None for cell in cells)
    return "," if commas > points else "."
