"""What must hold hour by hour in a home with its own production."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.importers.side_by_side import SideBySide
from energy_core.spread import Floats

Sides = dict[str, list[str]]

FEWEST: Final = 24
NEARLY_ALWAYS: Final = 0.97
FLOWS_KWH: Final = 0.005
NIGHT: Final = (23, 0, 1, 2)
"""Local hours without sun, in every season below 60 degrees."""


def balance(beside: SideBySide, sides: Sides, storage: Sides) -> float:
    """By what share of the load the home's balance misses; 1 where there is nothing to compare."""
    load = beside.total(sides["load"])
    made = beside.total([*sides["import"], *sides["production"], *storage["discharge"]])
    gone = beside.total([*sides["export"], *storage["charge"]])
    known = np.isfinite(load) & np.isfinite(made) & np.isfinite(gone)
    if known.sum() < FEWEST or not load[known].sum() > 0:
        return 1.0
    return float(np.abs(load - made + gone)[known].sum() / load[known].sum())


def can_be(beside: SideBySide, sides: Sides, storage: Sides) -> bool:
    """Whether no more is given than made, none taken than used, and the sun rests longer than the home."""
    load, taken = beside.total(sides["load"]), beside.total(sides["import"])
    made, given = beside.total(sides["production"]), beside.total(sides["export"])
    if any(storage.values()):
        return True
    return (
        _mostly(1.02 * made + 0.02 - given)
        and _mostly(1.02 * load + 0.02 - taken)
        and (beside.hour[0] < 0 or _rests(made) >= _rests(load))
    )


def _mostly(left: Floats) -> bool:
    """Whether something is hardly ever below zero, where it is known."""
    known = left[np.isfinite(left)]
    return not len(known) or float((known >= 0).mean()) >= NEARLY_ALWAYS


def _rests(flow: Floats) -> float:
    known = flow[np.isfinite(flow)]
    return float((known <= 1e-3).mean()) if len(known) else 0.0


def uses_less_than_its_own(beside: SideBySide, sides: Sides) -> bool:
    """Whether `load` is often less than what stayed of the production: then it is not all that was used."""
    stayed = beside.total(sides["production"]) - beside.total(sides["export"])
    load = beside.total(sides["load"])
    highest = float(np.nanmax(stayed, initial=0.0))
    sunny = np.isfinite(stayed) & np.isfinite(load) & (stayed > 0.05 * highest)
    less = load[sunny] < 0.95 * stayed[sunny] - 0.02
    return int(sunny.sum()) >= FEWEST and float(less.mean()) > 0.2


def gives_in_the_dark(beside: SideBySide, sides: Sides) -> bool:
    """Whether energy is given when nothing is made, and none taken: the names are the other way round."""
    made = beside.total(sides["production"])
    dark = made <= 0.01 * float(np.nanmax(made, initial=0.0))
    return _flows(beside, sides["export"], dark) and not _flows(beside, sides["import"], dark)


def gives_at_night(beside: SideBySide, sides: Sides) -> bool:
    """The same of a home whose production is not metered, by its local hours."""
    night = np.isin(beside.hour, NIGHT)
    return _flows(beside, sides["export"], night) and not _flows(beside, sides["import"], night)


def _flows(beside: SideBySide, names: Sequence[str], dark: Flags) -> bool:
    flow = beside.total(names)[dark]
    return len(flow) >= FEWEST and float((np.nan_to_num(flow) > FLOWS_KWH).mean()) > 0.2
