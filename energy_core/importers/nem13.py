"""NEM13: reads of Australian meters without intervals, one line for the energy between two reads.

Record 250 holds a register's previous and current read and the quantity between them; 550 is about orders.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.nem_records import (
    ESTIMATED,
    Record,
    chosen_meters,
    in_documents,
    instants,
    is_nem,
    records,
    unit_of,
    zone_of,
)
from energy_core.importers.receipt import Import
from energy_core.importers.zones import Zone
from energy_core.readings import Role

FORMAT: Final = "nem13"

METER, SUFFIX, DIRECTION = 1, 4, 7
BEFORE, BEFORE_AT, NOW, NOW_AT, NOW_QUALITY, QUANTITY, UNIT = 8, 9, 13, 14, 15, 18, 19
"""Places of the fields in a record 250."""


def recognises(head: bytes) -> bool:
    """Its header, or a record 250."""
    return is_nem(head, version="NEM13", first=r"250[,;\t][^,;\t\n]+[,;\t][^\n]*[,;\t]k?wh[,;\t\r\n]")


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for reads without dates or quantity."""
    ledger = Ledger()
    found = in_documents(records(content, name=name), hints, name=name)
    rows = [record for record in found if record.kind == "250"]
    if not rows:
        raise MalformedFileError(
            f"Needed records 250 with reads of a register; {name} is a NEM13 file with no readings in it. "
            "Download a period that has data.",
            where={"file": name},
        )
    ledger.rows_read = len(rows)
    zone = zone_of(found, hints, ledger)
    kept = _chosen(rows, hints, ledger, name=name)
    if not kept:
        raise MalformedFileError(
            f"Needed reads of energy in kWh; {name} has only {rows[0].cell(UNIT)}. Download the file "
            "with the consumption.",
            where={"file": name},
        )
    blocks = [
        _block(label, part, zone, hints=hints, ledger=ledger, name=name)
        for label, part in _by_channel(kept).items()
    ]
    return assembled(blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _role(record: Record) -> Role:
    """E: out of the grid into the home. I: into the grid. Else the data stream's letter says it."""
    if record.cell(DIRECTION):
        return "export" if record.cell(DIRECTION).upper().startswith("I") else "mains"
    return "export" if record.cell(SUFFIX)[:1].upper() in ("A", "B", "C") else "mains"


def _chosen(rows: Sequence[Record], hints: Hints, ledger: Ledger, *, name: str) -> list[Record]:
    energy = [r for r in rows if unit_of(r.cell(UNIT), r, hints, name=name)[0] is not None]
    meters = list(dict.fromkeys(r.cell(METER) for r in energy))
    consuming = {r.cell(METER) for r in energy if _role(r) == "mains" and _quantity(r, name=name) > 0}
    chosen = chosen_meters(meters, consuming, hints, ledger, name=name) if meters else []
    for record in rows:
        if record not in energy:
            ledger.drop_rows(f"the unit is {record.cell(UNIT)}, no energy", [record.line])
        elif record.cell(METER) not in chosen:
            ledger.drop_rows(f"{record.cell(METER)} is another meter", [record.line])
    return [record for record in energy if record.cell(METER) in chosen]


def _by_channel(rows: Sequence[Record]) -> dict[str, list[Record]]:
    """Reads by register: the suffix, with the NMI before it where there are several."""
    several = len({record.cell(METER) for record in rows}) > 1
    found: dict[str, list[Record]] = {}
    for record in rows:
        label = f"{record.cell(METER)} {record.cell(SUFFIX)}" if several else record.cell(SUFFIX)
        found.setdefault(label or record.cell(METER), []).append(record)
    return found


def _quantity(record: Record, *, name: str) -> float:
    """The energy between the two reads, in the record's unit; where it is left out, their difference."""
    texts = [record.cell(place) for place in (QUANTITY, NOW, BEFORE)]
    try:
        quantity, now, before = (float(text) if text else math.nan for text in texts)
    except ValueError:
        quantity = now = before = math.nan
    amount = now - before if math.isnan(quantity) else quantity
    if not math.isfinite(amount):
        raise MalformedFileError(
            f"Needed the quantity between two reads as a number; line {record.line} of {name} has "
            f"{record.cell(QUANTITY)!r}. Download the file again.",
            where={"file": name, "row": record.line},
        )
    return amount


def _block(
    label: str, rows: Sequence[Record], zone: Zone, *, hints: Hints, ledger: Ledger, name: str
) -> Block:
    units = [unit_of(record.cell(UNIT), record, hints, name=name) for record in rows]
    unit = units[0][0]
    assert unit is not None
    start = instants([record.cell(BEFORE_AT) for record in rows], zone)
    end = instants([record.cell(NOW_AT) for record in rows], zone)
    wrong = (start == 0) | (end <= start) | np.array([own != unit for own, _ in units])
    if wrong.any():
        record = rows[int(wrong.argmax())]
        raise MalformedFileError(
            f"Needed the times of two reads, one after the other, and one unit for each register; line "
            f"{record.line} of {name} has {record.cell(BEFORE_AT)!r}, {record.cell(NOW_AT)!r} and "
            f"{record.cell(UNIT)!r}. Download the file again.",
            where={"file": name, "row": record.line},
        )
    flags = [record.cell(NOW_QUALITY)[:1].upper() for record in rows]
    estimated = np.isin(flags, list(ESTIMATED))
    if estimated.any():
        count = counted(int(estimated.sum()), "reading")
        ledger.issue("estimated", f"{label}: {count} of the meter estimated, not read.", channel=label)
    amounts = np.array([_quantity(r, name=name) * f for r, (_, f) in zip(rows, units, strict=True)])
    lines = np.array([record.line for record in rows], dtype=np.int64)
    column = Column(label, amounts, unit, "interval", _role(rows[0]))
    return Block(start, lines, (column,), end, estimated=estimated)
