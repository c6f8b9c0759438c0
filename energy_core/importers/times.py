"""The time columns of a table -> wall-clock or UTC microseconds of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers import words
from energy_core.importers.columns import Layout, says_end
from energy_core.importers.date_order import date_order
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import DateOrder, Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.periods import note, read_periods
from energy_core.importers.stamps import DAY_US, NAT, Stamps, clock_us, read_stamps
from energy_core.importers.table import BLANKS, Table
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Times:
    """us, offset_us : as in `Stamps`, one per row. blank : rows without any text in the time column.
    since_us : where `us` is only the day, how long after its local midnight; else None. [microseconds]"""

    us: Integers
    offset_us: Integers
    end_us: Integers | None
    end_offset_us: Integers | None
    are_ends: bool
    blank: Flags
    since_us: Integers | None = None


def read_times(table: Table, how: Dialect, found: Layout, *, hints: Hints, ledger: Ledger) -> Times:
    """Times of all rows. Raises MalformedFileError if day and month cannot be told apart."""
    order = _order(table, found, hints=hints, ledger=ledger)
    us, offset, has_clock, blank = _column(table, found.time, order)
    end: Integers | None = None
    end_offset: Integers | None = None
    if found.period is not None:
        return _by_period(table, how, found, Times(us, offset, None, None, False, blank), ledger=ledger)
    if found.end:
        end, end_offset, _, _ = _column(table, found.end, order)
        bad = (end == NAT) & (us != NAT)
        us = np.where(bad, NAT, us)
        end, end_offset, us = _meant(us, end, end_offset, has_clock=has_clock)
    are_ends = end is None and _are_ends(
        us, offset, how, found, has_clock=has_clock, hints=hints, ledger=ledger
    )
    return Times(us, offset, end, end_offset, are_ends, blank)


def _by_period(table: Table, how: Dialect, found: Layout, days: Times, *, ledger: Ledger) -> Times:
    """A date and the hour or period of the day; both are the beginning of an interval."""
    assert found.period is not None
    header = how.names[found.period]
    texts, codes = table.repeated(found.period)
    periods = read_periods([plain_cell(text) for text in texts], codes, days.us, header=header)
    note(periods, header=header, ledger=ledger)
    us = np.where(periods.since_us == NAT, NAT, days.us)
    if periods.elapsed and (days.offset_us == NAT).all():
        return replace(days, us=us, since_us=periods.since_us)
    return replace(days, us=np.where(us == NAT, NAT, us + np.where(us == NAT, 0, periods.since_us)))


def _meant(
    us: Integers, end: Integers, end_offset: Integers, *, has_clock: bool
) -> tuple[Integers | None, Integers | None, Integers]:
    """Ends after their starts; ends equal to their starts say nothing."""
    good = us != NAT
    if not good.any() or bool((end[good] == us[good]).all() and has_clock):
        return None, None, us
    length = end - us
    turned = good & (length < 0) & (length > -DAY_US)
    if turned.any() and not turned.all():
        usual = int(np.median(length[good & ~turned]))
        past_midnight = turned & (length + DAY_US == usual)
        end = np.where(past_midnight, end + DAY_US, end)
        us = np.where(turned & ~past_midnight, end - usual, us)
    return end, end_offset, us


def _order(table: Table, found: Layout, *, hints: Hints, ledger: Ledger) -> DateOrder:
    column = found.time[0]
    text = table.texts[column] if column in table.texts else pa.array(table.repeats[column][0], pa.string())
    dates = (
        pc.utf8_slice_codeunits(pc.utf8_ltrim(text, characters="=\"' "), start=0, stop=10)
        .unique()
        .drop_null()
    )
    firsts = list(dict.fromkeys(value.split(" ")[0].split("T")[0] for value in dates.to_pylist()))
    apart = len(found.time) > 1 or found.period is not None
    several = len(table) > 3 * len(firsts) and (apart or len(pc.unique(text)) > 2 * len(firsts))
    return date_order(firsts, several_a_day=several, hints=hints, ledger=ledger)


def _column(
    table: Table, columns: tuple[int, ...], order: DateOrder
) -> tuple[Integers, Integers, bool, Flags]:
    """Times of one column, or of a date and a time of day together."""
    stamps, blank = _stamps(table, columns[0], order)
    us, offset, has_clock = stamps.us, stamps.offset_us, stamps.has_clock
    if len(columns) == 2:
        texts, codes = table.repeated(columns[1])
        clock = clock_us([plain_cell(text) for text in texts])[codes]
        us = np.where((us == NAT) | (clock == NAT), NAT, us + np.where(clock == NAT, 0, clock))
        has_clock = True
    return us, offset, has_clock, blank


def _stamps(table: Table, column: int, order: DateOrder) -> tuple[Stamps, Flags]:
    if column in table.repeats:
        texts, codes = table.repeated(column)
        plain = [plain_cell(text) for text in texts]
        read = read_stamps(plain, order=order)
        empty = np.array([text in BLANKS for text in plain], dtype=bool)
        return Stamps(read.us[codes], read.offset_us[codes], read.has_clock), empty[codes]
    array = table.texts[column]
    first = next((v.as_py() for v in array[:50] if v.as_py()), "")
    if first.startswith(("=", "'")):
        array = pa.array([plain_cell(text) for text in array.to_pylist()], pa.string())
    return read_stamps(array, order=order), _blank(array)


def _blank(array: pa.Array) -> Flags:
    found = pc.is_in(pc.fill_null(array, ""), value_set=pa.array(BLANKS, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _are_ends(
    us: Integers,
    offset: Integers,
    how: Dialect,
    found: Layout,
    *,
    has_clock: bool,
    hints: Hints,
    ledger: Ledger,
) -> bool:
    """Whether stamps mark the end of their interval: said, or by the name, or by the first and last."""
    if hints.stamp is not None:
        ledger.decide(
            "stamps mark", f"the {hints.stamp} of intervals", evidence="said with --stamp", option="--stamp"
        )
        return hints.stamp == "end"
    header = " ".join(how.names[i] for i in found.time)
    evidence, ends, confidence = "stamps usually do; nothing here says otherwise", False, 0.6
    if says_end(header):
        evidence, ends, confidence = f"the header {header!r} says so", True, 0.9
    elif words.says(words.START, header):
        evidence, confidence = f"the header {header!r} says so", 0.9
    elif has_clock:
        wall = np.where(offset == NAT, us, us + np.where(offset == NAT, 0, offset))[us != NAT]
        told = _by_midnight(wall)
        if told is not None:
            ends, confidence = told, 0.85
            evidence = "the last one is at midnight and the first one an interval after it" if ends else (
                "the first one is at midnight and the last one an interval before it")  # fmt: skip
    choice = f"the {'end' if ends else 'start'} of intervals"
    ledger.decide("stamps mark", choice, evidence=evidence, confidence=confidence, option="--stamp")
    return ends


def _by_midnight(wall: Integers) -> bool | None:
    """True for 00:30 … 00:00, False for 00:00 … 23:30, None if neither."""
    if len(wall) < 3:
        return None
    first, last = int(wall.min()), int(wall.max())
    near = np.unique(wall[(wall < first + DAY_US)])
    steps = np.diff(near)
    if not len(steps):
        return None
    step = int(np.median(steps))
    if first % DAY_US == step and last % DAY_US == 0:
        return True
    if first % DAY_US == 0 and last % DAY_US == DAY_US - step:
        return False
    return None
