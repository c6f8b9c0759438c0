"""The time columns of a table -> wall-clock or UTC microseconds of every row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.blanks import BLANKS, is_blank
from energy_core.importers.cell_ranges import SHIFTS_US, cut_ranges, next_us
from energy_core.importers.clock_texts import HOUR_US
from energy_core.importers.columns import Layout
from energy_core.importers.date_hints import days_from_1904
from energy_core.importers.date_order import Clues
from energy_core.importers.date_texts import BUDDHIST, BUDDHIST_YEARS, next_span
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.hints import DateOrder, Hints
from energy_core.importers.late_midnights import with_late_midnights
from energy_core.importers.ledger import Ledger
from energy_core.importers.odd_dates import note_odd_dates
from energy_core.importers.order_of_column import order_of
from energy_core.importers.periods import note, read_periods
from energy_core.importers.stamp_ends import stamp_ends
from energy_core.importers.stamps import DAY_US, NAT, Stamps, clock_us, read_stamps
from energy_core.importers.table import Table
from energy_core.importers.zones import named_in, without_word
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?=[-/. ]\d)|(?<=[-/. ])\d{4}(?![\d:.])")
"""A year at either end of a date."""


@dataclass(frozen=True)
class Times:
    """us, offset_us : as in `Stamps`, one per row. blank : rows without any text in the time column.
    since_us : where `us` is only the day, how long after its local midnight; else None. [microseconds]
    zone : the zone that the stamps name. unset : rows whose clock was never set."""

    us: Integers
    offset_us: Integers
    end_us: Integers | None
    end_offset_us: Integers | None
    are_ends: bool
    blank: Flags
    since_us: Integers | None = None
    zone: str | None = None
    unset: Flags | None = None


def read_times(
    table: Table, how: Dialect, found: Layout, *, hints: Hints, ledger: Ledger, name: str = ""
) -> Times:
    """Times of all rows. Raises MalformedFileError if day and month cannot be told apart.

    name : what the file is called; dates in it may tell day from month.
    """
    headers = tuple(how.names[i] for i in found.time)
    timezone = hints.timezone or named_in(" ".join(headers))
    clues = Clues(headers=headers, name=name, timezone=timezone)
    order = order_of(table, found, clues, hints=hints, ledger=ledger)
    stamps, blank = _column(table, found.time, order, timezone)
    stamps = _from_1904(stamps, name, ledger=ledger) if stamps.are_counts else stamps
    _note_era(how.cells(found.time[0]), ledger=ledger)
    stamps = without_word(stamps, ledger=ledger)
    stamps = stamps if found.end or found.period is not None else with_late_midnights(stamps, ledger=ledger)
    unset = note_odd_dates(stamps.us, table.lines, ledger=ledger)
    times = Times(stamps.us, stamps.offset_us, None, None, False, blank, None, stamps.zone, unset)
    if found.period is not None:
        return _by_period(table, how, found, times, ledger=ledger)
    end, end_offset = stamps.ends_us, stamps.offset_us
    if found.end:
        ends, _ = _column(table, found.end, order, timezone)
        end, end_offset = (ends.us if ends.ends_us is None else ends.ends_us), ends.offset_us
    if end is not None:
        us = np.where((end == NAT) & (stamps.us != NAT), NAT, stamps.us)
        last, last_offset, us = _meant(us, end, end_offset, has_clock=stamps.has_clock)
        times = replace(times, us=us, end_us=last, end_offset_us=last_offset)
    if times.end_us is not None:
        return times
    if stamps.span != "day" and hints.stamp != "end":
        return _whole_spans(times, stamps, ledger=ledger)
    mark = stamp_ends(replace(stamps, us=times.us), list(headers), hints=hints, ledger=ledger)
    us = np.where(times.us == NAT, NAT, times.us + mark.later_us) if mark.later_us else times.us
    return replace(times, us=us, are_ends=mark.are_ends)


def _note_era(cells: list[str], *, ledger: Ledger) -> None:
    """Say it where years are of the Buddhist era."""
    years = [int(year) for cell in cells[:50] for year in _YEAR.findall(cell)]
    if years and all(year in BUDDHIST for year in years):
        evidence = f"{years[0]} of the Buddhist era is {years[0] - BUDDHIST_YEARS}"
        ledger.decide("years", "of the Buddhist era", evidence=evidence, confidence=0.95)


def _from_1904(stamps: Stamps, name: str, *, ledger: Ledger) -> Stamps:
    """Days of a spreadsheet that counts from 1904, where the file's name says which days it has."""
    good = stamps.us != NAT
    days = stamps.us[good] // DAY_US
    more = days_from_1904(name, int(days.min()), int(days.max())) if good.any() else 0
    if not more:
        return stamps
    evidence = f"so read, the dates are those in the name {name!r}"
    ledger.decide("days counted", "from 1904, as on old Macs", evidence=evidence, confidence=0.9)
    return replace(stamps, us=np.where(good, stamps.us + more * DAY_US, NAT))


