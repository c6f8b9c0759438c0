"""Is it more than before? The previous period, the year before, and the trend."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import words
from energy_core.errors import NotEnoughDataError
from energy_core.usage import PeriodChange, Trend
from ui import cached
from ui.opened import Cut

SAME_PERCENT: Final = 0.5
"""A change below this rounds to nothing."""


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


def against_before(change: PeriodChange) -> str:
    """+17% on the 28 days before."""
    before = f"the {change.period_days} days before"
    if change.change_percent is None:
        return f"nothing was used in {before}"
    if abs(change.change_percent) < SAME_PERCENT:
        return f"about as in {before}"
    return f"{change.change_percent:+.0f}% on {before}"


def _change(change: PeriodChange) -> None:
    moved = change.change_percent is not None and abs(change.change_percent) >= SAME_PERCENT
    st.metric(
        f"Last {words.count(change.period_days, 'day')}",
        words.kwh(change.kwh),
        delta=against_before(change),
        delta_color="inverse" if moved else "off",
        delta_arrow="auto" if moved else "off",
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
