"""The rows of a table that belong to the home, where a column tells meters or homes apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa

from energy_core.errors import EnergyError
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.gas_serials import gas_among
from energy_core.importers.hints import Hints
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.meters import (
    Meters,
    matching,
    said_meters,
    says_all,
    unknown_meter,
    which_meter,
)
from energy_core.importers.numbers import numbers
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.importers.table import Table
from energy_core.importers.times import Times
from energy_core.importers.units import KWH_PER
from energy_core.importers.whose import is_physical_meter
from energy_core.spread import Integers

OTHERS: Final = "rows of other meters"
OF_GAS: Final = "rows of a gas meter: no electric energy"
LONGEST_CHANGE_DAYS: Final = 62
"""A meter is changed in a day; a file in which nothing stands for longer is of two homes."""

MOST_CHANGES: Final = 6
FEWEST_OF_A_COUNTER: Final = 5
"""So many values that never fall are taken for a counter's where they are not read."""


@dataclass
class _Choice:
    """What is found while one column after the other is looked at.

    left : rows still to be read. gas : meters of gas that are read, beside those of electricity.
    """

    us: Integers
    left: Flags
    meters: Meters
    gas: tuple[str, ...] = ()


def chosen_rows(
    table: Table, how: Dialect, found: Layout, us: Integers, *, hints: Hints, name: str, ledger: Ledger
) -> Meters:
    """Which rows to read. Raises MalformedFileError that names the meters where nobody has said which."""
    columns = [_Column(table, how, column, us) for column in found.homes]
    known = [meter for column in columns for meter in column.names]
    said = matching(said_meters(hints), known)
    if said_meters(hints) and columns and len(said) == 0:
        raise unknown_meter(hints, known, name=name)
    choice = _Choice(us, us != NAT, Meters())
    keeps_gas = all(found.units.get(i) in KWH_PER for i in found.values)
    for column in sorted(columns, key=lambda c: len(c.names)):
        _without_gas(column, choice, ledger=ledger, keeps=keeps_gas)
        _choose(column, choice, said=said, hints=hints, name=name, ledger=ledger)
    return choice.meters


class _Column:
    """A column that names meters: its header, the names in order, the place of its name for each row."""

    def __init__(self, table: Table, how: Dialect, column: int, us: Integers) -> None:
        texts, codes = table.repeated(column)
        self.header = how.names[column]
        self.is_physical = is_physical_meter(self.header)
        self.lines = table.lines
        plain = [plain_cell(text) for text in texts]
        places, first = np.unique(codes[us != NAT], return_index=True)
        self.names = list(dict.fromkeys(plain[c] for c in places[np.argsort(first)] if plain[c]))
        number = {name: i for i, name in enumerate(self.names)}
        self.codes = np.array([number.get(text, -1) for text in plain], dtype=np.int32)[codes]

    def among(self, rows: Flags) -> list[str]:
        """The names that these rows have."""
        return [self.names[i] for i in np.unique(self.codes[rows]) if i >= 0]

    def rows_of(self, names: Sequence[str]) -> Flags:
        found: Flags = np.isin(self.codes, [self.names.index(name) for name in names])
        return found


def _without_gas(column: _Column, choice: _Choice, *, ledger: Ledger, keeps: bool) -> None:
    gas = gas_among(column.among(choice.left))
    if not gas:
        return
    evidence = "serial numbers of gas meters begin with G, those of electricity with E"
    ledger.decide("gas meter", ", ".join(gas), evidence=evidence, confidence=0.9, option="--meter")
    if keeps:
        choice.gas = tuple(gas)
        choice.meters = replace(choice.meters, names=tuple(column.names), codes=column.codes)
        return
    rows = column.rows_of(gas) & choice.left
    choice.left &= ~rows
    choice.meters = replace(choice.meters, gas=rows)


def _choose(
    column: _Column, choice: _Choice, *, said: Sequence[str], hints: Hints, name: str, ledger: Ledger
) -> None:
    here = [meter for meter in column.among(choice.left) if meter not in choice.gas]
    asked = [meter for meter in here if meter in said]
    if len(here) < 2:
        if asked:
            ledger.decide("meter", asked[0], evidence="said with --meter", option="--meter")
        return
    if asked:
        others = choice.left & ~column.rows_of(asked)
        already = choice.meters.others
        choice.meters = replace(choice.meters, others=others if already is None else already | others)
        choice.left &= ~others
        ledger.decide("meter", ", ".join(asked), evidence="said with --meter", option="--meter")
        if len(asked) < 2:
            return
    told = bool(asked) or says_all(hints)
    kept = asked or here
    if _follow_each_other(column, choice, kept) and (told or column.is_physical):
        choice.meters = replace(choice.meters, names=tuple(column.names), codes=column.codes, continued=True)
        _say_change(column, choice, kept, ledger=ledger)
    elif told:
        choice.meters = replace(choice.meters, names=tuple(column.names), codes=column.codes)
        evidence = "said with --meter: each is a channel of this home"
        ledger.decide("meters", ", ".join(kept), evidence=evidence, option="--meter")
    else:
        row = int(column.lines[(column.rows_of([here[1]]) & choice.left).argmax()])
        where: dict[str, str | int] = {"column": column.header, "row": row}
        raise which_meter(here, told_by=f"the column {column.header!r}", name=name, where=where)


