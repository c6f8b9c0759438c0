"""What a file would be read as: its first rows beside what they became, the whole as a chart, the total."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import charts, words
from energy_core.importers.receipt import Import, SourceRow
from energy_core.importers.receipt_words import cut
from energy_core.readings import Readings
from energy_core.usage import By, usage
from ui.parts import picture, receipt
from ui.parts.plain_text import plain

LINE, READ_AS, KWH = "Line", "Read as", "kWh read"
MOST_ROWS: Final = 8
MOST_CELLS: Final = 8
MOST_CHANNELS: Final = 4
SAME_FRACTION: Final = 5e-5
"""A change that is rounded away where totals are shown."""
MANY_TIMES: Final = 5
MOST_DAYS_BY_HOUR: Final = 4
MOST_DAYS_BY_DAY: Final = 750


def show(after: Import, *, before: Import | None = None) -> None:
    """The file as it would be read, compared with how it is read now if it is kept already."""
    st.markdown(f"**{plain(receipt.one_line(after.readings))}**")
    if before is not None:
        _compared(before.readings, after.readings)
    st.caption("The first rows, and what each became. Times are local, kWh per interval.")
    st.dataframe(first_rows(after), hide_index=True)
    if after.readings.energy:
        shown = usage(after.readings, by=_span(after.readings))
        picture.show(charts.usage_over_time(shown), height=240)


def first_rows(imported: Import) -> pd.DataFrame:
    """The first rows of the table, each with the interval it became; for other files the first intervals."""
    rows = imported.receipt.first_rows[:MOST_ROWS]
    if not rows:
        return _first_intervals(imported.readings)
    zone, names = imported.readings.timezone, imported.receipt.columns
    became = [_row(row, imported.readings, zone) for row in rows]
    return pd.DataFrame([b | _cells(r.cells, names, set(b)) for b, r in zip(became, rows, strict=True)])


def file_rows(columns: tuple[str, ...], rows: tuple[tuple[int, tuple[str, ...]], ...]) -> pd.DataFrame:
    """The first rows as they stand in the file."""
    return pd.DataFrame([{LINE: line} | _cells(cells, columns, {LINE}) for line, cells in rows[:MOST_ROWS]])


def change_words(before: float | None, after: float | None) -> str | None:
    """4,425 kWh becomes 4.43 kWh, 1,000 times less; None if the total stays."""
    if before is None or after is None:
        return None if before is after else f"{_total(before)} becomes {_total(after)}"
    low, high = sorted((before, after))
    if high - low <= SAME_FRACTION * max(abs(low), abs(high)):
        return None
    change, direction = f"{_total(before)} becomes {_total(after)}", "more" if after > before else "less"
    if low <= 0:
        return change
    if high >= MANY_TIMES * low:
        return f"{change}, {words.number(high / low)} times {direction}"
    return f"{change}, {words.percent((high - low) / before * 100)} {direction}"


def outcome_words(after: Import, *, before: Import | None) -> str:
    """What comes of it, in one line for beside the answer."""
    total = _total(after.readings.consumption_kwh)
    change = (
        None
        if before is None
        else change_words(before.readings.consumption_kwh, after.readings.consumption_kwh)
    )
    return f"{total} then; nothing is kept yet" if change is None else f"{change}; nothing is kept yet"


def _compared(before: Readings, after: Readings) -> None:
    change = change_words(before.consumption_kwh, after.consumption_kwh)
    if change is None:
        st.caption(f"The total stays {_total(before.consumption_kwh)}.")
    else:
        st.warning(f"Energy changes: {change}. Does this match your bill?", icon=":material/warning:")


def _total(kwh: float | None) -> str:
    return "no consumption" if kwh is None else words.kwh(kwh)


def _row(row: SourceRow, readings: Readings, zone: str) -> dict[str, Any]:
    if row.start is None or row.end is None:
        return {LINE: row.line, READ_AS: "in no reading", KWH: ""}
    start, end = row.start.tz_convert(zone), row.end.tz_convert(zone)
    when = _when(start, end)
    return {LINE: row.line, READ_AS: when, KWH: _energy(row, readings)}


def _when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """1 Jan 2024, 00:00 to 00:30; whole days without their hours."""
    if start == start.normalize() and end == end.normalize():
        return words.period(start, end)
    until = _clock(end) if end - start <= pd.Timedelta(days=1) else f"{words.day(end)}, {_clock(end)}"
    return f"{words.day(start)}, {_clock(start)} to {until}"


def _clock(moment: pd.Timestamp) -> str:
    return words.clock(moment) + (f":{moment.second:02d}" if moment.second else "")


def _energy(row: SourceRow, readings: Readings) -> str:
    """What the row's channels hold from its start to its end, one after the other."""
    found = []
    for channel in readings.channels:
        if channel.name in row.channels or len(row.channels) == 0:
            begun = channel.intervals["start"]
            kwh = channel.intervals["kwh"][(begun >= row.start) & (begun < row.end)]
            found.append(words.number(float(kwh.sum())) if kwh.notna().any() else "missing")
    more = " · …" if len(found) > MOST_CHANNELS else ""
    return " · ".join(found[:MOST_CHANNELS]) + more


def _cells(cells: tuple[str, ...], names: tuple[str, ...], taken: Collection[str]) -> dict[str, str]:
    """Cells under the file's own names; a name that is taken gets its place."""
    found: dict[str, str] = {}
    for place, cell in enumerate(cells[:MOST_CELLS], 1):
        name = cut(words.label(names[place - 1]), 40) if place <= len(names) else f"column {place}"
        name = f"{name} ({place})" if name in found or name in taken else name
        found[name] = words.label(cell) if cell else ""
    return found


def _first_intervals(readings: Readings) -> pd.DataFrame:
    columns = {
        words.label(c.name): c.intervals.head(MOST_ROWS).set_index("start")["kwh"] for c in readings.channels
    }
    frame = pd.DataFrame(columns).sort_index().head(MOST_ROWS)
    when = pd.DatetimeIndex(frame.index).tz_convert(readings.timezone)
    frame.insert(0, "Start", [f"{words.day(at)}, {words.clock(at)}" for at in when])
    return frame.reset_index(drop=True)


def _span(readings: Readings) -> By:
    days = (readings.end - readings.start) / pd.Timedelta(days=1)
    if days <= MOST_DAYS_BY_HOUR and readings.is_hourly:
        return "hour"
    return "day" if readings.is_daily and days <= MOST_DAYS_BY_DAY else "month"
