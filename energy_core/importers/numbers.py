"""Cells of a value column -> numbers in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.blanks import is_blank
from energy_core.importers.columns import Layout
from energy_core.importers.decimal_marks import other
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.number_texts import Mark, NumberText, number_text
from energy_core.importers.row_units import RowUnits, by_row
from energy_core.importers.table import Codes, Table
from energy_core.importers.units import KWH_PER, POWER, measurable, unit_in
from energy_core.spread import Floats, Integers

Flags = npt.NDArray[np.bool_]

OFTEN: Final = 3
"""So often a word without digits means that there is no value; once it may be damage."""


@dataclass(frozen=True)
class Numbers:
    """amounts in `unit`, NaN = missing; odd : cells with text that is no number.

    by_row : where each row has a unit of its own; its rows of power are kW, the others `unit`.
    """

    amounts: Floats
    unit: Unit
    odd: Flags
    by_row: RowUnits | None = None

    @property
    def power(self) -> Flags | None:
        """Rows of power, where others are energy; None: all are alike."""
        return None if self.by_row is None else self.by_row.power

    @property
    def foreign(self) -> Mapping[str, Flags]:
        """Rows of other things, by what they are."""
        return {} if self.by_row is None else self.by_row.foreign

    def part(self, rows: Flags | Integers) -> tuple[Floats, Unit]:
        """The amounts of some rows, all of energy or all of power, and their unit."""
        return (self.amounts[rows], self.unit) if self.by_row is None else self.by_row.part(rows)

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
    values = measurable(values)
    if said is None and found.unit is not None:
        texts, codes = table.repeated(found.unit)
        units = by_row(values, texts, codes, names=found.unit in found.names)
        own = units.unit or _known(next(iter(units.foreign), None), how.names[column], name=name)
        return Numbers(units.amounts, own, odd, units)
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
    """Cells that are not all plain numbers: guards, thousands marks, signs, units behind the number."""
    texts, codes = table.repeated(column)
    cells = [plain_cell(text) for text in texts]
    parts = [None if is_blank(cell) else number_text(cell) for cell in cells]
    mark = _mark(parts, decimal)
    values = [None if part is None else part.value(mark) for part in parts]
    units = [unit_in(part.unit) if part is not None and part.unit else None for part in parts]
    said = _no_values(cells, codes)
    odd = [v is None and not (is_blank(c) or c in said) for v, c in zip(values, cells, strict=True)]
    amounts = np.array([np.nan if value is None else value for value in values], dtype=float)
    found = [units[code] for code in codes] if any(units) else None
    return amounts[codes], found, np.array(odd, dtype=bool)[codes]


def _mark(parts: Sequence[NumberText | None], decimal: str) -> Mark:
    """The file's decimal mark, unless the numbers of this column allow only the other."""
    shapes = Counter(part.shape for part in parts if part is not None)
    own: Mark = "," if decimal == "," else "."
    against = shapes["point"] if own == "," else shapes["comma"]
    return other(own) if against and not shapes["comma" if own == "," else "point"] else own


def _no_values(cells: Sequence[str], codes: Codes) -> set[str]:
    """Words that stand again and again where others have numbers: how this file says `no value`."""
    words = [i for i, cell in enumerate(cells) if cell and not any(c.isdigit() for c in cell)]
    often = np.bincount(codes, minlength=len(cells))
    return {cells[i] for i in words if often[i] >= OFTEN}


def _by_cells(
    values: Floats, units: list[str | None], odd: Flags, *, header: str | None, column: str, name: str
) -> Numbers:
    """Units behind the numbers, perhaps mixed: all become kWh, or kW."""
    series = pd.Series(units, dtype="object").fillna(header or "")
    known = [u for u in series.unique() if u]
    for unit in known:
        _known(unit, column, name=name)
    if len(known) == 1:
        return Numbers(values, _known(known[0], column, name=name), odd)
    power = [u in POWER for u in known]
    if (any(power) and not all(power)) or (series[~np.isnan(values)] == "").any():
        raise UnreadableFileError(
            f"Needed one unit; {column!r} of {name} mixes {', '.join(map(str, known))}. Say --unit.",
            where={"file": name, "column": column},
            option="--unit",
        )
    factor = series.map(lambda unit: KWH_PER.get(unit, np.nan)).to_numpy(dtype=float)
    return Numbers(values * factor, "kW" if all(power) else "kWh", odd)
