"""Green Button XML: what North American utilities give their customers to download."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.espi import Feed, ReadingType, read_feed
from energy_core.importers.espi_meters import FORWARD, NET, REVERSE, Meter, billed, meters_of, without_sums
from energy_core.importers.espi_points import chosen_points
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.receipt import Import
from energy_core.importers.zones import NORTH_AMERICA, Zone
from energy_core.readings import Kind, Role
from energy_core.spread import Floats

FORMAT: Final = "green_button_xml"

UNIT_OF_UOM: Final[dict[int, Unit]] = {72: "Wh", 38: "W"}
"""ESPI UomType: 72 real energy in Wh, 38 real power in W."""
THERMS: Final = 169
KWH_PER_THERM: Final = 29.3001111
"""US therm = 105,480,400 J (NIST Special Publication 811, 2008, appendix B.8) at 3.6 MJ per kWh."""
GAS: Final = (1,)
NO_ELECTRICITY: Final = (1, 2, 4, 5, 6)
"""ESPI ServiceKind: 1 gas, 2 water, 4 heat, 5 refuse, 6 sewerage."""
GAS_COMMODITY: Final = (7, 8)
NO_COMMODITY: Final = tuple(range(3, 32))
"""ESPI CommodityType: 0 to 2 electricity or not said, 7 natural gas, 8 propane, 9 water and so on."""
CUMULATIVE: Final = (1, 2, 3)
"""ESPI AccumulationBehaviourType: bulk quantity, continuous cumulative, cumulative."""
ESTIMATED: Final = (1, 7, 8, 9, 10)
"""ESPI QualityOfReading: manually edited, estimated using another day or profile, questionable, derived."""
MOST_MEAN_KW: Final = 50.0
"""A home's mean power lies far below what its connection carries (69 kW at 3 x 100 A, EN 50160:2010)."""
LAST_SECOND: Final = 4_102_444_800
"""2100-01-01: a later start is a damaged number."""


