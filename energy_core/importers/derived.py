"""Columns that are another column's energy over again, found by arithmetic: they would count twice.

The same values, a counter beside what it counts, or what a home took less what it gave (net, balance).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import by_name, meaning
from energy_core.importers.running_sums import (
    FEWEST_VALUES,
    agree,
    is_running_sum,
    multiplier_of,
    rise_alike,
    stays,
)
from energy_core.importers.units import POWER, energy_kwh
from energy_core.readings import Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block, Column

COMPARED: Final = 20_000
"""Rows compared: enough to know, quick for a file of seconds."""

FEWEST_OF_APPLIANCES: Final = 12
"""The same of two appliances, which may draw the same whole number of watts now and then."""

RATE_OFF: Final = 0.01
"""So near one hour, a ratio times the hours of an interval makes the other column a power."""

_DIGITS: Final = re.compile(r"\d+")

MOST_COLUMNS: Final = 40
"""Of more columns than these only the first are compared; exports of one meter have a handful."""


@dataclass(frozen=True)
class _Compared:
    """Columns side by side: their energy in each row, as positive numbers where all are negative. [kWh]

    hours : how long each row lasts. [hours]
    """

    columns: Sequence[Column]
    kwh: tuple[Floats, ...]
    roles: tuple[Role, ...]
    hours: Floats

    def alike(self, i: int, j: int) -> bool:
        """Whether two columns may be the same flow by their names."""
        unknown = "unknown" in (meaning(self.columns[i].name), meaning(self.columns[j].name))
        return unknown or self.roles[i] == self.roles[j]

    def shown(self, columns: Sequence[int]) -> str:
        """`'T1'`, `'T1' and 'T2'`, `'T1', 'T2' and 'T3'`."""
        names = [self.name(i) for i in columns]
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

    def name(self, i: int) -> str:
        return repr(self.columns[i].name)


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
    case = _Compared(
        compared,
        tuple(_kwh(column, hours) for column in compared),
        tuple(by_name(column.name, alone=False) for column in compared),
        hours[:COMPARED],
    )
    left = _counted_twice(case, open_)
    for i, j in permutations(range(len(compared)), 2):
        if i not in left and j in open_ - left.keys() and (evidence := _same(case, i, j)):
            left[j] = evidence
    for j in sorted(open_ - left.keys()):
        left |= _parts_of(case, j, open_ - left.keys())
    for j in sorted(open_ - left.keys()):
        others = [i for i in range(len(compared)) if i not in left and i != j]
        if evidence := _total(case, j, others=others) or _net(case, j, others=others):
            left[j] = evidence
    for j, evidence in left.items():
        ledger.decide(
            "columns left out", compared[j].name, evidence=evidence, confidence=0.9, option="--value-column"
        )
    return replace(block, columns=tuple(c for i, c in enumerate(block.columns) if i not in left))


def _kwh(column: Column, hours: Floats) -> Floats:
    values = column.amounts[:COMPARED]
    return energy_kwh(values, column.unit, hours[: len(values)])


def _turned(kwh: Floats) -> Floats:
    return -kwh if np.nanmax(kwh, initial=0.0) <= 0 else kwh


def _counted_twice(case: _Compared, open_: set[int]) -> dict[int, str]:
    """Counters beside the usage that they count: one of each pair, and the same kind of all pairs."""
    counts: dict[int, int] = {}
    for i, j in permutations(range(len(case.columns)), 2):
        if i not in counts and j not in counts and j not in counts.values():
            one, other = _turned(case.kwh[i]), _turned(case.kwh[j])
            if is_running_sum(other, one, alike=case.alike(i, j)):
                counts[j] = i
    left = _before_transformers(case, set(open_) - {*counts, *counts.values()})
    pairs = [(i, j) for j, i in counts.items()]
    counters_stay = any(
        stays(_turned(case.kwh[j]), _turned(case.kwh[i])) and case.alike(i, j) for i, j in pairs
    )
    if not counters_stay:
        return left | {j: f"it is the running sum of {case.name(i)}" for i, j in pairs if j in open_}
    shown: dict[int, int] = {}
    for i, j in pairs:
        shown.setdefault(i, j)
    left |= {i: f"{case.name(j)} counts it, and is what the meter shows" for i, j in shown.items()}
    left |= {j: f"{case.name(shown[i])} counts the same" for i, j in pairs if j != shown[i]}
    return {column: why for column, why in left.items() if column in open_}


def _before_transformers(case: _Compared, open_: set[int]) -> dict[int, str]:
    """Counters behind current transformers: what they count, times a whole number, is beside them."""
    left = {}
    for i, j in permutations(sorted(open_), 2):
        alike = case.alike(i, j)
        ratio = multiplier_of(_turned(case.kwh[j]), _turned(case.kwh[i])) if alike else 0
        hourly = abs(ratio * float(np.nanmedian(case.hours)) - 1) < RATE_OFF
        if ratio and not hourly and j not in left:
            left[j] = f"{case.name(i)} is {ratio} times what it counts, as the meter has transformers"
    return left


def _same(case: _Compared, i: int, j: int) -> str | None:
    """Whether a column says what another one says too."""
    one, other = _turned(case.kwh[i]), _turned(case.kwh[j])
    power_first = case.columns[i].unit in POWER and case.columns[j].unit not in POWER
    if case.roles[i] != case.roles[j] or power_first:
        return None
    fewest = FEWEST_OF_APPLIANCES if case.roles[i] == "appliance" else FEWEST_VALUES
    if agree(one, other, fewest=fewest):
        return f"it has the same values as {case.name(i)}"
    if _is_rate_of(case, i, j, one, other):
        return f"it is {case.name(i)} as power: that energy by the hours of each interval"
    return f"it rises as {case.name(i)} does" if rise_alike(one, other) else None


def _is_rate_of(case: _Compared, i: int, j: int, energy: Floats, rate: Floats) -> bool:
    """Whether a column that says power, but no unit of it, is another's energy for each hour."""
    if case.columns[i].unit in POWER or case.columns[j].unit in POWER:
        return False
    one, other = (words.says(words.POWER_NAMED, case.columns[k].name) for k in (i, j))
    return other and not one and agree(energy, rate * case.hours, fewest=FEWEST_VALUES)


