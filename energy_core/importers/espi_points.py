"""Usage points of a Green Button file: which are this home's, and readings that say one energy twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.espi_meters import FORWARD, NET, Meter
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.same_energy import best_of, same_energy
from energy_core.readings import COLUMNS, Channel

ALL: Final = "all"
ELECTRICITY: Final = (None, 0)
"""ESPI ServiceKind of a usage point."""


def chosen_points(meters: Sequence[Meter], hints: Hints, ledger: Ledger, *, name: str) -> list[Meter]:
    """The meters of this home, each energy once. Raises UnreadableFileError, naming --meter."""
    said = [text for text in hints.meters if text.lower() != ALL]
    names = list(dict.fromkeys(meter.name for meter in meters))
    if unknown := [text for text in said if text not in names]:
        raise _which(f"found --meter {unknown[0]!r}", names, name=name)
    if said:
        ledger.decide("meter", ", ".join(said), evidence="said with --meter", option="--meter")
        return [meter for meter in meters if meter.name in said]
    once = _once(meters, ledger)
    points = {meter.point for meter in once if _consumes(meter)}
    if len(points) > 1 and not hints.meters:
        found = f"{len(points)} of its usage points consume electricity"
        raise _which(found, list(dict.fromkeys(m.name for m in once if _consumes(m))), name=name)
    return once


def _consumes(meter: Meter) -> bool:
    flow = meter.flow in (None, FORWARD, *NET)
    return meter.service in ELECTRICITY and flow and any(i.value > 0 for i in meter.intervals)


def _once(meters: Sequence[Meter], ledger: Ledger) -> list[Meter]:
    """Without readings that hold the energy of others of the same usage point, such as days beside hours."""
    kept = list(meters)
    for place, one in enumerate(meters):
        for other in meters[place + 1 :]:
            same = (one.point, one.flow, one.service) == (other.point, other.flow, other.service)
            if not (same and one in kept and other in kept and one.intervals and other.intervals):
                continue
            first, second = _channel(one), _channel(other)
            if first is None or second is None or not same_energy(first, second):
                continue
            lesser = other if best_of([first, second]) is first else one
            kept.remove(lesser)
            told = "other readings of the usage point hold the same energy"
            ledger.decide("left out", lesser.name, evidence=told, confidence=0.9, option="--meter")
    return kept


def _channel(meter: Meter) -> Channel | None:
    """The readings as a channel to compare; None where they overlap or are damaged."""
    power_of_ten = meter.type.power_of_ten if meter.type else 0
    if abs(power_of_ten) > 9:
        return None
    rows = sorted({(i.start, i.duration): i for i in meter.intervals}.values(), key=lambda i: i.start)
    start = np.array([i.start for i in rows])
    end = start + np.array([i.duration for i in rows])
    if (
        not (start >= 0).all()
        or not (end < 4e9).all()
        or (start[1:] < end[:-1]).any()
        or (end <= start).any()
    ):
        return None
    frame = pd.DataFrame(
        {
            "start": pd.to_datetime(start, unit="s", utc=True),
            "end": pd.to_datetime(end, unit="s", utc=True),
            "kwh": np.array([i.value for i in rows]) * 10.0**power_of_ten / 1_000,
            "quality": "measured",
            "source_file": "",
        }
    )
    return Channel(meter.name, "other", frame[list(COLUMNS)])


def _which(found: str, names: Sequence[str], *, name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed to know which usage points of {name} belong to this home: {found}. Say --meter NAME (it may "
        f"be given several times), or --meter all if they all do. They are: {', '.join(names)}.",
        where={"file": name, "option": "--meter"},
        option="--meter",
        choices=(*names, ALL),
    )
