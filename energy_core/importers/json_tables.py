"""Pieces of a JSON document -> tables of text: names, units and whatever tells rows apart in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from energy_core.importers import words
from energy_core.importers.json_found import Piece
from energy_core.importers.json_units import Units, units_of
from energy_core.importers.json_values import GENERIC, cell, flat, is_number, is_stamp, is_unit
from energy_core.importers.role_names import meaning
from energy_core.importers.sheets import Row, Sheet
from energy_core.importers.units import unit_in

BARE: Final = (
    "value",
    "values",
    "val",
    "v",
    "y",
    "amount",
    "quantity",
    "sum",
    "state",
    "reading",
    "kwh",
    "wh",
)
"""Names that say nothing of what was measured: the keys around them do."""
SERIES: Final = "series"
LOOKED_AT: Final = 200

KINDS: Final = ("export", "produced", "gas", "heat")
"""What makes readings something else than what a home uses: its words count wherever they stand."""

BUSINESS: Final = {"A01": "production", "A04": "consumption"}
"""ENTSO-E code list for CIM documents (IEC 62325; Europe, as in use in 2024), BusinessTypeList."""

_KIND_KEY: Final = re.compile(
    r"fuel|type|commodity|service|utility|energy|resource|direction|flow|kind|register|carrier|medium", re.I
)
_NAME_KEY: Final = re.compile(r"name|metric|measurement|title|label|series|sensor|entity", re.I)
_ENDS_IN_UNIT: Final = re.compile(r"[km]?wh$", re.I)
_NUMBERED: Final = re.compile(r"id$|number|serial|mpan|mprn|nmi|cups|ean|meter|channel|phase|register", re.I)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class _Group:
    """Pieces of one table. label : what the keys around it say. series : a name for each piece, or none."""

    path: tuple[str, ...]
    pieces: tuple[Piece, ...]
    series: tuple[str, ...] = ()


def tables(pieces: Sequence[Piece]) -> list[Sheet]:
    """Each table under the keys that lead to it; header first, then a row for each record, from 1."""
    groups: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.path, []).append(piece)
    whole = [_Group(path, tuple(found)) for path, found in groups.items()]
    return [_sheet(group) for group in _joined_by_name(whole)]


def _joined_by_name(groups: list[_Group]) -> list[_Group]:
    """`{"fridge": [records], "oven": [records]}`: groups that differ in one key and have the same fields."""
    found: dict[tuple[Any, ...], list[tuple[str, _Group]]] = {}
    for group in groups:
        fields = frozenset(flat(group.pieces[0].records[0]))
        for place, name in enumerate(group.path):
            if name != "[]":
                key = (*group.path[:place], None, *group.path[place + 1 :], fields)
                found.setdefault(key, []).append((name, group))
    taken: set[tuple[str, ...]] = set()
    merged: list[_Group] = []
    for _, members in sorted(found.items(), key=lambda item: -len(item[1])):
        members = [(name, group) for name, group in members if group.path not in taken]
        if len(members) < 2:
            continue
        taken |= {group.path for _, group in members}
        series = tuple(name for name, group in members for _ in group.pieces)
        merged.append(_Group(members[0][1].path, tuple(p for _, g in members for p in g.pieces), series))
    return [*merged, *(group for group in groups if group.path not in taken)]


def _sheet(group: _Group) -> Sheet:
    names = list(dict.fromkeys(key for p in group.pieces for record in p.records for key in flat(record)))
    units = units_of(group.pieces, names)
    once = tuple(dict.fromkeys(key for piece in group.pieces for key in piece.once))
    kept = [name for name in names if name not in units.columns and name not in once]
    beside = _telling(group, once)
    header = [_header(name, group, units.named) for name in kept]
    header += [*beside, *([SERIES] if group.series else []), *(["unit"] if units.has_column else [])]
    title = ".".join(key for key in group.path if key != "[]") or "records"
    return Sheet(title, partial(_rows, group, header, kept, beside=beside, units=units))


def _rows(
    group: _Group, header: Sequence[str], names: Sequence[str], *, beside: Sequence[str], units: Units
) -> Iterator[Row]:
    yield 0, list(header)
    number = 0
    for place, piece in enumerate(group.pieces):
        around = [_said(key, piece.context.get(key)) for key in beside]
        if group.series:
            around.append(group.series[place])
        for record in piece.records:
            number += 1
            values = flat(record)
            row = [cell(values.get(name)) for name in names] + around
            if units.has_column:
                own = next((cell(values[name]) for name in units.columns if values.get(name)), "")
                row.append(own or units.around[place])
            yield number, row


def _telling(group: _Group, once: Sequence[str]) -> list[str]:
    """Fields around the pieces that tell them apart: a meter, a name, a direction; no dates or amounts.

    once : fields that the first record says for all; the name of a lone series is among them.
    """
    found = []
    for key in dict.fromkeys(key for piece in group.pieces for key in piece.context):
        values = {cell(piece.context.get(key)) for piece in group.pieces}
        amounts = all(is_number(value) or is_stamp(value, key) or not value for value in values)
        tells = len(values) > 1 or (key in once and words.says(words.CHANNEL, key))
        if tells and (not amounts or _NUMBERED.search(key)) and not any(map(is_unit, values)):
            found.append(key)
    return found


def _header(name: str, group: _Group, named: Mapping[str, str]) -> str:
    """A field's name, with its unit, and with what the keys around it say where it says nothing itself."""
    own = name.removeprefix("node.").removeprefix("fields.")
    if name in named:
        own = f"{own} ({named[name]})"
    elif unit_in(own) is None and (unit := _ENDS_IN_UNIT.search(own)):
        own = f"{own} ({unit[0]})"
    if group.series or not _is_amount(name, group.pieces[0].records):
        return own
    keys = [_spaced(key) for key in group.path if key.lower() not in GENERIC and not key.isdecimal()]
    context = group.pieces[0].context.items()
    kinds = [
        text
        for text in (*keys, *(_spaced(_said(k, v)) for k, v in context if _KIND_KEY.search(k)))
        if _is_kind(text)
    ]
    names = [str(v) for k, v in context if _NAME_KEY.search(k) and unit_in(str(v))]
    if name.lower() not in BARE:
        told = any(_is_kind(_spaced(key)) for key in flat(group.pieces[0].records[0]))
        return (
            f"{kinds[-1]} {own}" if kinds and not told and not words.says(words.MONEY, _spaced(own)) else own
        )
    around = next(iter((*kinds[-1:], *names[-1:], *keys[-1:])), "")
    silent = [word for word in around.split() if unit_in(word) is None and words.says(words.CHANNEL, word)]
    return " ".join([word for word in around.split() if word not in silent] + [own])


def _said(key: str, value: Any) -> str:
    """A value as text; a code of what is measured as the word that it stands for."""
    text = cell(value)
    return BUSINESS.get(text, text) if key.lower().endswith("businesstype") else text


def _is_kind(text: str) -> bool:
    return meaning(text) in KINDS or words.says(words.WATER, text)


def _is_amount(name: str, records: Sequence[Mapping[str, Any]]) -> bool:
    values = [value for record in records[:LOOKED_AT] if (value := flat(record).get(name)) is not None]
    return bool(values) and all(is_number(v) and not is_stamp(v, name) for v in values)


def _spaced(key: str) -> str:
    """`gasConsumption` and `gas_consumption` as words."""
    return " ".join(re.sub(r"[^\w]+|_|\b\d{3,}\b", " ", _CAMEL.sub(" ", key)).split())
