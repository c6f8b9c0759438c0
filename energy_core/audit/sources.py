"""Where the numbers of a measure are from, in words: each with its range, unit, source, date and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from energy_core import words
from energy_core.audit.measure import Assumption

NAMES: Final = {
    "saving_share": "Share saved",
    "moved_share": "Share moved",
    "new_kwh_per_year": "Use of a new one",
    "cost": "Cost",
    "extra_cost": "Extra cost where one is due",
    "cost_per_lamp": "Cost of a lamp",
    "old_share": "Share of lamps that are not LED",
    "lamp_kwh_per_year": "Use of an old lamp",
    "lifetime_years": "Lifetime",
    "realisation": "Left after habits change",
    "discount_rate": "Interest, for the present value",
    "price_rise": "Rise of energy prices",
    "most_kw": "Standby of a mean home",
    "refrigeration_kw": "Draw of a fridge-freezer",
}
CONVENTIONS: Final = (
    "by its nature",
    "convention of this catalogue",
    "the source of the saving itself",
)
"""Sources of numbers that nobody measured: what they mean says more than where they are from."""


def sources(assumptions: Sequence[Assumption]) -> Iterator[tuple[str, str]]:
    """The name of each number, and what is known of it as a sentence; the ends of a range are one."""
    for (name, _, source, date), group in groupby(assumptions, key=_number):
        parts = list(group)
        first, said = parts[0], [_quantity(one) for one in parts]
        middle = f", middle {said[1]}" if len(parts) == 3 else ""
        figure = f"{words.between(said[0], said[-1])}{middle}"
        yield named(name), f"{figure}{_origin(first, source, date)}"


def named(number: str) -> str:
    """What a number of the catalogue is called."""
    return NAMES.get(number, number.replace("_", " "))


def _origin(one: Assumption, source: str, date: str) -> str:
    """Whose the number is, how often it was found, where it holds and since when."""
    if one.yours:
        return ", your own figure."
    if one.source in CONVENTIONS:
        basis = (one.basis or "").rstrip(".")
        return f": {basis}." if basis and basis != "costs nothing" else "."
    checked = "found in two sources" if one.verified else "found in one source"
    place = "everywhere" if one.region == "any" else one.region
    return f", {checked}. {source[0].upper()}{source[1:]} ({place}, {date})."


def _quantity(one: Assumption) -> str:
    """The value with its unit; shares as people say them."""
    if one.unit.startswith("fraction"):
        return f"{words.number(100 * one.value)}%{' a year' if one.unit.endswith('/year') else ''}"
    if not one.value and one.unit == "any currency":
        return "nothing"
    if one.unit == "years":
        return words.years(one.value)
    return f"{words.number(one.value)} {one.unit}"


def _number(one: Assumption) -> tuple[str, str, str, str]:
    """What the ends of one range share."""
    name = one.name
    for level in ("_low", "_mid", "_high"):
        name = name.removesuffix(level)
    return name, one.unit, one.source, one.date
