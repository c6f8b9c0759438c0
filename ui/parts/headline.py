"""The headline figures of a home: energy, money, always on, peak hours, and whether that is a lot."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.comparison import Comparison, similar_homes
from energy_core.errors import NotEnoughDataError
from energy_core.home import Home
from energy_core.load_profile import LoadProfile
from energy_core.readings import Readings
from ui import cached
from ui.opened import Cut
from ui.parts import glossary
from ui.parts.plain_text import plain


def show(readings: Readings, home: Home) -> None:
    """A wall of figures; what the readings do not allow is left out here and explained on its page."""
    kwh = readings.consumption_kwh
    days = (readings.end - readings.start).total_seconds() / 86400
    profile = _profile()
    with st.grid(min_column_width=190):
        if kwh is not None:
            _figure("Used", words.kwh(kwh), f"{words.kwh(kwh / max(days, 1))} a day")
            if home.price_per_kwh:
                rate = words.price(home.price_per_kwh, home.currency)
                _figure("Cost of that energy", words.money_about(kwh * home.price_per_kwh, home.currency), f"at {rate}")
        if profile and profile.baseload_kw is not None:
            _figure("Always on", words.power(profile.baseload_kw), _always_on_share(profile, kwh, days), glossary.ALWAYS_ON)
        if profile:
            _figure("Peak hours", words.hours(profile.peak_hours), f"highest hour {words.power(profile.peak_kw)}", glossary.PEAK_HOURS)
        comparison = _comparison(readings, home)
        if comparison:
            _figure("A home like yours", comparison.verdict, _typical(comparison), comparison.source)


def _figure(label: str, value: str, below: str, explanation: str | None = None) -> None:
    st.metric(
        label,
        plain(value),
        delta=below,
        delta_color="off",
        delta_arrow="off",
        help=plain(explanation) if explanation else None,
        border=True,
    )


def _profile() -> LoadProfile | None:
    try:
        return cached.load_profile(Cut())
    except NotEnoughDataError:
        return None


def _comparison(readings: Readings, home: Home) -> Comparison | None:
    try:
        return similar_homes(readings, home)
    except NotEnoughDataError:
        return None


def _always_on_share(profile: LoadProfile, kwh: float | None, days: float) -> str:
    if not kwh or profile.baseload_kw is None or days < 1:
        return "night and day"
    return f"{words.share(min(1.0, profile.baseload_kw * 24 * days / kwh))} of all you use"


def _typical(comparison: Comparison) -> str:
    typical = words.between(words.kwh(comparison.typical_low_kwh), words.kwh(comparison.typical_high_kwh))
    return f"{words.kwh(comparison.kwh_per_year)} a year; usual {typical}"
