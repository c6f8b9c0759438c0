"""What is wrong in a tariff file, for the person who wrote it: where, what was found, what to write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from energy_core import words

NUMBER: Final = "needs a number such as 0.25, with a point and without a currency sign"
LIST: Final = 'needs a list such as ["mon-fri"]'
DAY: Final = "needs a date such as 2025-01-31"

WANTED: Final[Mapping[str, str]] = {
    "decimal_parsing": NUMBER,
    "decimal_type": NUMBER,
    "int_parsing": "needs a whole number",
    "int_type": "needs a whole number",
    "tuple_type": LIST,
    "string_type": "needs text in quotes",
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_type": DAY,
    "dataclass_type": "needs a table of fields",
}
"""What a field needs, by the kind of mistake that pydantic names."""

EXAMPLES: Final[Mapping[str, str]] = {
    "name": 'name = "My tariff"',
    "currency": 'currency = "EUR"',
    "start": "start = 2025-01-01",
    "versions": "[[versions]] with a start and its rates",
    "rates": "[[versions.rates]] with a name and per_kwh",
    "per_kwh": "per_kwh = 0.25",
}
FIELDS: Final[Mapping[int, str]] = {
    0: "name, currency, country, region, vat_percent, billing_day, versions, source, checked and note",
    1: "start, end, rates, standing_charge_per_day, export_per_kwh and minimum_per_month",
    2: "name, per_kwh, tiers, days, hours and months",
    3: "per_kwh and up_to_kwh_per_month",
}
"""The fields of a tariff, of a version, of a rate and of a tier, by how many lists they lie in."""

BOUNDS: Final[Mapping[str, str]] = {
    "greater_than_equal": "of at least",
    "greater_than": "above",
    "less_than_equal": "of at most",
}
NAMES: Final[Mapping[str, str]] = {"versions": "version", "rates": "rate", "tiers": "tier"}
SHOWN: Final = 40
"""Letters of what was found: enough to find it again."""


def sentence(error: Mapping[str, Any]) -> str:
    """The first mistake as a sentence without its end, from an error of pydantic."""
    path, kind = error["loc"], error["type"]
    field = str(path[-1]) if path and not isinstance(path[-1], int) else ""
    where = _where(path)
    at = f"{where}: " if where else ""
    if kind == "missing":
        example = f"; write for instance {EXAMPLES[field]}" if field in EXAMPLES else ""
        return f"{at}it is missing{example}"
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        depth = sum(isinstance(part, int) for part in path)
        return f"{at}there is no such field here; the fields are {FIELDS.get(depth, FIELDS[0])}"
    found = f"; found {words.label(str(error.get('input')))[:SHOWN]!r}"
    limits = error.get("ctx", {})
    if kind in BOUNDS:
        return f"{at}needs a number {BOUNDS[kind]} {next(iter(limits.values()))}{found}"
    if kind in WANTED:
        return f"{at}{WANTED[kind]}{found}"
    return f"{at}{str(error['msg']).removeprefix('Value error, ')}"


def _where(path: tuple[Any, ...]) -> str:
    """version 1, rate 2, hours."""
    parts: list[str] = []
    for part in path:
        if isinstance(part, int) and parts:
            parts[-1] = f"{NAMES.get(parts[-1], parts[-1])} {part + 1}"
        else:
            parts.append(str(part))
    return ", ".join(parts)
