"""The daily readings that Dutch grid operators give out of smart meters (the P4 service).

One row a day and meter: `eancodeasn, meternummer, meterreadingdate`, counters `reading1` to `reading4` and
what each rose (`usage1` to `usage4`). The counters are energy taken at the low and at the normal tariff, and
energy given at the low and at the normal tariff, in kWh. A gas meter stands in the same columns, in m³:
serial numbers of electricity meters begin with E, those of gas meters with G.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

import numpy as np

from energy_core.errors import UnknownFormatError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.clock import instants
from energy_core.importers.encoding import utf8
from energy_core.importers.entity_units import header_of
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import NAT, read_stamps
from energy_core.importers.zones import zone_for
from energy_core.readings import Role
from energy_core.spread import Floats, Integers

FORMAT: Final = "dutch_p4"

COUNTERS: Final[tuple[tuple[str, Role], ...]] = (
    ("reading1", "mains"), ("reading2", "mains"), ("reading3", "export"), ("reading4", "export"),
)  # fmt: skip
_COLUMNS: Final = {"eancodeasn", "meternummer", "meterreadingdate", *(name for name, _ in COUNTERS)}
_FIGURE: Final = re.compile(r"-?\d+(?:[.,]\d+)?")


def recognises(head: bytes) -> bool:
    """A header with the names of the service's columns."""
    return set(header_of(head.decode("utf-8-sig", errors="replace"))[0]) >= _COLUMNS


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read a file. Raises UnknownFormatError when it has gas meters only."""
    body, _ = utf8(content, name=name)
    text = body.decode("utf-8", errors="replace")
    names, delimiter = header_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    numbered = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)][1:]
    rows = [dict(zip(names, (cell.strip() for cell in row), strict=False)) for _, row in numbered]
    lines = np.array([line for line, _ in numbered], dtype=np.int64)
    ledger = Ledger(rows_read=len(rows))
    with ledger.saw(names, [(line, tuple(row)) for line, row in numbered[:8]]):
        meters = list(dict.fromkeys(row.get("meternummer", "") for row in rows))
        electric = [meter for meter in meters if meter.upper().startswith("E")]
        if not electric:
            raise _only_gas(meters, name=name)
        return _assembled(rows, lines, electric, name=name, hints=hints, ledger=ledger)


def _assembled(
    rows: list[dict[str, str]],
    lines: Integers,
    electric: list[str],
    *,
    name: str,
    hints: Hints,
    ledger: Ledger,
) -> Import:
    stamps = read_stamps([row.get("meterreadingdate", "") for row in rows], order=hints.date_order or "dmy")
    good = stamps.us != NAT
    zone = zone_for(
        header="meterreadingdate",
        us=stamps.us[good],
        offset_us=stamps.offset_us[good],
        hints=hints,
        ledger=ledger,
    )
    of = np.array([row.get("meternummer", "") for row in rows])
    at = np.where(good, instants(stamps.us, zone=zone.stamps, channel=_codes(of), ledger=ledger), NAT)
    ledger.drop_rows("no readable date in the row", lines[~good])
    others = good & ~np.isin(of, electric)
    ledger.drop_rows("the row is a gas meter's, in m³: no electric energy", lines[others])
    why = "the P4 service gives electricity in kWh: readings 1 and 2 were taken, 3 and 4 given"
    ledger.decide("unit", "kWh", evidence=why, confidence=0.9)
    ledger.decide("columns left out", "usage1 to usage4", evidence="the counters beside them say the same")
    blocks = []
    for meter in electric:
        own = np.flatnonzero(good & (of == meter))
        label = "" if len(electric) == 1 else f"{meter}: "
        columns = tuple(
            Column(label + column, _counter(rows, own, column), "kWh", "register", role)
            for column, role in COUNTERS
        )
        blocks.append(Block(at[own], lines[own], columns))
    return assembled(blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _codes(of: np.ndarray[tuple[int], np.dtype[np.str_]]) -> Integers:
    return np.unique(of, return_inverse=True)[1].astype(np.int64)


def _counter(rows: list[dict[str, str]], own: Integers, column: str) -> Floats:
    texts = [rows[row].get(column, "") for row in own]
    values = [float(text.replace(",", ".")) if _FIGURE.fullmatch(text) else np.nan for text in texts]
    return np.array(values, dtype=float)


def _only_gas(meters: list[str], *, name: str) -> UnknownFormatError:
    return UnknownFormatError(
        f"Needed the readings of an electricity meter; {name} has those of {', '.join(meters[:4])}, whose "
        "numbers begin with G: gas in m³, no energy column of electricity. Ask the grid operator for the "
        "electricity meter too.",
        where={"file": name, "column": "meternummer"},
    )
