"""Files of one archive -> one import: months of one meter one after the other, phases side by side.

Nothing is added up that may be the same energy twice: files that say the same time differently are asked
about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.laid_together import Laid, laid_together
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.receipt import Import, Issue, Reason, Receipt
from energy_core.importers.roles import with_roles
from energy_core.readings import Channel, Readings, Role

FORMAT_EVIDENCE: Final = "the format"
SUPPLY: Final[tuple[Role, ...]] = ("mains", "export", "generation", "gas")
"""Roles of which two files of the same time would count the same energy twice."""
SHOWN: Final = 3
AGAIN: Final = "the same interval again in another {noun}"

_PHASE: Final = re.compile(r"(?:phase|phas|fase|leg|ph|l)[ _-]?([123abc])(?![a-z0-9])", re.I)


@dataclass(frozen=True)
class Part:
    """One file of the archive: its name there, and what was read from it."""

    member: str
    imported: Import

    @property
    def stem(self) -> str:
        return PurePosixPath(self.member).stem


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
    fixed = _fixed(parts, channels)
    try:
        roles = with_roles(channels, file=name, hints=hints, fixed=fixed, ledger=ledger)
    except UnreadableFileError as error:
        both = [channel.name for channel in channels if channel.role == "mains"]
        raise _twice(both[0], both[-1], sources, name=name, noun=noun) from error
    if not (apart or hints.meters == ("all",)):
        _refuse_twice(roles, sources, name=name, noun=noun)
    zones = [part.imported.readings.timezone for part in parts]
    readings = Readings(tuple(roles), max(zones, key=zones.count))
    return Import(readings, _receipt(parts, laid, ledger, name=name, noun=noun))


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
    channels: Sequence[Channel], sources: Mapping[str, set[str]], *, name: str, noun: str
) -> None:
    """Two files whose meters of the home's supply overlap in time may be the same energy, exported twice."""
    for role in SUPPLY:
        own = [c for c in channels if c.role == role]
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


def _receipt(
    parts: Sequence[Part], laid: Mapping[str, Laid], ledger: Ledger, *, name: str, noun: str
) -> Receipt:
    receipts = [part.imported.receipt for part in parts]
    again, again_kwh = _repeated(parts, laid)
    members = [part.member for part in parts]
    more = f" and {len(members) - SHOWN} more" if len(members) > SHOWN else ""
    reasons = _reasons(receipts)
    if again:
        reason = AGAIN.format(noun=noun)
        reasons[reason] = Reason(reason, again, None, again_kwh)
    decisions = dict.fromkeys(d for r in receipts for d in r.decisions if not d.what.startswith("role of "))
    issues = [issue for receipt in receipts for issue in receipt.issues]
    issues += [
        Issue(
            "conflicting_repeats",
            f"{channel}: {counted(found.conflicting, 'interval')} with different values in two {noun}s; "
            f"the later {noun} counts.",
            channel,
        )
        for channel, found in laid.items()
        if found.conflicting
    ]
    return replace(
        receipts[0],
        file=f"{name}/{', '.join(members[:SHOWN])}{more}",
        format=", ".join(dict.fromkeys(receipt.format for receipt in receipts)),
        rows_read=sum(r.rows_read for r in receipts),
        rows_kept=sum(r.rows_kept for r in receipts) - again,
        rows_repaired=sum(r.rows_repaired for r in receipts),
        rows_dropped=sum(r.rows_dropped for r in receipts),
        rows_duplicate=sum(r.rows_duplicate for r in receipts) + again,
        kwh_read=sum(r.kwh_read for r in receipts),
        kwh_kept=sum(r.kwh_kept for r in receipts) - again_kwh,
        kwh_dropped=sum(r.kwh_dropped for r in receipts) + again_kwh,
        reasons=tuple(reasons.values()),
        decisions=(*decisions, *ledger.decisions),
        issues=(*dict.fromkeys(issues), *ledger.issues),
    )


def _repeated(parts: Sequence[Part], laid: Mapping[str, Laid]) -> tuple[int, float]:
    """Rows and energy that another file has too; a row of a wide table holds all its channels."""
    counts = [found.repeated + found.conflicting for found in laid.values()]
    channels = [len(c.intervals) for part in parts for c in part.imported.readings.channels]
    kept = sum(part.imported.receipt.rows_kept for part in parts)
    rows = sum(counts) if kept >= 0.9 * sum(channels) else max(counts, default=0)
    return min(rows, kept), float(np.sum([found.repeated_kwh for found in laid.values()]))


def _reasons(receipts: Sequence[Receipt]) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    for reason in (reason for receipt in receipts for reason in receipt.reasons):
        known = found.get(reason.reason)
        found[reason.reason] = reason if known is None else replace(
            known, count=known.count + reason.count, kwh=known.kwh + reason.kwh)  # fmt: skip
    return found
