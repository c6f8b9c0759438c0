"""Cells of a value column -> numbers in one unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.row_units import by_row
from energy_core.importers.table import BLANKS, Table
from energy_core.importers.units import KWH_PER, POWER, unit_in
from energy_core.spread import Floats

Flags = npt.NDArray[np.bool_]

_SPLIT: Final = re.compile(
    r"([-+]?[\d.,' ]*\d[\d.,]*(?:[eE][-+]?\d+)?|[-+]?inf(?:inity)?)\s*([A-Za-z³°]*.*)", re.I
)


@dataclass(frozen=True)
class Numbers:
    """amounts in `unit`, NaN = missing; odd : cells with text that is no number.

    power : rows whose amounts are kW, where others are energy. foreign : rows of other things, by their unit.
    """

    amounts: Floats
    unit: Unit
    odd: Flags
    power: Flags | None = None
    foreign: Mapping[str, Flags] = field(default_factory=dict)

    @property
    def kwh_per(self) -> float:
        return 0.0 if self.unit in POWER else KWH_PER[self.unit]


def numbers(table: Table, how: Dialect, column: int, found: Layout, *, hints: Hints, name: str) -> Numbers:
    """One column's numbers. Raises UnreadableFileError for units that are no electricity, or none at all."""
    said = hints.unit
    if column in table.numbers:
        values, in_cells = table.numbers[column], None
        odd = np.zeros(len(values), dtype=bool)
    else:
        values, in_cells, odd = from_text(table, how.decimal, column)
    if said is None and found.unit is not None:
        return _by_unit_column(
            values, odd, table, unit_column=found.unit, column=how.names[column], name=name
        )
    unit = said or found.units.get(column)
    if in_cells is not None and said is None:
        return _by_cells(values, in_cells, odd, header=unit, column=how.names[column], name=name)
    return Numbers(values, _known(unit, how.names[column], name=name), odd)


def _known(unit: str | None, column: str, *, name: str) -> Unit:
    if unit in KWH_PER:
        return unit
    found = f"is in {unit}, which is no unit of electric energy" if unit else "does not say a unit"
    raise UnreadableFileError(
        f"Needed electricity in kWh, Wh, MWh, kW or W; {column!r} of {name} {found}. "
        "If it is electricity, say --unit, such as --unit kWh.",
        where={"file": name, "column": column},
        option="--unit",
    )


def from_text(table: Table, decimal: str, column: int) -> tuple[Floats, list[str | None] | None, Flags]:
    """Cells that are not all plain numbers: guards, thousands marks, units behind the number."""
    texts, codes = table.repeated(column)
    values, units, odd = [], [], []
    for text in texts:
        cell = plain_cell(text)
        match = _SPLIT.fullmatch(cell) if cell not in BLANKS else None
        value = _number(match[1], decimal) if match else None
        values.append(np.nan if value is None else value)
        units.append(unit_in(match[2]) if match and match[2] else None)
        odd.append(cell not in BLANKS and value is None)
    found = [units[code] for code in codes] if any(units) else None
    return np.array(values)[codes], found, np.array(odd)[codes]


def _number(text: str, decimal: str) -> float | None:
    thousands = "." if decimal == "," else ","
    plain = re.sub(rf"[' {re.escape(thousands)}]", "", text).replace(decimal, ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _by_cells(
    values: Floats, units: list[str | None], odd: Flags, *, header: str | None, column: str, name: str
) -> Numbers:
    """Units behind the numbers, perhaps mixed: all become the first one's family in kWh."""
    series = pd.Series(units, dtype="object").fillna(header or "")
    known = [u for u in series.unique() if u]
    for unit in known:
        _known(unit, column, name=name)
    if len(known) == 1:
        return Numbers(values, _known(known[0], column, name=name), odd)
    if any(u in POWER for u in known) or (series[~np.isnan(values)] == "").any():
        raise UnreadableFileError(
            f"Needed one unit; {column!r} of {name} mixes {', '.join(map(str, known))}. Say --unit.",
            where={"file": name, "column": column},
            option="--unit",
        )
    factor = series.map(lambda unit: KWH_PER.get(unit, np.nan)).to_numpy(dtype=float)
    return Numbers(values * factor, "kWh", odd)


def _by_unit_column(
    values: Floats, odd: Flags, table: Table, *, unit_column: int, column: str, name: str
) -> Numbers:
    texts, codes = table.repeated(unit_column)
    found = by_row(values, texts, codes)
    unit = found.unit or _known(next(iter(found.foreign), None), column, name=name)
    return Numbers(found.amounts, unit, odd, found.power, found.foreign)
