"""A home with its own production: what it used is what it took and made, less what it gave away.

load = import + production - export + discharge - charge, hour by hour, decides which channel is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Final

import numpy as np

from energy_core.importers.role_case import TURNED, Case, listed
from energy_core.importers.role_names import Meaning, folded
from energy_core.importers.role_words import GRID_TO_HOME, GRID_TO_STORE
from energy_core.importers.side_by_side import SideBySide
from energy_core.importers.sun_checks import (
    FEWEST,
    Sides,
    balance,
    can_be,
    gives_at_night,
    gives_in_the_dark,
    uses_less_than_its_own,
)
from energy_core.readings import Role

CLOSES: Final = 0.03
"""Share of the load by which the balance may miss: meters and roundings differ a little."""

CLOSES_OTHERWISE: Final = 0.01
"""The same before the names are not believed."""

_PLACES: Final[tuple[tuple[str, tuple[Meaning, ...], Role], ...]] = (
    ("load", ("load", "whole"), "mains"),
    ("import", ("import", "net", "tariff", "phase", "supply"), "other"),
    ("production", ("produced",), "generation"),
    ("export", ("export",), "export"),
)


def find_flows(case: Case) -> None:
    """Say which channel is the home's use where import, production, export or a battery are there too."""
    sides = {place: _open(case, meanings) for place, meanings, _ in _PLACES}
    storage = {"charge": case.meaning("charge"), "discharge": case.meaning("discharge")}
    own = [*sides["production"], *sides["export"], *storage["charge"], *storage["discharge"]]
    own += case.meaning("self_use", "battery")
    if not own:
        _import_beside_load(case, sides)
        return
    if case.beside is not None and len(case.beside.kwh) >= FEWEST:
        storage = _with_directions(case, sides, storage)
        sides = _by_balance(case, case.beside, sides, storage)
    if _are_registers(case, sides):
        _registers_count(case, sides)
    elif sides["load"]:
        _load_counts(case, sides, storage)
    elif sides["import"]:
        _import_counts(case, sides)
    _say_the_rest(case)


def _open(case: Case, meanings: Sequence[Meaning]) -> list[str]:
    return [n for n in case.meaning(*meanings) if case.roles[n] in ("mains", "export", "generation")]


def _import_beside_load(case: Case, sides: Sides) -> None:
    imported = case.meaning("import")
    for name in imported if sides["load"] else []:
        case.say(name, "other", f"{sides['load'][0]} already holds what was taken from the grid", 0.8)


def _by_balance(case: Case, beside: SideBySide, sides: Sides, storage: Sides) -> Sides:
    """The sides as their names say if they balance or nothing else does; else as they do balance."""
    if all(sides[place] for place, _, _ in _PLACES):
        if balance(beside, sides, storage) <= CLOSES and can_be(beside, sides, storage):
            return sides
        others = [s for s in _exchanged(sides) if _is_sound(beside, s, storage)]
        if len(others) == 1:
            return _as_it_balances(case, others[0])
        return sides
    if len(sides["import"]) == 1 and len(sides["export"]) == 1 and not sides["load"]:
        turned = {**sides, "import": sides["export"], "export": sides["import"]}
        if sides["production"] and not any(storage.values()) and gives_in_the_dark(beside, sides):
            return _as_it_balances(case, turned, why="what flows when nothing is produced is taken")
        if not sides["production"] and gives_at_night(beside, sides):
            _note_night(case, sides)
    return sides


def _note_night(case: Case, sides: Sides) -> None:
    given, taken = sides["export"][0], sides["import"][0]
    case.note(
        "sign",
        f"{given} flows at night and {taken} does not; if the home has no battery, they are the other way "
        f"round: say --role '{taken}=export' and --role '{given}=mains', or the right --timezone.",
        given,
    )


def _with_directions(case: Case, sides: Sides, storage: Sides) -> Sides:
    """A battery whose column has two directions: which of them is which, by the balance."""
    halves = [n for n in case.meaning("battery") if n + TURNED in case.names]
    if len(halves) != 1 or any(storage.values()) or case.beside is None or not sides["load"]:
        return storage
    one, other = halves[0], halves[0] + TURNED
    ways: list[Sides] = [{"charge": [one], "discharge": [other]}, {"charge": [other], "discharge": [one]}]
    best = min(ways, key=lambda way: balance(case.beside, sides, way))  # type: ignore[arg-type]
    return best if balance(case.beside, sides, best) <= CLOSES else storage


def _exchanged(sides: Sides) -> list[Sides]:
    """The same channels in other places, if each place has one."""
    places = [place for place, _, _ in _PLACES]
    if any(len(sides[place]) != 1 for place in places):
        return []
    names = [sides[place][0] for place in places]
    return [dict(zip(places, ([n] for n in order), strict=True)) for order in permutations(names)][1:]


def _is_sound(beside: SideBySide, sides: Sides, storage: Sides) -> bool:
    return balance(beside, sides, storage) <= CLOSES_OTHERWISE and can_be(beside, sides, storage)


