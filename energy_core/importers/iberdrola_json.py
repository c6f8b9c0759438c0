"""Iberdrola's JSON (i-DE, Spain): hours of a period by their place alone, from a start that is said once.

The values follow each other hour by hour, so the day on which clocks go forward has 23 of them and the day on
which they go back 25: missing days lie at midnight only when they are counted so. `null` is missing.
`acumulado` is the sum of the year, not of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.json_records import parsed
from energy_core.importers.json_values import is_number
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.units import energy_unit
from energy_core.importers.zones import Zone

FORMAT: Final = "iberdrola_json"

ZONE: Final = "Europe/Madrid"
HOUR_US: Final = 3_600_000_000
MOST_HOURS: Final = 100_000

_KEYS: Final = re.compile(rb'"fecha(?:Periodo|Desde)"\s*:')
_START: Final = re.compile(r"(\d{2})-(\d{2})-(\d{4})(?:\s*(\d{2}):(\d{2})(?::\d{2})?)?")


def recognises(head: bytes) -> bool:
    """An object with the start of a period and the unit of its values, or values that are called `valor`."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"{") and _KEYS.search(text) is not None and b'"valor"' in text


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError where the start or the values are missing."""
    ledger = Ledger()
    document = parsed(content, name=name)
    values, label = _values(document, name=name)
    start = _start(document, name=name)
    unit = _unit(document, hints, name=name)
    zone = _zone(hints, ledger)
    stamps = (
        start.tz_localize(zone.stamps).tz_convert("UTC").value // 1_000 + np.arange(len(values)) * HOUR_US
    )
    ledger.rows_read = len(values)
    ledger.decide(
        "time of the values",
        f"hours from {start:%d %B %Y, %H:%M}",
        evidence="the file says when its period begins, and holds one value for each hour of it",
        confidence=0.8,
    )
    last = pd.Timestamp(int(stamps[-1] + HOUR_US), unit="us", tz="UTC").tz_convert(zone.stamps)
    if last.hour:
        ledger.issue("partial_day", f"The last day ends at {last:%H:%M}: it is not complete.")
    amounts = np.array([float(v) if is_number(v) else np.nan for v in values])
    lines = np.arange(1, len(values) + 1, dtype=np.int64)
    odd = np.array([v is not None and not is_number(v) for v in values])
    ledger.drop_rows("the value is no number", lines[odd])
    block = Block(stamps, lines, (Column(label, amounts, unit, "interval", "mains"),), stamps + HOUR_US)
    return assembled([block.take(~odd)], Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _values(document: Any, *, name: str) -> tuple[list[Any], str]:
    """The values of the first series, which is the customer's own, and what it is called."""
    inner = document.get("y") if isinstance(document, dict) else None
    series = inner.get("data") if isinstance(inner, dict) else None
    first = series[0] if isinstance(series, list) and series else None
    if not isinstance(first, list) or not 0 < len(first) <= MOST_HOURS:
        raise MalformedFileError(
            f"Needed the hours of a period under y.data; {name} has none. Download a period that has data.",
            where={"file": name},
        )
    described = inner.get("desc") if isinstance(inner, dict) else None
    label = described[0] if isinstance(described, list) and described else "Consumo"
    return [item.get("valor") if isinstance(item, Mapping) else item for item in first], str(label)


def _start(document: Mapping[str, Any], *, name: str) -> pd.Timestamp:
    text = str(document.get("fechaDesde") or document.get("fechaPeriodo") or "")
    match = _START.fullmatch(text.strip())
    if match is not None:
        day, month, year, hour, minute = match.groups(default="0")
        try:
            return pd.Timestamp(int(year), int(month), int(day), int(hour), int(minute))
        except ValueError:
            pass
    raise MalformedFileError(
        f"Needed the start of the period as day-month-year; {name} says {text[:40]!r}. Download it again.",
        where={"file": name},
    )


def _unit(document: Mapping[str, Any], hints: Hints, *, name: str) -> Unit:
    said = document["y"].get("unidadesConsumo")
    unit = hints.unit or (energy_unit(said) if isinstance(said, str) else None)
    if unit is None:
        raise MalformedFileError(
            f"Needed the unit of the values (unidadesConsumo); {name} says {said!r}. Say it with --unit.",
            where={"file": name},
            option="--unit",
        )
    return unit


def _zone(hints: Hints, ledger: Ledger) -> Zone:
    """Peninsular Spain, which this company serves; days as the home counts them."""
    if hints.timezone is not None:
        said = "said with --timezone" if hints.timezone_source == "option" else "the home's zone"
        ledger.decide("time zone", hints.timezone, evidence=said, option="--timezone")
        stamps = hints.timezone if hints.timezone_source == "option" else ZONE
        return Zone(stamps, hints.timezone, hints.timezone_source)
    evidence = "this company serves peninsular Spain"
    ledger.decide("time zone", ZONE, evidence=evidence, confidence=0.9, option="--timezone")
    return Zone(ZONE, ZONE, "file")
