"""The parts of a Green Button file (ESPI in Atom), read as a stream; nothing outside the file is touched.

References
----------
NAESB REQ.21 Energy Services Provider Interface (ESPI), espi.xsd: UomType, FlowDirectionType, CommodityType,
AccumulationBehaviourType, QualityOfReading.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from energy_core.errors import MalformedFileError
from energy_core.importers.xml_limits import refuse_endless_tags

NUMBER: Final = re.compile(r"-?\d{1,18}(\.\d+)?")
DEEPEST: Final = 100
MOST_IDLE: Final = 200_000
"""So many elements without a reading among them, and the file is something else."""


@dataclass
class ReadingType:
    """uom and multiplier as in the file, None where it says nothing."""

    uom: int | None = None
    power_of_ten: int = 0
    flow: int | None = None
    commodity: int | None = None
    accumulation: int | None = None
    interval_length: int | None = None


@dataclass(slots=True)
class Interval:
    """start and duration [seconds], value as in the file (NaN = no number), quality code."""

    start: float
    duration: float
    value: float
    quality: int | None


@dataclass
class Bill:
    """What a usage summary says of a billing period: the energy with its unit."""

    type: ReadingType
    interval: Interval


@dataclass
class Entry:
    """One Atom entry: what it holds, its own link, what it relates to, its title, what it lies under."""

    kind: str
    own: str
    related: tuple[str, ...]
    title: str
    content: Any = None
    up: str = ""


@dataclass
class Feed:
    """entries in order; local_offset and dst [seconds] and rule of LocalTimeParameters, None without."""

    entries: list[Entry] = field(default_factory=list)
    local_offset: int | None = None
    dst_offset: int | None = None
    dst_rule: str | None = None
    reading_offset: str | None = None


def read_feed(content: bytes, *, name: str) -> Feed:
    """Read all entries, and blocks that stand in none. Raises MalformedFileError for broken XML, for any
    DOCTYPE or entity, and for XML of millions of elements that are no readings."""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content if utf16 else content.lstrip(b"\xef\xbb\xbf \r\n\t")
    reader = _Reader(name)
    refuse_endless_tags(text, name=name)
    try:
        for event, element in iterparse(io.BytesIO(text), events=("start", "end"), forbid_dtd=True):
            reader.begin(element) if event == "start" else reader.end(element)
    except DefusedXmlException as error:
        raise MalformedFileError(
            f"Needed a Green Button file; {name} holds a DOCTYPE (DTD) with entities, which is not allowed "
            "in one. Download the file again from your supplier.",
            where={"file": name},
        ) from error
    except (ParseError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        raise MalformedFileError(
            f"Needed a complete Green Button XML file; {name} breaks off or is damaged in line {line} "
            f"({error}). Download it again.",
            where={"file": name, "row": int(line)},
        ) from error
    return reader.feed


class _Reader:
    """Takes the elements as they end and lets go of them, so that a long file needs little memory."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.feed = Feed()
        self._depth = self._entries = self._idle = 0
        self._intervals: list[Interval] = []
        self._blocks: list[list[Interval]] = []

    def begin(self, element: Element) -> None:
        self._depth += 1
        self._idle += 1
        self._entries += _tag(element) == "entry"
        if self._depth > DEEPEST or self._idle > MOST_IDLE:
            raise MalformedFileError(
                f"Needed a Green Button file; {self.name} is XML of another kind, nested deeper or longer "
                "than such a file. Download the file again from your supplier.",
                where={"file": self.name},
            )

    def end(self, element: Element) -> None:
        tag = _tag(element)
        self._depth -= 1
        if tag == "IntervalReading":
            self._idle = 0
            self._intervals.append(_interval(element, self.feed, name=self.name))
            element.clear()
        elif tag == "IntervalBlock":
            self._blocks.append(self._intervals)
            self._intervals = []
        elif tag == "entry":
            self._entries -= 1
            self.feed.entries += _entries(element, self.feed, self._blocks)
            self._blocks = []
            element.clear()
            return
        if not self._entries:
            self._alone(tag, element)

    def _alone(self, tag: str, element: Element) -> None:
        """A part that stands in no entry, as in fragments that were copied out of a file."""
        if tag in ("IntervalBlock", "ReadingType", "LocalTimeParameters", "UsagePoint"):
            content = self._blocks.pop() if tag == "IntervalBlock" else _parsed(tag, element, self.feed)
            self.feed.entries.append(Entry(tag, "", (), "", content))
            element.clear()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _entries(entry: Element, feed: Feed, blocks: list[list[Interval]]) -> list[Entry]:
    links: dict[str, list[str]] = {"self": [], "up": [], "related": []}
    title = ""
    found: list[Entry] = []
    for child in entry:
        if _tag(child) == "link":
            links.setdefault(child.get("rel", ""), []).append(child.get("href", ""))
        elif _tag(child) == "title":
            title = "".join(child.itertext()).strip()
    own, up = (links[rel][0] if links[rel] else "" for rel in ("self", "up"))
    waiting = iter(blocks)
    for content in (c for c in entry if _tag(c) == "content"):
        for part in content:
            kind = _tag(part)
            parsed = next(waiting, []) if kind == "IntervalBlock" else _parsed(kind, part, feed)
            found.append(Entry(kind, own, tuple(links["related"]), title, parsed, up))
    return found


