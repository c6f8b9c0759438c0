"""Meters behind other meters: circuits that contain appliances, and supplies beside the mains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.role_case import Case, listed
from energy_core.importers.role_names import folded
from energy_core.importers.role_words import words
from energy_core.importers.steps import ALWAYS, Seen, hours_drawing, may_contain, never_above, seen
from energy_core.spread import Floats

OFTEN_ABOVE: Final = 0.2
"""An appliance that draws more than the mains in so many of its hours has a supply of its own."""

FEWEST_HOURS: Final = 12
FEWEST_ROWS: Final = 7
MOST_CHANNELS: Final = 60
NOT_SEEN: Final = Seen(0.5, 1.0, 0, 0)
"""Where nothing can be said."""

OWN_SUPPLY: Final = words(
    r"heat ?pump*|warmepumpe*|warmtepomp|varmepump*|pompa ciepla|pompe a chaleur|bomba de calor|"
    r"pompa di calore|lampopumppu|ev|evse|ev ?charg*|car ?charg*|wall ?box|laadpaal|ladestation|"
    r"night ?storage*|nachtspeicher|nachtstrom|storage heater*|controlled load|hot ?water|boiler|meter|"
    r"*zahler|supply|tarif*|flat|annexe?"
)
"""What often has a meter and a tariff of its own."""


def find_nested(case: Case) -> None:
    """Name the circuit that contains an appliance with a meter of its own; it counts there only."""
    assert case.beside is not None
    appliances = [n for n in case.of_role("appliance") if n not in case.parents]
    if not 2 <= len(appliances) <= MOST_CHANNELS:
        return
    for parent in appliances:
        whole = case.beside.of(parent)
        smaller = [n for n in appliances if n != parent and may_contain(whole, case.beside.of(n))]
        inside = seen(case.beside, parent, smaller) if smaller else {}
        _note_doubt(case, parent, [n for n in smaller if not _is_told(inside.get(n))])
        for child, how in inside.items():
            if how.is_inside and (how.is_plain or case.is_group(parent)) and child not in case.said:
                _nest(case, parent, child, how)


def _nest(case: Case, parent: str, child: str, how: Seen) -> None:
    known = case.parents.get(child)
    if known is not None and _kwh(case, known) <= _kwh(case, parent):
        return
    why = (
        f"it is behind {parent}, which never draws less: what it draws is seen there ({how.active:,} changes)"
    )
    case.say(child, "appliance", why, 0.9, parent=parent)


def _is_told(how: Seen | None) -> bool:
    return how is not None and (how.is_inside or how.is_outside)


def _note_doubt(case: Case, parent: str, smaller: Sequence[str]) -> None:
    """A room and devices that may be in it, of which too little is known."""
    devices = [n for n in smaller if case.meanings[n] == "device" and n not in case.parents]
    if case.meanings[parent] == "place" and devices and not case.said:
        case.note(
            "role",
            f"{parent} always draws more than {listed(devices)}, and these readings cannot tell what it "
            f"holds; all are counted. If {devices[0]} is behind {parent}, say --role '{devices[0]}=other'.",
            devices[0],
        )


def _kwh(case: Case, name: str) -> float:
    assert case.beside is not None
    return float(np.nansum(case.beside.of(name)))


def find_whole(case: Case) -> None:
    """Without mains by name: the one circuit that contains all others is the home's meter."""
    if case.of_role("mains"):
        return
    top = [n for n in case.of_role("appliance") if n not in case.parents]
    inside = [n for n in case.of_role("appliance") if n in case.parents]
    if len(top) == 1 and len(inside) >= 2 and case.is_group(top[0]) and top[0] not in case.said:
        name = top[0]
        case.say(
            name, "mains", f"it contains all others ({listed(inside)}): what they draw is seen in it", 0.85
        )
        for child in inside:
            if case.parents[child] == name:
                del case.parents[child]
    elif not case.said:
        _ask_for_the_whole(case, top)


