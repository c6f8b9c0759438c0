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
    with st.grid(3, min_column_width=160):
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
    """17% less than before."""
    if change.change_percent is None:
        return "nothing used before"
    if abs(change.change_percent) < SAME_PERCENT:
        return "about as before"
    direction = "more" if change.change_percent > 0 else "less"
    return f"{abs(change.change_percent):.0f}% {direction} than before"


def _change(change: PeriodChange) -> None:
    length = f"{change.period_days} days"
    _compared(
        f"Last {length}",
        change.kwh,
        against_before(change),
        percent=change.change_percent,
        explanation=f"Beside the {length} before, over the {change.days} days read in full on both sides.",
    )
    if change.year_ago_kwh is not None and change.year_ago_percent is not None:
        percent = change.year_ago_percent
        _compared(
            "A year ago",
            change.year_ago_kwh,
            f"{abs(percent):.0f}% {'more' if percent > 0 else 'less'} now",
            percent=percent,
            explanation="The same weeks, 52 weeks earlier, so that weekdays match.",
        )


def _compared(label: str, kwh: float, words_below: str, *, percent: float | None, explanation: str) -> None:
    """Less is green, more is red, and what rounds to nothing is neither."""
    moved = percent is not None and abs(percent) >= SAME_PERCENT
    more = percent is not None and percent > 0
    st.metric(
        label,
        words.kwh(kwh),
        delta=words_below,
        delta_color=("red" if more else "green") if moved else "off",
        delta_arrow=("up" if more else "down") if moved else "off",
        help=explanation,
        border=True,
    )


def _trend(trend: Trend) -> None:
    st.metric(
        "Trend a month",
        f"{trend.percent_per_month:+.1f}%",
        delta=f"over {words.count(trend.days, 'day')}",
        delta_color="off",
        delta_arrow="off",
        help="The median slope of the weekly means, so that single days do not move it.",
        border=True,
    )
