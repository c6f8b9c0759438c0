"""A column that says by what a counter's readings are to be multiplied: meters behind transformers."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.sampled import sample_values
from energy_core.spread import Floats

FEWEST_ROWS: Final = 3
MULTIPLIER: Final = words.words(
    "multiplier|meter multiplier|billing multiplier|ct ratio|ct factor|transformer ratio|çarpan|çarpanı|"
    "multiplicador|factor multiplicador|wandlerfaktor|multiplikator|moltiplicatore|multiplicateur|mnożna|"
    "szorzó|násobitel|factor de multiplicación|fator multiplicador",
    inside="倍率|乘率|배율",
)


def refuse_unmultiplied(how: Dialect, columns: list[int], *, name: str) -> None:
    """Raises UnreadableFileError if all there is are counters beside a factor that nothing was multiplied by.

    columns : those that are to be read.
    """
    factors = [(i, factor) for i in range(len(how.names)) if i not in columns and (factor := _factor(how, i))]
    if not factors or not columns or not all(_climbs(sample_values(how, i)) for i in columns):
        return
    beside, factor = factors[0]
    shown = ", ".join(how.names[i] for i in columns)
    raise UnreadableFileError(
        f"Needed to know whether {shown} in {name} is already multiplied; {how.names[beside]!r} says "
        f"{factor:g}, and no column says what was used. If it is, say --value-column NAME; if it is not, "
        "make a column of the readings times that factor.",
        where={"file": name, "column": how.names[beside]},
        option="--value-column",
        choices=tuple(how.names[i] for i in columns),
    )


def _factor(how: Dialect, column: int) -> float:
    """The one number of a column of multipliers, if it makes a difference; else 0."""
    if not words.says(MULTIPLIER, how.names[column]):
        return 0.0
    values = sample_values(how, column)
    known = values[np.isfinite(values)]
    same = len(known) > 0 and float(known.min()) == float(known.max())
    return float(known[0]) if same and known[0] not in (0.0, 1.0) else 0.0


def _climbs(values: Floats) -> bool:
    known = values[np.isfinite(values)]
    steps = np.diff(known)
    return len(known) >= FEWEST_ROWS and bool((steps >= 0).all() or (steps <= 0).all()) and bool(steps.any())
