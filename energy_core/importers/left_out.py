"""Columns of numbers that do not count: what shows it, and what the receipt says of them."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.column_units import Case
from energy_core.importers.role_names import meaning
from energy_core.importers.sampled import sample_values
from energy_core.importers.units import unit_in
from energy_core.spread import Floats

SHORTEST_NAME: Final = 4
"""Letters of a name that may be an appliance's; `ack`, `q` and `lc` are marks of quality."""

FEWEST_VALUES: Final = 8
"""Of fewer numbers nothing is told."""
RESTING: Final = 0.1
"""Share of its highest value below which an appliance is for a tenth of the time; no room is so cold."""
ROUNDED: Final = 0.01
MOSTLY: Final = 0.98
"""Share of rows in which a part is no more than the whole, but for rounding."""
MARKED_ROWS: Final = 24
MOST_MARKS: Final = 4
"""So few different digits in so many rows are marks, where another column says amounts."""
HIGH: Final = 1e-3
"""A column whose highest number is less than this share of the others' is of another kind."""


def silent(case: Case, known: list[int]) -> list[int]:
    """Columns that are energy only by a unit that stands beside all of them: the same whole number in every
    row under a name too short to say anything, where others change."""
    same = [i for i in known if _is_constant(case, i)]
    return [
        i
        for i in same
        if len(same) < len(known)
        and len(case.how.names[i]) < SHORTEST_NAME
        and unit_in(case.how.names[i]) is None
        and not means_energy(case.how.names[i])
    ]


def _is_constant(case: Case, column: int) -> bool:
    """Whether a column says the same whole number in every row."""
    values = sample_values(case.how, column)
    known = values[np.isfinite(values)]
    return bool(len(known) > 2 and np.ptp(known) == 0 and float(known[0]).is_integer())


def _may_be_energy(case: Case, column: int, chosen: list[int]) -> bool:
    """Whether numbers are what a part of the chosen columns could be: none below 0 or above the highest of
    theirs, and more than a mark of 0 or 1."""
    values = sample_values(case.how, column)
    known = values[np.isfinite(values)]
    if len(known) < FEWEST_VALUES or known.min() < 0 or not np.ptp(known) or set(known) <= {0.0, 1.0}:
        return False
    highest = [float(np.nanmax(v)) for i in chosen if np.isfinite(v := sample_values(case.how, i)).any()]
    return bool(highest) and HIGH * max(highest) <= known.max() <= max(highest)


def means_energy(name: str) -> bool:
    means = meaning(name)
    return means not in ("unknown", "temperature", "gas", "heat") or (
        means == "unknown" and words.says(words.VALUE, name)
    )


def without_zeros(case: Case, columns: list[int]) -> list[int]:
    """Columns of unknown unit without those that hold nothing but zeros, if others hold more."""
    filled = [i for i in columns if np.nansum(np.abs(sample_values(case.how, i))) > 0]
    return filled or columns


def without_counts(case: Case, columns: list[int]) -> list[int]:
    """Columns of unknown unit without those that say the same whole number in every row, such as how many
    readings were averaged, or one of a few digits, as marks of quality do, if others change and the name says
    no energy."""
    same = [i for i in columns if _is_constant(case, i)]
    if not all(_is_mark(case, i) for i in columns if i not in same):
        same += [i for i in columns if i not in same and _is_mark(case, i)]
    counts = [i for i in same if not means_energy(case.how.names[i])]
    return columns if len(same) == len(columns) else [i for i in columns if i not in counts]


def _is_mark(case: Case, column: int) -> bool:
    """Whether a column says one of very few single digits in many rows, as marks of quality do."""
    values = sample_values(case.how, column)
    known = values[np.isfinite(values)]
    marks = set(known.tolist())
    few = len(known) >= MARKED_ROWS and len(marks) <= MOST_MARKS
    return few and all(mark.is_integer() and 0 <= mark <= 9 for mark in marks)


def parts_of_the_whole(case: Case, chosen: list[int], others: list[int]) -> list[int]:
    """Columns whose names say nothing (`washing m/c`) beside the home's supply and its appliances, and that
    are appliances by their numbers: they rest near nothing, and never take more than the supply gives."""
    whole = [i for i in chosen if meaning(case.how.names[i]) in ("whole", "load", "import", "supply")]
    devices = [i for i in chosen if meaning(case.how.names[i]) in ("device", "place")]
    if not whole or not devices:
        return []
    most = np.fmax.reduce([sample_values(case.how, i) for i in whole])
    return [i for i in others if meaning(case.how.names[i]) == "unknown" and _is_part(case, i, most)]


def _is_part(case: Case, column: int, most: Floats) -> bool:
    values = sample_values(case.how, column)
    both = np.isfinite(values) & np.isfinite(most)
    known = values[both]
    if len(known) < FEWEST_VALUES or not known.max() > 0 or known.min() < 0:
        return False
    rests = bool(np.quantile(known, 0.1) <= RESTING * known.max())
    return rests and bool((known <= most[both] * (1 + ROUNDED)).mean() >= MOSTLY)


def note_left_out(case: Case, chosen: list[int], columns: list[int]) -> None:
    """One line on the receipt for each kind of column that was left out; a warning where it may be energy."""
    for i in columns:
        if i not in case.foreign and _may_be_energy(case, i, chosen):
            name = case.how.names[i]
            case.ledger.issue(
                "left_out",
                f"{name!r} is left out, as neither its name nor a unit says energy, but its numbers may be "
                "energy. If they are, name every column that counts with --value-column.",
                channel=name,
            )
    by_kind: dict[str, list[int]] = {}
    for i in columns:
        by_kind.setdefault(case.foreign.get(i, ""), []).append(i)
    for kind, group in by_kind.items():
        names = [case.how.names[i] for i in group]
        shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
        evidence = f"by name or numbers: {kind}" if kind else "their headers do not say energy"
        case.ledger.decide(
            "columns left out", shown, evidence=evidence, confidence=0.9, option="--value-column"
        )