def _ask_for_the_whole(case: Case, names: Sequence[str]) -> None:
    """Raises UnreadableFileError where a channel without a telling name may be the sum of all and more."""
    assert case.beside is not None
    unnamed = [n for n in names if case.meanings[n] == "unknown"]
    if len(names) < 2 or not unnamed:
        return
    largest = max(unnamed, key=lambda n: _kwh(case, n))
    others = [n for n in names if n != largest]
    others += [n for n, parent in case.parents.items() if parent == largest]
    if len(others) < 2:
        return
    rest = case.beside.total(others)
    known = int((np.isfinite(rest) & np.isfinite(case.beside.of(largest))).sum())
    if known < FEWEST_ROWS or never_above(rest, case.beside.of(largest)) < ALWAYS:
        return
    if all(how.is_outside for how in seen(case.beside, largest, others).values() or [NOT_SEEN]):
        return
    raise UnreadableFileError(
        f"Needed to know whether {largest} is the home's meter; in {case.file} it is never below the sum of "
        f"{listed(others)}, so it may hold them. Say --role '{largest}=mains' if it does, "
        f"'{largest}=appliance' if all are to be added.",
        where={"file": case.file, "column": largest},
        option="--role",
        choices=(f"{largest}=mains", f"{largest}=appliance"),
    )


def find_own_supplies(case: Case, *, among: Collection[str] | None = None, asks: bool = True) -> None:
    """An appliance that the mains cannot contain has a supply of its own; asks where that is not clear.

    among : the appliances looked at, all if None. asks : if not, what is unclear stays behind the mains.
    """
    mains = [n for n in case.of_role("mains") if n not in case.parents]
    appliances = [n for n in case.of_role("appliance") if n not in case.parents and n not in case.said]
    appliances = [n for n in appliances if among is None or n in among]
    if case.beside is None or not mains or not appliances or len(appliances) > MOST_CHANNELS:
        return
    if case.of_role("export", "generation") and not case.meaning("load", "whole"):
        return  # behind a grid meter the sun may feed an appliance
    total = case.beside.total(mains)
    both = case.beside.with_column("\0mains", total)
    inside = seen(both, "\0mains", appliances)
    for name in appliances:
        if (found := _judge(case, name, total, mains, inside.get(name))) and asks:
            raise _question(case, name, mains, found)


def _judge(case: Case, name: str, total: Floats, mains: Sequence[str], how: Seen | None) -> str | None:
    """Say what an appliance is, or return what leaves that open."""
    assert case.beside is not None
    part = case.beside.of(name)
    hours = hours_drawing(part, total)
    above = 1 - never_above(part, total)
    varies = float(np.ptp(part[np.isfinite(part)])) > 0
    apart = varies and hours >= FEWEST_HOURS and above >= OFTEN_ABOVE
    often = f"draws more than {listed(mains)} in {above:.0%} of {hours:,} intervals"
    may_be = OWN_SUPPLY.search(folded(name)) is not None
    if apart and may_be and (how is None or how.is_outside):
        case.say(
            name, "mains", f"it {often}: it cannot be behind that meter, it has a supply of its own", 0.85
        )
        case.note("supply", f"{name} is counted beside {listed(mains)}: it {often}.", name)
    elif apart:
        return f"{name} {often}"
    elif how is not None and how.is_outside and may_be and hours >= FEWEST_HOURS and how.active >= 40:
        return f"what {name} draws is not seen in {listed(mains)} ({how.active:,} changes)"
    elif how is not None and how.is_inside:
        why = f"it is behind {listed(mains)}: what it draws is seen there ({how.active:,} changes)"
        case.say(name, case.roles[name], why, 0.9)
    elif how is not None and how.is_outside and how.active >= 40:
        case.note("role", f"What {name} draws is not seen in {listed(mains)}; its clock may be off.", name)
    return None


def _question(case: Case, name: str, mains: Sequence[str], found: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed to know whether {name} is behind {listed(mains)} or has a supply of its own; in {case.file} "
        f"{found}. Say --role '{name}=mains' if both are to be added, '{name}=appliance' if the first "
        f"already holds it, '{name}=other' if it is not to count.",
        where={"file": case.file, "column": name},
        option="--role",
        choices=(f"{name}=mains", f"{name}=appliance", f"{name}=other"),
    )