def _spans(column: _Column, choice: _Choice, names: Sequence[str]) -> list[tuple[int, int, str]]:
    spans = []
    for meter in names:
        us = choice.us[column.rows_of([meter]) & choice.left]
        spans.append((int(us.min()), int(us.max()), meter))
    return sorted(spans)


def _follow_each_other(column: _Column, choice: _Choice, names: Sequence[str]) -> bool:
    if len(names) > MOST_CHANGES:
        return False
    spans = _spans(column, choice, names)
    gaps = [after[0] - before[1] for before, after in pairwise(spans)]
    lasted = all(end > start for start, end, _ in spans)
    return lasted and all(0 <= gap <= LONGEST_CHANGE_DAYS * DAY_US for gap in gaps)


def _say_change(column: _Column, choice: _Choice, names: Sequence[str], *, ledger: Ledger) -> None:
    order = [meter for _, _, meter in _spans(column, choice, names)]
    ledger.decide(
        "meter", f"{' then '.join(order)}, one after the other",
        evidence=f"in {column.header!r} each begins where the one before ends: the meter was changed",
        confidence=0.85, option="--meter",
    )  # fmt: skip


def take(table: Table, times: Times, rows: Flags) -> tuple[Table, Times]:
    """Some of the rows."""
    mask = pa.array(rows)
    part = replace(
        table,
        lines=table.lines[rows],
        numbers={c: values[rows] for c, values in table.numbers.items()},
        texts={c: texts.filter(mask) for c, texts in table.texts.items()},
        repeats={c: (texts, codes[rows]) for c, (texts, codes) in table.repeats.items()},
        at=None if table.at is None else table.at[rows],
    )
    fields = ("us", "offset_us", "end_us", "end_offset_us", "blank", "since_us", "unset")
    cut: dict[str, Any] = {f: None if (v := getattr(times, f)) is None else v[rows] for f in fields}
    return part, replace(times, **cut)


def without_meters(found: Layout, meters: Meters) -> Layout:
    """The layout without meters as names of channels, where the rows of each are apart anyway."""
    if meters.codes is None:
        return found
    return replace(found, names=tuple(i for i in found.names if i not in found.homes))


def drop_others(
    table: Table, times: Times, how: Dialect, found: Layout, meters: Meters, *, hints: Hints, ledger: Ledger
) -> tuple[Table, Times, Meters]:
    """What is left to read; the other rows are on the receipt with their energy, as far as it can be said."""
    gone = np.zeros(len(table), dtype=bool)
    for rows, reason in ((meters.others, OTHERS), (meters.gas, OF_GAS)):
        if rows is None or not rows.any():
            continue
        kwh = 0.0 if reason is OF_GAS else _energy(*take(table, times, rows), how, found, hints=hints)
        ledger.rows_read += int(rows.sum())
        ledger.drop_rows(reason, table.lines[rows], kwh)
        gone |= rows
    if not gone.any():
        return table, times, meters
    left, cut = take(table, times, ~gone)
    codes = None if meters.codes is None else meters.codes[~gone]
    return left, cut, replace(meters, codes=codes)


def _energy(table: Table, times: Times, how: Dialect, found: Layout, *, hints: Hints) -> float:
    """What meters that are not read counted, as far as a unit says; counters by their rise. [kWh]"""
    total = 0.0
    columns = [table.repeated(column)[1].astype(np.int64) for column in found.homes]
    order = np.lexsort([times.us, *columns])
    new = np.zeros(len(table), dtype=bool)
    for codes in columns:
        new[1:] |= np.diff(codes[order]) != 0
    for column in found.values:
        try:
            cells = numbers(table, how, column, found, hints=hints, name="")
        except EnergyError:
            continue
        for values in np.split(cells.amounts[order], np.flatnonzero(new)):
            known = values[np.isfinite(values)]
            rises = len(known) >= FEWEST_OF_A_COUNTER and bool((np.diff(known) >= 0).all())
            total += cells.kwh_per * float(known[-1] - known[0] if rises else known.sum())
    return total
