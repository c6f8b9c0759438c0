"""Columns beside the parts of a day that are their total: never added, but proof of the sum and the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.number_texts import Mark, number_text
from energy_core.importers.part_names import PartGroup
from energy_core.importers.units import KWH_PER, POWER, unit_in
from energy_core.spread import Floats

ROUNDED: Final = 0.01
"""Share by which a printed total may differ from the sum of printed parts."""

AGREEING: Final = 0.8
"""Share of days on which a total must be the sum; clocks change, cells are missing."""

FEWEST_DAYS: Final = 2

_TOTAL: Final = words.words(
    "total|totals|sum|summe|gesamt|totaal|somme|suma|somma|totale|razem|summa|daily|tagessumme|"
    "tageswert|dagtotaal"
)


@dataclass(frozen=True)
class Totals:
    """columns : totals of the day. name : what to call the parts by the unit that their total shows, or "".
    notes : choice, evidence and confidence for the receipt."""

    columns: tuple[int, ...]
    name: str
    notes: tuple[tuple[str, str, float], ...]

    def note(self, how: Dialect, ledger: Ledger) -> None:
        for choice, evidence, confidence in self.notes:
            ledger.decide("columns left out", choice, evidence=evidence, confidence=confidence)


def part_totals(
    how: Dialect, cells: Sequence[Sequence[str]], others: Sequence[int], group: PartGroup
) -> Totals:
    """Which other columns are the total of the parts, by their sums or by their names."""
    if not others:
        return Totals((), "", ())
    mark: Mark = "," if how.decimal == "," else "."
    sums = np.nansum([_numbers(cells[part.column], mark) for part in group.parts], axis=0)
    columns, notes, name = [], [], ""
    for column in others:
        values = _numbers(cells[column], mark)
        known = np.isfinite(values) & (np.abs(sums) > 0)
        named = words.says(_TOTAL, how.names[column]) and known.any()
        ratio = _ratio(values[known], sums[known], usual=group.usual)
        if ratio is None and not named:
            continue
        columns.append(column)
        notes.append(_note(how.names[column], values[known], sums[known], ratio))
        name = name or _named(how.names[column], ratio, group)
    return Totals(tuple(columns), name, tuple(notes))


def _numbers(texts: Sequence[str], mark: Mark) -> Floats:
    found = (number_text(text) for text in texts)
    values = (None if number is None else number.value(mark) for number in found)
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _ratio(total: Floats, sums: Floats, *, usual: int) -> float | None:
    """How many times the sum of the parts the total is, if that is one of the factors between units."""
    if len(total) < FEWEST_DAYS:
        return None
    hours = 24 / usual
    for ratio in dict.fromkeys((1.0, hours, 1e-3, 1e-3 * hours, 1e3)):
        limit = ROUNDED * np.abs(total) + 0.01 * np.abs(sums).mean() * ratio
        if (np.abs(total - ratio * sums) <= limit).mean() >= AGREEING and np.abs(total).max() > 0:
            return float(ratio)
    return None


def _note(name: str, total: Floats, sums: Floats, ratio: float | None) -> tuple[str, str, float]:
    if ratio is None:
        off = f"its name says total, but on {counted(len(total), 'day')} it is not the sum of the parts"
        return name, f"{off}: {total.sum():,.3f} beside {sums.sum():,.3f}", 0.5
    good = np.abs(total - ratio * sums) <= ROUNDED * np.abs(total) + 1e-9
    times = "" if ratio == 1 else f" times {ratio:g}"
    agree = f"it is the sum of the day's parts{times} on {int(good.sum()):,} of {counted(len(total), 'day')}"
    return name, f"{agree}; together {total.sum():,.3f}", 0.95


def _named(total: str, ratio: float | None, group: PartGroup) -> str:
    """What to call parts whose own names say no unit: the unit that their total shows."""
    unit = unit_in(total)
    if group.stem or ratio is None or unit not in KWH_PER or unit in POWER:
        return ""
    hours = 24 / group.usual
    if ratio == 1:
        return str(unit)
    if ratio == hours and unit in ("kWh", "Wh"):
        return {"kWh": "kW", "Wh": "W"}[str(unit)]
    return {("kWh", 1e-3): "Wh", ("MWh", 1e-3): "kWh", ("kWh", 1e-3 * hours): "W"}.get((str(unit), ratio), "")
