"""Files that call different meters the same: phases and appliances are named after their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from energy_core.importers.file_names import appliance_of, phase_of
from energy_core.importers.role_names import says_whose
from energy_core.readings import Channel, Readings


def named_by_file(parts: Sequence[Readings]) -> list[Readings]:
    """The uploads, in which `kWh` of fridge.csv and `kWh` of mains.csv are two channels.

    Only where files with a channel of the same name are called after different phases or appliances, and the
    channel's own name says nothing of that.
    """
    whose: dict[str, set[str]] = {}
    for part in parts:
        for channel in part.channels:
            whose.setdefault(channel.name, set()).add(_whose(channel))
    apart = {name for name, all_ in whose.items() if len(all_) > 1 and not says_whose(name)}
    return [_named(part, apart) if apart else part for part in parts]


def _whose(channel: Channel) -> str:
    """What the file is called after; nothing where it has several, or is called after nothing known."""
    files = list(channel.intervals["source_file"].unique())
    if len(files) != 1:
        return ""
    phase = phase_of(str(files[0]))
    return f"phase {phase}" if phase else appliance_of(str(files[0])) or ""


def _named(part: Readings, apart: set[str]) -> Readings:
    channels = (
        replace(c, name=f"{whose}: {c.name}") if c.name in apart and (whose := _whose(c)) else c
        for c in part.channels
    )
    return replace(part, channels=tuple(channels))
