"""Rows that say one interval with different values: the column that tells them apart, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect
from energy_core.importers.table import read_table
from energy_core.spread import Integers

MOST_VALUES: Final = 0.34
"""A column that names homes, rooms or hours has far fewer values than rows; one that measures has not."""


def teller(content: bytes, how: Dialect, found: Layout, *, name: str) -> Callable[[Integers, Integers], str]:
    """What `Books.tells_apart` asks: reads the other columns, only when there is a conflict."""
    used = {*found.time, *found.end, *found.values, *found.names}
    used |= {i for i in (found.unit, found.period) if i is not None}

    def tells_apart(lines: Integers, group: Integers) -> str:
        others = [i for i in range(len(how.names)) if i not in used]
        column = _column(content, how, others, lines=lines, group=group, name=name) if others else None
        if column is None:
            return "Nothing else in the file tells them apart; keep one row per interval."
        return (
            f"The column {how.names[column]!r} tells them apart: keep the rows of one of its values, or, if "
            "it is part of the time or of the appliance's name, join it with that column."
        )

    return tells_apart


def _column(
    content: bytes, how: Dialect, others: list[int], *, lines: Integers, group: Integers, name: str
) -> int | None:
    table = read_table(content, how, columns=dict.fromkeys(others, "repeated"), name=name)
    place = np.searchsorted(table.lines, lines)
    best: tuple[int, int] | None = None
    for column in others:
        code = table.repeated(column)[1][place].astype(np.int64)
        values = len(np.unique(code))
        pairs = len(np.unique(np.stack([group, code]), axis=1)[0])
        if values <= max(2, MOST_VALUES * len(lines)) and pairs >= 0.95 * len(lines):
            best = min(best or (values, column), (values, column))
    return best[1] if best else None
