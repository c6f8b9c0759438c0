"""Rows of gas, water and heat among rows of electricity, told by a column that says what each measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from energy_core.errors import UnknownFormatError
from energy_core.importers.columns import Layout, good_of
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.ledger import Ledger
from energy_core.importers.meter_rows import take
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Table
from energy_core.importers.times import Times
from energy_core.importers.units import KWH_PER


def electric_rows(
    table: Table, times: Times, how: Dialect, found: Layout, *, name: str, ledger: Ledger
) -> tuple[Table, Times, Layout]:
    """The rows that may be electricity; a table of gas alone is read as gas.

    Raises UnknownFormatError for a table of water or heat alone.
    """
    if found.commodity is None:
        return table, times, found
    texts, codes = table.repeated(found.commodity)
    goods = [good_of(plain_cell(text)) for text in texts]
    good = times.us != NAT
    other = np.array([g is not None for g in goods], dtype=bool)[codes] & good
    header = how.names[found.commodity]
    if other[good].all():
        one = _of_one_good(how, found, [g for g in goods if g], header=header, name=name)
        ledger.decide("what it is", "gas", evidence=f"the column {header!r} says so", option="--role")
        return table, times, one
    if not other.any() or (found.commodity in found.names and not found.homes):
        return table, times, found
    for what in dict.fromkeys(g for g in goods if g):
        rows = np.array([g == what for g in goods], dtype=bool)[codes] & good
        ledger.rows_read += int(rows.sum())
        ledger.drop_rows(f"rows of {what}: no electric energy", table.lines[rows])
    shown = ", ".join(dict.fromkeys(g for g in goods if g))
    ledger.decide("rows left out", shown, evidence=f"the column {header!r} says what each row measures")
    return *take(table, times, ~other), found


def _of_one_good(how: Dialect, found: Layout, goods: Sequence[str], *, header: str, name: str) -> Layout:
    in_kwh = found.unit is not None or any(found.units.get(i) in KWH_PER for i in found.values)
    if set(goods) == {"gas"} and in_kwh:
        return replace(found, role="gas")
    raise UnknownFormatError(
        f"Needed electric energy; every row of {name} is of {' or '.join(dict.fromkeys(goods))}, as the "
        f"column {header!r} says: it has no energy column of electricity. Download the electricity readings "
        "instead.",
        where={"file": name, "column": header},
    )
