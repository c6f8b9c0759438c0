"""Values below zero: energy that left the home, a correction, noise around nothing, or a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.importers.frames import Cells
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.role_names import meaning
from energy_core.importers.roles import by_name
from energy_core.readings import Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

FEW: Final = 0.01
"""Corrections are no more than this share of the values; a meter that runs backwards does so often."""

OVERESTIMATE: Final = 3.0
"""What is taken back was at least so many times a high value, unless the file calls it an estimate."""

NOISE: Final = 0.01
"""Beside a high value of an appliance, less than this is nothing measured with an error."""


@dataclass(frozen=True)
class Direction:
    """What went one way through a column. role None: by its name. mended : values that were corrected."""

    name: str
    kwh: Floats
    role: Role | None
    mended: Flags | None = None


def export_name(name: str) -> str:
    """The channel that takes what left the home through a meter that runs backwards."""
    return f"{name} (negative values)"


def both_directions(kwh: Floats) -> tuple[Floats, Floats]:
    """What was used and what left, of values that are below zero where energy left. [kWh]"""
    negative = kwh < 0
    used = np.where(negative, 0.0, kwh)
    given = np.where(negative, -kwh, np.where(np.isnan(kwh), np.nan, 0.0))
    return used, given


def directions(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> list[Direction]:
    """One direction, or two where energy went both ways. Corrections and noise are settled in place."""
    mended = None
    if (kwh < 0).any() and (kwh > 0).any():
        mended = _settle_corrections(column, kwh, cells, ledger=ledger)
    if not (kwh < 0).any():
        return [Direction(column.name, kwh, column.role, mended)]
    if not (kwh > 0).any():
        return [Direction(column.name, _turned(column, kwh, ledger=ledger), column.role)]
    if (column.role or by_name(column.name, alone=cells.alone)) == "mains":
        _note_export(column, kwh, cells, ledger=ledger)
        used, given = both_directions(kwh)
        return [
            Direction(column.name, used, column.role, mended),
            Direction(export_name(column.name), given, "export"),
        ]
    if column.role is None and meaning(column.name) == "battery":
        one, other = both_directions(kwh)
        return [Direction(column.name, one, None), Direction(export_name(column.name), other, None)]
    _settle_noise(column, kwh, cells, ledger=ledger)
    _drop_negatives(column, kwh, cells, ledger=ledger)
    return [Direction(column.name, kwh, column.role, mended)]


def _settle_corrections(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> Flags | None:
    """A negative right after what was too much takes it back: both count together where the first stands."""
    place = np.flatnonzero(kwh < 0)
    if len(place) > max(2, FEW * len(kwh)):
        return None
    place = place[place > 0]
    before = place - 1
    usual = np.delete(kwh, np.concatenate([place, before]))
    usual = usual[usual > 0]
    high = float(np.quantile(usual, 0.99)) if len(usual) else np.inf
    together = kwh[before] + kwh[place]
    estimated = np.zeros(len(place), dtype=bool) if cells.estimated is None else cells.estimated[before]
    back = (together >= 0) & (together <= 1.5 * high) & ((kwh[before] > OVERESTIMATE * high) | estimated)
    if not back.any():
        return None
    place, before, taken = place[back], before[back], -float(kwh[place[back]].sum())
    kwh[before] = together[back]
    kwh[place] = 0.0
    mended = np.zeros(len(kwh), dtype=bool)
    mended[before] = mended[place] = True
    cells.repaired |= mended
    ledger.reason("a negative value takes back what was too much right before it", cells.lines[place], -taken)
    ledger.issue(
        "correction",
        f"{column.name}: {counted(len(place), 'negative value')} ({taken:,.3f} kWh) right after far too high "
        "ones take back what was too much; the sum of both counts.",
        channel=column.name,
        start=cells.start_at[before[0]],
        end=cells.end_at[place[-1]],
    )
    return mended


def _turned(column: Column, kwh: Floats, *, ledger: Ledger) -> Floats:
    """A meter that writes everything with a minus; the receipt counts it without."""
    negative, amount = counted(int((kwh < 0).sum()), "value"), -float(np.nansum(kwh))
    ledger.decide(
        f"sign of {column.name}",
        "turned round",
        evidence=f"none of its values is above 0, {negative} below; they count as {amount:,.3f} kWh",
        confidence=0.8,
        option="--role",
    )
    return -kwh + 0.0


def _settle_noise(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> None:
    """An appliance that draws a little less than nothing draws nothing."""
    noise = (kwh < 0) & (-kwh <= NOISE * float(np.quantile(kwh[kwh > 0], 0.95)))
    if noise.any():
        cells.repaired |= noise
        ledger.drop_cells(
            "the value is a little below nothing: it counts as 0", cells.lines[noise], kwh[noise]
        )
        kwh[noise] = 0.0


def _drop_negatives(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> None:
    """An appliance gives nothing back: its negative values become missing, in place."""
    negative = kwh < 0
    if not negative.any():
        return
    count, amount = int(negative.sum()), -float(kwh[negative].sum())
    message = f"{column.name}: {counted(count, 'negative value')} ({amount:,.3f} kWh) left out."
    _note(column, message, negative, cells, ledger=ledger)
    ledger.drop_cells("the value is negative", cells.lines[negative], kwh[negative])
    cells.dropped |= negative
    kwh[negative] = np.nan


def _note_export(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> None:
    """A meter of the whole home that runs backwards."""
    negative = kwh < 0
    amount = -float(kwh[negative].sum())
    message = (
        f"{column.name}: {counted(int(negative.sum()), 'negative value')}, {amount:,.3f} kWh, counted as "
        f"export in {export_name(column.name)!r}; what went both ways within one interval is netted in it."
    )
    _note(column, message, negative, cells, ledger=ledger)


def _note(column: Column, message: str, negative: Flags, cells: Cells, *, ledger: Ledger) -> None:
    first = int(negative.argmax())
    start, end = cells.start_at[first], cells.end_at[first]
    ledger.issue("negative", message, channel=column.name, start=start, end=end)
