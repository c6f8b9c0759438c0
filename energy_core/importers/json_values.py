"""Values of JSON as cells, and what a single value looks like: a time, a number, a unit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from energy_core.importers.date_formats import kind_of

DEEPEST_RECORD: Final = 5
MOST_FIELDS: Final = 400
SECONDS: Final = (8.0e8, 4.2e9)
"""Seconds since 1970 of readings: 1995 to 2103."""
LONGEST_CELL: Final = 500
GENERIC: Final = (
    "[]", "values", "data", "value", "readings", "points", "point", "series", "result", "results", "items",
    "records", "nodes", "edges", "node", "list", "response", "payload", "body", "intervals", "viewer",
    "homes", "attributes", "rows", "output", "json", "content", "days", "day", "hours", "hour", "daily",
    "hourly",
    "months", "month", "monthly", "fields", "date", "dates", "period", "periods", "history", "statistics",
    "usage",
)  # fmt: skip
"""Keys that say nothing of what was measured."""

_YEARS: Final = ("year", "yr", "jahr", "jaar", "año", "ano", "anno", "annee", "année", "rok", "år")
_MONTHS: Final = ("month", "mon", "monat", "maand", "mes", "mese", "mois", "mês", "měsíc", "måned", "månad")
_SMALLER: Final = (
    "day",
    "dom",
    "dd",
    "tag",
    "dag",
    "jour",
    "dia",
    "día",
    "giorno",
    "hour",
    "hr",
    "minute",
    "min",
)
"""Names of fields that are parts of a date and of a time of day."""

_UNIT: Final = re.compile(r"\s*(?:[kM]?Wh|k?W|[kM]?VArh|m3|m³|therms?|kilowatt[ -]?hours?|watts?)\s*", re.I)
_TIME_NAME: Final = re.compile(
    r"(?:^|[^a-z])(?:date|time|datetime|timestamp|ts|t|dt|start|begin|from|end|to|until|at|day|hour|epoch|"
    r"fecha|datum|zeit|heure|hora)(?:[^a-z]|$)"
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def cell(value: Any) -> str:
    """One value as text; lists and objects have none."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)
    return str(value)[:LONGEST_CELL]


def flat(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> dict[str, Any]:
    """The scalar fields of a record, those of inner objects under `outer.inner`; lists are left out."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            if depth < DEEPEST_RECORD:
                found |= flat(value, f"{prefix}{key}.", depth + 1)
        elif not isinstance(value, list):
            found[f"{prefix}{key}"] = value
        if len(found) > MOST_FIELDS:
            break
    return found


def says_time(name: str) -> bool:
    """Whether a field's name speaks of time, so that a number in it may be a stamp."""
    return _TIME_NAME.search(_CAMEL.sub("_", name).lower()) is not None


def is_stamp(value: Any, name: str = "time") -> bool:
    """A date, with or without time of day, or seconds or milliseconds since 1970 under a telling name."""
    if isinstance(value, str):
        kind = kind_of(value) if len(value) < 60 else None
        return kind in ("datetime", "date", "month") or (kind == "number" and says_time(name))
    return is_epoch(value) and says_time(name)


def is_epoch(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return any(SECONDS[0] <= value / scale <= SECONDS[1] for scale in (1, 1_000, 1_000_000))


def is_clock(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 20 and kind_of(value) == "clock"


def is_number(value: Any) -> bool:
    """A number, or text that is one."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and re.fullmatch(r"\s*[-+]?\d+(?:[.,]\d+)?\s*", value) is not None


def is_unit(value: Any) -> bool:
    """Whether a value is nothing but a unit of energy, power or gas."""
    return isinstance(value, str) and _UNIT.fullmatch(value) is not None


def is_energy(value: Any) -> bool:
    """Whether a value is a unit of energy."""
    return is_unit(value) and str(value).strip().lower() in ("kwh", "wh", "mwh")


def _date_parts(record: Mapping[str, Any]) -> list[str]:
    """The fields of a record that are its year, month, day and so on; none without a year and a month."""
    names = {name.rpartition(".")[2].lower(): name for name in record}
    year, month = (next((names[word] for word in said if word in names), None) for said in (_YEARS, _MONTHS))
    if year is None or month is None or not re.fullmatch(r"(?:19|20)\d\d", str(record[year]).strip()):
        return []
    return [year, month, *(names[word] for word in _SMALLER if word in names)]


def holds_list(value: Any, depth: int = 1) -> bool:
    """Whether a list stands anywhere in a record."""
    if isinstance(value, list):
        return True
    inner = value.values() if isinstance(value, dict) and depth < DEEPEST_RECORD else ()
    return any(holds_list(item, depth + 1) for item in inner)


def holds_reading(record: Mapping[str, Any]) -> bool:
    """Whether a flat record has a time, or the year and the month of one, and a number beside it."""
    times = [name for name, value in record.items() if is_stamp(value, name)] or _date_parts(record)
    return bool(times) and any(is_number(value) for name, value in record.items() if name not in times)