def _whole_spans(times: Times, stamps: Stamps, *, ledger: Ledger) -> Times:
    """Times that name a week, a month, a quarter or a year, all of which a row holds."""
    evidence = f"they name a whole {stamps.span}"
    ledger.decide("stamps mark", f"a {stamps.span}", evidence=evidence, confidence=0.95, option="--stamp")
    return replace(times, end_us=next_span(times.us, stamps.span), end_offset_us=times.offset_us)


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
        # an hour repeats from its beginning: 01:45 to 01:00 is so, 02:00 to 01:15 names its start as an end
        repeated = turned & np.isin(usual - length, SHIFTS_US) & ((us % HOUR_US != 0) | (end % HOUR_US == 0))
        us = np.where(turned & ~past_midnight & ~repeated, end - usual, us)
    return end, end_offset, us


def _column(
    table: Table, columns: tuple[int, ...], order: DateOrder, timezone: str | None
) -> tuple[Stamps, Flags]:
    """Times of one column, or of a date and a time of day together."""
    stamps, blank = _stamps(table, columns[0], order, timezone)
    if len(columns) < 2:
        return stamps, blank
    texts, codes = table.repeated(columns[1])
    plain = pa.array([plain_cell(text) for text in texts], pa.string())
    ranges = cut_ranges(plain)
    starts = plain if ranges is None else ranges.start
    clock = clock_us(starts.to_pylist())
    us = _at(stamps.us, clock[codes])
    ends = None
    if ranges is not None:
        ends = next_us(us, clock_us(ranges.end.to_pylist())[codes])
    late = bool((clock == DAY_US).any())
    return replace(stamps, us=us, has_clock=True, ends_us=ends, late=late), blank


def _at(us: Integers, clock: Integers) -> Integers:
    """Dates and times of day together; whatever time the date says is none (midnight)."""
    good = (us != NAT) & (clock != NAT)
    return np.where(good, np.where(good, us - us % DAY_US, 0) + np.where(good, clock, 0), NAT)


def _stamps(table: Table, column: int, order: DateOrder, timezone: str | None) -> tuple[Stamps, Flags]:
    if column in table.repeats:
        texts, codes = table.repeated(column)
        plain = [plain_cell(text) for text in texts]
        read = read_stamps(plain, order=order, timezone=timezone)
        empty = np.array([is_blank(text) for text in plain], dtype=bool)
        return read.take(codes.astype(np.int64)), empty[codes]
    array = table.texts[column]
    first = next((v.as_py() for v in array[:50] if v.as_py()), "")
    if first.startswith(("=", "'")):
        array = pa.array([plain_cell(text) for text in array.to_pylist()], pa.string())
    return read_stamps(array, order=order, timezone=timezone), _blank(array)


def _blank(array: pa.Array) -> Flags:
    found = pc.is_in(pc.fill_null(array, ""), value_set=pa.array(BLANKS, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
