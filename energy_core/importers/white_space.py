"""Tables parted by white space: aligned columns, tables written by R, columns of fixed width."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import pandas as pd

from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.delimiters import WHITE_SPACE, cells_of

AGREEING: Final = 0.9
"""Share of the rows of readings that must have as many cells as the header has names."""

JUDGED: Final = 400

_GAP: Final = re.compile(r"\s{2,}|\t")
_HALF: Final = re.compile(r"[AaPp]\.?[Mm]\.?")
_COLUMNS: Final = re.compile(r"\s*(?:-{2,}|={2,}|_{2,})(?:\s+(?:-{2,}|={2,}|_{2,}))+\s*")
_STROKES: Final = re.compile(r"[-=_]+")
_RULER: Final = re.compile(r"[\s\-=_+|*~#.]+")

Rows = list[list[str]]


def parted(lines: Sequence[str]) -> Rows | None:
    """The cells of each line, or None when no way to part them gives rows under names."""
    ruled = _by_ruler(lines)
    if ruled is not None:
        return ruled
    sample = [line for line in lines if line.strip() and not _RULER.fullmatch(line)][:JUDGED]
    for way in (_by_gaps, _by_words):
        if _agrees([way(line) for line in sample]):
            return _indexed([way(line) for line in lines])
    return _by_width(lines)


def _by_ruler(lines: Sequence[str]) -> Rows | None:
    """Cells below and above the strokes of `-----  -----`, if no line has a letter between two of them."""
    ruler = next((i for i, line in enumerate(lines[:JUDGED]) if _COLUMNS.fullmatch(line)), None)
    if ruler is None:
        return None
    spans = [match.span() for match in _STROKES.finditer(lines[ruler])]
    bounds = [0, *(start for start, _ in spans[1:])]
    first = next((i for i in reversed(range(ruler)) if lines[i].strip()), ruler)
    rows = [[line[a:b].strip() for a, b in zip(bounds, [*bounds[1:], None], strict=True)] for line in lines]
    table = [line for line in lines[first : ruler + JUDGED] if line.strip()]
    fits = [all(not line[a:b].strip() for a, b in _gaps(spans)) for line in table]
    if sum(fits) < AGREEING * len(fits) or not fits[0]:
        return None
    return [[line.strip()] for line in lines[:first]] + rows[first:]


def _gaps(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(end, start) for (_, end), (start, _) in pairwise(spans)]


def _by_gaps(line: str) -> list[str]:
    """Cells between two or more blanks; names of columns may have single ones."""
    return [_unquoted(cell) for cell in _GAP.split(line.strip())]


def _unquoted(cell: str) -> str:
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _by_words(line: str) -> list[str]:
    """Cells between blanks, in which a date, a time of day and AM or PM belong together."""
    found: list[str] = []
    for word in cells_of(line.strip(), WHITE_SPACE):
        if found and _HALF.fullmatch(word) and cell_kind(found[-1]) in ("clock", "time"):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _agrees(rows: Rows) -> bool:
    """Whether the rows with numbers have one width, and a row of names above them has it too."""
    readings = [row for row in rows if sum(cell_kind(cell) in ("number", "blank") for cell in row) > 0]
    widths = Counter(len(row) for row in readings if len(row) > 1)
    if not widths:
        return False
    width, often = widths.most_common(1)[0]
    names = {len(row) for row in rows if all(cell_kind(cell) in ("text", "blank") for cell in row)}
    fits = {width, width - 1, _joined_width(readings, width), _joined_width(readings, width) - 1}
    return often >= AGREEING * len(readings) and bool(not names or names & fits)


def _joined_width(rows: Rows, width: int) -> int:
    """Cells of a row once dates and the time of day behind them are one."""
    first = next(row for row in rows if len(row) == width)
    return len(_stamped(first))


def _stamped(row: list[str]) -> list[str]:
    found: list[str] = []
    for cell in row:
        if found and cell_kind(cell) == "clock" and cell_kind(found[-1]) == "time" and ":" not in found[-1]:
            found[-1] += f" {cell}"
        else:
            found.append(cell)
    return found


def _indexed(rows: Rows) -> Rows:
    """Rows as wide as their header: dates joined with their time of day, a name for nameless first cells."""
    readings = [row for row in rows if len(row) > 1 and any(cell_kind(cell) == "number" for cell in row)]
    width = Counter(len(row) for row in readings).most_common(1)[0][0]
    names = [len(row) for row in rows[: rows.index(readings[0])] if len(row) > 1]
    if not names or names[-1] == width:
        return rows
    joined = _joined_width(readings, width)
    if names[-1] in (joined, joined - 1):
        rows = [_stamped(row) for row in rows]
        width = joined
    if names[-1] == width - 1:
        header = next(i for i in range(len(rows)) if rows[i] is readings[0] or len(rows[i]) == names[-1])
        rows[header] = ["row", *rows[header]]
    return rows


def _by_width(lines: Sequence[str]) -> Rows | None:
    """Columns of fixed width, some of whose cells are blank; pandas finds where they begin."""
    first = next((i for i, line in enumerate(lines) if _GAP.search(line.strip())), None)
    if first is None:
        return None
    try:
        frame = pd.read_fwf(
            io.StringIO("\n".join(lines[first:])), header=None, dtype=str, keep_default_na=False,
            skip_blank_lines=False, infer_nrows=JUDGED,
        )  # fmt: skip
    except (ValueError, pd.errors.EmptyDataError):
        return None
    rows = [[*map(str, row)] for row in frame.itertuples(index=False)]
    if frame.shape[1] < 2 or not any(cell_kind(c) == "number" for row in rows[:JUDGED] for c in row):
        return None
    return [[line.strip()] for line in lines[:first]] + rows
