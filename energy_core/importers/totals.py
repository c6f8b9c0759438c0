"""Channels that are the sum of others: counted once, whether mains, export or generation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from energy_core.importers.role_case import Case, listed
from energy_core.importers.role_names import ROLE_OF, folded
from energy_core.importers.role_words import WHOLE
from energy_core.importers.sums import parts_of
from energy_core.readings import Role

MOST_COMPARED = 60
"""Of more channels than these only those whose names speak of a total are tried."""


def find_totals(case: Case) -> None:
    """Say of every channel that is the sum of others what it and its parts are."""
    for family in (("export",), ("generation",)):
        _total_of(case, case.of_role(*family), family[0])
    mains = case.of_role("mains")
    counted = case.of_role("mains", "appliance")
    for name in sorted(counted, key=lambda n: _rank(case, n)):
        if name in case.parents or (len(counted) > MOST_COMPARED and not _says_total(name)):
            continue
        others = [n for n in counted if n != name and n not in case.parents and n not in case.said]
        _whole(case, name, others, mains=mains)


def _rank(case: Case, name: str) -> tuple[bool, bool, float]:
    assert case.beside is not None
    energy = float(np.nansum(case.beside.of(name)))
    return not _says_total(name), case.roles[name] != "mains", -energy


def _says_total(name: str) -> bool:
    return WHOLE.search(folded(name)) is not None


def _whole(case: Case, name: str, others: Sequence[str], *, mains: Sequence[str]) -> None:
    assert case.beside is not None
    supplies = [n for n in others if case.roles[n] == "mains" and case.meanings[n] != "whole"]
    appliances = [n for n in others if case.roles[n] == "appliance"]
    for group in (supplies, appliances, list(others)):
        left = [n for n in group if n not in case.parents]
        parts = parts_of(case.beside, name, left, lone=_says_total(name))
        if parts is None or _has_a_whole(case, parts, name):
            continue
        _say_parts(case, name, parts, beside_mains=[n for n in mains if n not in (name, *parts)])


def _has_a_whole(case: Case, parts: Sequence[str], name: str) -> bool:
    """Whether one of the parts calls itself the whole, and the sum does not."""
    return case.meanings[name] not in ("whole", "load") and any(
        case.meanings[part] in ("whole", "load") for part in parts
    )


def _say_parts(case: Case, name: str, parts: Sequence[str], *, beside_mains: Sequence[str]) -> None:
    is_part = case.roles[name] == "appliance" and (bool(beside_mains) or case.meanings[name] == "device")
    if not is_part:
        case.say(name, "mains", f"it is the sum of {listed(parts)}, hour by hour", 0.95)
    for part in parts:
        why = f"it is a part of {name}, which is the sum of {listed(parts)}"
        role: Role = "appliance" if ROLE_OF[case.meanings[part]] == "appliance" else "other"
        case.say(part, role, why, 0.95, parent=name if is_part or role == "other" else None)


def _total_of(case: Case, names: Sequence[str], role: Role) -> None:
    """Of exports or generators: the total counts, what it is made of does not again."""
    assert case.beside is not None
    for name in names:
        if name in case.parents:
            continue
        others = [n for n in names if n != name and n not in case.parents and n not in case.said]
        parts = parts_of(case.beside, name, others, lone=_says_total(name)) or _phases_of(case, name)
        if parts:
            case.say(name, role, f"it is the sum of {listed(parts)}", 0.95)
            for part in parts:
                case.say(part, "other", f"{name} already holds it", 0.95, parent=name)


def _phases_of(case: Case, name: str) -> tuple[str, ...] | None:
    """Channels read as taken from the grid that add up to what was given or made: its phases."""
    assert case.beside is not None
    taken = [n for n in case.of_role("mains") if n not in case.parents and n not in case.said]
    return parts_of(case.beside, name, taken)
