"""Files of one archive -> one import: months of one meter one after the other, phases side by side.

Nothing is added up that may be the same energy twice: files that say the same time differently are asked
about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.joined_receipt import SHOWN, receipt_of
from energy_core.importers.joined_receipt import Part as Part
from energy_core.importers.laid_together import Laid, laid_together
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.role_names import meaning
from energy_core.importers.roles import with_roles
from energy_core.importers.same_energy import best_of, same_energy
from energy_core.readings import Channel, Readings, Role

FORMAT_EVIDENCE: Final = "the format"
SUPPLY: Final[tuple[Role, ...]] = ("mains", "export", "generation", "gas")
"""Roles of which two files of the same time would count the same energy twice."""

_PHASE: Final = re.compile(r"(?:phase|phas|fase|leg|ph|l)[ _-]?([123abc])(?![a-z0-9])", re.I)


def joined(parts: Sequence[Part], *, name: str, hints: Hints, noun: str = "file") -> Import:
    """All files of an archive as one import; the receipt is the sum of theirs.

    noun : what a part is called in messages. Raises UnreadableFileError, naming --sheet, for parts that do
    not go together.
    """
    named = _by_name(parts)
    apart = {channel for channel, group in named.items() if len(group) > 1 and _are_phases(group)}
    laid = {c: laid_together([own for _, own in group]) for c, group in named.items() if c not in apart}
    for channel in (channel for channel, found in laid.items() if found.clashes):
        if hints.meters != ("all",):
            raise _clash(channel, [p.member for p, _ in named[channel]], laid[channel], name=name, noun=noun)
        apart.add(channel)
    laid = {channel: found for channel, found in laid.items() if channel not in apart}
    channels = [found.channel for found in laid.values()]
    sources = {channel: {part.member for part, _ in named[channel]} for channel in laid}
    for channel in apart:
        for part, own in named[channel]:
            channels.append(replace(own, name=f"{part.stem}: {channel}"))
            sources[channels[-1].name] = {part.member}
    ledger = Ledger()
    channels = _once(channels, sources, laid, ledger=ledger, hints=hints)
    fixed = _fixed(parts, channels)
    try:
        roles = with_roles(channels, file=name, hints=hints, fixed=fixed, ledger=ledger)
    except UnreadableFileError as error:
        both = [channel.name for channel in channels if channel.role == "mains"]
        raise _twice(both[0], both[-1], sources, name=name, noun=noun) from error
    if not (apart or hints.meters == ("all",)):
        _refuse_twice(roles, channels, sources, name=name, noun=noun)
    zones = [part.imported.readings.timezone for part in parts]
    readings = Readings(tuple(roles), max(zones, key=zones.count))
    return Import(readings, receipt_of(parts, laid, ledger, name=name, noun=noun))


def _once(
    channels: Sequence[Channel],
    sources: Mapping[str, set[str]],
    laid: dict[str, Laid],
    *,
    ledger: Ledger,
    hints: Hints,
) -> list[Channel]:
    """The channels without those that say another file's energy again, under another name."""
    kept = list(channels)
    for channel, found in laid.items():
        if found.passed_over:
            choice = f"those of {found.channel.interval_minutes:g} minutes"
            evidence = f"those of {found.passed_over[0]:g} minutes hold the same energy"
            ledger.decide(
                f"intervals of {channel}", choice, evidence=evidence, confidence=0.9, option="--sheet"
            )
    for one in channels if hints.meters != ("all",) else ():
        for other in channels:
            both = one in kept and other in kept and one.role == other.role == "mains"
            both = both and one.name in laid and other.name in laid
            apart = sources[one.name].isdisjoint(sources[other.name])
            if one is other or not (both and apart and same_energy(one, other)):
                continue
            if best_of([one, other]) is one:
                kept.remove(other)
                known = laid[other.name]
                laid[other.name] = replace(
                    known,
                    repeated=known.repeated + len(other.intervals),
                    repeated_kwh=known.repeated_kwh + other.kwh,
                )
                told = f"{one.name} of another file says the same energy"
                ledger.decide("left out", other.name, evidence=told, confidence=0.9, option="--sheet")
    return kept


def _by_name(parts: Sequence[Part]) -> dict[str, list[tuple[Part, Channel]]]:
    named: dict[str, list[tuple[Part, Channel]]] = {}
    for part in parts:
        for channel in part.imported.readings.channels:
            named.setdefault(channel.name, []).append((part, channel))
    return named


def _fixed(parts: Sequence[Part], channels: Sequence[Channel]) -> dict[str, Role]:
    """Roles that a format itself says; the others are told again, with all channels in view."""
    said = {
        decision.what.removeprefix("role of ")
        for part in parts
        for decision in part.imported.receipt.decisions
        if decision.what.startswith("role of ") and decision.evidence == FORMAT_EVIDENCE
    }
    phases = {c.name: c.role for c in channels if _PHASE.search(c.name) and c.role in SUPPLY}
    return phases | {c.name: c.role for c in channels if c.name in said}


def _are_phases(group: Sequence[tuple[Part, Channel]]) -> bool:
    """Whether the names of the files differ in nothing but the phase."""
    found = [_PHASE.search(part.stem) for part, _ in group]
    phases = {match[1].lower() for match in found if match}
    return len(phases) == len(group) and len({_PHASE.sub("", part.stem) for part, _ in group}) == 1


def _clash(channel: str, members: Sequence[str], laid: Laid, *, name: str, noun: str) -> UnreadableFileError:
    shown = ", ".join(members[:SHOWN]) + (f" and {len(members) - SHOWN} more" if len(members) > SHOWN else "")
    how = "in intervals of another length" if laid.lengths_differ else "with other values"
    return UnreadableFileError(
        f"Needed {noun}s of one meter; in {name} more than one {noun} says the same time for {channel!r}, "
        f"{how}: {shown}. Say which {noun} to read with --sheet, or, if each is a part of this home, --meter "
        "all.",
        where={"file": name, "column": channel},
        option="--sheet",
        choices=list(members),
    )


def _refuse_twice(
    channels: Sequence[Channel],
    alone: Sequence[Channel],
    sources: Mapping[str, set[str]],
    *,
    name: str,
    noun: str,
) -> None:
    """Two files whose meters of the home's supply overlap in time may be the same energy, exported twice.

    alone : the same channels with the roles that their own files gave them. A meter that lost its role only
    because another's name says more may be another home's.
    """
    was = {channel.name: channel.role for channel in alone}
    for role in SUPPLY:
        own = [
            c
            for c in channels
            if c.role == role or (role == was[c.name] == "mains" and meaning(c.name) == "unknown")
        ]
        for place, one in enumerate(own):
            for other in own[place + 1 :]:
                apart = sources[one.name].isdisjoint(sources[other.name])
                if apart and one.start < other.end and other.start < one.end:
                    raise _twice(one.name, other.name, sources, name=name, noun=noun)


def _twice(
    one: str, other: str, sources: Mapping[str, set[str]], *, name: str, noun: str
) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed to know whether {one!r} and {other!r} are two meters of this home; they are in different "
        f"{noun}s of {name} and cover the same time, so they may be the same energy twice. Say which {noun} "
        "to read with --sheet, or --meter all if both count.",
        where={"file": name, "column": other},
        option="--sheet",
        choices=sorted({*sources[one], *sources[other]}),
    )
