"""How a text table is written: encoding, delimiter, decimal mark, preamble, header."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from energy_core.errors import MalformedFileError, UnknownFormatError
from energy_core.importers.date_formats import kind_of
from energy_core.spread import Integers

SAMPLE_BYTES: Final = 262_144
FEWEST_LINES: Final = 20
MOST_LINES: Final = 2_000
MOST_SAMPLE_BYTES: Final = 8_388_608
"""How much is looked at to know a table; more where lines are very long."""
LONGEST_LINE: Final = 100_000
"""Longer lines are not judged; they are read like all others."""
DELIMITERS: Final = (",", ";", "\t", "|")
MOST_COLUMNS: Final = 1_000
LONGEST_PREAMBLE: Final = 60

_NUMBER: Final = re.compile(r"[-+]?[\d.,' ]*\d[\d.,]*(?:e[-+]?\d+)?|[-+]?inf(?:inity)?", re.IGNORECASE)
_COMMA: Final = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})*,\d+|[-+]?\d+,\d+")
_POINT: Final = re.compile(r"[-+]?\d*\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """delimiter, decimal mark, names of the columns, the source's line on which they stand (None: no header),
    the text's line on which the rows begin, and some rows to judge by.

    lines : what a person calls each line of the text in the source; None: the same.
    """

    delimiter: str
    decimal: str
    names: tuple[str, ...]
    header_line: int | None
    first_line: int
    sample: tuple[tuple[str, ...], ...]
    lines: Integers | None = None

    def cells(self, column: int) -> list[str]:
        """What the sample has in one column, blanks left out."""
        return [text for row in self.sample if (text := plain_cell(row[column]))]


def plain_cell(text: str) -> str:
    """A cell without white space, spreadsheet guards (="…", '…) and wrapping."""
    text = text.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text[1:] if text.startswith("'") and len(text) > 1 else text


def dialect(content: bytes, *, name: str, lines: Integers | None = None) -> Dialect:
    """How a UTF-8 table is written. Raises UnknownFormatError when it is no table."""
    how = _dialect(content, name=name)
    if lines is None:
        return how
    header = None if how.header_line is None else int(lines[how.header_line - 1])
    return replace(how, header_line=header, lines=lines)


def _dialect(content: bytes, *, name: str) -> Dialect:
    lines = _sample_lines(content)
    filled = [line for line in lines if line.strip()]
    delimiter = _delimiter(filled)
    if delimiter is None:
        shown = filled[0].strip()[:60] if filled else ""
        raise UnknownFormatError(
            f"Needed a table with columns separated by comma, semicolon, tab or |; {name} has no such "
            "delimiter: "
            f"its first line is {shown!r}. Save it as CSV.",
            where={"file": name, "row": 1},
        )
    rows = _rows(lines, delimiter)
    width = _width(rows, delimiter)
    if width > MOST_COLUMNS:
        raise UnknownFormatError(
            f"Needed at most {MOST_COLUMNS:,} columns; {name} has {width:,} columns. "
            "Keep the time and the meters you want to see.",
            where={"file": name},
        )
    return _described(rows, delimiter, width, name=name)


def _described(rows: list[tuple[int, list[str]]], delimiter: str, width: int, *, name: str) -> Dialect:
    rows = [(line, _unpadded(row, width)) for line, row in rows]
    preamble = rows[:LONGEST_PREAMBLE]
    candidates = [i for i, (_, row) in enumerate(preamble) if _is_header(row, width, rows[i + 1 :])]
    header = next((i for i in candidates if len(rows[i][1]) >= width), next(iter(candidates), None))
    first = next((i for i, (_, row) in enumerate(rows) if len(row) == width and _has_values(row)), None)
    if header is not None and first is not None and first < header:
        header = None
    begin = header + 1 if header is not None else first
    if begin is None or (header is None and first is None):
        raise UnknownFormatError(
            f"Needed a table with a header and rows of readings; {name} has no rows that hold a time and "
            "a number.",
            where={"file": name},
        )
    names = _names(rows[header][1] if header is not None else [], width)
    sample = tuple(tuple(row[:width]) for _, row in rows[begin:] if len(row) == width)
    if header is not None and len(rows[header][1]) < width - 1:
        raise MalformedFileError(
            f"Needed one name for every column; line {rows[header][0]} of {name} has "
            f"{len(rows[header][1])} names "
            f"and the rows below have {width} cells. Save it again as CSV with a header.",
            where={"file": name, "row": rows[header][0]},
        )
    if not sample:
        raise UnknownFormatError(
            f"Needed readings below the header; {name} has no rows after its header: "
            f"{', '.join(n for n in names if n)}. Download a period that has data.",
            where={"file": name, "row": rows[header][0] if header is not None else 1},
        )
    line = rows[header][0] if header is not None else None
    first_line = line + 1 if line is not None else rows[begin][0]
    return Dialect(delimiter, _decimal(sample, delimiter), names, line, first_line, sample)


def _sample_lines(content: bytes) -> list[str]:
    enough = content[:SAMPLE_BYTES].count(b"\n") >= FEWEST_LINES
    size = SAMPLE_BYTES if enough else MOST_SAMPLE_BYTES
    head = content[:size]
    lines = head.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(content) > size and len(lines) > 1:
        lines.pop()
    return [line if len(line) < LONGEST_LINE else "" for line in lines[:MOST_LINES]]


def _delimiter(lines: list[str]) -> str | None:
    """The delimiter that cuts the most lines into the same number of cells."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0][4]
    best: tuple[float, int, str] | None = None
    for candidate in DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines[:200], delimiter=candidate) if row)
        width, often = counts.most_common(1)[0] if counts else (1, 0)
        if width < 2:
            wider = [
                (often, width)
                for width, often in counts.items()
                if width > 1 and often >= len(lines[:200]) * 0.4
            ]
            if not wider:
                continue
            often, width = max(wider)
        score = (often / max(len(lines[:200]), 1), width, candidate)
        if best is None or score[0] * min(width, 4) > best[0] * min(best[1], 4):
            best = score
    return best[2] if best else None


def _rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """Line numbers from 1 and cells of the lines that hold anything."""
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lower().startswith("sep="):
            found.append((number, next(csv.reader(io.StringIO(line), delimiter=delimiter), [])))
    return found


def _width(rows: list[tuple[int, list[str]]], delimiter: str) -> int:
    counts = Counter(len(row) for _, row in rows if len(row) > 1)
    return counts.most_common(1)[0][0] if counts else 1


def _unpadded(row: list[str], width: int) -> list[str]:
    """A row without the empty cells that trailing delimiters make beyond the usual width."""
    while len(row) > width and not row[-1].strip():
        row = row[:-1]
    return row


def _is_header(row: list[str], width: int, below: list[tuple[int, list[str]]]) -> bool:
    """Names above rows that hold values."""
    if len(row) < 2 or abs(len(row) - width) > 1:
        return False
    names = [cell for cell in row if cell.strip()]
    if len(names) < max(1, len(row) // 2) and any(names):
        return False
    values = [cell for cell in names if is_value(cell)]
    clocks = sum(kind_of(cell) == "clock" for cell in values)
    if values and (values[0] == names[0] or clocks < len(values)):
        return False
    return not below or any(len(r) == width and _has_values(r) for _, r in below[:20]) or len(below) == 0


def _has_values(row: list[str]) -> bool:
    return any(is_value(cell) for cell in row)


def is_value(cell: str) -> bool:
    """Whether a cell is a number or a date rather than a name."""
    text = plain_cell(cell)
    return bool(text) and (_NUMBER.fullmatch(text) is not None or kind_of(text) is not None)


def _names(header: list[str], width: int) -> tuple[str, ...]:
    """Names as in the file; blank ones are called by their place."""
    named = [cell.strip() for cell in header[:width]] + [""] * (width - len(header))
    return tuple(name or f"column {i}" for i, name in enumerate(named, 1))


def _decimal(sample: tuple[tuple[str, ...], ...], delimiter: str) -> str:
    """The mark that more numbers have; a comma that delimits is no decimal mark."""
    cells = [plain_cell(cell) for row in sample[:400] for cell in row]
    commas = sum(_COMMA.fullmatch(cell) is not None for cell in cells)
    points = sum(_POINT.fullmatch(cell) is not None for cell in cells)
    return "," if commas > points else "."
