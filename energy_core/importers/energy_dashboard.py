"""Home Assistant's energy dashboard: one row per entity, one column per hour or day.

`entity_id, type, unit` and then a time in each header. The type says which way the energy flows.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

import numpy as np

from energy_core.errors import UnknownFormatError
from energy_core.importers.blanks import is_blank
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.clock import instants
from energy_core.importers.date_formats import kind_of
from energy_core.importers.encoding import utf8
from energy_core.importers.entity_units import header_of
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import NAT, read_stamps
from energy_core.importers.units import energy_unit
from energy_core.importers.zones import zone_for
from energy_core.readings import Role
from energy_core.spread import Floats

FORMAT: Final = "energy_dashboard"

FEWEST_TIMES: Final = 2
ROLES: Final[dict[str, Role]] = {
    "grid_consumption": "mains", "grid_return": "export", "solar": "generation", "gas": "gas",
    "battery_in": "other", "battery_out": "other", "battery_charge": "other", "battery_discharge": "other",
    "device_consumption": "appliance", "individual_devices": "appliance",
}  # fmt: skip
_FIGURE: Final = re.compile(r"[-+]?\d*[.,]?\d+(?:e[-+]?\d+)?", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Names for the first columns, times for the others."""
    names = header_of(head.decode("utf-8-sig", errors="replace"))[0]
    return "entity_id" in names and "unit" in names and len(_times(names)) >= FEWEST_TIMES


def column_names(content: bytes) -> list[str]:
    """The columns without the times, and the entities, which make the shape of a file."""
    rows, names = _rows(content, name=FORMAT)
    times = set(_times(names))
    return [
        *(n for i, n in enumerate(names) if i not in times),
        *(row[names.index("entity_id")] for _, row in rows),
    ]


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read a file. Raises UnknownFormatError when no entity is in a unit of electric energy."""
    rows, names = _rows(content, name=name)
    times = _times(names)
    stamps = read_stamps([names[i].upper() for i in times], order=hints.date_order or "dmy")
    ledger = Ledger(rows_read=len(rows) * len(times))
    zone = zone_for(header="", us=stamps.us, offset_us=stamps.offset_us, hints=hints, ledger=ledger)
    local = (
        instants(stamps.us, zone=zone.stamps, ledger=ledger) if (stamps.offset_us == NAT).any() else stamps.us
    )
    blocks = []
    for line, row in rows:
        cell = dict(zip(names, row, strict=False))
        lines = np.full(len(times), line, dtype=np.int64)
        unit = energy_unit(cell["unit"])
        if unit is None:
            ledger.drop_rows(f"the row holds {cell['unit'] or 'no unit'}, no electric energy", lines)
            continue
        role = ROLES.get(cell.get("type", "").strip().lower())
        column = Column(cell["entity_id"].strip(), _values(row, times), unit, "interval", role)
        blocks.append(Block(local.copy(), lines, (column,)))
    if not blocks:
        raise UnknownFormatError(
            f"Needed an entity in kWh; {name} has none: no energy column of electricity in it.",
            where={"file": name, "column": "unit"},
        )
    return assembled(blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _rows(content: bytes, *, name: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    text = utf8(content, name=name)[0].decode("utf-8", errors="replace")
    names, delimiter = header_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    numbered = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)][1:]
    return [(line, row + [""] * (len(names) - len(row))) for line, row in numbered], names


def _times(names: list[str]) -> list[int]:
    return [i for i, name in enumerate(names) if kind_of(name.upper()) in ("datetime", "date")]


def _values(row: list[str], columns: list[int]) -> Floats:
    texts = [row[i].strip() for i in columns]
    read = [float(t.replace(",", ".")) if not is_blank(t) and _FIGURE.fullmatch(t) else np.nan for t in texts]
    return np.array(read, dtype=float)
