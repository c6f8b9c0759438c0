"""Which column of a table is what: time, end, channel, unit, quality, values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from energy_core.errors import UnknownFormatError
from energy_core.importers import words
from energy_core.importers.blanks import is_blank
from energy_core.importers.date_formats import kind_of
from energy_core.importers.dialect import Dialect, is_value
from energy_core.importers.gas_files import is_of_gas
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.name_columns import name_columns
from energy_core.importers.periods import period_column
from energy_core.importers.quality import quality_column
from energy_core.importers.role_names import meaning
from energy_core.importers.time_columns import time_columns
from energy_core.importers.units import KWH_PER, is_unit, unit_in
from energy_core.importers.value_columns import value_columns
from energy_core.importers.whose import is_home_column
from energy_core.readings import Role

FEWEST_HOURS: Final = 12
"""So many columns named after different times of the day are the parts of a day, not meters."""

_CLOCK: Final = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4])[:.h][0-5]\d(?!\d)|(?<![^\W\d_])(?:h|hour|he) ?\d{1,2}\b", re.I
)

MOST_NAMES: Final = 100
MOST_GOODS: Final = 8
MOSTLY: Final = 0.6
"""A column is a time when this share of its cells is one; the rest may be totals and cut rows."""


@dataclass(frozen=True)
class Layout:
    """Numbers of the columns.

    time : one column, or a date and a time of day. end : the same for the end, or empty.
    values : columns that hold energy or power, each with the unit its header names, or None.
    names : columns that say whose a row is. homes : the columns that say of which home or meter.
    period : the hour or period of the day, beside a time column that holds only dates.
    quality : the column that marks estimates. commodity : the column that says electricity, gas or water.
    role : what all of it is, if it is no electricity.
    """

    time: tuple[int, ...]
    end: tuple[int, ...]
    names: tuple[int, ...]
    unit: int | None
    values: tuple[int, ...]
    period: int | None = None
    homes: tuple[int, ...] = ()
    units: dict[int, str | None] = field(default_factory=dict)
    quality: int | None = None
    commodity: int | None = None
    role: Role | None = None


def layout(how: Dialect, *, name: str, hints: Hints, ledger: Ledger) -> Layout:
    """Find the columns. Raises UnreadableFileError that names the columns found and the option that helps."""
    kinds = {i: _kind(how.cells(i)) for i in range(len(how.names))}
    time, end = time_columns(how, kinds, name=name, hints=hints)
    taken = {*time, *end, *(i for i, kind in kinds.items() if kind in ("datetime", "date", "clock", "month"))}
    unit = next((i for i in range(len(how.names)) if i not in taken and _is_unit_column(how, i)), None)
    named = None if unit is not None else _named_with_units(how, kinds)
    open_ = [i for i in range(len(how.names)) if i not in taken and i != unit]
    period = None if len(time) > 1 or end or kinds[time[0]] == "month" else period_column(how, time[0], open_)
    numeric = [i for i in open_ if i != period and kinds[i] == "value" and not is_home_column(how, i)]
    blank = [i for i in open_ if kinds[i] == "blank" and unit_in(how.names[i]) in KWH_PER]
    if not any(unit_in(how.names[i]) in KWH_PER for i in numeric):
        numeric += blank
    elif blank:
        _note_blank(how, blank, ledger)
    _refuse_hours_across(how, numeric, name=name)
    beside = unit if named is None else named
    values, units = value_columns(how, numeric, beside, time=time, name=name, hints=hints, ledger=ledger)
    left = [i for i in open_ if i not in values and i != period]
    quality = quality_column(how, left)
    homes = tuple(i for i in left if is_home_column(how, i))
    others = [i for i in left if i != quality]
    keys = (*time, *end, *((period,) if period is not None else ()))
    names = name_columns(how, kinds, others, keys=keys, unit=unit, ledger=ledger)
    unit = named if named is not None and named in names else unit
    goods = next((i for i in others if kinds[i] == "text" and _says_goods(how, i)), None)
    of_gas = is_of_gas(name, [text for _, text in how.above])
    only = all(meaning(how.names[i]) in ("load", "supply", "import", "unknown", "gas") for i in values)
    role: Role | None = "gas" if of_gas and only and goods is None and not hints.roles else None
    if role is not None:
        why = "the file's name or the lines above the table say so"
        ledger.decide("what it is", "gas", evidence=why, confidence=0.8, option="--role")
    return Layout(time, end, names, unit, values, period, homes, units, quality, goods, role)


def _says_goods(how: Dialect, column: int) -> bool:
    """Whether a column of few words says of some rows that they are of gas, water or heat."""
    cells = set(how.cells(column))
    few = len(cells) <= MOST_GOODS and not words.says(words.TEXT, how.names[column])
    return few and any(good_of(cell) is not None for cell in cells)


def good_of(cell: str) -> str | None:
    """`gas`, `water` or `heat` if a cell says so; None: electricity, a device, or nothing about it."""
    if words.says(words.ELECTRIC, cell):
        return None
    means = meaning(cell)
    if means in ("gas", "heat"):
        return means
    return "water" if means == "unknown" and words.says(words.WATER, cell) else None


def _kind(cells: list[str]) -> str:
    """`datetime`, `date`, `month`, `clock`, `number` (may be a time), `value`, `text` or `blank`."""
    filled = [cell for cell in cells[:500] if not is_blank(cell)]
    if not filled:
        return "blank"
    counts = Counter(kind_of(cell) or ("value" if is_number(cell) else "text") for cell in filled)
    dates = sum(counts[k] for k in ("datetime", "date", "month"))
    if dates >= MOSTLY * len(filled):
        return max(("datetime", "date", "month"), key=lambda k: counts[k])
    for kind in ("clock", "number"):
        if counts[kind] >= MOSTLY * len(filled):
            return (
                kind if kind == "clock" else ("value" if len(set(filled)) < 0.2 * len(filled) else "number")
            )
    return "value" if counts["value"] + counts["number"] + dates >= MOSTLY * len(filled) else "text"


def is_number(cell: str) -> bool:
    """A number, with or without a unit of energy or a sign of money around it."""
    head, _, tail = cell.partition(" ")
    if is_value(cell) or (is_value(head) and unit_in(tail) in KWH_PER):
        return True
    bare = cell.strip("€£$¥₹ ")
    return bare != cell and is_value(bare)


def _refuse_hours_across(how: Dialect, values: list[int], *, name: str) -> None:
    """A row per day with a column for each of its hours would look like 24 daily meters."""
    clocks = [i for i in values if _CLOCK.search(how.names[i])]
    hours = len({_CLOCK.search(how.names[i])[0] for i in clocks})  # type: ignore[index]
    if hours >= FEWEST_HOURS:
        first, last = how.names[clocks[0]], how.names[clocks[-1]]
        raise UnknownFormatError(
            f"Needed a row for each reading; {name} has a row for each day and a column for each part of it "
            f"({first!r} to {last!r}). Turn it into a table with the columns date, hour and kWh.",
            where={"file": name, "column": first, "row": how.header_line or how.first_line},
        )


def _note_blank(how: Dialect, blank: list[int], ledger: Ledger) -> None:
    names = ", ".join(how.names[i] for i in blank)
    evidence = "they have no values in the first rows"
    ledger.decide("columns left out", names, evidence=evidence, confidence=0.7, option="--value-column")


def says_end(name: str) -> bool:
    """Whether a header says that its stamps mark ends."""
    return words.says(words.END, name) and not words.says(words.START, name)


def _named_with_units(how: Dialect, kinds: dict[int, str]) -> int | None:
    """A column of names that say the unit of each row (`energy_kwh`, `power_w`), where no header says one."""
    if any(kinds[i] == "value" and unit_in(how.names[i]) in KWH_PER for i in kinds):
        return None
    for i, kind in kinds.items():
        if kind != "text" or words.says(words.QUALITY, how.names[i]):
            continue
        names = {cell for cell in how.cells(i)[:2000] if not is_unit(cell)}
        units = [unit for name in names if (unit := unit_in(name)) is not None]
        many = len(names) <= MOST_NAMES and 2 * len(units) >= len(names)
        if many and any(unit in KWH_PER for unit in units):
            return i
    return None


def _is_unit_column(how: Dialect, column: int) -> bool:
    """A column of units: by its name and cells, or because all its cells are units of energy and others."""
    cells = how.cells(column)[:200]
    if not cells or is_value(cells[0]):
        return False
    energy = any(unit_in(cell) in KWH_PER for cell in cells)
    if words.says(words.QUALITY, how.names[column]):
        return False
    if words.says(words.UNITS, how.names[column]):
        return energy or all(unit_in(cell) is not None or is_unit(cell) for cell in cells)
    return energy and all(is_unit(cell) and len(cell) <= 6 for cell in cells)
