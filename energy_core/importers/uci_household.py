"""The household power file of the UCI repository: power of a home every minute, 2006 to 2010.

Global_active_power is the mean power of a minute [kW]; the three Sub_metering columns are the energy of that
minute [Wh] behind it. `?` is missing.

References
----------
G. Hébrail, A. Bérard, Individual Household Electric Power Consumption, UCI Machine Learning Repository, 2006,
variable information. doi:10.24432/C58K54
"""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.clock import instants
from energy_core.importers.dialect import dialect
from energy_core.importers.encoding import utf8
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import NAT, clock_us, read_stamps
from energy_core.importers.table import Cells, Table, read_table
from energy_core.importers.zones import zone_for
from energy_core.spread import Floats, Integers

FORMAT: Final = "uci_household"

MAINS: Final = "Global_active_power"
SUB_METERS: Final = ("Sub_metering_1", "Sub_metering_2", "Sub_metering_3")
IGNORED: Final = ("Global_reactive_power", "Voltage", "Global_intensity")
HEADER: Final = b"Date;Time;Global_active_power;"


def recognises(head: bytes) -> bool:
    """The header of the published file, byte-order mark or not."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(HEADER)


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnreadableFileError for missing columns or no readings."""
    ledger = Ledger()
    body, _ = utf8(content, name=name)
    how = dialect(body, name=name)
    places = {column: i for i, column in enumerate(how.names)}
    values = [column for column in (MAINS, *SUB_METERS) if column in places]
    wanted: dict[int, Cells] = {0: "repeated", 1: "repeated"}
    wanted.update(dict.fromkeys((places[v] for v in values), "number"))
    table = read_table(body, how, columns=wanted, name=name)
    local = _local_times(table)
    ledger.rows_read = len(table) + len(table.malformed)
    ledger.drop_rows("the row has too many or too few cells, or was cut off", table.malformed)
    none = np.full(1, NAT)
    zone = zone_for(header="", us=none, offset_us=none, hints=hints, ledger=ledger)
    stamps = instants(local, zone=zone.stamps, are_ends=hints.stamp == "end", ledger=ledger)
    ledger.drop_rows("no readable date and time in the row", table.lines[stamps == NAT])
    left_out = [column for column in IGNORED if column in places]
    if left_out:
        evidence = "they are no energy: volts, amperes, kvar"
        ledger.decide("columns left out", ", ".join(left_out), evidence=evidence)
    ledger.decide("unit", f"{MAINS} in kW, the sub-meters in Wh", evidence="the description of the UCI file")
    columns = tuple(_column(column, _numbers(table, places[column])) for column in values)
    if hints.stamp is not None:
        ledger.decide("stamps mark", f"the {hints.stamp} of intervals", evidence="said with --stamp")
    block = Block(stamps, table.lines, columns, are_ends=hints.stamp == "end")
    if (stamps == NAT).any():
        block = block.take(stamps != NAT)
    del table
    return assembled([block], Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _column(name: str, amounts: Floats) -> Column:
    if name == MAINS:
        return Column(name, amounts, "kW", "power", "mains")
    return Column(name, amounts, "Wh", "interval", "appliance")


def _numbers(table: Table, column: int) -> Floats:
    """The cells as numbers; text that is none counts as missing, as `?` does."""
    from energy_core.importers.numbers import from_text

    return table.numbers[column] if column in table.numbers else from_text(table, ".", column)[0]


def _local_times(table: Table) -> Integers:
    """Wall-clock times: every date and every time of day is read once."""
    dates, date_of = table.repeated(0)
    clocks, clock_of = table.repeated(1)
    table.repeats.clear()
    days = read_stamps(dates, order="dmy").us
    times = clock_us(clocks)
    local = days[date_of]
    clock = times[clock_of]
    bad = (local == NAT) | (clock == NAT)
    local += clock
    local[bad] = NAT
    return local
