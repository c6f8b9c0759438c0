"""The cells of a column -> energy of intervals; what cannot be is dropped with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from energy_core.importers.column_kinds import Rows, decided, verdicts
from energy_core.importers.frames import Cells
from energy_core.importers.hints import Hints
from energy_core.importers.implausible import without_impossible
from energy_core.importers.ledger import Ledger
from energy_core.importers.negatives import directions
from energy_core.importers.register_channel import register_channel
from energy_core.importers.units import energy_kwh
from energy_core.readings import Channel, Kind, Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column


def checked_columns(
    columns: Sequence[Column], cells: Cells, *, hints: Hints, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """The channels of a block's columns; columns without any value are left out and said."""
    hours = float(np.median(cells.hours)) if len(cells.hours) else 1.0
    told = verdicts(columns, Rows(cells.stamps, hours, cells.timezone), hints=hints)
    kinds = [decided(c, v, file=cells.file, ledger=ledger) for c, v in zip(columns, told, strict=True)]
    found: list[tuple[Channel, Role | None]] = []
    for column, kind in zip(columns, kinds, strict=True):
        values = column.amounts
        if np.isnan(values).all():
            ledger.decide(
                "columns left out", column.name, evidence="it has no values at all", option="--value-column"
            )
            continue
        values = without_impossible(column, values, kind, cells, hints=hints, ledger=ledger)
        if not np.isfinite(values).any():
            continue
        if kind == "register":
            found += register_channel(column, values, cells, hints=hints, ledger=ledger)
        else:
            found += _interval_channels(column, values, kind, cells, ledger=ledger)
    lost = cells.dropped & ~cells.kept
    ledger.rows_dropped += int(lost.sum())
    ledger.rows_repaired += int((cells.repaired & ~lost).sum())
    return found


def _interval_channels(
    column: Column, values: Floats, kind: Kind, cells: Cells, *, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """One channel, or two where energy went both ways."""
    kwh = energy_kwh(values, column.unit, cells.hours, out=values)
    keep = ~(cells.dropped & np.isnan(kwh)) if cells.dropped.any() else None
    found = directions(column, kwh, cells, ledger=ledger)
    cells.kept |= ~cells.dropped | np.isfinite(kwh)
    signed = -1.0 if len(found) > 1 else 1.0
    ledger.kwh_kept += float(np.nansum(found[0].kwh)) + signed * sum(
        float(np.nansum(d.kwh)) for d in found[1:]
    )
    return [
        (Channel(d.name, "other", cells.frame(d.kwh, keep, d.mended), column.unit, kind), d.role)
        for d in found
    ]
