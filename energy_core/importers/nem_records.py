"""What Australian NEM12 and NEM13 files share: records, meters (NMIs), units, qualities, the market's clock.

References
----------
AEMO, Meter Data File Format Specification NEM12 & NEM13, version 2.4, 2021: records 100 to 900.
AEMO, MSATS Procedures: National Metering Identifier, version 6.0, 2017, table of NMI data stream suffixes.
Ausgrid, Interpreting interval data: interval data is in Eastern Standard Time, without daylight saving.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.encoding import utf8
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.ledger import Ledger
from energy_core.importers.zones import Zone
from energy_core.readings import Role
from energy_core.spread import Integers

MARKET: Final = "Australia/Brisbane"
"""UTC+10 all year: the clock of the National Electricity Market, whatever clocks show in the home's state."""
WEST: Final = "Australia/Perth"
"""Western Australia writes the same format outside that market, on its own clock (UTC+8 all year)."""

UNITS: Final[dict[str, tuple[Unit, float]]] = {
    "KWH": ("kWh", 1.0), "WH": ("Wh", 1.0), "MWH": ("MWh", 1.0), "KW": ("kW", 1.0), "W": ("W", 1.0),
    "MW": ("kW", 1000.0),
}  # fmt: skip
FLOWS: Final[dict[str, tuple[Role, int]]] = {
    "E": ("mains", 0), "D": ("mains", 1), "F": ("mains", 2),
    "B": ("export", 0), "A": ("export", 1), "C": ("export", 2),
}  # fmt: skip
"""Letter of a data stream: its role, and whether it is the meter itself (0), the mean of it and a check meter
(1) or the check meter (2). Of these only the first that is there counts."""
QUALITY: Final = re.compile(r"[AEFNSV]\d{0,2}", re.I)
ESTIMATED: Final = "EFS"
"""Quality flags: A actual, E forward estimate, F and S substitutes, N no value, V varies (records 400)."""
ALL: Final = "all"


@dataclass(frozen=True)
class Record:
    """line : the file's line. document : number of the 100…900 block it stands in, from 1."""

    line: int
    document: int
    text: str
    mark: str

    @property
    def cells(self) -> list[str]:
        return [cell.strip(" \"'") for cell in self.text.split(self.mark)]

    @property
    def kind(self) -> str:
        return self.text[:6].partition(self.mark)[0].strip(" \"'")

    def cell(self, place: int) -> str:
        cells = self.cells
        return cells[place] if place < len(cells) else ""


def is_nem(head: bytes, *, version: str, first: str) -> bool:
    """Whether a file begins with the header of this version, or, without header, with its first record."""
    text = head[:4096].decode("utf-8", errors="replace").lstrip("\ufeff \r\n\t,;\"'").replace('"', "")
    return re.match(rf"100[,;\t] ?{version}|{first}", text, re.I) is not None


def records(content: bytes, *, name: str) -> list[Record]:
    """All lines that hold anything. Quotes mean nothing: no field of these files holds a delimiter."""
    text = utf8(content, name=name)[0].decode()
    mark = next((c for c in text.lstrip("\ufeff \r\n\t,;\"'")[3:6] if c in ",;\t"), ",")
    found: list[Record] = []
    document, closed = 1, False
    for line, row in enumerate(text.split("\n"), 1):
        record = Record(line, document, row.strip("\ufeff \r\t"), mark)
        if not row.strip(' \r\t,;"'):
            continue
        if closed or (record.kind == "100" and found):
            document += 1
            record = replace(record, document=document)
        closed = record.kind == "900"
        found.append(record)
    return found


def in_documents(all_records: Sequence[Record], hints: Hints, *, name: str) -> list[Record]:
    """The records of the document that --sheet names, or all. Raises UnreadableFileError."""
    if hints.sheet is None:
        return list(all_records)
    there = sorted({str(r.document) for r in all_records}, key=int)
    if hints.sheet not in there:
        raise UnreadableFileError(
            f"Needed one of the {len(there)} documents (records 100 to 900) of {name}; found --sheet "
            f"{hints.sheet!r}. Say --sheet with one of: {', '.join(there)}.",
            where={"file": name, "option": "--sheet"},
            option="--sheet",
            choices=there,
        )
    return [r for r in all_records if str(r.document) == hints.sheet]


