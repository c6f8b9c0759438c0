"""Columns that are another column's energy over again, found by arithmetic: they would count twice.

The same values, a running sum, or a difference of two others (net = consumption - production).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.hints import Hints
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.roles import by_name
from energy_core.importers.units import energy_kwh
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block, Column

COMPARED: Final = 20_000
"""Rows compared: enough to know, quick for a file of seconds."""

ROUNDED: Final = 0.005
"""Share by which equal energies may differ: printed figures are rounded."""

AGREEING: Final = 0.95
"""Share of rows that must agree; clocks change, cells are missing."""

FEWEST_VALUES: Final = 3
"""So many different values never agree by chance in two columns of a home's meter."""

FEWEST_OF_APPLIANCES: Final = 12
"""The same of two appliances, which may draw the same whole number of watts now and then."""

MOST_COLUMNS: Final = 40
"""Of more columns than these only the first are compared; exports of one meter have a handful."""


def without_derived(block: Block, hours: Floats, *, hints: Hints, ledger: Ledger) -> Block:
    """The block without columns whose energy another column already holds; each is said on the receipt.

    What a person chose with --value-column or gave a role stays.
    """
    compared = block.columns[:MOST_COLUMNS]
    open_ = {
        i for i, c in enumerate(compared) if c.kind is None and c.role is None and c.name not in hints.roles
    }
    if len(compared) < 2 or hints.value_columns or not open_:
        return block
    kwh = [_kwh(column, hours) for column in compared]
    left: dict[int, str] = {}
    for i, j in permutations(range(len(compared)), 2):
        if j in open_ and i not in left and j not in left:
            evidence = _same(compared, kwh, i, j)
            if evidence:
                left[j] = f"{evidence} {compared[i].name!r}"
    for j in sorted(open_ - left.keys()):
        if evidence := _difference(
            compared, kwh, j, others=[i for i in range(len(compared)) if i not in left]
        ):
            left[j] = evidence
    for j, evidence in left.items():
        ledger.decide(
            "columns left out", compared[j].name, evidence=evidence, confidence=0.9, option="--value-column"
        )
    return replace(block, columns=tuple(c for i, c in enumerate(block.columns) if i not in left))


def _kwh(column: Column, hours: Floats) -> Floats:
    values = column.amounts[:COMPARED]
    return energy_kwh(values, column.unit, hours[: len(values)])


def _same(columns: Sequence[Column], kwh: Sequence[Floats], i: int, j: int) -> str | None:
    if _is_running_sum(kwh[j], kwh[i]):
        return "it is the running sum of"
    one, other = (by_name(columns[k].name, alone=False) for k in (i, j))
    fewest = FEWEST_OF_APPLIANCES if one == "appliance" else FEWEST_VALUES
    power_first = columns[i].unit in ("kW", "W") and columns[j].unit not in ("kW", "W")
    if one != other or power_first:
        return None
    return "it has the same values as" if _agree(kwh[i], kwh[j], fewest=fewest) else None


def _is_running_sum(total: Floats, part: Floats) -> bool:
    """Whether a column rises by what another one says, in the same row or the one before; it may restart."""
    step = np.diff(total)
    known = np.isfinite(step) & (step >= 0)
    if known.sum() < max(FEWEST_VALUES, 0.8 * len(step)) or not (step[known] > 0).any():
        return False
    return any(
        _agree(np.where(known, step, np.nan), np.where(known, beside, np.nan), fewest=FEWEST_VALUES)
        for beside in (part[1:], part[:-1])
    )


def _difference(
    columns: Sequence[Column], kwh: Sequence[Floats], j: int, *, others: Sequence[int]
) -> str | None:
    """Whether a column is what one meter of the home took minus what another gave."""
    net = words.says(words.NET, columns[j].name)
    if not net and not bool((kwh[j] < 0).any()):
        return None
    roles = {i: by_name(columns[i].name, alone=False) for i in others if i != j}
    taken = [i for i, role in roles.items() if role == "mains"]
    given = [i for i, role in roles.items() if role in ("generation", "export")]
    for a in taken:
        for b in given:
            if any(_agree(kwh[j], sign * (kwh[a] - kwh[b]), fewest=FEWEST_VALUES) for sign in (1, -1)):
                return f"it is the difference of {columns[a].name!r} and {columns[b].name!r}"
    return f"its name says net, and {columns[taken[0]].name!r} is there" if net and taken else None


def _agree(one: Floats, other: Floats, *, fewest: int) -> bool:
    """Whether nearly all rows have the same energy, in enough different values."""
    known: Flags = np.isfinite(one) & np.isfinite(other)
    if known.sum() < max(fewest, AGREEING * max(np.isfinite(one).sum(), np.isfinite(other).sum())):
        return False
    a, b = one[known], other[known]
    limit = ROUNDED * np.maximum(np.abs(a), np.abs(b)) + 1e-9
    close = np.abs(a - b) <= np.maximum(limit, ROUNDED * float(np.mean(np.abs(a))))
    return bool(close.mean() >= AGREEING) and len(np.unique(a[close & (np.abs(a) > 0)])) >= fewest
