"""Values that cannot be, and values that hardly can: the first are dropped, the others said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.frames import Cells
from energy_core.importers.hints import Hints
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.sentinels import sentinels
from energy_core.importers.two_scales import refuse_two_scales
from energy_core.importers.units import HIGHEST_KW, KWH_PER, POWER, energy_kwh
from energy_core.readings import Kind
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

SLIPPED: Final = "the value is a thousand times what the others are, as if its unit had slipped"

INFINITE: Final = "the value is infinite, or beyond anything that can be measured"

MOST_IMPOSSIBLE: Final = 0.1
"""More impossible values than this share mean a misread unit, not a faulty meter."""

LARGE_HOME_KW: Final = 100.0
"""A supply of 400 A at 240 V, the largest of American homes, carries 96 kW; none draws so much for long."""

FAR_ABOVE: Final = (20.0, 200.0)
SAID_KW: Final = (20.0, 2.0)
"""A value so many times nearly all others is said where it is above such a power: what few homes reach, or
what one kettle draws."""

SLIPPED_KW: Final = 50.0
"""Above this power, a value whose thousandth is usual was written in the smaller unit."""

NEARLY_ALL: Final = 0.999
FEWEST: Final = 24


def without_impossible(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, hints: Hints, ledger: Ledger
) -> Floats:
    """Values with NaN for infinities, numbers that stand for no value, and what no home can draw.

    Raises UnreadableFileError where so many values cannot be that their unit must be another.
    """
    if np.isinf(np.nanmax(values)) or np.isinf(np.nanmin(values)):
        values = cells.without(values, np.isinf(values), reason=INFINITE, ledger=ledger)
    for reason, none in sentinels(values):
        kwh = energy_kwh(values, column.unit, cells.hours) if kind != "register" else None
        values = cells.without(values, none, reason=reason, kwh=kwh, ledger=ledger)
    if kind == "register" or not np.isfinite(values).any():
        return values
    refuse_two_scales(column, values, cells)
    limit = HIGHEST_KW / KWH_PER[column.unit] * (1.0 if column.unit in POWER else cells.hours)
    beyond = (values > limit) | (values < -limit)
    if beyond.sum() > max(2, MOST_IMPOSSIBLE * int(np.isfinite(values).sum())):
        raise _impossible(column, beyond, HIGHEST_KW, cells)
    if beyond.any():
        kwh = energy_kwh(values, column.unit, cells.hours)
        reason = f"the value would be more than {HIGHEST_KW:,.0f} kW, which no home can draw"
        values = cells.without(values, beyond, reason=reason, kwh=kwh, ledger=ledger)
    if hints.unit is None and hints.kind is None and column.kind is None:
        _refuse_large(column, values, cells)
    return _without_slips(column, values, cells, ledger=ledger)


def refuse_mean(column: Column, kwh: float, cells: Cells, *, hints: Hints) -> None:
    """Refuse a counter that would mean more than a large home draws, all the time."""
    hours = float(cells.stamps[-1] - cells.stamps[0]) / 3.6e9 if len(cells.stamps) else 0.0
    said = hints.unit is not None or column.kind is not None
    if not said and hours > 0 and kwh / hours > LARGE_HOME_KW:
        every = np.ones(len(cells.lines), dtype=bool)
        raise _impossible(column, every, LARGE_HOME_KW, cells)


def _impossible(column: Column, beyond: Flags, limit_kw: float, cells: Cells) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed values a home can use; {counted(int(beyond.sum()), 'value')} of {column.name!r} in "
        f"{cells.file} would be more than {limit_kw:,.0f} kW if they are {column.unit}. Say their unit "
        "with --unit, or --kind register if it is a counter.",
        where={"file": cells.file, "column": column.name, "row": int(cells.lines[beyond.argmax()])},
        option="--unit",
    )


def _refuse_large(column: Column, values: Floats, cells: Cells) -> None:
    """Half of the values above what a large home can draw: a counter, another unit, or no home."""
    limit = LARGE_HOME_KW / KWH_PER[column.unit] * (1.0 if column.unit in POWER else cells.hours)
    beyond = np.abs(values) > limit
    if beyond.sum() > 0.5 * np.isfinite(values).sum():
        raise _impossible(column, beyond, LARGE_HOME_KW, cells)


def _without_slips(column: Column, values: Floats, cells: Cells, *, ledger: Ledger) -> Floats:
    """Values far above all others: dropped where a thousandth of them is usual, else kept and said."""
    known = np.abs(values[np.isfinite(values)])
    if len(known) < FEWEST:
        return values
    nearly = min(len(known) - 2, int(NEARLY_ALL * len(known)))
    high = float(np.partition(known, nearly)[nearly])
    power = np.abs(values) * KWH_PER[column.unit] / (1.0 if column.unit in POWER else cells.hours)
    times = np.abs(values) / high if high > 0 else np.zeros(len(values))
    far = np.zeros(len(values), dtype=bool)
    for least, least_kw in zip(FAR_ABOVE, SAID_KW, strict=True):
        far |= (times > least) & (power > least_kw)
    if not far.any():
        return values
    low = float(np.quantile(known, 0.05))
    usual = (np.abs(values) / 1000 >= low) & (times / 1000 <= 1.5)
    slipped = far & usual & (power > SLIPPED_KW)
    kwh = energy_kwh(values, column.unit, cells.hours)
    for place in np.flatnonzero(far & ~slipped).tolist():
        ledger.issue(
            "implausible",
            f"{column.name}: {kwh[place]:,.3f} kWh in one interval (line {cells.lines[place]:,}) are "
            f"{times[place]:,.0f} times the highest of nearly all others. They are kept and count.",
            channel=column.name,
            start=cells.start_at[place],
            end=cells.end_at[place],
        )
    return cells.without(values, slipped, reason=SLIPPED, kwh=kwh, ledger=ledger) if slipped.any() else values
