"""Columns of numbers that do not count: what shows it, and what the receipt says of them."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.column_units import Case
from energy_core.importers.role_names import meaning
from energy_core.importers.sampled import sample_values
from energy_core.importers.units import unit_in


SHORTEST_NAME: Final = 4
"""Letters of a name that may be an appliance's; `ack`, `q` and `lc` are marks of quality."""


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
    readings were averaged, if others change and the name says no energy."""
    same = [i for i in columns if _is_constant(case, i)]
    counts = [i for i in same if not means_energy(case.how.names[i])]
    return columns if len(same) == len(columns) else [i for i in columns if i not in counts]


def note_left_out(case: Case, columns: list[int]) -> None:
    """One line on the receipt for each kind of column that was left out."""
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


