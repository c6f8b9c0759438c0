"""The cells of a column -> energy of intervals; what cannot be is dropped with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.frames import Cells
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.kinds import INTERVAL, Series, Verdict, kind_of, rises_beside
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.negatives import both_directions, export_name
from energy_core.importers.register_channel import register_channel
from energy_core.importers.roles import by_name
from energy_core.importers.units import HIGHEST_KW, KWH_PER, POWER, energy_kwh, is_sentinel
from energy_core.readings import Channel, Kind, Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

FULL: Final = "the value is a full counter, which meters write for `no value`"
BESIDE: Final = Verdict("register", "it stands beside a counter and never falls", 0.8)

MOST_IMPOSSIBLE: Final = 0.1
"""More impossible values than this share mean a misread unit, not a faulty meter."""


def kwh_factor(unit: Unit) -> float:
    """kWh of one unit of energy, 0 for power, whose energy needs an interval."""
    return 0.0 if unit in POWER else KWH_PER[unit]


def checked_columns(
    columns: Sequence[Column], cells: Cells, *, hints: Hints, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """The channels of a block's columns; columns without any value are left out and said."""
    kinds = _kinds(columns, cells, hints=hints, ledger=ledger)
    found: list[tuple[Channel, Role | None]] = []
    for column, kind in zip(columns, kinds, strict=True):
        values = column.amounts
        if np.isnan(values).all():
            ledger.decide(
                "columns left out", column.name, evidence="it has no values at all", option="--value-column"
            )
            continue
        values = _without_impossible(column, values, kind, cells, ledger=ledger)
        if not np.isfinite(values).any():
            continue
        if kind == "register":
            found += register_channel(column, values, cells, ledger=ledger)
        else:
            found += _interval_channels(column, values, kind, cells, ledger=ledger)
    lost = cells.dropped & ~cells.kept
    ledger.rows_dropped += int(lost.sum())
    ledger.rows_repaired += int((cells.repaired & ~lost).sum())
    return found


def _kinds(columns: Sequence[Column], cells: Cells, *, hints: Hints, ledger: Ledger) -> list[Kind]:
    """interval, register or power of each column; refuses to guess between the first two."""
    hours = float(np.median(cells.hours)) if len(cells.hours) else 1.0
    told = [_verdict(column, cells, hours=hours, hints=hints) for column in columns]
    if any(verdict.kind == "register" for verdict in told):
        told = [
            BESIDE if verdict.kind == "interval" and _rises_beside(column, hours) else verdict
            for column, verdict in zip(columns, told, strict=True)
        ]
    return [_decided(c, verdict, cells, ledger=ledger) for c, verdict in zip(columns, told, strict=True)]


def _verdict(column: Column, cells: Cells, *, hours: float, hints: Hints) -> Verdict:
    if column.unit in POWER:
        return Verdict("power", "its unit is one of power", 1.0)
    if hints.kind in ("interval", "register"):
        return Verdict(hints.kind, "said with --kind", 1.0)
    if column.kind is not None:
        return Verdict(column.kind, "the format says so", 1.0)
    if np.isnan(column.amounts).all():
        return INTERVAL
    return kind_of(
        Series(cells.stamps, column.amounts, column.name, KWH_PER[column.unit], hours, cells.timezone)
    )


def _rises_beside(column: Column, hours: float) -> bool:
    role = column.role or by_name(column.name, alone=False)
    return rises_beside(
        column.amounts,
        supply=role in ("mains", "export", "generation"),
        kwh_per_unit=KWH_PER[column.unit],
        hours=hours,
    )


def _decided(column: Column, verdict: Verdict, cells: Cells, *, ledger: Ledger) -> Kind:
    if verdict.kind is None:
        raise UnreadableFileError(
            f"Needed to know whether {column.name!r} in {cells.file} is a counter or the energy of each "
            f"interval; {verdict.evidence}, as both may. Say --kind register or --kind interval.",
            where={"file": cells.file, "column": column.name},
            option="--kind",
            choices=("register", "interval"),
        )
    if verdict.kind == "register" and column.kind is None:
        ledger.decide(
            f"kind of {column.name}", "register", evidence=verdict.evidence,
            confidence=verdict.confidence, option="--kind",
        )  # fmt: skip
    return verdict.kind


