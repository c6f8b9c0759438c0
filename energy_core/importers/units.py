"""Units of energy and power, from the words beside the numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np

from energy_core.importers.hints import Unit
from energy_core.spread import Floats

KWH_PER: Final[dict[Unit, float]] = {
    "kWh": 1.0, "Wh": 1e-3, "MWh": 1e3, "kW": 1.0, "W": 1e-3,
    "J": 1 / 3.6e6, "kJ": 1 / 3.6e3, "MJ": 1 / 3.6, "GJ": 1e3 / 3.6,
}  # fmt: skip
"""kWh of one unit; of power, in one hour (SI brochure, BIPM, 9th edition 2019: 1 W h = 3600 J)."""

POWER: Final = ("kW", "W")

JOULES: Final = "joules"
"""A text that names joules or BTU: of gas and heat as well, so no unit of electricity by itself."""

PER_DAY: Final = "kWh per day"
"""What an average day of a longer time used: no energy of that time."""

LARGEST: Final = 1e15
"""Above every full counter that is written for `no value`, but those of more than 50 bits."""

HIGHEST_KW: Final = 1_000.0
"""No home draws more on average over an interval: a domestic three-phase supply of 3 x 100 A at 230 V,
the largest of the European low-voltage network connections (EN 50160:2010), carries 69 kW."""

_MONEY: Final = (
    r"[€£$¥₹]|(?<![^\W\d_])(?:eur|euros?|ct|cts|cents?|p|pence|usd|gbp|aud|nzd|chf|rp|öre|ore|øre|kr|sek|nok|dkk|"
    r"zł|pln|kč|czk|ft|huf|lei|ron|g|kg|t|\w{0,2}co2\w*|km|mi|l|cost|price|preis|pris|prix|precio)"
)
_PER: Final = r"(?: ?/ ?| per | pro | par | por | je | al | pr )"
_KWH: Final = (
    r"kw[ ·⋅•*.\-]?h(?:(?:ou)?rs?|s)?|kw/h|kwatt[ -]?h(?:ou?rs?)?|"
    r"kilo ?watt?[ -]?(?:hours?|hrs?|stunden?|uur|uren|heures?|timer?|timmar|tuntia?|"
    r"hora|ora|ore)|kilovatios?[ -]?hora|кв[тт][ ·⋅•*.\-]?(?:ч|час|год|г)\w*|"
    r"كيلو ?و?اط ?[.\-/]? ?(?:في الساعة|ساعة|ساعه|س)|ك[.]? ?و[.]? ?س[.]?|کیلو ?وات[ \u200c\-]?ساعت|"
    r"กิโลวัตต์[ -]?ชั่วโมง|किलोवाट[ -]?घंट[ाे]|"
    r"קו{1,2}ט[\"״']?ש|千瓦[·.]?[时時]|キロワット時|킬로와트시|(?<=[(\[（])度(?=[)\]）])|^度$"
)
_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    ("kvarh", r"k?vah?r|k?varh?s?"),
    ("kVA", r"k?vah?"),
    ("per kWh", rf"(?:{_MONEY}) ?(?:/|per|pro) ?[kmg]?wh|(?:per|pro|par|por|je|pr\.?) ?[kmg]wh"),
    (PER_DAY, rf"kwh{_PER}(?:d|days?|tag|dag|d[ií]a|jour|giorno|dzień|den|nap|päivä|gün)"),
    ("kWh per something", rf"[kmg]?wh{_PER}(?:m2|m²|kwp?|km|mi|100 ?km|sqm|sq|person|kg|l|\$|€|£)"),
    ("kW", r"kwh(?: ?/ ?| per )(?:h|hr|hours?|std|stunde|heure)"),
    ("W", r"wh(?: ?/ ?| per )(?:h|hr|hour)"),
    ("MWh", r"mw[ ·⋅*.\-]?hs?|megawatt[ -]?hours?|мвт[ ·⋅*.\-]?(?:ч|год)|兆瓦[时時]"),
    ("kWh", _KWH),
    ("Wh", r"w[·⋅*.\-]?hs?|watt[ -]?(?:hours?|hrs?|stunden?|heures?|uur)|вт[ ·⋅*.\-]?(?:ч|год)"),
    ("kW", r"kws?|k ?watts?|kilo ?watts?|квт|千瓦"),
    ("MW", r"mw|megawatts?"),
    ("W", r"w|watts?|вт"),
    (
        JOULES,
        r"[kmg]j|(?:kilo|mega|giga)?joules?|(?<=[(\[])(?:j|ws)(?=[)\]])|watt ?seconds?|watt?sekunden?|"
        r"(?<=energy )j|k?btu|mmbtu",
    ),
    ("m3", r"[ns]?m3|m³|m\^3|cbm|cubic (?:metres?|meters?)"),
    ("therms", r"therms?"),
    ("CCF", r"[ch]cf|mcf|ft3|cubic f(?:ee|oo)t"),
    ("litres", r"dl|dm3|dm³|litres?|liters?|litros?"),
    ("gallons", r"gal|gallons?"),
    ("°C", r"°c|celsius|°f|fahrenheit"),
    ("%", r"%"),
)
"""Units and how they are written, the more telling before the shorter. `kw/h` is what people write for kWh;
kWh per hour is a mean power."""
_UNITS: Final = tuple((unit, re.compile(rf"(?<![^\W\d_])(?:{p})(?![^\W_])")) for unit, p in _PATTERNS)
_WRITTEN: Final = re.compile("|".join(f"(?:{pattern})" for _, pattern in _PATTERNS))
_CELLS: Final = re.compile(
    r"[€£$¥%]|eur|usd|gbp|aud|chf|[cp]|ct|k?[vaj]|mv|ma|hz|k?va|k|°|hpa|mbar|bar|lx|lm|ppm|ppb|µg/m3|db|dbm|s|sec|"
    r"min|ms|h|d|days?|m|mm|cm|km|km/h|m/s|mph|[kmg]?b|l|l/min|gal|kg|g|w/m2|none|state|unit(?:s|less)?"
)
"""Cells that are a unit of something else."""


@lru_cache(maxsize=16_384)
def unit_in(text: str) -> str | None:
    """The unit a text names: one of `Unit`, another one such as kvarh, m3 or therms, or None."""
    written = unicodedata.normalize("NFC", text).replace("m²", "m2")
    if re.search(r"(?<![^\W\d_])mWh(?![^\W_])", written):
        return "mWh"
    spaced = re.sub(r"(?<=[^\W\d_])(?=(?i:[kmg]wh)(?![^\W\d_]))|(?=千瓦|兆瓦|קו{1,2}ט)", " ", written)
    spaced = re.sub(r"(?<=[a-z])(?<![ (\[/_.][kmg])(?<!^[kmg])(?=[A-Z])", " ", spaced)
    for candidate in (
        (written, spaced) if "_" not in text else (written.replace("_", " "), spaced.replace("_", " "))
    ):
        lower = candidate.lower()
        for form in (lower, re.sub(r"[\-./()\[\]]+", " ", lower)):
            for unit, pattern in _UNITS:
                if pattern.search(form):
                    return unit
    return None


def is_unit(cell: str) -> bool:
    """Whether a cell holds a unit, of whatever, and nothing else."""
    text = cell.strip().strip("()[]").lower()
    return _CELLS.fullmatch(text) is not None or _WRITTEN.fullmatch(text) is not None


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


def measurable(amounts: Floats) -> Floats:
    """Amounts; numbers beyond anything that can be measured are infinite, so that no sum overflows."""
    beyond = (amounts > LARGEST) | (amounts < -LARGEST)
    return np.where(beyond, np.copysign(np.inf, amounts), amounts) if beyond.any() else amounts
