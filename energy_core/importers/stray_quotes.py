"""Quotes that are opened and not closed in their line: cells of several lines, or a stray quote."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Final

from energy_core.importers.delimiters import cells_of
from energy_core.importers.plain_rows import plain_line

BLOCK_BYTES: Final = 4_000_000

MOST_LINES: Final = 12
"""A note in a cell may have so many lines; a quote that is never closed swallows more."""


@dataclass(frozen=True)
class Unquoted:
    """content : the text with every quote closed in its line, and as many lines. mended : lines, from 1,
    whose stray quote was taken off. joined : lines that continue a cell of the line before."""

    content: bytes
    mended: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()


def without_stray_quotes(content: bytes, delimiter: str, *, width: int) -> Unquoted:
    """The text with line breaks inside of cells as spaces and stray quotes taken off.

    width : cells of a row; a cell of several lines must end in a row that has as many.
    """
    odd = _odd_lines(content)
    if not odd:
        return Unquoted(content)
    lines = content.split(b"\n")
    mended: list[int] = []
    joined: list[int] = []
    done = -1
    for i in odd:
        if i <= done:
            continue
        end = _closing(lines, odd, i, delimiter=delimiter, width=width)
        if end is None:
            lines[i] = _bare(lines[i], delimiter, width)
            mended.append(i + 1)
        else:
            cells = next(csv.reader([b" ".join(lines[i : end + 1]).decode()], delimiter=delimiter))
            lines[i : end + 1] = [plain_line(cells, delimiter).encode(), *[b""] * (end - i)]
            joined += range(i + 2, end + 2)
            done = end
    return Unquoted(b"\n".join(lines), tuple(mended), tuple(joined))


def _odd_lines(content: bytes) -> list[int]:
    """Lines with an odd number of quotes, from 0; block by block, so that little memory is needed."""
    odd: list[int] = []
    if b'"' not in content:
        return odd
    begin, number = 0, 0
    while begin < len(content):
        end = content.find(b"\n", begin + BLOCK_BYTES)
        lines = content[begin : end if end >= 0 else len(content)].split(b"\n")
        odd += [number + i for i, line in enumerate(lines) if line.count(b'"') % 2]
        number += len(lines)
        begin = end + 1 if end >= 0 else len(content)
    return odd


def _closing(lines: list[bytes], odd: list[int], first: int, *, delimiter: str, width: int) -> int | None:
    """The line on which the cell opened in line `first` ends, if its row has the table's width then."""
    end = next((i for i in odd if i > first), None)
    if end is None or end - first >= MOST_LINES:
        return None
    behind = lines[end].split(b'"', 1)[1].strip()
    if behind and not behind.startswith(delimiter.encode()):
        return None
    text = b" ".join(lines[first : end + 1]).decode("utf-8", errors="replace")
    inner = [
        len(cells_of(line.decode("utf-8", errors="replace"), delimiter)) for line in lines[first + 1 : end]
    ]
    if any(cells >= width for cells in inner):
        return None
    return end if len(cells_of(text, delimiter)) == width else None


def _bare(line: bytes, delimiter: str, width: int) -> bytes:
    """A line without its quotes if that gives all cells; else with the open one closed at its end."""
    text = line.decode("utf-8", errors="replace")
    bare = text.replace('"', "").split(delimiter)
    return plain_line(bare if len(bare) == width else cells_of(text, delimiter), delimiter).encode()
