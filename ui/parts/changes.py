"""Is it more than before? The previous period, the year before, and the trend."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.errors import NotEnoughDataError
from energy_core.usage import PeriodChange, Trend
from ui import cached
from ui.opened import Cut


def show(cut: Cut) -> None:
    """Figures that the readings allow; one line for what they do not allow yet."""
    missing: list[str] = []
    with st.grid(min_column_width=230):
        try:
            _change(cached.period_change(cut))
        except NotEnoughDataError as error:
            missing.append(error.message)
        try:
            _trend(cached.trend(cut))
        except NotEnoughDataError as error:
            missing.append(error.message)
    for sentence in missing:
        st.caption(sentence)


def _change(change: PeriodChange) -> None:
    length = words.count(change.period_days, "day")
    st.metric(
        f"Last {length}",
        words.kwh(change.kwh),
        delta=None
        if change.change_percent is None
        else f"{change.change_percent:+.0f}% on the {length} before",
        delta_color="inverse",
        help=f"Only days read in full on both sides are compared: {change.days} of {change.period_days}.",
        border=True,
    )
    if change.year_ago_kwh is not None and change.year_ago_percent is not None:
        st.metric(
            "The same weeks a year ago",
            words.kwh(change.year_ago_kwh),
            delta=f"{change.year_ago_percent:+.0f}% since",
            delta_color="inverse",
            help="52 weeks earlier, so that weekdays match.",
            border=True,
        )


def _trend(trend: Trend) -> None:
    st.metric(
        "Trend",
        f"{trend.percent_per_month:+.1f}% a month",
        delta=f"over {words.count(trend.days, 'day')}",
        delta_color="off",
        delta_arrow="off",
        help="The median slope of the weekly means, so that single days do not move it.",
        border=True,
    )
