"""Meters from several uploads: one that another contains, or that is the sum of others, counts once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from energy_core.importers.nested import find_own_supplies
from energy_core.importers.role_case import Case
from energy_core.importers.side_by_side import side_by_side
from energy_core.importers.supplies import find_parts_of_mains
from energy_core.importers.totals import find_totals
from energy_core.readings import Channel, Readings, Role

MOST: Final = 60
"""Of more channels than these none is compared."""


def with_one_supply(readings: Readings, *, said: Collection[str] = ()) -> Readings:
    """The readings, in which a mains of one upload that is part of another upload's is behind it.

    An appliance of another upload that the mains cannot contain is a supply of its own. said : channels whose
    role a person gave; they stay what they are.
    """
    channels = [c for c in readings.channels if c.role in ("mains", "appliance") and c.parent is None]
    mains = [c for c in channels if c.role == "mains"]
    if len({_files(c) for c in channels}) < 2 or not mains or len(channels) > MOST:
        return readings
    roles = _parts(mains, readings, said=said)
    whole = [c for c in mains if roles.get(c.name, "mains") == "mains"]
    if not any(c.role == "generation" for c in readings.channels):
        strangers = [c for c in channels if c.role == "appliance" and _is_apart(c, whole)]
        roles |= _own_supplies(whole, strangers, readings, said=said)
    changed = (replace(c, role=roles.get(c.name, c.role)) for c in readings.channels)
    return replace(readings, channels=tuple(changed))


def _parts(mains: Sequence[Channel], readings: Readings, *, said: Collection[str]) -> dict[str, Role]:
    """Roles of the mains that another file's mains contain or that are its parts."""
    case = _case(mains, readings, said=said)
    if case is None or case.beside is None:
        return {}
    find_totals(case)
    find_parts_of_mains(case)
    whole = [c for c in mains if case.roles[c.name] == "mains"]
    return {
        c.name: case.roles[c.name]
        for c in mains
        if case.roles[c.name] != "mains" and any(_is_apart(c, [other]) for other in whole)
    }


def _own_supplies(
    whole: Sequence[Channel], strangers: Sequence[Channel], readings: Readings, *, said: Collection[str]
) -> dict[str, Role]:
    case = _case([*whole, *strangers], readings, said=said) if strangers else None
    if case is None or case.beside is None:
        return {}
    find_own_supplies(case, asks=False)
    return {c.name: case.roles[c.name] for c in strangers}


def _case(channels: Sequence[Channel], readings: Readings, *, said: Collection[str]) -> Case | None:
    beside = side_by_side(channels, readings.timezone)
    if beside is None:
        return None
    given = {c.name: c.role for c in channels if c.name in said}
    case = Case(tuple(c.name for c in channels), "", given, beside)
    for channel in channels:
        if channel.role == "mains":
            case.is_a_meter(channel.name)
        case.say(channel.name, channel.role, "its upload", 0.8)
    return case


def _is_apart(channel: Channel, others: Sequence[Channel]) -> bool:
    """Whether a channel comes from other files than all others."""
    return all(_files(channel).isdisjoint(_files(other)) for other in others)


def _files(channel: Channel) -> frozenset[str]:
    return frozenset(str(file) for file in channel.intervals["source_file"].unique())
