"""The entities of a home automation's export: which of their columns holds the value, and in which unit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.importers import words
from energy_core.importers.blanks import is_blank
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import NAT, read_stamps
from energy_core.importers.unit_evidence import IMPOSSIBLE_KW, MOST_W, shown
from energy_core.importers.units import KWH_PER, POWER, energy_unit, unit_in
from energy_core.spread import Floats, Integers

WHEN: Final = (
    "last_changed", "last_updated", "last_changed_ts", "last_updated_ts", "start", "start_ts", "created",
    "time",
)  # fmt: skip
_SUMS: Final = ("sum", "state", "delta", "change")
_MEANS: Final = ("mean", "state")
_UNITS: Final = ("unit_of_measurement", "unit", "attributes")
_ATTRIBUTE: Final = re.compile(r'"unit_of_measurement": ?"([^"]*)"')
_FIGURE: Final = re.compile(r"[-+]?\d*[.,]?\d+(?:e[-+]?\d+)?", re.IGNORECASE)

SHOWN: Final = 6
MOST_LEFT_OUT: Final = 12


def header_of(text: str) -> tuple[list[str], str]:
    """The names of the columns in lower case, and the delimiter."""
    line = next((line for line in io.StringIO(text) if line.strip()), "")
    delimiter = max(",;\t|", key=line.count)
    try:
        cells = next(csv.reader([line.strip()], delimiter=delimiter), [])
    except csv.Error:
        return [], delimiter
    return [cell.strip().lower() for cell in cells], delimiter


def _floats(texts: Sequence[str]) -> Floats:
    plain = [text.replace(",", ".") for text in texts]
    return np.array([float(text) if _FIGURE.fullmatch(text) else np.nan for text in plain], dtype=float)


class Entities:
    """Rows of an export, entity by entity.

    names : the columns, in lower case. units : of each entity one of `Unit`, or in words what it is instead.
    """

    def __init__(
        self, names: Sequence[str], rows: Sequence[Sequence[str]], *, name: str, hints: Hints
    ) -> None:
        self.file, self.hints, self.rows = name, hints, rows
        self.place = {column: i for i, column in reversed(list(enumerate(names)))}
        self.id = self.place.get("entity_id", self.place.get("statistic_id", 0))
        self.when = next(column for column in WHEN if column in self.place)
        self.by_entity: dict[str, list[Sequence[str]]] = {}
        for row in rows:
            self.by_entity.setdefault(row[self.id].strip(), []).append(row)
        self._numbers = {entity: number for number, entity in enumerate(self.by_entity)}
        self.codes = np.array([self._numbers[row[self.id].strip()] for row in rows], dtype=np.int64)
        self.columns: dict[str, int] = {}
        self.units: dict[str, str | None] = {}
        self.guessed: dict[str, str] = {}
        for entity, own in self.by_entity.items():
            self.units[entity] = self._unit(entity, own)
        self._settle_open()

    @property
    def electric(self) -> list[str]:
        return [entity for entity, unit in self.units.items() if unit in KWH_PER]

    @property
    def are_statistics(self) -> bool:
        """Whether rows are the recorder's hourly statistics, stamped with the hour that they end."""
        return "statistic_id" in self.place

    def is_counter(self, entity: str) -> bool:
        """Energy sensors are counters; `delta` and `change` are the energy of intervals."""
        if self.hints.kind in ("interval", "register"):
            return self.hints.kind == "register"
        column = self.columns[entity]
        return column not in (self.place.get("delta"), self.place.get("change"))

    def times(self) -> list[str]:
        """The time of every row, as it is written."""
        return [row[self.place[self.when]] for row in self.rows]

    def code(self, entity: str) -> int:
        """The number of an entity among `codes`."""
        return self._numbers[entity]

    def values(self, entity: str, rows: Integers) -> tuple[Floats, Flags]:
        """Its values in some of its rows, NaN = missing, and which of them are words instead of numbers."""
        column = self.columns[entity]
        texts = [self.rows[row][column].strip() for row in rows]
        words_ = [not is_blank(text) and not _FIGURE.fullmatch(text) for text in texts]
        return _floats(texts), np.array(words_, dtype=bool)

    def note(self, ledger: Ledger) -> None:
        """Say on the receipt what was taken and what was left out."""
        for entity, why in self.guessed.items():
            unit = self.units[entity] or ""
            ledger.decide(f"unit of {entity}", unit, evidence=why, confidence=0.8, option="--unit")
        by_kind: dict[str, list[str]] = {}
        for entity, held in self.units.items():
            if held not in KWH_PER:
                by_kind.setdefault(str(held), []).append(entity)
        for kind, left in by_kind.items():
            more = f" and {len(left) - MOST_LEFT_OUT} more" if len(left) > MOST_LEFT_OUT else ""
            choice = ", ".join(left[:MOST_LEFT_OUT]) + more
            ledger.decide("entities left out", choice, evidence=f"{kind}: no electric energy", confidence=0.9)

    def _unit(self, entity: str, rows: list[Sequence[str]]) -> str | None:
        """What an entity measures; None: it may be electricity, in a unit that nobody says."""
        if self.hints.value_columns and entity not in self.hints.value_columns:
            self.columns[entity] = self._column(entity, rows, energy=False)
            return "another entity than the one that was asked for"
        said = self._said(rows)
        unit = energy_unit(said) if said else None
        energy = unit not in POWER if said else not words.says(words.POWER_NAMED, entity)
        self.columns[entity] = self._column(entity, rows, energy=energy)
        if not any(_FIGURE.fullmatch(row[self.columns[entity]].strip()) for row in rows):
            return "a state in words"
        if said:
            return unit or said
        if (named := energy_unit(entity)) is not None:
            self.guessed[entity] = "its name says so"
            return named
        return self._by_name(entity)

    def _said(self, rows: list[Sequence[str]]) -> str | None:
        for column in _UNITS:
            place = self.place.get(column)
            texts = {row[place].strip() for row in rows if row[place].strip()} if place is not None else set()
            if column == "attributes":
                texts = {found[1] for text in texts if (found := _ATTRIBUTE.search(text))}
            if texts:
                return min(texts)
        return None

    def _column(self, entity: str, rows: list[Sequence[str]], *, energy: bool) -> int:
        columns = [self.place[c] for c in (_SUMS if energy else _MEANS) if c in self.place]
        columns += [self.place[c] for c in ("state", "mean", "sum", "value") if c in self.place]
        return next((c for c in columns if any(row[c].strip() for row in rows)), columns[0])

    def _by_name(self, entity: str) -> str | None:
        own = entity.partition(".")[2] or entity
        if words.says(words.POWER_NAMED, own):
            values = np.abs(self._values(entity))
            highest = float(np.nanmax(values, initial=0.0))
            if IMPOSSIBLE_KW < highest <= MOST_W:
                self.guessed[entity] = (
                    f"its name says power, and {highest:,.0f} kW is more than a home can draw"
                )
                return "W"
            return None
        if words.says(words.ENERGY_NAMED, own):
            return None
        if unit_in(own) is not None:
            return unit_in(own)
        return next((kind for kind, pattern in words.FOREIGN_KINDS if words.says(pattern, own)), None)

    def _values(self, entity: str) -> Floats:
        return _floats([row[self.columns[entity]].strip() for row in self.by_entity[entity]])

    def _settle_open(self) -> None:
        """Give entities without a unit the one that was said; leave them out beside others, or ask."""
        open_ = [entity for entity, unit in self.units.items() if unit is None]
        said = self.hints.unit
        for entity in open_ if said is not None else []:
            power, energy = (words.says(w, entity) for w in (words.POWER_NAMED, words.ENERGY_NAMED))
            if power == energy or power == (said in POWER):
                self.units[entity] = said
        open_ = [entity for entity in open_ if self.units[entity] is None]
        if open_ and not self.electric:
            raise self._ask(open_)
        for entity in open_:
            self.units[entity] = "something whose unit nobody says"
        if not self.electric:
            raise self._refuse()

    def _ask(self, entities: list[str]) -> UnreadableFileError:
        names = ", ".join(entities[:SHOWN]) + (
            f" and {len(entities) - SHOWN} more" if len(entities) > SHOWN else ""
        )
        power = [entity for entity in entities if words.says(words.POWER_NAMED, entity)]
        energy = [entity for entity in entities if words.says(words.ENERGY_NAMED, entity)]
        units: tuple[Unit, ...] = ("W", "kW") if power else ("kWh", "Wh")
        units = units if power or energy else (*units, "W", "kW")
        meant = ", ".join(f"as {unit} {shown(self._total(power or entities, unit))}" for unit in units)
        return UnreadableFileError(
            f"Needed the unit of {names}; {self.file} has no unit_of_measurement. In this file it would be "
            f"{meant} in all. Say it with --unit, such as --unit {units[0]}.",
            where={"file": self.file, "column": entities[0]},
            option="--unit",
            choices=units,
        )

    def _total(self, entities: list[str], unit: Unit) -> float:
        """What entities amount to in a unit. [kWh]"""
        return KWH_PER[unit] * sum(self._amount(entity, power=unit in POWER) for entity in entities)

    def _amount(self, entity: str, *, power: bool) -> float:
        """What an entity amounts to, in its own unit or, of power, unit times hours."""
        values = self._values(entity)
        known = values[np.isfinite(values)]
        if not power:
            return float(known.max() - known.min())
        us = read_stamps([row[self.place[self.when]] for row in self.by_entity[entity]], order="dmy").us
        good = (us != NAT) & np.isfinite(values)
        hours = np.diff(us[good]) / 3.6e9
        return float(np.abs((values[good][:-1] * np.where(np.abs(hours) > 1, 0, hours)).sum()))

    def _refuse(self) -> UnknownFormatError:
        kinds = ", ".join(dict.fromkeys(str(unit) for unit in self.units.values()))
        return UnknownFormatError(
            f"Needed an entity with electric energy or power; {self.file} has none: its entities "
            f"({', '.join(list(self.units)[:SHOWN])}) hold {kinds[:200]}. There is no energy column. Export "
            "the history of the entity that measures electricity.",
            where={"file": self.file, "column": next(iter(self.units), "")},
            option="--value-column",
            choices=tuple(self.units)[:50],
        )
