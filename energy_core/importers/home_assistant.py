"""Home Assistant: history (entity, state, time of the change) and statistics (hourly means and sums).

Each entity becomes a channel. Its unit is the file's (unit_of_measurement, attributes), else what its name
says: power in W, energy in kWh, where its values are possible as that; else it is asked for. Energy sensors
are counters. A power holds until the next change. Entities of other things are left out and said.
"""

from __future__ import annotations

import csv
import io
from typing import Final

import numpy as np

from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.clock import instants
from energy_core.importers.encoding import utf8
from energy_core.importers.entity_units import WHEN, Entities, header_of
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import NAT, read_stamps
from energy_core.importers.units import KWH_PER, POWER
from energy_core.importers.zones import Zone, zone_for
from energy_core.readings import Kind
from energy_core.spread import Integers

FORMAT: Final = "home_assistant"

HOUR_US: Final = 3_600_000_000
MOST_NAMES: Final = 200


def recognises(head: bytes) -> bool:
    """A header with the names that the recorder gives its columns."""
    names = set(header_of(head.decode("utf-8-sig", errors="replace"))[0])
    history = {"entity_id", "state"} <= names
    statistics = "statistic_id" in names and bool(names & {"sum", "mean", "state", "delta"})
    return (history or statistics) and any(when in names for when in WHEN)


def column_names(content: bytes) -> list[str]:
    """The columns and the entities, which make the shape of a file."""
    text = utf8(content, name=FORMAT)[0].decode("utf-8", errors="replace")
    names, delimiter = header_of(text)
    place = names.index("entity_id" if "entity_id" in names else "statistic_id")
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [*names, *sorted({row[place].strip() for row in rows if len(row) > place})[:MOST_NAMES]]


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read an export. Raises UnreadableFileError when the unit of its entities has to be said."""
    body, _ = utf8(content, name=name)
    text = body.decode("utf-8", errors="replace")
    names, delimiter = header_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append(row + [""] * (len(names) - len(row)))
            lines.append(reader.line_num)
    ledger = Ledger(rows_read=len(rows) - 1)
    with ledger.saw(names, [(at, tuple(row)) for at, row in zip(lines[1:9], rows[1:9], strict=True)]):
        entities = Entities(names, rows[1:], name=name, hints=hints)
        entities.note(ledger)
        at = np.array(lines[1:], dtype=np.int64)
        stamps, zone = _stamps(entities, at, hints=hints, ledger=ledger)
        blocks = [_block(entities, entity, stamps, at, ledger=ledger) for entity in entities.electric]
        _drop_others(entities, stamps, at, ledger=ledger)
        filled = [block for block in blocks if len(block.stamps) > 1]
        return assembled(filled or blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _stamps(entities: Entities, lines: Integers, *, hints: Hints, ledger: Ledger) -> tuple[Integers, Zone]:
    """When each row was written (UTC), and the zone."""
    read = read_stamps(entities.times(), order=hints.date_order or "dmy")
    good = read.us != NAT
    zone = zone_for(
        header=entities.when, us=read.us[good], offset_us=read.offset_us[good], hints=hints, ledger=ledger
    )
    naive = good & (read.offset_us == NAT)
    us = read.us
    if naive.any():
        local = np.where(naive, us, NAT)
        own = instants(local, zone=zone.stamps, channel=entities.codes, ledger=ledger)
        us = np.where(naive, own, us)
    ledger.drop_rows("no readable date and time in the row", lines[~good])
    ledger.drop_rows("clocks skipped this hour; the row is a filler", lines[good & (us == NAT)])
    return us, zone


def _block(entities: Entities, entity: str, stamps: Integers, lines: Integers, *, ledger: Ledger) -> Block:
    unit = entities.units[entity]
    assert unit in KWH_PER
    rows = np.flatnonzero((entities.codes == entities.code(entity)) & (stamps != NAT))
    values, words = entities.values(entity, rows)
    ledger.drop_rows("the value is no number", lines[rows[words]])
    rows, values = rows[~words], values[~words]
    counts = unit not in POWER and entities.is_counter(entity)
    shift = HOUR_US if counts and entities.are_statistics else 0
    kind: Kind = "power" if unit in POWER else "register" if counts else "interval"
    if kind == "register":
        why = "energy sensors of Home Assistant are counters"
        ledger.decide(f"kind of {entity}", kind, evidence=why, confidence=0.9, option="--kind")
    changes = kind == "power" and not entities.are_statistics
    return Block(stamps[rows] + shift, lines[rows], (Column(entity, values, unit, kind),), changes=changes)


def _drop_others(entities: Entities, stamps: Integers, lines: Integers, *, ledger: Ledger) -> None:
    """Rows of entities that measure something else."""
    groups: dict[str, list[int]] = {}
    for entity, unit in entities.units.items():
        if unit not in KWH_PER:
            groups.setdefault(str(unit), []).append(entities.code(entity))
    for kind, codes in groups.items():
        rows = np.isin(entities.codes, codes) & (stamps != NAT)
        ledger.drop_rows(f"the row holds {kind}, no electric energy", lines[rows])
