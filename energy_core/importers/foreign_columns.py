"""Columns of numbers that are no energy of the home, told by their names, their units and their numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.role_names import folded
from energy_core.importers.role_words import DEVICE
from energy_core.importers.units import JOULES, KWH_PER, unit_in
from energy_core.importers.vocabulary_foreign import AVERAGED, CALENDAR, CARBON, COUNTED, PEAK, REACTIVE

_BY_UNIT: Final = {
    "kvarh": "reactive energy", "kVA": "apparent power or energy", "%": "a share", "°C": "a temperature",
    "per kWh": "a price or an intensity per kWh", "kWh per something": "an intensity, not an amount",
    "kWh per day": "what an average day used",
    JOULES: "heat or gas in joules or BTU", "litres": "water or fuel in litres", "CCF": "gas or water in CCF",
    "gallons": "water or fuel in gallons", "therms": "gas in therms", "m3": "gas or water in cubic metres",
}  # fmt: skip

_UNIT_WORDS: Final = re.compile(
    r"(?<![^\W_])(?:[kmg]?whs?|kw|w|k?watts?|\d+ ?(?:min|mins|minutes?|m|h)|"
    r"(?:\d+ ?|per )?(?:half |quarter )?(?:hours?|hourly|hh?)|half ?hourly|interval|\d+)(?![^\W_])"
)
"""What a name may say of unit and interval, which is no kind of its own."""

_CAR: Final = words.words(
    r"charge ?points?|(?:ev|car|vehicle|tesla) charge|charge (?:ev|car|vehicle|tesla)|car ?charge"
)
"""A charge that is no money: a car's."""

_PLACED: Final = re.compile(r"t ?\d+|rh ?\d+|rv ?\d|[uvi] ?[123]")
"""Whole names of sensors: `T1`, `RH_2`, `U1`; within a longer name T1 is a tariff."""

WITH_ENERGY: Final = (
    ("money", words.MONEY), ("reactive or apparent energy", REACTIVE), ("carbon dioxide", CARBON),
    ("an average of another column", AVERAGED), ("a highest, lowest or permitted value", PEAK),
)  # fmt: skip
"""What a column may be although its unit is one of energy: `cost_kwh`, `Max kWh`, `CO2 kWh`."""

LONGEST_AMOUNT: Final = 9
"""Digits of a whole number from which on it names something: meters show eight."""


def foreign_kind(how: Dialect, column: int, unit: str | None, *, unit_beside: bool) -> str | None:
    """What a column of numbers is instead of energy of the home, in words; None: it may be energy.

    unit_beside : whether a column of units says the unit, which may be another column's.
    """
    name = how.names[column]
    if unit_beside and CALENDAR.fullmatch(words.plain(name)):
        return "a count of time"
    if unit_beside and unit_in(name) is None:
        found = _by_name(name, _UNIT_WORDS.sub(" ", words.plain(name))) or _by_numbers(how, column)
        if found is not None and found != "gas" and not words.says(words.MONEY_OR_ENERGY, name):
            return found
    elif unit is None and words.says(COUNTED, name):
        return "a number of something"
    if unit is not None and unit not in KWH_PER:
        return _BY_UNIT.get(unit, f"a quantity in {unit}") if not _is_gas(name, unit) else f"gas in {unit}"
    own = _own_words(name)
    if unit is not None:
        return next((kind for kind, pattern in WITH_ENERGY if pattern.search(own)), None)
    return _by_name(name, own) or _by_numbers(how, column)


def _own_words(name: str) -> str:
    """A name without units; without its appliance too if only that one's name has a word of money in it."""
    own = _UNIT_WORDS.sub(" ", words.plain(name))
    rest = _UNIT_WORDS.sub(" ", DEVICE.sub(" ", folded(name)))
    return own if words.MONEY.search(own) is None or words.MONEY.search(rest) else rest


def _is_gas(name: str, unit: str) -> bool:
    return unit in ("m3", "CCF", "litres", JOULES) and words.says(words.GAS, name)


def _by_name(name: str, own: str) -> str | None:
    if words.says(words.GAS, name):
        return "heating oil or another fuel" if words.says(words.OIL, name) else "gas"
    if _PLACED.fullmatch(words.plain(name)):
        return "a temperature, a voltage or the like"
    for kind, pattern in words.FOREIGN_KINDS:
        if pattern.search(own):
            return kind
    if words.MONEY_OR_ENERGY.search(own) and not (words.METERED.search(own) or _CAR.search(own)):
        return "money"
    if words.says(words.TEXT, name) or words.says(words.QUALITY, name):
        return "a mark of quality" if not _may_be_a_state(name) else None
    return None


def _may_be_a_state(name: str) -> bool:
    """`state` of a log of changes holds the value itself."""
    return words.plain(name) in ("state", "estado", "stato", "nature")


def _by_numbers(how: Dialect, column: int) -> str | None:
    """Numbers of rows and of things, however they are called."""
    cells = how.cells(column)[:500]
    whole = [int(cell) for cell in cells if re.fullmatch(r"\d{1,18}", cell)]
    if len(whole) < max(2, 0.98 * len(cells)):
        return None
    if len(whole) > 4 and whole[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(whole)):
        return "the numbers of the rows"
    if all(len(cell) >= LONGEST_AMOUNT for cell in cells) and len(set(whole)) < 0.5 * len(whole) + 1:
        return "a number that names something"
    return None


def money_cells(how: Dialect, column: int) -> bool:
    """Whether the cells carry a sign of money."""
    cells = [row[column] for row in how.sample[:200] if row[column].strip()]
    return bool(cells) and sum(bool(re.search(r"[€£$¥₹]", cell)) for cell in cells) > 0.5 * len(cells)


def unit_of_column(how: Dialect, column: int, unit_column: int | None) -> str | None:
    """The unit that a column's header, its column of units, or the text behind its numbers names."""
    header = unit_in(how.names[column])
    if header is not None:
        return header
    if unit_column is not None:
        units = {unit_in(row[unit_column]) for row in how.sample if row[column].strip()}
        energy = [unit for unit in KWH_PER if unit in units]
        return energy[0] if energy else min((unit for unit in units if unit), default=None)
    behind = {unit_in(cell.partition(" ")[2]) for cell in how.cells(column)[:200] if " " in cell}
    behind |= {
        unit_in(m[1])
        for cell in how.cells(column)[:50]
        if (m := re.fullmatch(r"[-+\d.,]+([^\W\d_]+\d?)", cell))
    }
    energy = [unit for unit in KWH_PER if unit in behind]
    return energy[0] if energy else min((unit for unit in behind if unit), default=None)
