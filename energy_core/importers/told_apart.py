"""Rows that say one interval with different values: the column that tells them apart, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import Hints
from energy_core.importers.meters import ALL, SHOWN, matching, said_meters
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Table, read_table
from energy_core.spread import Integers

MOST_VALUES: Final = 0.34
"""A column that names homes, rooms or hours has far fewer values than rows; one that measures has not."""


NOTHING: Final = "Nothing else in the file tells them apart; keep one row per interval."

MOST_CHOICES: Final = 1_000
"""Of more different values nobody would choose one."""


def teller(content: bytes, how: Dialect, found: Layout, *, name: str) -> Callable[[Integers, Integers], str]:
    """What `Books.tells_apart` asks: reads the other columns, only when there is a conflict.

    It raises MalformedFileError with the values to choose from where a column tells the rows apart.
    """

    def tells_apart(lines: Integers, group: Integers) -> str:
        others = _unused(how, found)
        if not others:
            return NOTHING
        table = read_table(content, how, columns=dict.fromkeys(others, "repeated"), name=name)
        column = _column(table, others, lines=lines, group=group)
        if column is None:
            return NOTHING
        raise _which(table, how, column, lines, name=name)

    return tells_apart


def _which(table: Table, how: Dialect, column: int, lines: Integers, *, name: str) -> MalformedFileError:
    names = list(dict.fromkeys(text for t in table.repeated(column)[0] if (text := plain_cell(t))))
    shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else "")
    return MalformedFileError(
        f"Needed each interval once; in {name} {len(lines):,} rows say the same interval with different "
        f"values, first in line {int(lines.min())}. The column {how.names[column]!r} tells them apart "
        f"({shown}): say --meter NAME to read the rows of one of these, or --meter all if each is a meter or "
        "an appliance of this home.",
        where={"file": name, "row": int(lines.min()), "column": how.names[column]},
        option="--meter",
        choices=(*names[:MOST_CHOICES], ALL),
    )


def _unused(how: Dialect, found: Layout) -> list[int]:
    used = {*found.time, *found.end, *found.values, *found.names}
    used |= {i for i in (found.unit, found.period) if i is not None}
    return [i for i in range(len(how.names)) if i not in used]


def with_telling_column(
    content: bytes, how: Dialect, found: Layout, table: Table, us: Integers, *, hints: Hints, name: str
) -> Layout:
    """The layout with the column of the meters a person named, where its header does not say what it is."""
    others = _unused(how, found)
    if found.homes or not hints.meters or not others or matching(said_meters(hints), how.names):
        return found
    beside = read_table(content, how, columns=dict.fromkeys(others, "repeated"), name=name)
    place = np.searchsorted(beside.lines, table.lines)
    said = said_meters(hints)
    if said:
        column = next((c for c in others if matching(said, beside.repeated(c)[0])), None)
    else:
        good = us != NAT
        group = np.unique(us[good], return_inverse=True)[1].astype(np.int64)
        again = np.bincount(group)[group] > 1
        lines = table.lines[good][again]
        column = _column(beside, others, lines=lines, group=group[again]) if len(lines) else None
    if column is None:
        return found
    texts, codes = beside.repeated(column)
    table.repeats[column] = (texts, codes[place])
    return replace(found, homes=(column,))


def _column(table: Table, others: list[int], *, lines: Integers, group: Integers) -> int | None:
    place = np.searchsorted(table.lines, lines)
    best: tuple[int, int] | None = None
    for column in others:
        code = table.repeated(column)[1][place].astype(np.int64)
        values = len(np.unique(code))
        pairs = len(np.unique(np.stack([group, code]), axis=1)[0])
        if values <= max(2, MOST_VALUES * len(lines)) and pairs >= 0.95 * len(lines):
            best = min(best or (values, column), (values, column))
    return best[1] if best else None
