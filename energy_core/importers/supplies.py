"""Several channels that may be the home's meter: phases and tariffs add up, a part of another does not."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers import role_words as w
from energy_core.importers.role_case import Case, listed
from energy_core.importers.role_names import folded, stem
from energy_core.importers.steps import may_contain, seen
from energy_core.readings import Role
from energy_core.spread import Floats

_OF_A_SUPPLY: Final = (w.BARE, w.WHOLE, w.CONSUMED, w.IMPORT, w.SUPPLY)


def find_parts_of_mains(case: Case) -> None:
    """A meter that another one of the home contains does not count beside it."""
    assert case.beside is not None
    mains = sorted(_open(case), key=lambda n: -float(np.nansum(case.beside.of(n))))  # type: ignore[union-attr]
    for number, whole in enumerate(mains):
        if whole in case.parents:
            continue
        total = case.beside.of(whole)
        smaller = [n for n in mains[number + 1 :] if n not in case.parents and n not in case.said]
        smaller = [n for n in smaller if _may_be_inside(case, n, whole, total)]
        for name, how in (seen(case.beside, whole, smaller) if smaller else {}).items():
            if how.is_inside:
                why = f"{whole} contains it: it is never smaller, and what this draws is seen in it"
                supply = case.meanings[name] not in ("supply", "unknown")
                role: Role = "other" if supply else "appliance"
                case.say(name, role, why, 0.85, parent=whole if supply else None)


def _may_be_inside(case: Case, name: str, whole: str, total: Floats) -> bool:
    """Whether a meter is always smaller than another one, and not its sister: another phase or tariff."""
    assert case.beside is not None
    sisters = all(_says("phase", n) or _says("tariff", n) for n in (name, whole)) and stem(name) == stem(
        whole
    )
    return not sisters and may_contain(total, case.beside.of(name))


def say_what_adds_up(case: Case) -> None:
    """Phases and tariffs of one meter, which are added."""
    mains = _open(case)
    for what, kind in (("phase", "phases"), ("tariff", "tariffs")):
        same = [n for n in mains if case.meanings[n] == what or _says(what, n)]
        if len(same) > 1 and len({stem(n) for n in same}) == 1:
            for name in same:
                case.say(name, "mains", f"{listed(same)} are {kind} of one meter, which add up", 0.9)


def _says(what: str, name: str) -> bool:
    return (w.PHASE if what == "phase" else w.TARIFF).search(folded(name)) is not None


def _open(case: Case) -> list[str]:
    return [n for n in case.of_role("mains") if n not in case.parents]


def refuse_rivals(case: Case) -> None:
    """Raises UnreadableFileError where two channels say no more than `the home` and values do not help."""
    mains = [n for n in _open(case) if not case.by_evidence(n) or case.meanings[n] in ("load", "whole")]
    mains = [n for n in mains if case.beside is None or np.nansum(case.beside.of(n)) != 0]
    own = [_own_words(name) for name in mains]
    if len(mains) < 2 or (all(own) and len(set(own)) == len(mains)):
        return
    shown = ", ".join(mains[:6])
    raise UnreadableFileError(
        f"Needed to know which of {shown} is the home's meter; in {case.file} each may be all that the home "
        "uses, and their values differ. Say --value-column NAME for the right one, or --role "
        "NAME=other for those that do not count.",
        where={"file": case.file, "column": mains[1]},
        option="--value-column",
        choices=tuple(mains),
    )


def _own_words(name: str) -> str:
    """What a name says beside being energy that the home uses."""
    own = folded(name)
    for pattern in _OF_A_SUPPLY:
        own = pattern.sub(" ", own)
    return " ".join(own.split())
