"""Which days and channels to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.local_time import day_starts
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


def choose_period(readings: Readings, *, key: str, longest: int | None = None) -> Cut:
    """A period counted back from the last reading, or days of one's own.

    Parameters
    ----------
    longest : longer periods are offered only as days of one's own. [days]
    """
    first, last = first_and_last_day(readings)
    length = (last - first).days + 1
    lengths = {name: days or length for name, days in SPANS.items()}
    offered = [name for name, days in lengths.items() if days < length or SPANS[name] is None]
    if longest is not None and length > longest:
        offered = [name for name in offered if lengths[name] <= longest]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Period", [*offered, CUSTOM], index=len(offered) - 1, key=f"{key}-period", width=200
        )
        if chosen == CUSTOM:
            span = st.date_input(
                "First and last day",
                (first, last),
                min_value=first,
                max_value=last,
                key=f"{key}-days",
                width=280,
            )
            return _days(*both_days(span, first, last), readings.timezone)
        days = SPANS[chosen]
        start = first if days is None else last - dt.timedelta(days=days - 1)
        st.caption(
            f"{words.period(start, last + dt.timedelta(days=1))}, local time ({readings.timezone})",
            width="content",
        )
    return Cut() if days is None else _days(start, last, readings.timezone)


def both_days(span: object, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """What a date field holds; while its second day is still to be picked, the period runs to the last."""
    days = [day for day in (span if isinstance(span, tuple) else (span,)) if isinstance(day, dt.date)]
    return (days[0] if days else first), (days[1] if len(days) > 1 else last)


def choose_channels(names: Sequence[str], *, key: str) -> tuple[str, ...]:
    """Some of the channels; none chosen means all. Nothing is asked where there is only one."""
    if len(names) < 2:
        return ()
    chosen = st.multiselect(
        "Channels", names, placeholder="All channels", format_func=words.label, key=f"{key}-channels"
    )
    return tuple(chosen)


def _days(first: dt.date, last: dt.date, timezone: str) -> Cut:
    midnights = pd.DatetimeIndex([first, last + dt.timedelta(days=1)])
    start, end = day_starts(midnights, timezone)
    return Cut(start=start, end=end)
