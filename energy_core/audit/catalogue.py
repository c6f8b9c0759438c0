"""What is known about measures: catalogue.toml, for one home, with what its people overruled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from energy_core.carbon import OWN as CARBON
from energy_core.home import Home

Formula = Literal["new_appliance", "share", "lamps", "always_on", "whole_home", "tariff", "shift"]

ANY: Final = "any"
YOURS: Final = "your own figure"
LEVELS: Final[Mapping[int, tuple[str, ...]]] = {1: ("",), 2: ("_low", "_high"), 3: ("_low", "_mid", "_high")}
"""How the parts of a range are named, in assumptions and in what a home overrules."""

EU: Final = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"),
        *("LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
EUROPE: Final = EU | {"CH", "GB", "IS", "LI", "NO"}
ALIASES: Final = {"UK": "GB"}


@dataclass(frozen=True)
class Number:
    """One number of the catalogue, or a range, as it holds for a home.

    values : one, low and high, or low, middle and high. foreign : from another place than the home's.
    second : where it was found again. yours : a person's own.
    """

    name: str
    values: tuple[float, ...]
    unit: str
    source: str
    date: str
    region: str
    verified: bool
    basis: str | None = None
    url: str | None = None
    second: str | None = None
    currency: str | None = None
    foreign: bool = False
    yours: bool = False

    @property
    def low(self) -> float:
        return self.values[0]

    @property
    def mid(self) -> float:
        return self.values[1] if len(self.values) == 3 else sum(self.values) / len(self.values)

    @property
    def high(self) -> float:
        return self.values[-1]

    def parts(self) -> list[tuple[str, float]]:
        """Each value under the name by which a home may overrule it."""
        levels = LEVELS[len(self.values)] if len(set(self.values)) > 1 else ("",)
        return [(f"{self.name}{level}", value) for level, value in zip(levels, self.values, strict=False)]


@dataclass(frozen=True)
class Entry:
    """A measure of the catalogue for one home.

    numbers : by name; a price in another currency than the home's is not among them.
    elsewhere : the currencies in which it has a price, where it has none in the home's.
    on : recommended when it pays back: every number was found twice, or a person switched it on.
    """

    name: str
    title: str
    advice: str
    formula: Formula
    types: tuple[str, ...]
    already_kw: float | None
    numbers: Mapping[str, Number]
    elsewhere: tuple[str, ...]
    on: bool

    @property
    def verified(self) -> bool:
        return all(number.verified for number in self.numbers.values())


def entries(home: Home) -> tuple[Entry, ...]:
    """Every measure with the numbers that hold for this home."""
    return tuple(_entry(name, home) for name in raw() if name != "shared")


def shared(name: str, home: Home) -> Number:
    """A number that all measures use: `discount_rate`, `price_rise`."""
    found = _chosen(name, raw()["shared"][name], home, owner="finance")
    assert found is not None
    return found


def unknown_overrides(home: Home) -> list[str]:
    """What the home overrules that no measure has, as sentences."""
    known = {f"{entry.name}.{part}" for entry in entries(home) for part in _overridable(entry)}
    known |= {f"finance.{name}" for name in ("discount_rate", "price_rise")} | {CARBON}
    said = [f"The home overrules {name!r}, which no measure has." for name in home.audit if name not in known]
    measures = {entry.name for entry in entries(home)}
    none = [name for name in home.incentives if name not in measures]
    return said + [f"The home has an incentive for {name!r}, which is no measure." for name in none]


@cache
def raw() -> dict[str, Any]:
    """catalogue.toml as it is."""
    text = files("energy_core.audit").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def number_tables(fields: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The numbers among the fields of a measure, each with its rows by region or currency."""
    return {n: rows for n, rows in fields.items() if isinstance(rows, list) and isinstance(rows[0], dict)}


