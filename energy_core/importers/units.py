"""Units of energy and power, from the words beside the numbers."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from energy_core.importers.hints import Unit
from energy_core.spread import Floats

KWH_PER: Final[dict[Unit, float]] = {"kWh": 1.0, "Wh": 1e-3, "MWh": 1e3, "kW": 1.0, "W": 1e-3}
"""kWh of one unit; of power, in one hour (SI brochure, BIPM, 9th edition 2019: 1 W h = 3600 J)."""

POWER: Final = ("kW", "W")

HIGHEST_KW: Final = 1_000.0
"""No home draws more on average over an interval: a domestic three-phase supply of 3 x 100 A at 230 V,
the largest of the European low-voltage network connections (EN 50160:2010), carries 69 kW."""

SENTINELS: Final = (4294967295.0, 4294967.295, 2147483647.0, 2147483.647, 65535.0, 32767.0, 65.535)
"""Full counters of 32, 31, 16 and 15 bits, whole or in thousandths: what meters write for `no value`."""

_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("kvarh", r"k?varh?"),
    ("kVA", r"kvah?"),
    ("MWh", r"mwhs?|megawatt[ -]?hours?"),
    ("kWh", r"kwhs?|kilowatt[ -]?hours?"),
    ("Wh", r"whs?|watt[ -]?hours?"),
    ("kW", r"kws?|kwatts?|kilowatts?"),
    ("W", r"w|watts?"),
    ("m3", r"m3|m³|m\^3|cubic (?:metres?|meters?)"),
    ("therms", r"therms?"),
    ("ccf", r"ccf"),
    ("MJ", r"mj|gj"),
    ("°C", r"°c|celsius|°f|fahrenheit"),
)
_UNITS: Final = tuple((unit, re.compile(rf"(?:^|[^a-z°])(?:{p})(?![a-z0-9])")) for unit, p in _PATTERNS)


def unit_in(text: str) -> str | None:
    """The unit a text names: one of `Unit`, another one such as kvarh, m3 or therms, or None."""
    lower = re.sub(
        r"[_\-./()\[\]]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text) if "_" not in text else text
    )
    for candidate in (text.replace("_", " ").lower(), lower.lower()):
        for unit, pattern in _UNITS:
            if pattern.search(candidate):
                return unit
    return None


def energy_unit(text: str) -> Unit | None:
    """The unit of energy or power a text names, or None."""
    unit = unit_in(text)
    return unit if unit in KWH_PER else None


def energy_kwh(values: Floats, unit: Unit, hours: Floats, *, out: Floats | None = None) -> Floats:
    """Values in their unit as energy [kWh]; power is multiplied by the interval's length [hours].

    out : where to put the result, `values` itself to save memory; None = a new array.
    """
    result = np.multiply(values, hours if unit in POWER else 1.0, out=out)
    if KWH_PER[unit] != 1.0:
        np.multiply(result, KWH_PER[unit], out=result)
    return result


def is_sentinel(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which values are a full counter and stand far above the rest."""
    ok = np.isfinite(values)
    found = np.zeros(len(values), dtype=bool)
    if not ok.any():
        return found
    top = float(np.max(values, where=ok, initial=0.0))
    if top < min(SENTINELS):
        return found
    for sentinel in SENTINELS:
        hits = values == sentinel
        if hits.any():
            rest = values[ok & ~hits]
            if not len(rest) or (
                sentinel > 20 * float(np.median(np.abs(rest))) and sentinel > 3 * _high(rest, found)
            ):
                found |= hits
    return found


def _high(rest: Floats, found: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    plausible = rest[~np.isin(rest, SENTINELS)] if found.any() or len(rest) else rest
    return float(np.max(np.abs(plausible))) if len(plausible) else 0.0
