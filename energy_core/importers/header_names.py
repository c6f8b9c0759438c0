"""Several rows of a header -> one name for each column."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from typing import Final

from energy_core.importers import words
from energy_core.importers.role_names import meaning
from energy_core.importers.units import unit_in

_DATE_FORM: Final = re.compile(r"[\W_]*(?:[DdMmYyJjAaTtGgRrHhNnSsLl]{1,4}[\W_]*){2,7}")
"""`DD.MM.YYYY hh:mm:ss`, `jjjj-mm-tt`: how dates are written, no name of a column."""


def joined_names(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """One name for each column: what stands above it, from the highest row to the lowest.

    A label reaches over the blank cells to its right, as merged cells do; labels that all columns share and
    that say nothing about energy are left out.
    """
    widest = max([width, *(_filled(row) for row in rows)])
    padded = [_padded(row, widest) for row in rows]
    spread = [_spread(row) for row in padded[:-1]] + padded[-1:]
    telling = [row for row in spread[:-1] if not _is_common(row) and not _is_type(row)] + spread[-1:]
    names, all_names = (_names(parts, widest) for parts in (telling, spread))
    return names if len(set(names)) == len(set(all_names)) else all_names


def _names(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    return tuple(_joined([row[i] for row in rows]) for i in range(width))


def says_all(rows: Sequence[Sequence[str]], used: Collection[int], place: int) -> bool:
    """Whether rows of a header name the columns in use, each differently, and not only by their units.

    place : the column of times.
    """
    names = joined_names(rows, max(used, default=0) + 1)
    time = names[place] if place < len(names) else ""
    others = [names[i] for i in used if i != place]
    if not all(others) or len(set(others)) < len(others):
        return False
    if time and not _DATE_FORM.fullmatch(time):
        return True
    return sum(_is_unit(name) for name in others) <= len(others) / 2


def _is_unit(name: str) -> bool:
    return len(name) <= 2 or (len(name.strip("[]() ")) <= 6 and unit_in(name) is not None)


def _filled(row: Sequence[str]) -> int:
    return max((i for i, cell in enumerate(row, 1) if cell.strip()), default=0)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [" ".join(cell.split()) for cell in row[:width]] + [""] * (width - len(row))


def _spread(row: list[str]) -> list[str]:
    """A row with its labels over the blank cells to their right; the last one no further than the others."""
    labels = [i for i, cell in enumerate(row) if cell]
    if not labels or len(labels) == len(row):
        return row
    reach = [b - a for a, b in pairwise(labels)]
    last = len(row) - labels[-1]
    if len(reach) > 1 or (reach and labels[0] > 0):
        last = min(last, max(reach))
    result = list(row)
    for start, length in zip(labels, [*reach, last], strict=True):
        if start > 0 or length == 1:
            result[start : start + length] = [row[start]] * length
    return result


def _is_common(row: Sequence[str]) -> bool:
    """One label for two or more columns and nothing else, such as the name of the device."""
    labels = {cell for cell in row if cell}
    several = sum(bool(cell) for cell in row) > 1
    return several and len(labels) == 1 and not _is_telling(min(labels))


def _is_type(row: Sequence[str]) -> bool:
    """A few words that come again and again, such as Analog, Status, Analog: kinds of columns, not groups."""
    runs = [label for label, _ in groupby(cell for cell in row if cell)]
    again = len(runs) > len(set(runs)) and len(set(runs)) <= len(runs) / 2
    return again and not any(_is_telling(label) for label in set(runs))


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part, _ in groupby(part for part in parts if part))


def _is_telling(label: str) -> bool:
    """Whether a label says what is measured."""
    return meaning(label) != "unknown" or words.says(words.FOREIGN, label)
