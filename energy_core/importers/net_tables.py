"""Tables of the same names and times: what a home took, what it gave, and the difference, by arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from energy_core.importers.cell_kinds import cell_kind, plain_cell
from energy_core.importers.number_texts import Mark, number_text
from energy_core.importers.segments import Segment, share_times
from energy_core.importers.units import KWH_PER, POWER, unit_in

ROUNDED: Final = 0.011
"""Printed with two decimals, a difference may be off by so much in its last place."""
AGREEING: Final = 0.97
FEWEST: Final = 2

Values = dict[str, float]


@dataclass(frozen=True)
class Net:
    """taken, given : tables that are import and export. net : the one that is their difference."""

    taken: Segment
    given: Segment
    net: Segment


def net_of(tables: Sequence[Segment], *, decimal: Mark) -> Net | None:
    """Three tables of which one is the difference of the others; None if there are none."""
    for taken, given, net in permutations(tables, 3):
        if not taken.names == given.names == net.names:
            continue
        a, b, c = (values_of(table, decimal=decimal) for table in (taken, given, net))
        if min(a.values(), default=-1) < 0 or not any(b.values()) or not any(a.values()):
            continue
        common = a.keys() & b.keys() & c.keys()
        if len(common) < max(FEWEST, AGREEING * max(len(a), len(b), len(c))):
            continue
        agreeing = sum(abs(a[at] - abs(b[at]) - c[at]) <= ROUNDED for at in common)
        one_sign = all(v <= 0 for v in b.values()) or all(v >= 0 for v in b.values())
        if one_sign and agreeing >= AGREEING * len(common):
            return Net(taken, given, net)
    return None


def value_place(table: Segment) -> int | None:
    """The column of a table's numbers: the one that names a unit, else the only one."""
    width = range(len(table.header.cells))
    numeric = [i for i in width if _share_of_numbers(table, i) > 0.5]
    named = [i for i in numeric if unit_in(table.header.cells[i]) in KWH_PER]
    return named[0] if named else numeric[0] if len(numeric) == 1 else None


def _share_of_numbers(table: Segment, place: int) -> float:
    cells = [row.cells[place] for row in table.data if place < len(row.cells)]
    return sum(cell_kind(cell) == "number" for cell in cells) / max(1, len(cells))


def values_of(table: Segment, *, decimal: Mark) -> Values:
    """The numbers of a table by the text of their time."""
    place = value_place(table)
    found: Values = {}
    for row in table.data:
        cells = [plain_cell(cell) for cell in row.cells]
        time = next((cell for cell in cells if cell_kind(cell) == "time"), None)
        number = number_text(cells[place]) if place is not None and place < len(cells) else None
        value = number.value(decimal) if number is not None else None
        if time is not None and value is not None:
            found[time] = value
    return found


def only_power(tables: Sequence[Segment]) -> list[Segment]:
    """Tables of power beside tables of energy of the same time: they would count it again."""
    units = [_unit(table) for table in tables]
    energy = [t for t, unit in zip(tables, units, strict=True) if unit in KWH_PER and unit not in POWER]
    power = [t for t, unit in zip(tables, units, strict=True) if unit in POWER]
    return [table for table in power if any(share_times(table, other) for other in energy)]


def _unit(table: Segment) -> str | None:
    place = value_place(table)
    return None if place is None else unit_in(table.header.cells[place])
