"""Where a table begins: the rows of its header, one name for each column, and the first row of readings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from energy_core.importers.cell_kinds import CellKind, cell_kind
from energy_core.importers.header_names import joined_names, says_all

JUDGED: Final = 400
"""Rows by which the shape of a table is judged."""

AHEAD: Final = 6
"""So many of the following rows are looked at to tell readings from a line of the preamble with a date."""

MOSTLY: Final = 0.6

FEWEST_PARTS: Final = 8
"""So many names such as `0.30` are parts of the day."""

_DECIMAL: Final = re.compile(r"[-+]?\d+[.,]\d+")


@dataclass(frozen=True)
class Row:
    """line : the text's line, from 1. cells : as they stand there."""

    line: int
    cells: list[str]

    def kinds(self) -> list[CellKind]:
        return [cell_kind(cell) for cell in self.cells]

    @property
    def filled(self) -> int:
        """Cells that hold anything."""
        return sum(bool(cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Beginning:
    """header : the rows that make the names, the lowest last; empty: none. first : the first row of readings.
    width : cells of most rows of readings. names : one for each column, blank where there is none."""

    header: tuple[Row, ...]
    first: Row
    width: int
    names: tuple[str, ...]


def beginning(rows: Sequence[Row]) -> Beginning | None:
    """Where readings begin among the filled rows of a text; None if there are none."""
    judged = rows if len(rows) <= 2 * JUDGED else [*rows[:JUDGED], *rows[-JUDGED:]]
    found = _beginning(judged)
    if found is not None and len(judged) < len(rows) and found.first.line >= judged[JUDGED].line:
        return _beginning(rows)
    return found


def _beginning(rows: Sequence[Row]) -> Beginning | None:
    kinds = {row.line: row.kinds() for row in rows}
    anchor = _anchor(list(kinds.values()))
    first = _first(rows, kinds, anchor)
    if first is None:
        return None
    readings = [row for row in rows[first:] if _matches(kinds[row.line], anchor)]
    width = Counter(len(row.cells) for row in readings).most_common(1)[0][0]
    used = {i for row in readings for i, kind in enumerate(kinds[row.line]) if kind != "blank"}
    header = _stack(list(rows[:first]), width, used=used, place=anchor[1] if anchor else 0)
    return Beginning(header, rows[first], width, joined_names([row.cells for row in header], width))


def _anchor(kinds: Sequence[Sequence[CellKind]]) -> tuple[CellKind, int] | None:
    """Kind and place of the first time in most rows; None where readings have no time of their own."""
    found: Counter[tuple[CellKind, int] | None] = Counter()
    times: list[tuple[CellKind, int]]
    clocks: list[tuple[CellKind, int]]
    for row in kinds:
        times = [("time", i) for i, kind in enumerate(row) if kind == "time"]
        clocks = [("clock", i) for i, kind in enumerate(row) if kind == "clock"]
        others = sum(kind in ("number", "blank") for kind in row)
        if len(row) > 1 and len(times) + len(clocks) < max(4, 0.7 * len(row)):
            if times or clocks:
                found[(times or clocks)[0]] += 1
            elif others > 0.3 * len(row):
                found[None] += 1
    if not found:
        return None
    timed = max((anchor for anchor in found if anchor), key=lambda anchor: found[anchor], default=None)
    return timed if timed and found[timed] * 2 >= found[None] else None


def _matches(kinds: Sequence[CellKind], anchor: tuple[CellKind, int] | None) -> bool:
    """Whether a row looks like one of readings."""
    if len(kinds) < 2:
        return False
    if anchor is not None:
        return anchor[1] < len(kinds) and kinds[anchor[1]] == anchor[0] and not _is_across(kinds)
    return "number" in kinds and not _is_across(kinds)


def _is_across(kinds: Sequence[CellKind]) -> bool:
    """Names and then only times: a header whose columns are times."""
    times = sum(kind in ("time", "clock") for kind in kinds)
    return times >= 4 and times >= 0.7 * len(kinds)


def _first(
    rows: Sequence[Row], kinds: dict[int, list[CellKind]], anchor: tuple[CellKind, int] | None
) -> int | None:
    good = [_matches(kinds[row.line], anchor) and not _counts_up(row.cells) for row in rows]
    typical = _typical([kinds[row.line] for row, fits in zip(rows, good, strict=True) if fits])
    good = [fits and _is_typical(kinds[row.line], typical) for row, fits in zip(rows, good, strict=True)]
    usual = Counter(len(row.cells) for row, fits in zip(rows, good, strict=True) if fits)
    for i, fits in enumerate(good):
        ahead = good[i : i + AHEAD]
        follows = sum(ahead) >= MOSTLY * len(ahead) or (i > 0 and _stands_above(rows[i - 1], rows[i]))
        if fits and follows and _is_usual(len(rows[i].cells), usual):
            return i
    return next((i for i, fits in enumerate(good) if fits), None)


def _typical(rows: Sequence[Sequence[CellKind]]) -> list[CellKind]:
    """What most rows of readings have in each column; nothing where there are too few rows to tell."""
    if len(rows) < AHEAD:
        return []
    columns = range(max(len(row) for row in rows))
    return [Counter(row[i] for row in rows if i < len(row)).most_common(1)[0][0] for i in columns]


def _is_typical(kinds: Sequence[CellKind], typical: Sequence[CellKind]) -> bool:
    """Whether a row has in most places what the others have there; blanks say nothing."""
    pairs = [(a, b) for a, b in zip(kinds, typical, strict=False) if "blank" not in (a, b)]
    return not pairs or sum(a == b for a, b in pairs) >= MOSTLY * len(pairs)


def _stands_above(above: Row, row: Row) -> bool:
    """Whether a row holds nothing but names, about as many as the row below it has cells."""
    names = [kind for kind in above.kinds() if kind != "blank"]
    return 2 <= len(names) >= row.filled - 1 and all(kind == "text" for kind in names)


def _is_usual(width: int, usual: Counter[int]) -> bool:
    """Not far narrower than the rows of readings are."""
    return 2 * width > max(usual, key=lambda w: usual[w])


def _counts_up(cells: Sequence[str]) -> bool:
    """A name and then 1, 2, 3 …: the numbers of the hours as names of columns."""
    numbers = [int(cell) for cell in cells[1:] if cell.strip().isdecimal() and len(cell.strip()) < 4]
    return len(numbers) >= 8 and all(b == a + 1 for a, b in pairwise(numbers))


def _stack(above: list[Row], width: int, *, used: Collection[int], place: int) -> tuple[Row, ...]:
    """The rows above the readings that name the columns, the highest first."""
    lowest = next((i for i in reversed(range(len(above))) if _names_columns(above[i], width, place)), None)
    if lowest is None:
        return ()
    stack = [above[lowest]]
    for row in reversed(above[:lowest]):
        complete = says_all([r.cells for r in stack], used, place)
        if stack[0].line - row.line > 1 or not _joins(row, width, place, complete=complete):
            break
        stack.insert(0, row)
    return tuple(stack)


def _names_columns(row: Row, width: int, place: int) -> bool:
    """Whether a row above readings can hold the names of its columns."""
    if len(row.cells) < 2 or not row.filled or _has_values(row):
        return False
    kinds = row.kinds()
    if place < len(kinds) and kinds[place] in ("time", "number") and not _counts_up(row.cells):
        return False
    wide = len(row.cells) >= width - 1 or (len(row.cells) > 2 and row.filled >= MOSTLY * width)
    return wide and row.filled >= min(width, len(row.cells)) // 2


def _has_values(row: Row) -> bool:
    """`Total, 12.5`, or a row whose time is damaged: few numbers with decimals are no names of half hours."""
    return 0 < sum(_DECIMAL.fullmatch(cell.strip()) is not None for cell in row.cells) < FEWEST_PARTS


def _joins(row: Row, width: int, place: int, *, complete: bool) -> bool:
    """Whether a row above the names is a part of the header: groups of columns, devices, channels.

    A text in its first cell alone, above columns that all have names, is a title.
    """
    kinds = row.kinds()
    if len(row.cells) < 2 or not row.filled or "time" in kinds or len(row.cells) > width + 1:
        return False
    if sum(kind in ("number", "clock") for kind in kinds) > 0.3 * len(kinds):
        return False
    labels = [cell.strip() for cell in row.cells]
    if complete and row.filled == 1 and labels[0]:
        return False
    unlabelled = not labels[place] if place < len(labels) else False
    if unlabelled and row.filled >= 1:
        return True
    return not complete and row.filled >= MOSTLY * width
