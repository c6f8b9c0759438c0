"""The cells of a column -> energy of intervals; what cannot be is dropped with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.frames import Cells, register_frame
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.registers import Differences, differences, is_register
from energy_core.importers.roles import by_name
from energy_core.importers.units import HIGHEST_KW, KWH_PER, POWER, energy_kwh, is_sentinel
from energy_core.readings import Channel, Kind, Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

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
            found += _register_channel(column, values, cells, ledger=ledger)
        else:
            found += _interval_channels(column, values, kind, cells, ledger=ledger)
    lost = cells.dropped & ~cells.kept
    ledger.rows_dropped += int(lost.sum())
    return found


def _kinds(columns: Sequence[Column], cells: Cells, *, hints: Hints, ledger: Ledger) -> list[Kind]:
    """interval, register or power of each column; refuses to guess between the first two."""
    hours = float(np.median(cells.hours)) if len(cells.hours) else 1.0
    told: list[Kind | None] = []
    for column in columns:
        if column.unit in POWER:
            told.append("power")
        elif hints.kind in ("interval", "register"):
            told.append(hints.kind)
        elif column.kind is not None:
            told.append(column.kind)
        else:
            found = is_register(
                column.amounts, name=column.name, kwh_per_unit=KWH_PER[column.unit], hours=hours
            )
            told.append(None if found is None else "register" if found else "interval")
    if "register" in told:
        told = ["register" if kind != "power" and _never_falls(c.amounts) else kind
                for c, kind in zip(columns, told, strict=True)]  # fmt: skip
    return [_decided(c, kind, cells, ledger=ledger) for c, kind in zip(columns, told, strict=True)]


def _decided(column: Column, kind: Kind | None, cells: Cells, *, ledger: Ledger) -> Kind:
    if kind is None:
        raise UnreadableFileError(
            f"Needed to know whether {column.name!r} in {cells.file} is a counter or the energy of each "
            "interval; its "
            "values only rise, in small steps. Say --kind register or --kind interval.",
            where={"file": cells.file, "column": column.name},
            option="--kind",
        )
    if kind == "register" and column.kind is None:
        ledger.decide(
            f"kind of {column.name}", "register", evidence="its values only rise, as a counter does",
            confidence=0.9, option="--kind",
        )  # fmt: skip
    return kind


def _never_falls(values: Floats) -> bool:
    known = values[np.isfinite(values)]
    return bool((np.diff(known) >= 0).all() and known[0] > 0)


def _without_impossible(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, ledger: Ledger
) -> Floats:
    """Values with NaN for infinities, full counters and what no home can draw."""
    infinite = np.isinf(values) if np.isinf(np.nanmax(values)) or np.isinf(np.nanmin(values)) else None
    if infinite is not None:
        values = _dropped(
            values, infinite, "the value is infinite", np.zeros(len(values)), cells, ledger=ledger
        )
    factor = KWH_PER[column.unit]
    full = is_sentinel(values)
    if full.any():
        kwh = energy_kwh(values, column.unit, cells.hours) if kind != "register" else np.zeros(len(values))
        values = _dropped(
            values,
            full,
            "the value is a full counter, which meters write for `no value`",
            kwh,
            cells,
            ledger=ledger,
        )
    if kind == "register":
        return values
    limit = HIGHEST_KW / factor * (1.0 if column.unit in POWER else cells.hours)
    beyond = (values > limit) | (values < -limit)
    count = int(beyond.sum())
    if not count:
        return values
    if count > max(2, MOST_IMPOSSIBLE * int(np.isfinite(values).sum())):
        raise UnreadableFileError(
            f"Needed values a home can use; {count:,} values of {column.name!r} in {cells.file} would be "
            "more than "
            f"{HIGHEST_KW:,.0f} kW if they are {column.unit}. Say their unit with --unit, or --kind "
            "register if it is "
            "a counter.",
            where={"file": cells.file, "column": column.name, "row": int(cells.lines[beyond.argmax()])},
            option="--unit",
        )
    kwh = energy_kwh(values, column.unit, cells.hours)
    reason = f"the value would be more than {HIGHEST_KW:,.0f} kW, which no home can draw"
    return _dropped(values, beyond, reason, kwh, cells, ledger=ledger)


def _dropped(
    values: Floats, which: Flags, reason: str, kwh: Floats, cells: Cells, *, ledger: Ledger
) -> Floats:
    ledger.drop_cells(reason, cells.lines[which], kwh[which])
    cells.dropped |= which
    return np.where(which, np.nan, values)


def _register_channel(
    column: Column, values: Floats, cells: Cells, *, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    found: Differences = differences(cells.stamps, values)
    cells.kept |= np.isfinite(values)
    if not len(found.start):
        return []
    for place in found.fallen:
        ledger.issue(
            "register_fell",
            f"{column.name}: the counter fell; the energy of this interval is unknown and counts as missing.",
            channel=column.name,
            start=pd.Timestamp(int(found.start[place]), unit="us", tz="UTC"),
            end=pd.Timestamp(int(found.end[place]), unit="us", tz="UTC"),
        )
    kwh = found.amount * KWH_PER[column.unit]
    ledger.kwh_kept += float(np.nansum(kwh))
    frame = register_frame(found, kwh, cells.file)
    return [(Channel(column.name, "other", frame, column.unit, "register"), column.role)]


def _interval_channels(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """One channel, or two where negative values are energy that left the home."""
    kwh = energy_kwh(values, column.unit, cells.hours, out=values)
    keep = ~(cells.dropped & np.isnan(kwh)) if cells.dropped.any() else None
    cells.kept |= ~cells.dropped | np.isfinite(kwh)
    role = column.role or by_name(column.name, alone=True)
    negative = kwh < 0
    if not negative.any() or role == "temperature":
        ledger.kwh_kept += float(np.nansum(kwh))
        return [(_channel(column, column.name, cells.frame(kwh, keep), kind), column.role)]
    if not (kwh > 0).any():
        ledger.kwh_kept += float(np.nansum(kwh))
        ledger.decide(
            f"sign of {column.name}", "turned round", evidence="all its values are negative", confidence=0.8
        )
        return [(_channel(column, column.name, cells.frame(-kwh + 0.0, keep), kind), column.role)]
    return _with_negatives(column, kwh, kind, cells, keep, role=role, ledger=ledger)


def _with_negatives(
    column: Column, kwh: Floats, kind: Kind, cells: Cells, keep: Flags | None, *, role: Role, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    negative = kwh < 0
    first = int(negative.argmax())
    count, amount = int(negative.sum()), -float(kwh[negative].sum())
    where = {"start": cells.start_at[first], "end": cells.end_at[first]}
    if role != "mains":
        ledger.drop_cells("the value is negative", cells.lines[negative], kwh[negative])
        cells.dropped |= negative
        ledger.issue(
            "negative", f"{column.name}: {count:,} negative values ({amount:,.3f} kWh) are left out.",
            channel=column.name, **where,
        )  # fmt: skip
        kwh = np.where(negative, np.nan, kwh)
        ledger.kwh_kept += float(np.nansum(kwh))
        return [(_channel(column, column.name, cells.frame(kwh, keep), kind), column.role)]
    ledger.kwh_kept += float(np.nansum(kwh))
    out = f"{column.name} (negative values)"
    ledger.issue(
        "negative",
        f"{column.name}: {count:,} negative values, {amount:,.3f} kWh, are counted as export in {out!r}.",
        channel=column.name, **where,
    )  # fmt: skip
    used, exported = (
        np.where(negative, 0.0, kwh),
        np.where(negative, -kwh, np.where(np.isnan(kwh), np.nan, 0.0)),
    )
    return [
        (_channel(column, column.name, cells.frame(used, keep), kind), column.role),
        (_channel(column, out, cells.frame(exported, keep), kind), "export"),
    ]


def _channel(column: Column, name: str, frame: pd.DataFrame, kind: Kind) -> Channel:
    return Channel(name, "other", frame, column.unit, kind)
