"""Green Button entries -> meters: which interval blocks belong to which meter reading and its type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from energy_core.importers.espi import Entry, Feed, Interval, ReadingType

REVERSE: Final = 19
"""ESPI FlowDirectionType: energy that flows from the home to the grid."""


@dataclass
class Meter:
    """One meter reading: its name, type, and all its intervals, with the usage point's service."""

    name: str
    type: ReadingType | None
    service: int | None
    intervals: list[Interval] = field(default_factory=list)


def meters_of(feed: Feed) -> list[Meter]:
    """Interval blocks under the meter reading that their links name."""
    types = {_tail(e.own): e.content for e in feed.entries if e.kind == "ReadingType"}
    points = {_tail(e.own): e for e in feed.entries if e.kind == "UsagePoint"}
    readings = {_path(e.own): e for e in feed.entries if e.kind == "MeterReading"}
    meters: dict[str, Meter] = {}
    for entry in feed.entries:
        if entry.kind != "IntervalBlock":
            continue
        key = _path(entry.own)
        if key not in meters:
            meters[key] = _meter(key, readings.get(key), points, types)
        meters[key].intervals += entry.content
    return _named_apart(list(meters.values()))


def _meter(key: str, reading: Entry | None, points: dict[str, Entry], types: dict[str, ReadingType]) -> Meter:
    point = next((p for tail, p in points.items() if tail and f"{tail}/" in f"{key}/"), None)
    if point is None and len(points) == 1:
        point = next(iter(points.values()))
    kind = None
    if reading is not None:
        kind = next((types[_tail(link)] for link in reading.related if _tail(link) in types), None)
    if kind is None and len(types) == 1:
        kind = next(iter(types.values()))
    title = (reading.title if reading else "") or (point.title if point else "") or key or "electricity"
    return Meter(title, kind, point.content if point else None)


def _tail(link: str) -> str:
    """The last two parts of a link: what it is and its number."""
    return "/".join(link.rstrip("/").split("/")[-2:])


def _path(link: str) -> str:
    """The usage point and meter reading a link lies under."""
    match = re.search(r"UsagePoint/.*?MeterReading/[^/]+", link) or re.search(r"MeterReading/[^/]+", link)
    return match.group() if match else ""


def _named_apart(meters: list[Meter]) -> list[Meter]:
    """Names that occur twice get the flow or a number behind them."""
    names = [meter.name for meter in meters]
    for meter in meters:
        if names.count(meter.name) > 1 and meter.type is not None and meter.type.flow == REVERSE:
            meter.name = f"{meter.name} (received)"
    return meters
