"""Green Button entries -> meters: which interval blocks belong to which meter reading and its type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from energy_core.importers.espi import Bill, Entry, Feed, Interval, ReadingType

FORWARD: Final = 1
REVERSE: Final = 19
NET: Final = (4, 20)
"""ESPI FlowDirectionType: energy from the grid, to the grid, and their difference (4) and sum (20)."""


@dataclass(eq=False)
class Meter:
    """One meter reading: its name, type, and all its intervals, with the usage point and its service."""

    name: str
    type: ReadingType | None
    service: int | None
    point: str = ""
    intervals: list[Interval] = field(default_factory=list)

    @property
    def flow(self) -> int | None:
        return self.type.flow if self.type else None


def meters_of(feed: Feed) -> list[Meter]:
    """Interval blocks under the meter reading that their links name."""
    types = {e.own.rstrip("/"): e.content for e in feed.entries if e.kind == "ReadingType"}
    points = {_tail(e.own): e for e in feed.entries if e.kind == "UsagePoint"}
    readings = {_path(e.own): e for e in feed.entries if e.kind == "MeterReading"}
    meters: dict[str, Meter] = {}
    for entry in feed.entries:
        if entry.kind != "IntervalBlock":
            continue
        key = _path(entry.own) or _path(entry.up)
        if key not in meters:
            meters[key] = _meter(key, readings.get(key), points, types)
        meters[key].intervals += entry.content
    return _named_apart(list(meters.values()))


def billed(feed: Feed) -> list[Meter]:
    """One meter for each usage point and unit, of what its summaries say of two billing periods or more.

    One summary alone is no series of readings.
    """
    points = {_tail(e.own): e for e in feed.entries if e.kind == "UsagePoint"}
    meters: dict[tuple[str, int | None], Meter] = {}
    for entry in feed.entries:
        bill = entry.content
        if not isinstance(bill, Bill):
            continue
        meter = _meter(entry.own or entry.up, None, points, {})
        key = (meter.point, bill.type.uom)
        if key not in meters:
            meter.type = replace(bill.type, power_of_ten=0)
            meters[key] = meter
        bill.interval.value *= 10.0**bill.type.power_of_ten
        meters[key].intervals.append(bill.interval)
    return [m for m in meters.values() if len({i.start for i in m.intervals}) > 1]


def _meter(key: str, reading: Entry | None, points: dict[str, Entry], types: dict[str, ReadingType]) -> Meter:
    tail, point = next(((t, p) for t, p in points.items() if t and f"{t}/" in f"{key}/"), ("", None))
    if point is None and len(points) == 1:
        tail, point = next(iter(points.items()))
    kind = _type_of(reading, types) if reading is not None else None
    if kind is None and len(types) == 1:
        kind = next(iter(types.values()))
    title = (reading.title if reading else "") or (point.title if point else "") or key or "electricity"
    return Meter(title, kind, point.content if point else None, tail)


def _type_of(reading: Entry, types: dict[str, ReadingType]) -> ReadingType | None:
    """The type a meter reading links to: by the whole link, else by its last two parts."""
    links = [link.rstrip("/") for link in reading.related]
    for link in links:
        if link in types:
            return types[link]
    for link in links:
        tail = _tail(link)
        for own, kind in types.items():
            if tail and _tail(own) == tail:
                return kind
    return None


def _tail(link: str) -> str:
    """The last two parts of a link: what it is and its number."""
    return "/".join(link.rstrip("/").split("/")[-2:])


def _path(link: str) -> str:
    """The usage point and meter reading a link lies under."""
    match = re.search(r"UsagePoint/.*?MeterReading/[^/]+", link) or re.search(r"MeterReading/[^/]+", link)
    return match.group() if match else ""


def _named_apart(meters: list[Meter]) -> list[Meter]:
    """Names that occur twice get the usage point or the flow behind them."""
    names = [meter.name for meter in meters]
    for meter in meters:
        if names.count(meter.name) < 2:
            continue
        if len({m.point for m in meters if m.name == meter.name or m.name.startswith(f"{meter.name} (")}) > 1:
            meter.name = f"{meter.name} ({meter.point.rpartition('/')[2]})"
        if meter.flow == REVERSE:
            meter.name = f"{meter.name} (received)"
    return meters


def without_sums(meters: list[Meter]) -> tuple[list[Meter], list[Meter]]:
    """The meters, and those that hold the difference or sum of others of the same usage point."""
    parted = {(m.point, m.service) for m in meters if m.flow in (FORWARD, REVERSE) and m.intervals}
    forward = {(m.point, m.service) for m in meters if m.flow == FORWARD and m.intervals}
    sums = [m for m in meters if m.flow in NET and (m.point, m.service) in parted & forward]
    return [m for m in meters if m not in sums], sums
