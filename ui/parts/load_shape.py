"""The shape of a day: always on, peak hours, load factor, the typical day, and hour by weekday."""

from __future__ import annotations

import streamlit as st

from energy_core import charts, words
from ui import cached
from ui.opened import Cut
from ui.parts import glossary, picture
from ui.parts.plain_text import plain


def show(cut: Cut) -> None:
    """Raises TooCoarseError for readings longer than an hour."""
    channel = cut.channels[0] if len(cut.channels) == 1 else None
    profile = cached.load_profile(cut, channel=channel)
    with st.grid(4, min_column_width=160):
        base = "–" if profile.baseload_kw is None else words.power(profile.baseload_kw)
        st.metric(
            "Always on", base, help=_sentence(profile.baseload_reason) or glossary.ALWAYS_ON, border=True
        )
        st.metric("Peak hours", words.hours(profile.peak_hours), help=glossary.PEAK_HOURS, border=True)
        st.metric(
            "Highest hour",
            words.power(profile.peak_kw),
            help=words.day_and_clock(profile.peak_at),
            border=True,
        )
        factor = "–" if profile.load_factor is None else words.share(profile.load_factor)
        st.metric("Load factor", factor, help=glossary.LOAD_FACTOR, border=True)
    left, right = st.columns(2, gap="medium")
    with left:
        picture.show(charts.typical_day(profile))
    with right:
        picture.show(charts.heat_map(profile))


def _sentence(text: str | None) -> str | None:
    return plain(text) if text else None