def zone_of(all_records: Sequence[Record], hints: Hints, ledger: Ledger) -> Zone:
    """Stamps are on the market's clock; days are counted as the home says, else on the same clock."""
    sender = next((r.cell(3) for r in all_records if r.kind == "100"), "")
    stamps = WEST if hints.timezone == WEST or sender.upper().startswith("WPN") else MARKET
    clock = "Western" if stamps == WEST else "Eastern"
    rule = f"the format's stamps are in Australian {clock} Standard Time all year"
    if hints.timezone is not None:
        said = "said with --timezone" if hints.timezone_source == "option" else "the home's zone"
        ledger.decide("time zone", hints.timezone, evidence=f"{said}; {rule}", option="--timezone")
        return Zone(stamps, hints.timezone, hints.timezone_source)
    counted = hints.default_timezone if hints.default_timezone.startswith("Australia/") else stamps
    ledger.decide("time zone", counted, evidence=rule, confidence=0.6, option="--timezone")
    return Zone(stamps, counted, "default")


def instants(texts: Sequence[str], zone: Zone) -> Integers:
    """Dates or moments written as digits (20240131, 202401312359 …) as instants [microseconds]; 0 = none.

    The clocks they are in never change, so each is one moment.
    """
    padded = pd.Series([text.ljust(14, "0") if text.isdecimal() else "" for text in texts], dtype="object")
    naive = pd.to_datetime(padded, format="%Y%m%d%H%M%S", errors="coerce")
    utc = naive.dt.tz_localize(zone.stamps).dt.tz_convert("UTC").dt.as_unit("us")
    return np.where(naive.isna(), 0, utc.astype("int64")).astype(np.int64)


def chosen_meters(
    meters: Sequence[str], consuming: Collection[str], hints: Hints, ledger: Ledger, *, name: str
) -> list[str]:
    """The NMIs to read: those said, or all where at most one of them consumes. Raises UnreadableFileError."""
    said = [meter for meter in hints.meters if meter.lower() != ALL]
    if unknown := [meter for meter in said if meter not in meters]:
        raise _which(f"found --meter {unknown[0]!r}", meters, name=name)
    if said:
        ledger.decide("meter", ", ".join(said), evidence="said with --meter", option="--meter")
        return [meter for meter in meters if meter in said]
    if len(meters) > 1:
        if len(consuming) > 1 and not hints.meters:
            raise _which(f"it has {len(meters)} NMIs, of which {len(consuming)} consume", meters, name=name)
        evidence = "said with --meter" if hints.meters else "at most one of these NMIs consumes"
        ledger.decide("meter", ", ".join(meters), evidence=evidence, confidence=0.7, option="--meter")
    return list(meters)


def _which(found: str, meters: Sequence[str], *, name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed to know which supply points of {name} belong to this home: {found}. Say --meter NMI (it may "
        f"be given several times), or --meter all if they all do. The NMIs are: {', '.join(meters)}.",
        where={"file": name, "option": "--meter"},
        option="--meter",
        choices=(*meters, ALL),
    )


def unit_of(text: str, record: Record, hints: Hints, *, name: str) -> tuple[Unit | None, float]:
    """Unit and factor of a data stream; None = no energy. Raises MalformedFileError where none is named."""
    if text:
        return UNITS.get(text.upper(), (None, 1.0))
    if hints.unit is not None:
        return hints.unit, 1.0
    raise MalformedFileError(
        f"Needed the unit of every data stream; line {record.line} of {name} names none for "
        f"{record.cell(1)} {record.cell(4)}. Say it with --unit, such as --unit kWh.",
        where={"file": name, "row": record.line},
        option="--unit",
    )
