"""Several tables in one text: where each begins, what stands above it, and which are one table in pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from energy_core.importers import words
from energy_core.importers.cell_kinds import cell_kind, plain_cell
from energy_core.importers.delimiters import cells_of
from energy_core.importers.dialect import Dialect
from energy_core.importers.headers import Row
from energy_core.importers.units import KWH_PER, unit_in

LARGE_BYTES: Final = 16_000_000
SEARCHED_BYTES: Final = 200_000
"""Of larger texts so much from the beginning and the end is searched for the names of further tables."""

AHEAD: Final = 3
"""Readings must begin so many filled lines after the names of their columns."""

SAME_TIMES: Final = 0.05
"""A smaller share of common times, and tables with the same names are pages of one."""


_FIGURE: Final = re.compile(r"\d")


@dataclass(frozen=True)
class Segment:
    """One table of a text. above : what stands before its names. header : its names. data : its rows."""

    above: tuple[Row, ...]
    header: Row
    data: tuple[Row, ...]

    @property
    def rows(self) -> list[Row]:
        """All its lines in the file's order."""
        return [*self.above, self.header, *self.data]

    @property
    def names(self) -> tuple[str, ...]:
        names = [plain_cell(cell) for cell in self.header.cells]
        while names and not names[-1]:
            names.pop()
        return tuple(names)


def segments(content: bytes, how: Dialect) -> list[Segment]:
    """The tables of a text; one or none where it is a single table. Pages of one table are one."""
    if len(content) > LARGE_BYTES and not _seems_several(content, how):
        return []
    lines = content.decode("utf-8", errors="replace").split("\n")
    headers = sorted({*_headers(lines, how), *([_text_line(how)] if how.header else [])} - {0})
    headers = [h for h, after in pairwise([*headers, len(lines) + 1]) if _has_data(lines, h, after, how)]
    if len(headers) < 2:
        return []
    found = []
    begin = 0
    for header, following in pairwise([*headers, len(lines) + 1]):
        end = _last_reading(lines, header, following, how)
        above = _rows(lines, begin, header - 1, how)
        names = Row(header, cells_of(lines[header - 1], how.delimiter))
        found.append(Segment(above, names, _rows(lines, header, end, how)))
        begin = end
    return _without_pages(found)


def _has_data(lines: Sequence[str], header: int, following: int, how: Dialect) -> bool:
    return any(_is_reading(line, how) for line in lines[header : following - 1] if line.strip())


def _is_reading(line: str, how: Dialect) -> bool:
    kinds = [cell_kind(cell) for cell in cells_of(line, how.delimiter)]
    return len(kinds) > 1 and "time" in kinds


def _seems_several(content: bytes, how: Dialect) -> bool:
    """Whether the beginning or the end of a large text names columns again."""
    head = content[:SEARCHED_BYTES].decode("utf-8", errors="replace").split("\n")
    tail = content[-SEARCHED_BYTES:].decode("utf-8", errors="replace").split("\n")
    both = [*head[:-1], *tail[1:]]
    return next(_headers(both, how), None) is not None


def _text_line(how: Dialect) -> int:
    """The text's line of the first table's names."""
    return how.first_line - 1


def _rows(lines: Sequence[str], begin: int, end: int, how: Dialect) -> tuple[Row, ...]:
    filled = ((i, line) for i, line in enumerate(lines[begin:end], begin + 1) if line.strip())
    return tuple(Row(i, cells_of(line, how.delimiter)) for i, line in filled)


def _headers(lines: Sequence[str], how: Dialect) -> Iterator[int]:
    """Lines below the first names that name columns again, with readings below them."""
    place = _time_place(how)
    for i in range(how.first_line - 1, len(lines)):
        line = lines[i]
        if how.delimiter not in line or _is_like_data(line, how.delimiter, place):
            continue
        if _names_columns(cells_of(line, how.delimiter), how) and _data_follows(lines, i, how):
            yield i + 1


def _time_place(how: Dialect) -> int:
    kinds = [[cell_kind(cell) for cell in row] for row in how.sample[:20]]
    for place in range(len(how.names)):
        if sum(row[place] == "time" for row in kinds) > 0.5 * len(kinds):
            return place
    return 0


def _is_like_data(line: str, delimiter: str, place: int) -> bool:
    """Whether the cell of the time holds a figure, quickly."""
    cells = line.split(delimiter, place + 1)
    return place < len(cells) and _FIGURE.search(cells[place]) is not None


def _names_columns(cells: Sequence[str], how: Dialect) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2:
        return False
    if filled == [name for name in how.names if not name.startswith("column ")]:
        return True
    kinds = [cell_kind(cell) for cell in filled]
    if any(kind in ("time", "number") for kind in kinds):
        return False
    times = any(
        words.says(pattern, cell) for cell in filled for pattern in (words.TIME, words.START, words.END)
    )
    return times or any(unit_in(cell) in KWH_PER for cell in filled)


def _data_follows(lines: Sequence[str], header: int, how: Dialect) -> bool:
    below = (line for line in lines[header + 1 : header + 40] if line.strip())
    return any(_is_reading(line, how) for _, line in zip(range(AHEAD), below, strict=False))


def _last_reading(lines: Sequence[str], header: int, following: int, how: Dialect) -> int:
    """The last line of a table: what stands between it and the next names belongs to the next."""
    if following > len(lines):
        return len(lines)
    for i in range(following - 2, header, -1):
        cells = cells_of(lines[i], how.delimiter)
        kinds = [cell_kind(cell) for cell in cells]
        if "time" in kinds[: len(cells)] and len(kinds) > 1 and _fits_names(cells, lines[header - 1], how):
            return i + 1
    return header


def _fits_names(cells: Sequence[str], header: str, how: Dialect) -> bool:
    """Whether a row is nearly as wide as the names above it."""
    return 2 * len([c for c in cells if c.strip()]) >= len(
        [c for c in cells_of(header, how.delimiter) if c.strip()]
    )


def times_of(segment: Segment) -> set[str]:
    """The texts of times in a table's rows: of its first column that holds any."""
    for place in range(len(segment.header.cells)):
        cells = [plain_cell(row.cells[place]) for row in segment.data if place < len(row.cells)]
        timed = {cell for cell in cells if cell_kind(cell) == "time"}
        if len(timed) > 0.5 * len(set(cells)):
            return timed
    return set()


def share_times(one: Segment, other: Segment) -> bool:
    """Whether two tables speak of the same times."""
    a, b = times_of(one), times_of(other)
    return bool(a and b) and len(a & b) > SAME_TIMES * min(len(a), len(b))


def _without_pages(found: Sequence[Segment]) -> list[Segment]:
    """Tables of the same names and different times are one table, with the names again on each page."""
    tables: list[Segment] = []
    for segment in found:
        known = next(
            (i for i, t in enumerate(tables) if t.names == segment.names and not share_times(t, segment)),
            None,
        )
        if known is None:
            tables.append(segment)
        else:
            first = tables[known]
            tables[known] = Segment(first.above, first.header, (*first.data, *segment.rows))
    return tables
