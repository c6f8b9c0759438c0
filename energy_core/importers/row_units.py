"""Units that differ from row to row: energy becomes kWh, power kW, rows of something else stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from energy_core.importers.hints import Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.table import Codes
from energy_core.importers.units import KWH_PER, POWER, energy_unit, is_unit, unit_in
from energy_core.spread import Floats


@dataclass(frozen=True)
class RowUnits:
    """amounts in `unit`, except in rows of `power`, which are kW. foreign : rows of other things, by unit.

    unit : None where no row names a unit of electricity.
    """

    amounts: Floats
    unit: Unit | None
    power: Flags | None = None
    foreign: Mapping[str, Flags] = field(default_factory=dict)


def by_row(values: Floats, texts: Sequence[str], codes: Codes) -> RowUnits:
    """Values by the unit that each row names. texts : the distinct units; codes : which one a row has."""
    known = [_unit(text) for text in texts]
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
    own = [energy_unit(unit) if unit else None for unit in known]
    factor = np.array([KWH_PER[unit] if unit else np.nan for unit in own])[codes]
    power = np.array([unit in POWER for unit in own], dtype=bool)[codes]
    if power.all():
        return RowUnits(amounts * factor, "kW", None, foreign)
    return RowUnits(amounts * factor, "kWh", power if power.any() else None, foreign)


def _unit(text: str) -> str | None:
    """The unit of a cell; of something else as it is written."""
    return unit_in(text) or (text.strip() if is_unit(text) and text.strip() else None)
