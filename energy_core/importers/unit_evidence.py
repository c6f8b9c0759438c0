"""The unit of columns whose headers name none: said elsewhere in the file, or the only one that is possible.

Taken without a question only where one of these holds, and then it stands on the receipt:
- the lines above the table, or the file's name, name one unit of electric energy, or a standard that has one;
- the columns are the registers of a home's supply meter (import beside export, two tariffs: no other thing in
  a home has them), they hold energy by their names or because they count up, and of kWh, Wh and MWh one alone
  gives what homes use: those are a thousand times apart, homes are not;
- a column of money beside it costs what a kWh costs, or exactly usage times a price that is said per kWh;
- the name says power, readings are an hour apart or closer, and as kW it would be more than a home can draw.
Everything else is a question (`unit_question`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Unit
from energy_core.importers.role_names import meaning
from energy_core.importers.sampled import YEAR_HOURS, Sampled, amount, is_counter, sample_values, sampled
from energy_core.importers.unit_by_money import cost_of
from energy_core.importers.units import KWH_PER, PER_DAY, POWER, energy_unit, unit_in
from energy_core.spread import Floats

HOME_KWH: Final = (400.0, 60_000.0)
"""What a home uses in a year, from a small flat to a large house with electric heating and a car. [kWh]
Households of the EU use 3,700 on average, of the US 10,500 (Eurostat nrg_d_hhq 2022; EIA RECS 2020)."""

STANDARDS: Final = (
    (re.compile(r"HDR,ICPCONS,"), "X", "EIEP13A of the Electricity Authority of New Zealand counts in kWh"),
)
"""First lines of files whose standard fixes the unit, and the cell of rows that are consumption: active
energy volume in kWh (Electricity Authority, EIEP13A Detailed consumption information, version 1.4, 2020)."""

FEWEST_HOURS: Final = 48.0
"""Of a shorter sample nothing is said about a year."""

IMPOSSIBLE_KW: Final = 100.0
"""More than the largest connection of a home carries (3 x 100 A at 230 V: 69 kW)."""
MOST_W: Final = 60_000.0

VOLTS: Final = (90.0, 500.0)
"""Mean voltages of supplies; what is far above is a sum over the interval, and so may be the power."""


STEADY: Final = 0.3
"""Share of their middle that volts spread over: supplies keep within a tenth of it (EN 50160:2010)."""


@dataclass(frozen=True)
class Evidence:
    """A unit, why it is that one, and how sure [0 to 1]."""

    unit: Unit
    why: str
    sure: float


def unit_elsewhere(
    how: Dialect, columns: Sequence[int], *, time: tuple[int, ...], name: str
) -> Evidence | None:
    """The unit of columns that name none; None = a person has to say it."""
    said = _by_standard(how, columns) or _said_above(how) or _said_by_the_file(name)
    if said is not None:
        return said
    if said := _said_per_day(how):
        return said
    sample = sampled(how, time)
    return _of_a_supply(how, columns, sample) or _of_power(how, columns, sample) or _by_money(how, columns)


def _by_standard(how: Dialect, columns: Sequence[int]) -> Evidence | None:
    """Of one column only: a second one beside it would be reactive energy."""
    lines = [f"{text.replace(' ', '')}," for _, text in how.above]
    for form, consumed, why in STANDARDS:
        if len(columns) == 1 and any(map(form.match, lines)) and any(consumed in row for row in how.sample):
            return Evidence("kWh", why, 0.9)
    return None


def _said_above(how: Dialect) -> Evidence | None:
    texts = [text for _, text in how.above]
    units = {unit for text in texts if (unit := energy_unit(text))}
    if len(units) != 1:
        units = {unit for text in texts if words.says(words.UNITS, text) and (unit := energy_unit(text))}
    if len(units) != 1:
        return None
    unit = units.pop()
    line, text = next((at, text) for at, text in how.above if energy_unit(text) == unit)
    return Evidence(unit, f"line {line} above the table says so: {text.strip(' ;,')[:60]!r}", 0.85)


def _said_per_day(how: Dialect) -> Evidence | None:
    """A column of kWh per day beside them: its author counted in kWh."""
    rate = next((name for name in how.names if unit_in(name) == PER_DAY), None)
    return None if rate is None else Evidence("kWh", f"{rate!r} stands beside it", 0.8)


def _said_by_the_file(name: str) -> Evidence | None:
    stem = PurePath(name).stem
    unit = energy_unit(stem)
    if unit is None or unit in POWER or words.says(words.GAS, stem):
        return None
    return Evidence(unit, f"the file is called {name}", 0.7)


def _of_a_supply(how: Dialect, columns: Sequence[int], sample: Sampled) -> Evidence | None:
    """kWh, Wh or MWh of registers that only a home's supply meter has."""
    proof = supply_proof([how.names[i] for i in columns])
    if proof is None or sample.span_hours < FEWEST_HOURS:
        return None
    values = {i: sample_values(how, i) for i in columns}
    taken = [i for i in columns if meaning(how.names[i]) not in ("export", "produced", "net", "whole")]
    energy = any(_says_energy(how.names[i]) or is_counter(values[i]) for i in taken) or sample.hours == 1
    counters = [i for i in taken if is_counter(values[i])]
    total = sum(amount(values[i]) for i in counters or taken)
    yearly = yearly_kwh(total, sample)
    possible = [
        u for u in yearly if HOME_KWH[0] <= yearly[u] <= HOME_KWH[1] and (not energy or u not in POWER)
    ]
    if len(possible) != 1 or possible[0] in POWER:
        return None
    unit = possible[0]
    why = f"{proof}: a supply meter; {shown(yearly[unit])} a year is what homes use, no other unit gives that"
    return Evidence(unit, why, 0.85)


