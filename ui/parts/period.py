"""Which days and channels to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.readings import Readings
from ui.opened import Cut

SPANS: Final[dict[str, int | None]] = {
    "Last 7 days": 7,
    "Last 28 days": 28,
    "Last 12 weeks": 84,
    "Last 12 months": 365,
    "All readings": None,
}
CUSTOM: Final = "Days I choose"


def first_and_last_day(readings: Readings) -> tuple[dt.date, dt.date]:
    """The local days of the first and of the last reading."""
    return readings.start.date(), (readings.end - pd.Timedelta(microseconds=1)).date()


def choose_period(readings: Readings, *, key: str, label: str = "Period", longest: int | None = None) -> Cut:
    """A period counted back from the last reading, or days of one's own. At most `longest` days are offered."""
    first, last = first_and_last_day(readings)
    length = (last - first).days + 1
    offered = [name for name, days in SPANS.items() if (days or length) < length or days is None]
    if longest is not None and length > longest:
        offered = [name for name in offered if (SPANS[name] or length) <= longest]
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    default = len(offered) - 1
    chosen = left.selectbox(label, [*offered, CUSTOM], index=default, key=f"{key}-period")
    if chosen != CUSTOM:
        days = SPANS[chosen]
        start = first if days is None else last - dt.timedelta(days=days - 1)
        right.caption(f"{words.period(start, last + dt.timedelta(days=1))}, local time ({readings.timezone})")
        return Cut() if days is None else _days(start, last, readings.timezone)
    span = right.date_input("First and last day", (first, last), min_value=first, max_value=last, key=f"{key}-days")
    start, end = _both(span, first, last)
    return _days(start, end, readings.timezone)


def choose_channels(names: Sequence[str], *, key: str) -> tuple[str, ...]:
    """Some of the channels; none chosen means all. Nothing is asked where there is only one."""
    if len(names) < 2:
        return ()
    chosen = st.multiselect(
        "Channels", names, placeholder="All channels", format_func=words.label, key=f"{key}-channels"
    )
    return tuple(chosen)


def _days(first: dt.date, last: dt.date, timezone: str) -> Cut:
    start = pd.Timestamp(first).tz_localize(timezone, nonexistent="shift_forward", ambiguous=True)
    end = pd.Timestamp(last + dt.timedelta(days=1))
    return Cut(start=start, end=end.tz_localize(timezone, nonexistent="shift_forward", ambiguous=True))


def _both(span: object, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """While the second day is still to be picked, the period runs to the last reading."""
    days = [day for day in (span if isinstance(span, tuple) else (span,)) if isinstance(day, dt.date)]
    if not days:
        return first, last
    return (days[0], days[1]) if len(days) > 1 else (days[0], last)