def recognises(head: bytes) -> bool:
    """XML of any kind: what is no Green Button is refused in words."""
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").replace(b"\x00", b"")
    return text.startswith(b"<")


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for broken XML or XML that is no Green Button, and
    UnreadableFileError where several usage points consume and nobody has said which are the home's."""
    ledger = Ledger()
    feed = read_feed(content, name=name)
    if not feed.entries and (other := _of_another_kind(content, name=name, hints=hints)) is not None:
        return other
    meters = meters_of(feed)
    if not any(meter.intervals for meter in meters):
        meters = billed(feed)
        if not meters:
            raise _nothing(feed, name=name)
        why = "the file has no readings, only what was used in each billing period"
        ledger.decide("readings", "one for each bill", evidence=why, confidence=0.9)
    zone = _zone(feed, hints, ledger)
    meters, sums = without_sums(meters)
    kept = chosen_points(meters, hints, ledger, name=name)
    others = [(m, "it is the difference or sum of other readings of the meter") for m in sums]
    others += [(m, "it is another usage point") for m in meters if m not in kept]
    for meter, reason in others:
        ledger.rows_read += len(meter.intervals)
        ledger.drop_rows(f"{meter.name}: {reason}", [1] * len(meter.intervals))
    blocks, line = [], 1
    for meter in kept:
        block = _block(meter, line, name=name, hints=hints, ledger=ledger)
        line += len(meter.intervals)
        ledger.rows_read += len(meter.intervals)
        if block is not None:
            blocks.append(block)
    if not blocks:
        shown = "; ".join(ledger.reasons)
        raise UnreadableFileError(
            f"Needed energy in a Green Button file; {name} has none: {shown}. Download the electricity "
            "readings.",
            where={"file": name},
        )
    return assembled(blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _of_another_kind(content: bytes, *, name: str, hints: Hints) -> Import | None:
    from energy_core.importers.xml_records import read_records

    return read_records(content, name=name, hints=hints)


def _nothing(feed: Feed, *, name: str) -> UnreadableFileError:
    """A file without readings, or XML of another kind."""
    if not feed.entries:
        return UnknownFormatError(
            f"Needed a Green Button file with interval readings; {name} has no Green Button entries, "
            "nor other readings with a time and a number each. Download the readings as Green Button XML or "
            "CSV.",
            where={"file": name},
        )
    summaries = sum(entry.kind.endswith("UsageSummary") for entry in feed.entries)
    bills = (
        f", only {counted(summaries, 'summary').replace('summarys', 'summaries')} of bills"
        if summaries
        else ""
    )
    return MalformedFileError(
        f"Needed a Green Button file with interval readings; {name} has no readings (IntervalReading) in it"
        f"{bills}. Download a period that has data.",
        where={"file": name},
    )


def _zone(feed: Feed, hints: Hints, ledger: Ledger) -> Zone:
    """The zone of the home: said, or the North American one with the file's offset and rule."""
    if hints.timezone is not None:
        where = "said with --timezone" if hints.timezone_source == "option" else "the home's zone"
        ledger.decide("time zone", hints.timezone, evidence=f"{where}; stamps are UTC", option="--timezone")
        return Zone("UTC", hints.timezone, hints.timezone_source)
    offset = feed.local_offset
    if offset is not None and -offset in NORTH_AMERICA and offset > 0:
        offset = -offset
    if offset is not None and (offset in NORTH_AMERICA or offset == 0):
        name = NORTH_AMERICA.get(offset, "UTC")
        if offset == -25200 and not feed.dst_offset:
            name = "America/Phoenix"
        ledger.decide(
            "time zone",
            name,
            evidence=f"LocalTimeParameters: {feed.local_offset} s, in summer {feed.dst_offset or 0} s more",
            confidence=0.8,
            option="--timezone",
        )
        return Zone("UTC", name, "file")
    zone = hints.default_timezone
    evidence = "the file has no LocalTimeParameters that can be used; this is the default"
    ledger.decide("time zone", zone, evidence=evidence, confidence=0.3, option="--timezone")
    return Zone("UTC", zone, "default")


def _block(meter: Meter, line: int, *, name: str, hints: Hints, ledger: Ledger) -> Block | None:
    count = len(meter.intervals)
    if not count:
        return None
    lines = np.arange(line, line + count, dtype=np.int64)
    unit, factor, role, kind = _meaning(meter, hints, ledger, name=name)
    if unit is None:
        ledger.drop_rows(
            f"{meter.name} is no energy: unit code {meter.type.uom if meter.type else None}", lines
        )
        return None
    start = _seconds(meter, ledger)
    duration = np.array([i.duration for i in meter.intervals])
    value = np.array([i.value for i in meter.intervals]) * factor
    bad = (start > LAST_SECOND) | (start < 0) | (duration <= 0) | (duration > 4e8)
    quality = np.array([-1 if i.quality is None else i.quality for i in meter.intervals])
    us = np.where(bad, 0, start * 1e6).astype(np.int64)
    ends = us + np.where(bad, 0, duration * 1e6).astype(np.int64)
    column = Column(meter.name, value, unit, kind, role)
    block = Block(us, lines, (column,), ends, estimated=np.isin(quality, ESTIMATED))
    if bad.any():
        kwh = float(value[bad].sum()) * (1e-3 if unit == "Wh" else 1.0 if unit == "kWh" else 0.0)
        ledger.drop_rows("the start or length of the reading is impossible", lines[bad], kwh)
        block = block.take(~bad)
    odd = np.isnan(block.columns[0].amounts)
    ledger.drop_rows("the value is no number", block.lines[odd])
    block = block.take(~odd)
    _refuse_one_start(block, meter, name=name)
    return block


def _seconds(meter: Meter, ledger: Ledger) -> Floats:
    """Starts in seconds since 1970; milliseconds, read as seconds, would lie after the year 2100."""
    start = np.array([i.start for i in meter.intervals])
    if (start <= LAST_SECOND).any() or (start / 1000 > LAST_SECOND).any():
        return start
    ledger.decide("start of intervals", "milliseconds", evidence="as seconds they lie after the year 2100")
    return start / 1000


def _refuse_one_start(block: Block, meter: Meter, *, name: str) -> None:
    if len(block.stamps) > 2 and len(np.unique(block.stamps)) == 1:
        raise MalformedFileError(
            f"Needed readings one after the other; all {len(block.stamps)} readings of {meter.name!r} in "
            f"{name} "
            "start at the same moment. The file was damaged where it was made; download it again.",
            where={"file": name},
        )


def _assumed(meter: Meter, ledger: Ledger) -> float:
    """Wh, or thousandths of it where whole Wh would be more than a home can use; 1 or 0.001."""
    hours = sum(i.duration for i in meter.intervals) / 3600
    mean_kw = sum(i.value for i in meter.intervals if i.value == i.value) / 1000 / max(hours, 1e-9)
    factor, unit = (1.0, "Wh") if mean_kw <= MOST_MEAN_KW else (1e-3, "thousandths of a Wh")
    evidence = "the file has no ReadingType that names a unit"
    if factor != 1.0:
        evidence += f"; in Wh the home would draw {mean_kw:,.0f} kW all the time"
    ledger.decide(f"unit of {meter.name}", unit, evidence=evidence, confidence=0.4, option="--unit")
    message = f"{meter.name}: the file names no unit; {unit} is assumed. Check the total against a bill."
    ledger.issue("unit_assumed", message, channel=meter.name)
    return factor


def _only_rises(meter: Meter) -> bool:
    """Some files call the energy of intervals cumulative: only values that never fall are a counter."""
    values = [i.value for i in sorted(meter.intervals, key=lambda i: i.start)]
    steps = np.diff(values)
    return len(values) > 2 and bool((steps >= 0).all() and steps.max() > 0 and values[0] > steps.max())


def _meaning(
    meter: Meter, hints: Hints, ledger: Ledger, *, name: str
) -> tuple[Unit | None, float, Role | None, Kind | None]:
    """Unit, factor, role and kind of a meter's values; unit None = no energy."""
    type_ = meter.type or ReadingType()
    if abs(type_.power_of_ten) > 9:
        raise MalformedFileError(
            f"Needed a power of ten between -9 and 9; {name} says {type_.power_of_ten} for {meter.name!r}. "
            "Download the file again.",
            where={"file": name, "element": "powerOfTenMultiplier"},
        )
    factor = 10.0**type_.power_of_ten
    kind: Kind | None = "register" if type_.accumulation in CUMULATIVE and _only_rises(meter) else "interval"
    role: Role | None = "export" if type_.flow == REVERSE else None
    if type_.uom == THERMS:
        evidence = "the file's unit is the therm of gas, 29.3 kWh of heat each; it is no electricity"
        ledger.decide(f"unit of {meter.name}", "therms of gas", evidence=evidence)
        return "kWh", factor * KWH_PER_THERM, "gas", kind
    if meter.service in NO_ELECTRICITY or (type_.commodity or 0) in NO_COMMODITY:
        unit = (
            UNIT_OF_UOM.get(type_.uom or 0)
            if meter.service in GAS or type_.commodity in GAS_COMMODITY
            else None
        )
        return unit, factor, "gas", kind
    if type_.uom is None and hints.unit is None:
        return "Wh", factor * _assumed(meter, ledger), role, kind
    unit = hints.unit or UNIT_OF_UOM.get(type_.uom or 0)
    return (
        unit,
        factor,
        role or ("mains" if type_.flow in (FORWARD, *NET) else None),
        "power" if unit in ("W", "kW") else kind,
    )