def _parsed(kind: str, part: Element, feed: Feed) -> Any:
    if kind == "ReadingType":
        return _reading_type(part)
    if kind == "UsagePoint":
        return next((_int(_text(e)) for c in part if _tag(c) == "ServiceCategory" for e in c), None)
    if kind == "LocalTimeParameters":
        values = {_tag(child): _text(child) for child in part}
        feed.local_offset = _int(values.get("tzOffset", ""))
        feed.dst_offset = _int(values.get("dstOffset", ""))
        feed.dst_rule = values.get("dstStartRule")
    return _bill(part) if kind.endswith("UsageSummary") else None


def _bill(part: Element) -> Bill | None:
    """None where the summary lacks the period, the energy of that period, or its unit."""
    groups = {_tag(child): {_tag(inner): _text(inner) for inner in child} for child in part}
    period, used = groups.get("billingPeriod", {}), groups.get("overallConsumptionLastPeriod", {})
    numbers = [period.get("start", ""), period.get("duration", ""), used.get("value", "")]
    uom, power = _int(used.get("uom", "")), _int(used.get("powerOfTenMultiplier", "")) or 0
    if uom is None or abs(power) > 9 or not all(map(NUMBER.fullmatch, numbers)):
        return None
    quality = next((_int(_text(child)) for child in part if _tag(child) == "qualityOfReading"), None)
    start, duration, value = map(float, numbers)
    kind = ReadingType(uom=uom, power_of_ten=power, flow=1)
    return Bill(kind, Interval(start, duration, value, quality))


def _reading_type(part: Element) -> ReadingType:
    values = {_tag(child): _int(_text(child)) for child in part}
    return ReadingType(
        uom=values.get("uom"),
        power_of_ten=values.get("powerOfTenMultiplier") or 0,
        flow=values.get("flowDirection"),
        commodity=values.get("commodity"),
        accumulation=values.get("accumulationBehaviour"),
        interval_length=values.get("intervalLength"),
    )


def _interval(reading: Element, feed: Feed, *, name: str) -> Interval:
    values: dict[str, str] = {}
    for child in reading:
        if _tag(child) in ("timePeriod", "ReadingQuality"):
            values |= {_tag(inner): _text(inner) for inner in child}
        else:
            values[_tag(child)] = _text(child)
    feed.reading_offset = feed.reading_offset or values.get("timezone")
    quality = _int(values.get("quality", ""))
    start, duration = (_number(values.get(key, ""), key, name=name) for key in ("start", "duration"))
    value = values.get("value", "")
    return Interval(start, duration, float(value) if NUMBER.fullmatch(value) else math.nan, quality)


def _number(text: str, key: str, *, name: str) -> float:
    if NUMBER.fullmatch(text):
        return float(text)
    raise MalformedFileError(
        f"Needed a number as the {key} of every reading; {name} has {text[:40]!r}. Download the file again.",
        where={"file": name, "element": key},
    )


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _int(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text or "") else None
