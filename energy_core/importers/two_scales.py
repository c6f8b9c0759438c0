"""A column whose unit changed on the way without a word: a stretch of it is a thousand times the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.frames import Cells
from energy_core.importers.units import KWH_PER, POWER
from energy_core.spread import Floats, Integers

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

FEWEST: Final = 12
"""So many values of each scale are no faults by themselves."""
THOUSAND: Final = (300.0, 3000.0)
"""How many times the usual value of one scale is that of the other, about."""
GAP: Final = 5.0
"""No value lies between the scales for at least this factor."""
MOST_TURNS: Final = 4
"""An appliance goes on and off; a unit changes once, or a few times where files were put together."""
MOSTLY_FRACTIONS: Final = 0.5
NO_HOME_KW: Final = 50.0
"""No home draws so much for long."""


def refuse_two_scales(column: Column, values: Floats, cells: Cells) -> None:
    """Raises UnreadableFileError where part of a column can only be in a unit a thousand times smaller."""
    known = np.flatnonzero(np.isfinite(values) & (values > 0))
    if len(known) < 2 * FEWEST:
        return
    amounts = values[known]
    high = amounts > _middle_of_widest_gap(amounts)
    if min(high.sum(), (~high).sum()) < FEWEST:
        return
    times = float(np.median(amounts[high]) / np.median(amounts[~high]))
    apart = float(amounts[high].min() / amounts[~high].max())
    turns = np.flatnonzero(np.diff(high))
    if apart < GAP or not THOUSAND[0] <= times <= THOUSAND[1] or len(turns) > MOST_TURNS:
        return
    usual = np.median(_power(column, values, cells)[known][high])
    whole = amounts == np.round(amounts)
    written_otherwise = whole[high].all() and whole[~high].mean() <= MOSTLY_FRACTIONS
    if usual > NO_HOME_KW or written_otherwise:
        raise _changes(column, cells, known[turns + 1], times)


def _middle_of_widest_gap(amounts: Floats) -> float:
    """What parts the amounts where two that follow each other in size are the most times apart."""
    ordered = np.log(np.sort(amounts))
    widest = int(np.diff(ordered).argmax())
    return float(np.exp((ordered[widest] + ordered[widest + 1]) / 2))


def _power(column: Column, values: Floats, cells: Cells) -> Floats:
    return np.asarray(values * KWH_PER[column.unit] / (1.0 if column.unit in POWER else cells.hours))


def _changes(column: Column, cells: Cells, places: Integers, times: float) -> UnreadableFileError:
    line = int(cells.lines[places[0]])
    return UnreadableFileError(
        f"Needed one unit in all of {column.name!r} of {cells.file}; from line {line:,} on its values are "
        f"about {times:,.0f} times smaller or larger than before, as if their unit changed there from Wh "
        f"to kWh or back. Write all of them in {column.unit}, or import the part "
        "before that line and the part from it on as two files.",
        where={"file": cells.file, "column": column.name, "row": line},
    )
