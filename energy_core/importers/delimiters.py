"""Which character parts the cells of a text: the one that cuts most lines into as many cells that make sense.

References
----------
G. J. J. van den Burg, A. Nazábal, C. Sutton, Wrangling messy CSV files by detecting row and type patterns,
Data Mining and Knowledge Discovery 33, 2019: a dialect is right when rows have one pattern and cells a type.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from energy_core.importers.cell_kinds import cell_kind

DELIMITERS: Final = (",", ";", "\t", "|")
RARE: Final = ("^", "~", "¦", "§", "#", "!", "@", "\x1f", "\x01")
"""Asked only where none of the usual ones cuts nearly all lines into dates and numbers."""
WHITE_SPACE: Final = " "
"""Any run of blanks; chosen only where nothing else serves."""

JUDGED: Final = 300
"""Lines looked at from the beginning and from the end of the sample."""

FEWEST_OF_A_KIND: Final = 0.35
"""Share of lines that must have as many cells as the others; preambles and notes have not."""

FEWEST_TIMED: Final = 3
"""From so many lines with a time and a number on, only those are judged: the others are notes."""

NAMES_COUNT: Final = 0.7
"""A name makes less sense of a cut than a date or a number does."""

WHOLE: Final = 0.95

_NAME: Final = re.compile(rf"[^,;\t|{''.join(RARE)}]*")


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line; a quote that is never closed reaches to the line's end."""
    blanks = delimiter == WHITE_SPACE
    try:
        found = next(
            csv.reader([line.strip() if blanks else line], delimiter=delimiter, skipinitialspace=blanks), []
        )
    except csv.Error:
        return line.split(delimiter)
    return found


def delimiter_of(lines: Sequence[str]) -> str | None:
    """The delimiter of some filled lines, or None if they are no table."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip("\r\n")) == 5:
        return lines[0][4]
    return _best((*lines[:JUDGED], *lines[JUDGED:][-JUDGED:]))


@lru_cache(maxsize=8)
def _best(judged: Sequence[str]) -> str | None:
    """The delimiter of these lines; the same file asks several times."""
    candidates = (*DELIMITERS, WHITE_SPACE)
    timed = [line for line in judged if any(_has_time(cells_of(line, c)) for c in candidates)]
    judged = timed if len(timed) >= FEWEST_TIMED else judged
    scores = {candidate: _score(judged, candidate) for candidate in candidates}
    best = max(DELIMITERS, key=lambda candidate: (scores[candidate].is_whole, scores[candidate].sense))
    if not scores[best].is_whole:
        rare = _rare(judged, at_least=scores[best].typed)
        if rare is not None:
            return rare
    blank = scores[WHITE_SPACE]
    if blank.sense > 1.1 * scores[best].sense and blank.typed > scores[best].typed + 0.1:
        return WHITE_SPACE
    return best if scores[best].sense > 0 else None


def _rare(lines: Sequence[str], *, at_least: float) -> str | None:
    """The rare delimiter that stands in nearly all lines and makes more sense of them than the usual ones."""
    found = [c for c in RARE if sum(c in line for line in lines) > WHOLE * len(lines)]
    found = [c for c in found if sum(_has_time(cells_of(line, c)) for line in lines) > WHOLE * len(lines)]
    scores = {c: _score(lines, c) for c in found}
    good = [c for c in found if scores[c].is_regular and scores[c].typed > at_least]
    return max(good, key=lambda c: scores[c].sense, default=None)


def _has_time(cells: Sequence[str]) -> bool:
    kinds = [cell_kind(cell) for cell in cells]
    return "time" in kinds and any(kind in ("number", "clock") for kind in kinds)


@dataclass(frozen=True)
class _Score:
    """sense : how well a delimiter parts the lines. typed : share of dates, numbers and blanks.
    is_regular : whether nearly all lines have one width. is_whole : whether they fall into nothing but dates,
    numbers and blanks too, so that no `Jan 1, 2024` is cut."""

    sense: float = 0.0
    typed: float = 0.0
    is_regular: bool = False

    @property
    def is_whole(self) -> bool:
        return self.is_regular and self.typed > WHOLE


def _score(lines: Sequence[str], delimiter: str) -> _Score:
    """Share of lines of the commonest width times share of their cells that make sense, wider ones first."""
    rows = [cells_of(line, delimiter) for line in lines]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Score()
    width, often = max(widths.items(), key=lambda item: item[1] * min(item[0], 4))
    if often < FEWEST_OF_A_KIND * len(lines):
        return _Score()
    cells = [cell for row in rows if len(row) == width for cell in row]
    typed = sum(cell_kind(cell) != "text" for cell in cells) / len(cells)
    named = sum(cell_kind(cell) == "text" and _NAME.fullmatch(cell) is not None for cell in cells) / len(
        cells
    )
    return _Score(
        often / len(lines) * (typed + NAMES_COUNT * named) * min(width, 4),
        typed,
        often > WHOLE * len(lines),
    )
