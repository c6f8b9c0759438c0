"""The kind of each column of a table: interval energy, a counter, or power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.kinds import FAR_ABOVE, INTERVAL, Series, Verdict, kind_of, rises_beside
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import by_name, meaning
from energy_core.importers.units import KWH_PER, POWER
from energy_core.readings import Kind
from energy_core.spread import Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

BESIDE: Final = Verdict("register", "it stands beside a counter and never falls", 0.8)
ALIKE: Final = Verdict("register", "several columns only rise, by little beside what they are", 0.8)

RISING: Final = "the values of all tariffs only rise"

FEWEST_STEPS: Final = 4
"""So many rises in a row are no chance in each of several columns."""


@dataclass(frozen=True)
class Rows:
    """When the rows of some columns were read, in order (UTC) [microseconds]; their usual length [hours]."""

    stamps: Integers
    hours: float
    timezone: str


def verdicts(columns: Sequence[Column], rows: Rows, *, hints: Hints) -> list[Verdict]:
    """What each column is, with the evidence; kind None where only the person can know."""
    told = [
        known
        if (known := column.verdict) is not None and known.rows == len(rows.stamps)
        else replace(_verdict(column, rows, hints=hints), rows=len(rows.stamps))
        for column in columns
    ]
    if any(verdict.kind == "register" for verdict in told):
        return [
            replace(BESIDE, rows=verdict.rows)
            if (verdict.kind == "interval" and _rises_beside(column, rows.hours))
            or (verdict.kind is None and _creeps(column))
            else verdict
            for column, verdict in zip(columns, told, strict=True)
        ]
    told = [replace(v, kind=None, evidence=RISING) for v in told] if _all_rise(columns, told) else told
    open_ = [column for column, verdict in zip(columns, told, strict=True) if verdict.kind is None]
    if len(open_) > 1 and all(map(_creeps, open_)):
        return [replace(ALIKE, rows=v.rows) if v.kind is None else v for v in told]
    return told


def _all_rise(columns: Sequence[Column], told: Sequence[Verdict]) -> bool:
    """Whether columns of energy are the tariffs of one meter, and none of them ever falls."""
    if len(columns) < 2 or any(verdict.kind != "interval" for verdict in told):
        return False
    rises = [np.diff(column.amounts[np.isfinite(column.amounts)]) for column in columns]
    many = all(len(steps) >= FEWEST_STEPS and bool((steps > 0).all()) for steps in rises)
    return many and all(c.kind is None and meaning(c.name) == "tariff" for c in columns)


def _creeps(column: Column) -> bool:
    """Whether values only rise, by little beside what they are: usage of months does neither."""
    known = column.amounts[np.isfinite(column.amounts)]
    steps = np.diff(known)
    rises = len(steps) >= FEWEST_STEPS and bool((steps >= 0).all()) and steps.max() > 0
    return rises and bool(known[0] > FAR_ABOVE * steps.max())


def _verdict(column: Column, rows: Rows, *, hints: Hints) -> Verdict:
    if column.unit in POWER:
        return Verdict("power", "its unit is one of power", 1.0)
    if hints.kind in ("interval", "register"):
        return Verdict(hints.kind, "said with --kind", 1.0)
    if column.kind is not None:
        return Verdict(column.kind, "the format says so", 1.0)
    if np.isnan(column.amounts).all():
        return INTERVAL
    per = KWH_PER[column.unit]
    return kind_of(Series(rows.stamps, column.amounts, column.name, per, rows.hours, rows.timezone))


def _rises_beside(column: Column, hours: float) -> bool:
    if column.kind is not None:
        return False
    role = column.role or by_name(column.name, alone=False)
    return rises_beside(
        column.amounts,
        supply=role in ("mains", "export", "generation"),
        kwh_per_unit=KWH_PER[column.unit],
        hours=hours,
    )


def decided(column: Column, verdict: Verdict, *, file: str, ledger: Ledger) -> Kind:
    """The kind of a column, said on the receipt. Raises UnreadableFileError where it has to be asked."""
    if verdict.kind is None:
        raise UnreadableFileError(
            f"Needed to know whether {column.name!r} in {file} is a counter or the energy of each interval; "
            f"{verdict.evidence}, as both may. Say --kind register or --kind interval.",
            where={"file": file, "column": column.name},
            option="--kind",
            choices=("register", "interval"),
        )
    if verdict.kind == "register" and column.kind is None:
        ledger.decide(
            f"kind of {column.name}", "register", evidence=verdict.evidence,
            confidence=verdict.confidence, option="--kind",
        )  # fmt: skip
    return verdict.kind