def _sum(case: _Compared, columns: Sequence[int]) -> Floats:
    """Their energy together; a blank beside values is none, as of a tariff at another time."""
    kwh = np.stack([_turned(case.kwh[i]) for i in columns])
    return np.where(np.isnan(kwh).all(axis=0), np.nan, np.nansum(kwh, axis=0))


def _parts_of(case: _Compared, j: int, open_: set[int]) -> dict[int, str]:
    """Columns of one name but for a number (`usage1`, `usage2`) of which another column is the sum."""
    groups: dict[str, list[int]] = {}
    if case.roles[j] == "appliance":
        return {}
    for i in sorted(open_ - {j}):
        name = words.plain(case.columns[i].name)
        if case.roles[i] == case.roles[j] and any(map(str.isdigit, name)) and not words.METERED.search(name):
            groups.setdefault(_DIGITS.sub("", name), []).append(i)
    for parts in groups.values():
        if len(parts) > 1 and agree(_turned(case.kwh[j]), _sum(case, parts), fewest=FEWEST_VALUES):
            return dict.fromkeys(parts, f"{case.name(j)} is the sum of {case.shown(parts)}")
    return {}


def _total(case: _Compared, j: int, *, others: Sequence[int]) -> str | None:
    """Whether a column is the sum of the tariffs or phases of its own meter."""
    if meaning(case.columns[j].name) not in ("whole", "load", "import", "export", "supply"):
        return None
    parts = [
        i
        for i in others
        if case.roles[i] == case.roles[j]
        and words.METERED.search(words.plain(case.columns[i].name))
        and meaning(case.columns[i].name) != "whole"
    ]
    if len(parts) < 2:
        return None
    added = _sum(case, parts)
    return (
        f"it is the sum of {case.shown(parts)}"
        if agree(_turned(case.kwh[j]), added, fewest=FEWEST_VALUES)
        else None
    )


def _net(case: _Compared, j: int, *, others: Sequence[int]) -> str | None:
    """Whether a column is what meters of the home took minus what others gave."""
    name, kwh = case.columns[j].name, case.kwh[j]
    means = "net" if words.says(words.NET, name) else meaning(name)
    if means not in ("net", "whole", "load") and not bool((kwh < 0).any()):
        return None
    taken = [i for i in others if case.roles[i] == "mains"]
    given = [i for i in others if case.roles[i] in ("generation", "export")]
    exported = [i for i in others if case.roles[i] == "export"]
    groups = [([a], [b]) for a in taken for b in given]
    groups += [(taken, outs) for outs in (given, exported) if taken and outs]
    if given and not exported and bool((kwh < 0).any()) and bool((kwh > 0).any()):
        return None  # its negative values are all that says how much the home gave away
    signs = (1,) if means in ("whole", "load") else (1, -1)
    if means in ("whole", "load"):
        groups = [(ins, outs) for ins, outs in groups if set(outs) <= set(exported)]
    for ins, outs in groups:
        balance = _sum(case, ins) - _sum(case, outs)
        if any(agree(kwh, sign * balance, fewest=FEWEST_VALUES) for sign in signs):
            plus, minus = case.shown(ins), case.shown(outs)
            return (
                f"it is the difference of {plus} and {minus}"
                if len(ins) + len(outs) == 2
                else (f"it is {plus} less {minus}")
            )
    one_way = meaning(name) in ("import", "export") and not bool((kwh < 0).any())
    if means != "net" or not taken or one_way:
        return None
    return f"its name says net, and {case.name(taken[0])} is there"
