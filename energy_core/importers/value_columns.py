"""Which columns hold energy or power, and in which unit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers import words
from energy_core.importers.column_units import Case, like_their_neighbours, of_the_supply, with_units
from energy_core.importers.dialect import Dialect
from energy_core.importers.foreign_columns import foreign_kind, money_cells, unit_of_column
from energy_core.importers.hints import Hints
from energy_core.importers.joules import electric_joules
from energy_core.importers.ledger import Ledger
from energy_core.importers.left_out import (
    means_energy,
    note_left_out,
    parts_of_the_whole,
    silent,
    without_counts,
    without_zeros,
)
from energy_core.importers.multipliers import refuse_unmultiplied
from energy_core.importers.no_energy import refuse_no_energy, refuse_subject, subject_of
from energy_core.importers.reading_pairs import without_reading_pairs
from energy_core.importers.role_names import meaning
from energy_core.importers.same_quantity import (
    without_later_versions,
    without_other_units,
    without_unmeasured,
)
from energy_core.importers.sampled import sampled
from energy_core.importers.unit_question import ask_unit
from energy_core.importers.units import KWH_PER, PER_DAY, POWER

_NAMELESS: Final = re.compile(r"[A-Za-z]\d{0,2}")
"""A letter, with a number or without: no name that says what a column is."""

DAY_HOURS: Final = (23, 25)
"""How long days are where clocks change."""

Found = tuple[tuple[int, ...], dict[int, str | None]]


def value_columns(
    how: Dialect,
    numeric: list[int],
    unit_column: int | None,
    *,
    time: tuple[int, ...],
    name: str,
    hints: Hints,
    ledger: Ledger,
) -> Found:
    """The columns and the unit that each says. Raises UnreadableFileError when that cannot be known."""
    if hints.value_columns:
        named = [
            named_column(how, column, option="--value-column", name=name) for column in hints.value_columns
        ]
        chosen = list(dict.fromkeys(named))
        case = _case(how, chosen, unit_column, time=time, name=name, hints=hints, ledger=ledger)
        return tuple(chosen), with_units(case, chosen)
    case = _case(how, numeric, unit_column, time=time, name=name, hints=hints, ledger=ledger)
    case = _with_days(case)
    said = [i for i in numeric if how.names[i] in hints.roles] if hints.unit else []
    known = [i for i in numeric if i in said or (i not in case.foreign and case.units[i] in KWH_PER)]
    known = [i for i in known if i not in silent(case, known)]
    if said and all(case.units[i] is None for i in said):
        known += [i for i in numeric if i not in (*known, *case.foreign) and means_energy(how.names[i])]
    if known:
        _refuse_credit(case, known)
        known += like_their_neighbours(case, known)
        energy = [i for i in known if case.units[i] not in POWER]
        chosen = without_other_units(how, energy, [i for i in known if i not in energy], ledger=ledger)
        chosen = without_reading_pairs(how, chosen, ledger=ledger)
        chosen = without_unmeasured(how, chosen, name=name, ledger=ledger)
    else:
        known = chosen = _without_unit(case, [i for i in numeric if i not in case.foreign])
    chosen = without_later_versions(how, chosen, ledger=ledger)
    refuse_unmultiplied(how, chosen, name=name)
    note_left_out(case, chosen, [i for i in numeric if i not in chosen and i not in known])
    return tuple(i for i in numeric if i in chosen), with_units(case, chosen)


def _case(
    how: Dialect,
    columns: list[int],
    unit_column: int | None,
    *,
    time: tuple[int, ...],
    name: str,
    hints: Hints,
    ledger: Ledger,
) -> Case:
    units = {i: unit_of_column(how, i, unit_column) for i in columns}
    beside = unit_column is not None
    kinds = {
        i: "money" if money_cells(how, i) else foreign_kind(how, i, units[i], unit_beside=beside)
        for i in columns
    }
    foreign = {i: kind for i, kind in kinds.items() if kind is not None}
    joules = {} if subject_of(how, name, {}) else electric_joules(how, units)
    foreign = {i: kind for i, kind in foreign.items() if i not in joules}
    return Case(how, name, hints, ledger, time, {**units, **joules}, foreign)


def _with_days(case: Case) -> Case:
    """Where rows are days and nothing else is energy, a column of kWh per day is the energy of each."""
    daily = [i for i, unit in case.units.items() if unit == PER_DAY]
    if not daily or any(unit in KWH_PER for unit in case.units.values()):
        return case
    if any(i not in case.foreign and means_energy(case.how.names[i]) for i in case.units):
        return case
    if not DAY_HOURS[0] <= sampled(case.how, case.time).hours <= DAY_HOURS[1]:
        return case
    units: dict[int, str | None] = {**case.units, **dict.fromkeys(daily, "kWh")}
    foreign = {i: kind for i, kind in case.foreign.items() if i not in daily}
    return replace(case, units=units, foreign=foreign)


def _refuse_credit(case: Case, columns: list[int]) -> None:
    """A prepaid meter shows what is left; what was used is what that falls by, top-ups apart."""
    left = [i for i in columns if words.says(words.LEFT, case.how.names[i])]
    used = [
        i for i in columns if i not in left and meaning(case.how.names[i]) in ("load", "import", "tariff")
    ]
    bought = next((n for n in case.how.names if words.says(words.BOUGHT, n)), None)
    if bought is not None and not used:
        raise UnreadableFileError(
            f"Needed what was used; {bought!r} in {case.name} says that its rows are purchases of a prepaid "
            "meter: when units were bought, not when they were used. Take readings of the meter, or, if a "
            "column is what was used, say --value-column NAME.",
            where={"file": case.name, "column": bought},
            option="--value-column",
            choices=tuple(case.how.names[i] for i in columns),
        )
    if left and not used:
        raise UnreadableFileError(
            f"Needed what was used; {case.how.names[left[0]]!r} of {case.name} is what is left of a prepaid "
            "credit, which falls by what is used and rises by what is topped up. Make a column of what was "
            "used, or, if one of these is what was used, say --value-column NAME.",
            where={"file": case.name, "column": case.how.names[left[0]]},
            option="--value-column",
            choices=tuple(case.how.names[i] for i in columns),
        )


def _without_unit(case: Case, open_: list[int]) -> list[int]:
    """Which columns of unknown unit count: those that name a flow of the home, else all if that is clear."""
    if not open_:
        raise refuse_no_energy(case.how, case.foreign, name=case.name)
    subject = subject_of(case.how, case.name, case.foreign)
    if subject is not None and case.hints.unit is None:
        raise refuse_subject(case.how, open_, subject, name=case.name)
    open_ = without_counts(case, without_zeros(case, open_))
    supply = [i for i in open_ if of_the_supply(case.how.names[i])]
    energy = [i for i in open_ if means_energy(case.how.names[i])]
    nameless = [i for i in open_ if _NAMELESS.fullmatch(case.how.names[i]) and not case.hints.roles]
    if len(open_) > 1 and not supply and len(nameless) == len(open_):
        raise _which_of(case, open_)
    if supply or len(energy) == len(open_) or not energy:
        rest = [i for i in open_ if i not in energy]
        chosen = [*energy, *parts_of_the_whole(case, energy, rest)] if supply else open_
        return without_unmeasured(case.how, chosen, name=case.name, ledger=case.ledger)
    if case.hints.unit is None:
        raise ask_unit(case.how, open_, time=case.time, name=case.name)
    raise _which_of(case, open_)


def _which_of(case: Case, columns: list[int]) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed to know which columns of {case.name} hold energy; they are {case.shown(columns)}. "
        "Say --value-column NAME for each.",
        where={"file": case.name, "option": "--value-column"},
        option="--value-column",
        choices=tuple(case.how.names[i] for i in columns),
    )


def named_column(how: Dialect, wanted: str, *, option: str, name: str) -> int:
    for i, column in enumerate(how.names):
        if column == wanted:
            return i
    for i, column in enumerate(how.names):
        if column.strip().lower() == wanted.strip().lower():
            return i
    raise MalformedFileError(
        f"Needed the column {wanted!r}; {name} has: {', '.join(how.names)[:300]}.",
        where={"file": name, "option": option},
        option=option,
        choices=how.names,
    )
