"""Columns in joules that are electricity: gas and heat are counted so too, and it takes more than a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Unit
from energy_core.importers.role_names import meaning
from energy_core.importers.unit_evidence import supply_proof
from energy_core.importers.units import JOULES
from energy_core.importers.vocabulary_foreign import VOLTS

_UNIT: Final = re.compile(r"(?<![^\W\d_])([GMk]?)J(?:oules?)?(?![^\W_])|(?<![^\W_])(giga|mega|kilo|)joules?")
_WATT_SECONDS: Final = re.compile(r"[(\[]ws[)\]]|watt ?seconds?|watt?sekunden?", re.I)
_BIG: Final[dict[str, Unit]] = {
    "": "J", "k": "kJ", "kilo": "kJ", "M": "MJ", "mega": "MJ", "G": "GJ", "giga": "GJ",
}  # fmt: skip
_ELECTRIC: Final = words.words(
    "electric|electricity|electrical|strom|stroom|sähkö|elektřina|prąd|áram|электроэнергия",
    inside="elektr|électr|elettr|eléctr|strom|電気|电力|전기",
)


def electric_joules(how: Dialect, units: Mapping[int, str | None]) -> dict[int, Unit]:
    """The unit of each column of joules that is electricity, as far as names and columns beside it show."""
    found = {
        i: unit
        for i, said in units.items()
        if said == JOULES and (unit := _unit(how.names[i])) and meaning(how.names[i]) not in ("gas", "heat")
    }
    if not found:
        return {}
    beside = any(words.says(VOLTS, name) for i, name in enumerate(how.names) if i not in found)
    if beside or supply_proof([how.names[i] for i in found]) is not None:
        return found
    above = any(words.says(_ELECTRIC, text) for _, text in how.above)
    return {i: unit for i, unit in found.items() if above or _is_electric(how.names[i])}


def _is_electric(name: str) -> bool:
    """Whether a name says electricity, or counts in watt-seconds, as only meters of it do."""
    return words.says(_ELECTRIC, name) or _WATT_SECONDS.search(name) is not None


def _unit(name: str) -> Unit | None:
    if _WATT_SECONDS.search(name):
        return "J"
    match = _UNIT.search(name) or _UNIT.search(name.lower())
    return None if match is None else _BIG[match[1] or match[2] or ""]
