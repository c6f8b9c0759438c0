"""The first rows of a table as its source has them, for people to compare with what they became."""

from __future__ import annotations

import csv
from itertools import islice
from typing import Final

from energy_core.importers.dialect import Dialect

MOST_ROWS: Final = 12
MOST_CELLS: Final = 40
LONGEST_CELL: Final = 60
HEAD_BYTES: Final = 200_000


def first_rows(content: bytes, how: Dialect) -> list[tuple[int, tuple[str, ...]]]:
    """What a person calls each of the first rows below the header, and its cells; long ones are cut."""
    lines = content[:HEAD_BYTES].decode("utf-8", errors="replace").split("\n")
    below = enumerate(lines[how.first_line - 1 :], how.first_line)
    filled = [(number, line) for number, line in islice(below, 5 * MOST_ROWS) if line.strip()][:MOST_ROWS]
    return [(_called(number, how), _cells(line, how)) for number, line in filled]


def _called(number: int, how: Dialect) -> int:
    return number if how.lines is None else int(how.lines[number - 1])


def _cells(line: str, how: Dialect) -> tuple[str, ...]:
    row = next(csv.reader([line[: MOST_CELLS * LONGEST_CELL]], delimiter=how.delimiter), [])
    return tuple(cell.strip()[:LONGEST_CELL] for cell in row[:MOST_CELLS])
