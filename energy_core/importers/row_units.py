"""Units that differ from row to row: energy becomes kWh, power kW, rows of something else stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from energy_core.importers.hints import Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.table import Codes
from energy_core.importers.units import KWH_PER, POWER, energy_unit, unit_in
from energy_core.spread import Floats, Integers

NAMELESS: Final = "something whose unit its name does not say"


@dataclass(frozen=True)
class Written:
    """values, and for each row the place of its unit among `units` (None = no unit of electricity)."""

    values: Floats
    codes: Codes
    units: tuple[Unit | None, ...]


@dataclass(frozen=True)
class RowUnits:
    """amounts in `unit`, except in rows of `power`, which are kW. foreign : rows of other things, by unit.

    unit : None where no row names a unit of electricity. written : values as they stand, and their units.
    """

    amounts: Floats
    unit: Unit | None
    power: Flags | None = None
    foreign: Mapping[str, Flags] = field(default_factory=dict)
    written: Written | None = None

    def part(self, rows: Flags | Integers) -> tuple[Floats, Unit]:
        """The amounts of some rows, as they are written if they share a unit, and their unit.

        rows : all of energy, or all of power.
        """
        assert self.unit is not None
        amounts, unit = self.amounts[rows], self.unit
        if self.written is None:
            return amounts, unit
        used = np.unique(self.written.codes[rows][np.isfinite(amounts)])
        units = {self.written.units[code] for code in used} - {None}
        if len(units) == 1 and (own := units.pop()) is not None:
            return self.written.values[rows], own
        return amounts, "kW" if self.power is not None and bool(self.power[rows].any()) else unit


def by_row(values: Floats, texts: Sequence[str], codes: Codes, *, names: bool) -> RowUnits:
    """Values by the unit that each row names. texts : the distinct units; codes : which one a row has.

    names : whether the texts are names that may hold a unit; one that holds none is nobody knows what. In a
    column of units a blank means the same as the others.
    """
    known = [(unit_in(text) or NAMELESS) if names else _unit(text) for text in texts]
    used = np.unique(codes[~np.isnan(values)]) if len(codes) else np.zeros(0, dtype=np.int64)
    units = {unit: energy_unit(unit) for code in used if (unit := known[code])}
    energy = [unit for unit in dict.fromkeys(units.values()) if unit is not None]
    foreign = {
        unit: np.isin(codes, [i for i, other in enumerate(known) if other == unit])
        for unit, electric in units.items()
        if electric is None
    }
    amounts = values.copy() if foreign else values
    for rows in foreign.values():
        amounts[rows] = np.nan
    if len(energy) < 2:
        return RowUnits(amounts, energy[0] if energy else None, None, foreign)
    own = tuple(energy_unit(unit) if unit else None for unit in known)
    written = Written(amounts, codes, own)
    factor = np.array([KWH_PER[unit] if unit else np.nan for unit in own])[codes]
    power = np.array([unit in POWER for unit in own], dtype=bool)[codes]
    if power.all():
        return RowUnits(amounts * factor, "kW", None, foreign, written)
    return RowUnits(amounts * factor, "kWh", power if power.any() else None, foreign, written)


def _unit(text: str) -> str | None:
    """The unit of a cell; of something else as it is written."""
    return unit_in(text) or text.strip() or None
