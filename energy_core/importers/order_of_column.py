"""Dates in figures of a table's time column -> whether day or month comes first, with all that tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.cell_ranges import cut_ranges
from energy_core.importers.columns import Layout
from energy_core.importers.date_order import Clues, date_order
from energy_core.importers.hints import DateOrder, Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US, NAT, read_stamps
from energy_core.importers.table import Table

SOME: Final = 5_000
"""A long column without a date in figures among so many first and last texts has none."""

ENOUGH: Final = 50_000
"""So many rows show whether dates come several times."""

LONGEST_DATE: Final = 12
"""Letters of the longest date in figures: `10. 12. 2024`."""

_NUMERIC_DATE: Final = (
    r"^(?:\D*|\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?,?\s+\D*)"
    r"(?P<date>\d{1,2}[-/.] ?\d{1,2}[-/.] ?(?:\d{4}|\d{2}))(?:\D|$)"
)
"""A date in figures at the beginning of a cell, behind a weekday or a time of day too."""


def order_of(table: Table, found: Layout, clues: Clues, *, hints: Hints, ledger: Ledger) -> DateOrder:
    """The order of dates in figures in the time column. Raises MalformedFileError if it stays open."""
    text = _texts(table, found.time[0])
    dates = _numeric_dates(text)
    firsts = pc.unique(dates).drop_null().to_pylist()
    apart = len(found.time) > 1 or found.period is not None
    several = len(table) > 3 * len(firsts) and (apart or _are_several(text[:ENOUGH], dates[:ENOUGH]))
    ends: list[str] = []
    if found.end and len(firsts) < len(table) + 1 and found.end[0] != found.time[0]:
        ends = _ends_of(dates, _numeric_dates(_texts(table, found.end[0])), table, found)
    elif firsts and (ranges := cut_ranges(text[:SOME])) is not None:
        ends = _first_ends(_cut_dates(ranges.start), _cut_dates(ranges.end))
    known = replace(clues, several_a_day=several, ends=tuple(ends), others=_other_days(text, dates))
    return date_order(firsts, known, hints=hints, ledger=ledger)


def _other_days(texts: pa.Array, dates: pa.Array) -> tuple[int, int] | None:
    """The first and the last day that texts say in another way, where only some are dates in figures."""
    if not 0 < dates.null_count < len(dates):
        return None
    us = read_stamps(texts.filter(dates.is_null())[:ENOUGH], order="dmy").us
    known = us[us != NAT] // DAY_US
    return (int(known.min()), int(known.max())) if len(known) else None


def _are_several(texts: pa.Array, dates: pa.Array) -> bool:
    """Whether texts say several times of a date."""
    return bool(pc.count_distinct(texts).as_py() > 2 * pc.count_distinct(dates).as_py())


def _texts(table: Table, column: int) -> pa.Array:
    """The distinct texts of a column of repeats, else all of them."""
    if column in table.repeats:
        return pa.array(table.repeats[column][0], pa.string())
    return table.texts[column]


def _numeric_dates(texts: pa.Array) -> pa.Array:
    """Dates such as 05/06/2023 at the beginning of texts; null where there is none."""
    both_ends = pa.concat_arrays([texts[:SOME], texts[-SOME:]])
    if len(texts) > 2 * SOME and not pc.any(pc.match_substring_regex(both_ends, _NUMERIC_DATE)).as_py():
        return pa.nulls(len(texts), pa.string())
    begins = pc.utf8_slice_codeunits(texts, start=0, stop=LONGEST_DATE).dictionary_encode()
    if pc.all(pc.match_substring_regex(begins.dictionary, r"^\d")).as_py():
        dates = _cut_dates(begins.dictionary)
        if not dates.null_count:
            return dates.take(begins.indices)
    return _cut_dates(texts)


def _cut_dates(texts: pa.Array) -> pa.Array:
    cut = pc.extract_regex(texts, _NUMERIC_DATE)
    return pc.if_else(cut.is_null(), pa.scalar(None, pa.string()), cut.field("date"))


def _ends_of(dates: pa.Array, ends: pa.Array, table: Table, found: Layout) -> list[str]:
    """The end that stands beside each distinct start for the first time."""
    both = [(found.time[0], dates), (found.end[0], ends)]
    if any(column in table.repeats for column, _ in both):
        rows = [array.take(pa.array(table.repeats[column][1])) if column in table.repeats else array
                for column, array in both]  # fmt: skip
        dates, ends = rows
    return _first_ends(dates[:ENOUGH], ends[:ENOUGH])


def _first_ends(dates: pa.Array, ends: pa.Array) -> list[str]:
    first: dict[str, str] = {}
    for start, end in zip(dates.to_pylist(), ends.to_pylist(), strict=True):
        if start and end:
            first.setdefault(start, end)
    return list(first.values())
