"""The readings of a counter -> a channel, and the books of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.counter import Happening
from energy_core.importers.frames import Cells, register_frame
from energy_core.importers.hints import Hints
from energy_core.importers.implausible import refuse_mean
from energy_core.importers.ledger import Ledger
from energy_core.importers.negatives import both_directions, export_name
from energy_core.importers.register_notes import note_counter
from energy_core.importers.registers import Differences, differences
from energy_core.importers.units import KWH_PER
from energy_core.readings import QUALITIES, Channel, Role
from energy_core.spread import Floats

if TYPE_CHECKING:
    from energy_core.importers.blocks import Column

REASONS: Final[dict[Happening, str]] = {
    "glitch": "the reading does not fit to those of the counter around it",
    "corrected": "the reading was too high: a later one took it back",
    "stuck": "the counter stood still and made up for it later: the reading does not hold",
}


def register_channel(
    column: Column, values: Floats, cells: Cells, *, hints: Hints, ledger: Ledger
) -> list[tuple[Channel, Role | None]]:
    """One channel, or two where the counter also runs backwards; none with fewer than two readings.

    Raises UnreadableFileError where readings of several counters stand in one column, or no home could use
    what they say.
    """
    kwh = values * KWH_PER[column.unit]
    found = differences(cells.stamps, kwh, timezone=cells.timezone)
    if found.mixed:
        raise _mixed(column, found, cells)
    refuse_mean(column, float(np.nansum(np.abs(found.kwh))), cells, hints=hints)
    cells.kept |= np.isfinite(values)
    if not len(found.start):
        return []
    _keep_books(found, cells, ledger=ledger)
    note_counter(column.name, found, kwh, cells, ledger=ledger)
    if found.both_ways and (found.kwh < 0).any():
        used, given = both_directions(found.kwh)
        out = Channel(
            export_name(column.name),
            "other",
            register_frame(found, given, cells.file),
            column.unit,
            "register",
        )
        return [(_channel(column, found, used, cells), column.role), (out, "export")]
    return [(_channel(column, found, found.kwh, cells), column.role)]


def _channel(column: Column, found: Differences, kwh: Floats, cells: Cells) -> Channel:
    return Channel(column.name, "other", register_frame(found, kwh, cells.file), column.unit, "register")


def _keep_books(found: Differences, cells: Cells, *, ledger: Ledger) -> None:
    """What a counter's rows and energy become: kWh read are those between readings that hold."""
    ledger.kwh_kept += float(np.nansum(found.kwh))
    cells.kept[found.left_out] = False
    cells.dropped[found.left_out] = True
    cells.repaired[found.mended] = True
    for one in found.found:
        if one.left_out and one.kind in REASONS:
            inside = found.left_out[(found.left_out >= one.first) & (found.left_out <= one.last)]
            ledger.drop_cells(REASONS[one.kind], cells.lines[inside], np.zeros(0))
            cells.repaired[one.last] = one.last not in found.left_out
    blocks = found.end[found.quality == QUALITIES.index("block")]
    cells.repaired |= np.isin(cells.stamps, blocks)


def _mixed(column: Column, found: Differences, cells: Cells) -> UnreadableFileError:
    odd = [one for one in found.found if one.kind in ("glitch", "replaced", "corrected")]
    line = int(cells.lines[odd[0].last])
    return UnreadableFileError(
        f"Needed the readings of one counter; {len(odd):,} times the readings of {column.name!r} in "
        f"{cells.file} do not go on from those before, first in line {line}, as if several counters stood in "
        "one column. Keep the rows of one of them, or say --kind interval if each value is the energy of its "
        "interval.",
        where={"file": cells.file, "column": column.name, "row": line},
        option="--kind",
        choices=("interval",),
    )
