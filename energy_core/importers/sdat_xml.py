"""SDAT-CH (Switzerland), ebIX message E66: observations counted from the start of an interval.

An observation has a sequence and a volume; its time is the interval's start and the resolution times the
sequence before it. All instants are UTC. A production metering point is what the home gives to the grid.

References
----------
VSE, Standardisierter Datenaustausch fuer den Strommarkt Schweiz (SDAT-CH), chapter on E66, 2019
ebIX, Business Information Model for measured data, code lists for quality and measure units
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import pandas as pd
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.units import POWER
from energy_core.importers.xml_limits import refuse_endless_tags
from energy_core.readings import Kind, Role

FORMAT: Final = "sdat_xml"

ZONE: Final = "Europe/Zurich"
UNITS: Final[dict[str, Unit]] = {"KWH": "kWh", "MWH": "MWh", "WHR": "Wh", "KWT": "kW"}
"""UN/ECE Recommendation 20 in the short form of ebIX; others are reactive energy."""
STEPS_US: Final = {"MIN": 60_000_000, "HUR": 3_600_000_000, "H": 3_600_000_000}
MISSING: Final = "46"
ESTIMATED: Final = ("21", "56")
"""Quality of an observation: 46 not there, 21 provisional, 56 estimated."""
ROLES: Final[dict[str, Role]] = {"ConsumptionMeteringPoint": "mains", "ProductionMeteringPoint": "export"}

_ROOT: Final = re.compile(rb"<(?:\w+:)?ValidatedMeteredData(?:_\w+)?[\s>]")


def recognises(head: bytes) -> bool:
    """XML whose first element is validated metered data."""
    return _ROOT.search(head[:4_096]) is not None


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for broken XML or sequences that the interval cannot hold."""
    ledger = Ledger()
    blocks: list[Block] = []
    for data in _named(_root(content, name=name), "MeteringData"):
        block = _block(data, ledger, first=ledger.rows_read + 1, name=name)
        blocks += [block] if block is not None else []
    if not blocks:
        raise UnreadableFileError(
            f"Needed active energy of a metering point; {name} holds none. Download the load profile in kWh.",
            where={"file": name},
        )
    zone = hints.timezone or ZONE
    source = hints.timezone_source if hints.timezone is not None else "file"
    evidence = "said with --timezone or the home's" if hints.timezone else "metering points of Switzerland"
    ledger.decide("time zone", zone, evidence=evidence, confidence=0.95, option="--timezone")
    return assembled(blocks, Books(name, FORMAT, zone, source, hints, ledger))


def _root(content: bytes, *, name: str) -> Element:
    refuse_endless_tags(content, name=name)
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise MalformedFileError(
            f"Needed plain XML; {name} holds a DOCTYPE (DTD) or entities, which are not allowed. Download it "
            "again.",
            where={"file": name},
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise MalformedFileError(
            f"Needed complete XML; {name} breaks off or is damaged ({error}). Download it again.",
            where={"file": name},
        ) from error
    return root


def _named(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element.iter() if child.tag.rpartition("}")[2] == tag)


def _text(element: Element, *path: str) -> str:
    """The text of the first element below others; "" where there is none."""
    found: Element | None = element
    for tag in path:
        found = None if found is None else next((e for e in _named(found, tag) if e is not found), None)
    return "" if found is None or found.text is None else found.text.strip()


def _block(data: Element, ledger: Ledger, *, first: int, name: str) -> Block | None:
    """The observations of one metering point; None for reactive energy, which is said."""
    point = next((tag for tag in ROLES if any(_named(data, tag))), "ConsumptionMeteringPoint")
    meter = _text(data, point, "VSENationalID") or "metering point"
    observations = list(_named(data, "Observation"))
    ledger.rows_read += len(observations)
    lines = np.arange(first, first + len(observations), dtype=np.int64)
    unit = UNITS.get(said := _text(data, "Product", "MeasureUnit").upper())
    if unit is None:
        ledger.drop_rows(f"the row holds {said or 'no unit'}, no active energy", lines)
        return None
    start, step, most = _frame(data, name=name)
    places = np.array([_place(o, most, meter, name=name) for o in observations], dtype=np.int64)
    quality = [_text(o, "Condition") for o in observations]
    amounts = np.array([_volume(o, q) for o, q in zip(observations, quality, strict=True)])
    stamps = start + (places - 1) * step
    role = ROLES[point]
    evidence = f"the file calls it a {'production' if role == 'export' else 'consumption'} metering point"
    ledger.decide(f"direction of {meter}", role, evidence=evidence, option="--role")
    kind: Kind = "power" if unit in POWER else "interval"
    column = Column(meter, amounts, unit, kind, role)
    return Block(
        stamps, lines, (column,), stamps + step, estimated=np.array([q in ESTIMATED for q in quality])
    )


def _frame(data: Element, *, name: str) -> tuple[int, int, int]:
    """Start and length of an observation [microseconds], and how many the interval holds."""
    ends = [_text(data, "Interval", tag) for tag in ("StartDateTime", "EndDateTime")]
    resolution = _text(data, "Resolution", "Resolution")
    unit = next((u for e in _named(data, "Resolution") if (u := _text(e, "Unit").upper())), "")
    try:
        start, end = (pd.Timestamp(text).tz_convert("UTC").value // 1_000 for text in ends)
        step = int(resolution) * STEPS_US[unit]
    except (ValueError, TypeError, KeyError) as error:
        raise MalformedFileError(
            f"Needed an interval with start, end and a resolution in minutes or hours; {name} says "
            f"{' to '.join(ends)!r}, {resolution} {unit}. Download the load profile again.",
            where={"file": name},
        ) from error
    return start, max(step, 1), (end - start) // max(step, 1)


def _place(observation: Element, most: int, meter: str, *, name: str) -> int:
    text = _text(observation, "Position", "Sequence")
    if text.isdecimal() and 1 <= int(text) <= most:
        return int(text)
    raise MalformedFileError(
        f"Needed sequences of 1 to {most:,}, as many as the interval holds; {name} has {text[:20]!r} at "
        f"{meter}. Download it again.",
        where={"file": name},
    )


def _volume(observation: Element, quality: str) -> float:
    """The value; NaN where the file says that there is none."""
    text = _text(observation, "Volume")
    try:
        return float("nan") if quality == MISSING or not text else float(text)
    except ValueError:
        return float("nan")
