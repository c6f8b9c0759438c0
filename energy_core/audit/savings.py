"""The formulas of the catalogue: what a measure saves of a metered load, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from energy_core.audit.catalogue import Entry, Formula, Number

Triple = tuple[float, float, float]
Pair = tuple[float, float]

NOTHING: Final[Triple] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Saving:
    """What a measure saves of a load in a year [kWh], and what that costs [currency]. Low, middle, high.

    paid_kwh : what `cost` buys. It differs from kwh only where how much there is to replace is not known.
    cost : None where the catalogue has no price in the home's currency.
    """

    kwh: Triple
    cost: Pair | None
    paid_kwh: Triple


def saving(entry: Entry, load_kwh: float, incentive: float = 0.0) -> Saving:
    """The saving of one measure on a load of so many kWh a year. Never more than the load."""
    kwh = _capped(FORMULAS[entry.formula](entry, load_kwh), load_kwh)
    if entry.formula != "lamps":
        return Saving(kwh, _less(_pair(entry.numbers.get("cost")), incentive), kwh)
    old = entry.numbers["old_share"].mid
    paid = _capped(_times(load_kwh * old, entry.numbers["saving_share"], _realisation(entry)), load_kwh)
    return Saving(kwh, _less(_lamp_cost(entry, load_kwh * old), incentive), paid)


def _new_appliance(entry: Entry, load_kwh: float) -> Triple:
    """What it uses now less what a new one uses, whatever the home does with it."""
    new = entry.numbers["new_kwh_per_year"]
    less = (load_kwh - new.high, load_kwh - new.mid, load_kwh - new.low)
    low, mid, high = (max(gap, 0.0) * part for gap, part in zip(less, _realisation(entry), strict=True))
    return low, mid, high


def _share(entry: Entry, load_kwh: float) -> Triple:
    """A share of what it uses now."""
    return _times(load_kwh, entry.numbers["saving_share"], _realisation(entry))


def _lamps(entry: Entry, load_kwh: float) -> Triple:
    """A share of what the lamps use that are not efficient yet."""
    low, mid, high = _share(entry, load_kwh)
    old = entry.numbers["old_share"]
    return low * old.low, mid * old.mid, high * old.high


def _no_energy(entry: Entry, load_kwh: float) -> Triple:
    """Moved or priced otherwise: the energy stays."""
    return NOTHING


FORMULAS: Final[dict[Formula, Callable[[Entry, float], Triple]]] = {
    "new_appliance": _new_appliance,
    "share": _share,
    "lamps": _lamps,
    "always_on": _share,
    "whole_home": _share,
    "tariff": _no_energy,
    "shift": _no_energy,
}


def _realisation(entry: Entry) -> Triple:
    number = entry.numbers["realisation"]
    return number.low, number.mid, number.high


def _times(kwh: float, number: Number, parts: Triple) -> Triple:
    low, mid, high = parts
    return kwh * number.low * low, kwh * number.mid * mid, kwh * number.high * high


def _capped(kwh: Triple, most: float) -> Triple:
    low, mid, high = (min(max(part, 0.0), most) for part in kwh)
    return low, mid, high


def _pair(number: Number | None) -> Pair | None:
    return None if number is None else (number.low, number.high)


def _less(cost: Pair | None, incentive: float) -> Pair | None:
    return None if cost is None else (max(cost[0] - incentive, 0.0), max(cost[1] - incentive, 0.0))


def _lamp_cost(entry: Entry, old_kwh: float) -> Pair | None:
    price, each = entry.numbers.get("cost_per_lamp"), entry.numbers["lamp_kwh_per_year"]
    return None if price is None else (old_kwh / each.high * price.low, old_kwh / each.low * price.high)
