"""What is to be said when the readings of several files become one home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from energy_core.importers.file_names import appliance_of, phase_of
from energy_core.importers.laid_together import laid_together
from energy_core.importers.receipt import Import, Issue
from energy_core.importers.role_names import stem
from energy_core.importers.role_words import PHASE
from energy_core.readings import Channel, Readings


def supply_notes(readings: Readings) -> list[Issue]:
    """Meters of the supply from different files that are added up; phases of one meter need no word."""
    mains = [c for c in readings.channels if c.role == "mains" and c.parent is None]
    return [
        Issue(
            "supply",
            f"{one.name} ({one.kwh:,.1f} kWh) and {other.name} ({other.kwh:,.1f} kWh) come from different "
            f"files, cover the same time and are added up. If one holds the other, say --role "
            f"'{other.name}=appliance'; if it is the same energy again, '{other.name}=other'.",
            other.name,
        )
        for place, one in enumerate(mains)
        for other in mains[place + 1 :]
        if _are_two_supplies(one, other)
    ]


def _are_two_supplies(one: Channel, other: Channel) -> bool:
    if not _files(one).isdisjoint(_files(other)) or one.start >= other.end or other.start >= one.end:
        return False
    phases = PHASE.search(one.name.lower()) and PHASE.search(other.name.lower())
    by_file = all(phase_of(file) for file in (*_files(one), *_files(other)))
    return not (by_file or (phases and stem(one.name) == stem(other.name)))


def _files(channel: Channel) -> set[str]:
    return {str(file) for file in channel.intervals["source_file"].unique()}


def with_notes_on_repeats(imports: Sequence[Import]) -> list[Import]:
    """The imports, in which a file that contradicts an earlier one of the same channel says so."""
    noted = list(imports)
    for later, imported in enumerate(imports):
        issues = [
            issue
            for channel in imported.readings.channels
            for earlier in imports[:later]
            if (issue := _contradiction(channel, imported, earlier)) is not None
        ]
        if issues:
            receipt = replace(imported.receipt, issues=(*imported.receipt.issues, *issues))
            noted[later] = replace(imported, receipt=receipt)
    return noted


def _contradiction(channel: Channel, imported: Import, earlier: Import) -> Issue | None:
    known = next((c for c in earlier.readings.channels if c.name == channel.name), None)
    first, second = earlier.receipt.file, imported.receipt.file
    whose = [phase_of(file) or appliance_of(file) for file in (first, second)]
    if known is None or whose[0] != whose[1]:
        return None
    found = laid_together([known, channel])
    if not found.clashes or found.lengths_differ:
        return None
    return Issue(
        "overlap",
        f"{channel.name}: {second} says other values than {first} for the same time; the later file counts. "
        "If they are of two meters, give the column another name in one of them.",
        channel.name,
        max(known.start, channel.start),
        min(known.end, channel.end),
    )