def _as_it_balances(case: Case, sides: Sides, *, why: str = "") -> Sides:
    """Roles that the names do not say; each is told."""
    reason = (
        why or "only so do use, import, production and export balance hour by hour, whatever the names say"
    )
    for place, meanings, role in _PLACES:
        counted: Role = "mains" if place == "import" and not sides["load"] else role
        for name in sides[place]:
            if case.meanings[name] not in meanings:
                case.note("role", f"{name} is read as {place}: {reason}.", name)
            case.say(name, counted, reason, 0.9)
    return sides


def _load_counts(case: Case, sides: Sides, storage: Sides) -> None:
    load = sides["load"]
    if _is_only_what_was_taken(case, sides, storage):
        _import_counts(case, {**sides, "import": load, "load": []})
        return
    off = balance(case.beside, sides, storage) if case.beside is not None else 1.0
    closes = off <= CLOSES and bool(sides["import"] or sides["production"])
    parts = [*sides["import"], *sides["production"], *storage["discharge"]]
    less = [*sides["export"], *storage["charge"]]
    formula = f"{listed(load)} = {' + '.join(parts)}" + "".join(f" - {name}" for name in less)
    for name in load:
        if closes and not (case.by_evidence(name) and case.sure[name] >= 0.9):
            case.say(name, "mains", f"it is what the home used: {formula}, within {off:.1%}", 0.95)
        elif not case.by_evidence(name):
            case.say(name, "mains", "its name says that it is what the home used", 0.8)
    for name in sides["import"]:
        case.say(
            name, "other", f"{load[0]} already holds what was taken from the grid", 0.95 if closes else 0.8
        )


def _is_only_what_was_taken(case: Case, sides: Sides, storage: Sides) -> bool:
    if sides["import"] or any(storage.values()) or case.beside is None:
        return False
    return bool(sides["production"] and sides["export"]) and uses_less_than_its_own(case.beside, sides)


def _are_registers(case: Case, sides: Sides) -> bool:
    """Whether use and production are what a grid meter's two registers counted, beside their net.

    The use of a home is never nothing while the sun shines, and something at all other times.
    """
    if case.beside is None or any(len(sides[place]) != 1 for place, _, _ in _PLACES):
        return False
    load, net, made, given = (sides[place][0] for place, _, _ in _PLACES)
    if case.meanings[net] != "net" or given != net + TURNED:
        return False
    nothing, flows = case.beside.of(load) == 0, case.beside.of(made) > 0
    return bool(nothing.sum() >= max(FEWEST / 2, 0.1 * flows.sum()) and not (nothing & ~flows).any())


def _registers_count(case: Case, sides: Sides) -> None:
    load, net, made, given = (sides[place][0] for place, _, _ in _PLACES)
    why = f"{load} is nothing only while {made} flows: they are what was taken and given"
    case.say(load, "mains", why, 0.85)
    case.say(made, "export", why, 0.85)
    for name in (net, given):
        case.say(name, "other", f"it is the difference of {load} and {made}", 0.9)


def _import_counts(case: Case, sides: Sides) -> None:
    """Without a channel of the home's use, consumption is what was taken from the grid; that is said."""
    for name in sides["import"]:
        if not case.by_evidence(name):
            why = "its name says that it is what was taken from the grid"
            if case.meanings[name] in ("load", "whole"):
                why = "it is less than what stayed of the own production: it is what was taken from the grid"
            case.say(name, "mains", why, 0.8)
    for name in _also_taken(case, sides["import"]):
        case.say(name, "mains", "what the grid gave to the battery was taken from the grid too", 0.8)
    if not sides["production"]:
        return
    note = (
        f"Consumption here is what was taken from the grid ({listed(sides['import'])}), as on a bill; what "
        f"the home used of its own production ({listed(sides['production'])}) is not in it."
    )
    used = _used_of_own(case, sides)
    case.note("consumption", note + (f" That was about {used:,.1f} kWh." if used is not None else ""))


def _also_taken(case: Case, imported: Sequence[str]) -> list[str]:
    """Flows from the grid to a battery, where what was taken stands apart by where it went."""
    if not imported or not all(GRID_TO_HOME.search(folded(name)) for name in imported):
        return []
    return [name for name in case.meaning("charge") if GRID_TO_STORE.search(folded(name))]


def _used_of_own(case: Case, sides: Sides) -> float | None:
    if case.beside is None or not sides["export"] or case.meaning("charge", "discharge", "battery"):
        return None
    kept = case.beside.total(sides["production"]) - case.beside.total(sides["export"])
    total = float(np.nansum(kept))
    return total if total > 0 else None


def _say_the_rest(case: Case) -> None:
    for name in case.meaning("self_use"):
        case.say(name, "other", "what the home used of its own production is no supply of its own", 0.8)
    for name in case.meaning("charge", "discharge", "battery"):
        if case.by_evidence(name) and case.roles[name] == "mains":
            continue
        case.say(name, "other", "a battery gives back what it takes; it uses nothing but its losses", 0.8)