def _without_impossible(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, ledger: Ledger
) -> Floats:
    """Values with NaN for infinities, full counters and what no home can draw."""
    if np.isinf(np.nanmax(values)) or np.isinf(np.nanmin(values)):
        values = cells.without(values, np.isinf(values), reason="the value is infinite", ledger=ledger)
    full = is_sentinel(values)
    if full.any():
        kwh = energy_kwh(values, column.unit, cells.hours) if kind != "register" else None
        values = cells.without(values, full, reason=FULL, kwh=kwh, ledger=ledger)
    if kind == "register":
        return values
    limit = HIGHEST_KW / KWH_PER[column.unit] * (1.0 if column.unit in POWER else cells.hours)
    beyond = (values > limit) | (values < -limit)
    if not beyond.any():
        return values
    if beyond.sum() > max(2, MOST_IMPOSSIBLE * int(np.isfinite(values).sum())):
        raise _impossible(column, beyond, cells)
    kwh = energy_kwh(values, column.unit, cells.hours)
    reason = f"the value would be more than {HIGHEST_KW:,.0f} kW, which no home can draw"
    return cells.without(values, beyond, reason=reason, kwh=kwh, ledger=ledger)


def _impossible(column: Column, beyond: Flags, cells: Cells) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed values a home can use; {counted(int(beyond.sum()), 'value')} of {column.name!r} in "
        f"{cells.file} would be more than {HIGHEST_KW:,.0f} kW if they are {column.unit}. Say their unit "
        "with --unit, or --kind register if it is a counter.",
        where={"file": cells.file, "column": column.name, "row": int(cells.lines[beyond.argmax()])},
        option="--unit",
    )


def _interval_channels(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """One channel, or two where negative values are energy that left the home."""
    kwh = energy_kwh(values, column.unit, cells.hours, out=values)
    keep = ~(cells.dropped & np.isnan(kwh)) if cells.dropped.any() else None
    negative = kwh < 0
    mixed = bool(negative.any()) and bool((kwh > 0).any())
    exports = mixed and (column.role or by_name(column.name, alone=cells.alone)) == "mains"
    if mixed and not exports:
        _drop_negatives(column, kwh, cells, ledger=ledger)
    elif negative.any() and not exports:
        kwh = _turned(column, kwh, ledger=ledger)
    cells.kept |= ~cells.dropped | np.isfinite(kwh)
    ledger.kwh_kept += float(np.nansum(kwh))
    if exports:
        return _with_export(column, kwh, kind, cells, keep=keep, ledger=ledger)
    return [(_channel(column, column.name, cells.frame(kwh, keep), kind), column.role)]


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


def _drop_negatives(column: Column, kwh: Floats, cells: Cells, *, ledger: Ledger) -> None:
    """An appliance gives nothing back: its negative values become missing, in place."""
    negative = kwh < 0
    count, amount = int(negative.sum()), -float(kwh[negative].sum())
    message = f"{column.name}: {counted(count, 'negative value')} ({amount:,.3f} kWh) left out."
    _note_negative(column, message, negative, cells, ledger=ledger)
    ledger.drop_cells("the value is negative", cells.lines[negative], kwh[negative])
    cells.dropped |= negative
    kwh[negative] = np.nan


def _note_negative(column: Column, message: str, negative: Flags, cells: Cells, *, ledger: Ledger) -> None:
    first = int(negative.argmax())
    start, end = cells.start_at[first], cells.end_at[first]
    ledger.issue("negative", message, channel=column.name, start=start, end=end)


def _with_export(
    column: Column, kwh: Floats, kind: Kind, cells: Cells, *, keep: Flags | None, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """A meter of the whole home that runs backwards: what was used, and what left."""
    negative = kwh < 0
    out = export_name(column.name)
    amount = -float(kwh[negative].sum())
    message = (
        f"{column.name}: {counted(int(negative.sum()), 'negative value')}, {amount:,.3f} kWh, counted as "
        f"export in {out!r}."
    )
    _note_negative(column, message, negative, cells, ledger=ledger)
    used, exported = both_directions(kwh)
    return [
        (_channel(column, column.name, cells.frame(used, keep), kind), column.role),
        (_channel(column, out, cells.frame(exported, keep), kind), "export"),
    ]


def _channel(column: Column, name: str, frame: pd.DataFrame, kind: Kind) -> Channel:
    return Channel(name, "other", frame, column.unit, kind)