def supply_proof(names: Sequence[str]) -> str | None:
    """What shows that columns are the registers of a supply meter, in words."""
    meanings = {name: meaning(name) for name in names}
    taken = [n for n, m in meanings.items() if m in ("import", "load", "tariff")]
    given = [n for n, m in meanings.items() if m == "export"]
    if taken and given:
        return f"{taken[0]!r} stands beside {given[0]!r}"
    tariffs = [name for name in taken if words.METERED.search(words.plain(name))]
    return f"{tariffs[0]!r} and {tariffs[1]!r} are tariffs of one meter" if len(tariffs) > 1 else None


def _says_energy(name: str) -> bool:
    return words.says(words.ENERGY_NAMED, name) and not words.says(words.POWER_NAMED, name)


def yearly_kwh(total: float, sample: Sampled) -> dict[Unit, float]:
    """What a sample's total would be in a year in each unit but joules [kWh]."""
    if not sample.span_hours:
        return {}
    years = sample.span_hours / YEAR_HOURS
    return {
        unit: total * per * (sample.hours if unit in POWER else 1.0) / years
        for unit, per in KWH_PER.items()
        if not unit.endswith("J")
    }


def _of_power(how: Dialect, columns: Sequence[int], sample: Sampled) -> Evidence | None:
    """W of columns that say power and would be a power station in kW."""
    names = [how.names[i] for i in columns]
    if not all(words.says(words.POWER_NAMED, n) and not words.says(words.ENERGY_NAMED, n) for n in names):
        return None
    values = [sample_values(how, i) for i in columns]
    highest = max((float(np.nanmax(v)) for v in values if np.isfinite(v).any()), default=0.0)
    if not 0 < sample.hours <= 1 or not IMPOSSIBLE_KW < highest <= MOST_W or _holds_sums(how):
        return None
    return Evidence("W", f"its name says power, and {highest:,.0f} kW is more than a home can draw", 0.8)


def _by_money(how: Dialect, columns: Sequence[int]) -> Evidence | None:
    found = cost_of(how, columns)
    return None if found is None else Evidence("kWh", found[0], found[1])


def _holds_sums(how: Dialect) -> bool:
    """Whether a column of volts is not what sockets have: the rows are sums, or no measurements."""
    volts = [
        i for i, n in enumerate(how.names) if re.search(r"(?<![^\W_])(?:voltage|volts?|spannung)", n, re.I)
    ]
    return any(not _is_a_supply(sample_values(how, i)) for i in volts)


def _is_a_supply(volts: Floats) -> bool:
    """Whether volts are those of a socket: of a known height, and steady."""
    known = volts[np.isfinite(volts)]
    if not len(known):
        return True
    low, middle, high = np.quantile(known, [0.1, 0.5, 0.9])
    return bool(VOLTS[0] <= middle <= VOLTS[1] and high - low <= STEADY * middle)


def shown(kwh: float) -> str:
    """`4,212 kWh`, `4.2 kWh`, `0.0042 kWh`."""
    return f"{kwh:,.0f} kWh" if kwh >= 100 else f"{kwh:,.1f} kWh" if kwh >= 1 else f"{kwh:.2g} kWh"
