"""The unit of each column that was chosen: its header's, its neighbours', the file's, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import meaning
from energy_core.importers.unit_evidence import unit_elsewhere
from energy_core.importers.unit_question import ask_unit
from energy_core.importers.units import JOULES, POWER, unit_in


@dataclass(frozen=True)
class Case:
    """A table while its columns are sorted. units : what each numeric one says. foreign : what others are."""

    how: Dialect
    name: str
    hints: Hints
    ledger: Ledger
    time: tuple[int, ...]
    units: dict[int, str | None]
    foreign: Mapping[int, str]

    def shown(self, columns: list[int]) -> str:
        return ", ".join(self.how.names[i] for i in columns)[:300]


def of_the_supply(name: str) -> bool:
    return meaning(name) in (
        "import",
        "export",
        "load",
        "whole",
        "tariff",
        "produced",
        "phase",
        "net",
        "supply",
    )


def like_their_neighbours(case: Case, known: list[int]) -> list[int]:
    """Columns without a unit that name a flow of the home, beside columns of energy that share one unit."""
    units = {case.units[i] for i in known}
    if len(units) != 1 or case.hints.unit is not None:
        return []
    unit = min(unit for unit in units if unit)
    flows = ("import", "export", "produced", "tariff")
    beside = [
        i
        for i, own in case.units.items()
        if own is None and i not in case.foreign and i not in known and meaning(case.how.names[i]) in flows
    ]
    if not beside or unit in POWER or not all(of_the_supply(case.how.names[i]) for i in known):
        return []
    for i in beside:
        case.units[i] = unit
    case.ledger.decide(
        f"unit of {case.shown(beside)}", unit, evidence=f"the columns beside it are in {unit}",
        confidence=0.7, option="--value-column",
    )  # fmt: skip
    return beside


def with_units(case: Case, chosen: list[int]) -> dict[int, str | None]:
    """The units of chosen columns; where none is named, evidence from elsewhere, or a question."""
    if case.hints.unit is None:
        _note_units(case, [i for i in chosen if case.units[i] is not None])
    open_ = [i for i in chosen if case.units[i] is None]
    if open_ and case.hints.unit is None:
        found = unit_elsewhere(case.how, open_, time=case.time, name=case.name)
        if found is None:
            raise ask_unit(case.how, open_, time=case.time, name=case.name)
        case.units.update(dict.fromkeys(open_, found.unit))
        case.ledger.decide(
            f"unit of {case.shown(open_)}",
            found.unit,
            evidence=found.why,
            confidence=found.sure,
            option="--unit",
        )
    return {i: case.units[i] for i in chosen}


def _note_units(case: Case, columns: list[int]) -> None:
    """Where the units stand: in headers, in a column of their own, or behind the numbers."""
    for unit in dict.fromkeys(case.units[i] for i in columns):
        names = [case.how.names[i] for i in columns if case.units[i] == unit]
        named = [name for name in names if unit_in(name) in (unit, JOULES)]
        if named:
            why = (
                f"the header {named[0]!r} says so"
                if len(names) == 1
                else f"headers such as {named[0]!r} say so"
            )
        else:
            why = "the file says it beside each number"
        what = "unit" if named else f"unit of {case.shown(columns)[:80]}"
        case.ledger.decide(what, str(unit), evidence=why, confidence=0.95, option="--unit")