def _entry(name: str, home: Home) -> Entry:
    fields = raw()[name]
    tables = number_tables(fields)
    if realisation := fields.get("realisation"):
        tables["realisation"] = raw()["shared"][realisation]
    found = {key: _chosen(key, rows, home, owner=name) for key, rows in tables.items()}
    for key in ("cost_per_lamp",) if fields["formula"] == "lamps" else ("cost",):
        found.setdefault(key, _own_cost(key, home, owner=name))
    numbers = {key: number for key, number in found.items() if number is not None}
    priced = [
        row["currency"]
        for key in ("cost", "cost_per_lamp")
        for row in tables.get(key, ())
        if "currency" in row
    ]
    entry = Entry(
        name=name,
        title=fields["title"],
        advice=fields["advice"],
        formula=fields["formula"],
        types=tuple(fields.get("types", ())),
        already_kw=fields.get("already_kw"),
        numbers=numbers,
        elsewhere=tuple(priced) if not {"cost", "cost_per_lamp"} & set(numbers) else (),
        on=False,
    )
    switch = home.audit.get(f"{name}.on")
    return replace(entry, on=entry.verified if switch is None else bool(switch))


def _chosen(name: str, rows: list[dict[str, Any]], home: Home, *, owner: str) -> Number | None:
    """The row for the home's place or currency, overruled where the home says so."""
    country = ALIASES.get(home.country or "", home.country or "")
    if any("currency" in row for row in rows):
        row = next((row for row in rows if row.get("currency") in (None, home.currency)), None)
        if row is None:
            return _own_cost(name, home, owner=owner)
        return _overruled(_number(name, row, foreign=False), home, owner)
    wanted = [country, "EU"] if country in EU else [country]
    best = min(rows, key=lambda row: _rank(row["region"], wanted))
    foreign = _rank(best["region"], wanted) > len(wanted)
    return _overruled(_number(name, best, foreign=foreign), home, owner)


def _rank(region: str, wanted: list[str]) -> int:
    if region in wanted:
        return wanted.index(region)
    if region == ANY:
        return len(wanted)
    return len(wanted) + (1 if region in EUROPE and wanted[0] in EUROPE else 2)


def _number(name: str, row: dict[str, Any], *, foreign: bool) -> Number:
    value = row["value"]
    return Number(
        name=name,
        values=tuple(float(v) for v in value) if isinstance(value, list) else (float(value),),
        unit=row["unit"],
        source=row["source"],
        date=row["date"],
        region=row["region"],
        verified=row["verified"],
        basis=row.get("basis"),
        url=row.get("url"),
        second=row.get("second"),
        currency=row.get("currency"),
        foreign=foreign,
    )


def _own_cost(name: str, home: Home, *, owner: str) -> Number | None:
    """A person's own price, where the catalogue has none in their currency."""
    whole = home.audit.get(f"{owner}.{name}")
    ends = [home.audit.get(f"{owner}.{name}{level}", whole) for level in LEVELS[2]]
    said = sorted(end for end in ends if end is not None)
    if not said:
        return None
    unit = home.currency or "money"
    return Number(name, (said[0], said[-1]), unit, YOURS, YOURS, home.country or ANY, True, yours=True)


def _overruled(number: Number, home: Home, owner: str) -> Number:
    whole = home.audit.get(f"{owner}.{number.name}")
    levels = LEVELS[len(number.values)]
    said = [home.audit.get(f"{owner}.{number.name}{level}", whole) for level in levels]
    if all(value is None for value in said):
        return number
    values = tuple(sorted(o if s is None else s for o, s in zip(number.values, said, strict=True)))
    return replace(
        number,
        values=values,
        source=YOURS,
        date=YOURS,
        url=None,
        second=None,
        verified=True,
        foreign=False,
        yours=True,
    )


def _overridable(entry: Entry) -> set[str]:
    names = {"on", "cost", "cost_low", "cost_high"}
    if entry.formula == "lamps":
        names |= {"cost_per_lamp", "cost_per_lamp_low", "cost_per_lamp_high"}
    for number in entry.numbers.values():
        names |= {number.name, *(f"{number.name}{level}" for level in LEVELS[len(number.values)])}
    return names
