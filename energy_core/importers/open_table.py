"""A table whose cells and times are read -> its readings: all of it, or those of one meter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from energy_core.importers.blocks import Books, assembled
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.meter_rows import chosen_rows, drop_others, without_meters
from energy_core.importers.missing_values import note_missing
from energy_core.importers.numbers import numbers
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Table
from energy_core.importers.table_blocks import Rows, estimated, row_blocks
from energy_core.importers.times import Times
from energy_core.importers.told_apart import teller, with_telling_column
from energy_core.importers.zones import Zone, by_repeats, zone_for


@dataclass(frozen=True)
class Source:
    """Where a table comes from: the file's name, the format's, the zone that the source itself says."""

    name: str
    form: str
    zone: str | None = None


@dataclass(frozen=True)
class OpenTable:
    """All of a table that does not hang on which of its meters are wanted.

    body : its text. across : columns that are meters of their own.
    """

    source: Source
    body: bytes
    how: Dialect
    found: Layout
    table: Table
    times: Times
    across: tuple[str, ...] = ()

    def readings(self, *, hints: Hints, ledger: Ledger) -> Import:
        """The readings of the meters that the hints name; the table stays as it is.

        Raises UnreadableFileError that says what is missing and which option answers it.
        """
        name, how = self.source.name, self.how
        found = with_telling_column(
            self.body, how, self.found, self.table, self.times.us, hints=hints, name=name
        )
        meters = chosen_rows(self.table, how, found, self.times.us, hints=hints, name=name, ledger=ledger)
        table, times, meters = drop_others(
            self.table, self.times, how, found, meters, hints=hints, ledger=ledger
        )
        zone = self._zone(times, hints=hints, ledger=ledger)
        values = [numbers(table, how, column, found, hints=hints, name=name) for column in found.values]
        note_missing(table, how, found.values, values, ledger=ledger)
        rows = Rows(table, times, values, without_meters(found, meters), meters)
        if found.quality is not None:
            rows.estimated = estimated(rows, how.names[found.quality], ledger=ledger)
        local = times.us if times.since_us is None else np.full(len(times.us), NAT)
        naive = np.where(times.offset_us == NAT, local, NAT)
        zone = by_repeats(zone, naive, rows.codes, are_ends=times.are_ends, ledger=ledger)
        blocks = row_blocks(rows, self.body, how, zone, name=name, ledger=ledger)
        tells_apart = teller(self.body, how, found, name=name)
        supplies = (*rows.meters.names, *self.across)
        form, counted = self.source.form, zone.counted
        return assembled(
            blocks, Books(name, form, counted, zone.source, hints, ledger, tells_apart, supplies)
        )

    def _zone(self, times: Times, *, hints: Hints, ledger: Ledger) -> Zone:
        said = [self.source.zone] if self.source.zone else []
        header = " ".join([*(self.how.names[i] for i in self.found.time), *said])
        good = times.us != NAT
        return zone_for(
            header=header, us=times.us[good], offset_us=times.offset_us[good], hints=hints, ledger=ledger,
            stamped=times.zone,
        )  # fmt: skip
