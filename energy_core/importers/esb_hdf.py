"""ESB Networks' harmonised files (Ireland): half-hours or daily registers, the unit within the read's type.

`Active Import Interval (kW)` is the mean power of the half-hour that ends at the stamp, in local time, newest
first; the same in kWh is its energy. `… Register (kWh)` is the reading of a counter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from energy_core.errors import MalformedFileError
from energy_core.importers.any_table import read_rows
from energy_core.importers.encoding import utf8
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.units import energy_unit

FORMAT: Final = "esb_hdf"

ZONE: Final = "Europe/Dublin"
VALUE, TYPE, STAMP = "Read Value", "Read Type", "Read Date and End Time"

_HEADER: Final = re.compile(rb'^[^\n]*"?MPRN"?[^\n]*Read Value[^\n]*Read Type[^\n]*Read Date', re.I)
_REGISTER: Final = re.compile(r"\bregister\b", re.I)
_UNIT: Final = re.compile(r"\s*\(?\b(?:[kM]?Wh?)\b\)?\s*$|^\s*30[- ]Minute\s+", re.I)


def recognises(head: bytes) -> bool:
    """Its header, in this order."""
    return _HEADER.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for read types that name no unit."""
    ledger = Ledger()
    text = utf8(content, name=name)[0].decode().lstrip("\r\n")
    lines = text.split("\n")
    if hints.kind is None and _are_registers(lines):
        ledger.decide("kind of values", "register", evidence="the read types say so", option="--kind")
        hints = replace(hints, kind="register")
    zone = None if hints.timezone is not None else ZONE
    return read_rows(
        _rows(lines, name=name, hints=hints), name=name, form=FORMAT, hints=hints, ledger=ledger, zone=zone
    )


def _are_registers(lines: Sequence[str]) -> bool:
    """Whether every read is that of a counter; energy and power of intervals are called so."""
    rows = [line for line in lines[1:] if line.strip()]
    return bool(rows) and all(_REGISTER.search(line) is not None for line in rows)


def _rows(lines: Sequence[str], *, name: str, hints: Hints) -> Iterator[list[str]]:
    """The same rows, with the unit of each in a column of its own."""
    header: list[str] | None = None
    places: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in next(csv.reader([line[:2_000]]), [])]
        if header is None:
            header = cells
            places = {cell.lower(): place for place, cell in enumerate(cells)}
            if TYPE.lower() not in places:
                raise MalformedFileError(
                    f"Needed the columns {VALUE}, {TYPE} and {STAMP}; {name} has: {', '.join(cells)[:200]}. "
                    "Download the file again.",
                    where={"file": name, "row": 1},
                )
            yield [*cells, "Unit"]
            continue
        if not any(cells):
            yield []
            continue
        yield _with_unit(cells, places[TYPE.lower()], number, name=name, hints=hints)


def _with_unit(cells: list[str], place: int, number: int, *, name: str, hints: Hints) -> list[str]:
    kind = cells[place] if place < len(cells) else ""
    unit = hints.unit or energy_unit(kind)
    if unit is None and len(cells) > place and kind:
        raise MalformedFileError(
            f"Needed a read type with its unit, such as Active Import Interval (kW); line {number} of {name} "
            f"has {kind[:60]!r}. Say the unit with --unit.",
            where={"file": name, "row": number, "column": TYPE},
            option="--unit",
        )
    named = [*cells]
    if place < len(named):
        named[place] = _UNIT.sub("", kind) or kind
    return [*named, unit or ""]
