"""Units in JSON: in a field of the records, in one named after another field, or around all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from energy_core.importers.json_found import Piece
from energy_core.importers.json_values import flat, is_unit

LOOKED_AT: Final = 200

_SAYS_UNIT: Final = re.compile(r"unit of measurement|units?|uom|unidad(?:es)?|einheit|eenheid|unite", re.I)
_AMOUNT: Final = re.compile(r"\b(?:total|amount|value|sum|quantity)\b")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Units:
    """around : the unit that surrounds each piece, or "". columns : fields of records that hold units.
    named : the unit of single fields."""

    around: tuple[str, ...]
    columns: tuple[str, ...]
    named: Mapping[str, str]

    @property
    def has_column(self) -> bool:
        return not self.named and (bool(self.columns) or any(self.around))


def units_of(pieces: Sequence[Piece], names: Sequence[str]) -> Units:
    """What units are said, for fields called `names`."""
    named: dict[str, str] = {}
    columns: list[str] = []
    for name, units in _unit_fields(pieces, names).items():
        field = _field_of(name, names)
        if field is not None and len(units) == 1:
            named[field] = next(iter(units))
        columns.append(name)
    around = [_around(piece, names, named) for piece in pieces]
    return Units(tuple(around), tuple(columns), named)


def _unit_fields(pieces: Sequence[Piece], names: Sequence[str]) -> dict[str, set[str]]:
    """The fields whose values are units, and those units."""
    looked_at = [flat(record) for piece in pieces[:LOOKED_AT] for record in piece.records[:LOOKED_AT]]
    found = {}
    for name in names:
        values = {str(record[name]).strip() for record in looked_at if record.get(name) not in (None, "")}
        if values and all(map(is_unit, values)):
            found[name] = values
    return found


def _around(piece: Piece, names: Sequence[str], named: dict[str, str]) -> str:
    """The unit around a piece that is of no single field; those of fields are put into `named`."""
    general: list[str] = []
    for key, value in piece.context.items():
        if not is_unit(value):
            continue
        field = _field_of(key, names)
        if field is not None:
            named.setdefault(field, str(value).strip())
        else:
            general.append(str(value).strip())
    return general[-1] if len(set(general)) == 1 else ""


def _field_of(key: str, names: Sequence[str]) -> str | None:
    """The field that a unit's key is named after: `consumptionUnit`, `units.consumption`."""
    plain = _plain(key)
    stems = {_SAYS_UNIT.sub(" ", plain).strip(), _SAYS_UNIT.sub(" ", _plain(key.rpartition(".")[2])).strip()}
    said = {" ".join(stem.split()) for stem in stems if stem}
    for own in (_plain, _without_amount):
        for name in names:
            if name != key and own(name) in said and (own is _plain or "." not in name):
                return name
    return None


def _without_amount(key: str) -> str:
    """`usageTotal`, `usage_amount`: the usage."""
    return " ".join(_AMOUNT.sub(" ", _plain(key)).split())


def _plain(key: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", _CAMEL.sub(" ", key)).lower().split())
