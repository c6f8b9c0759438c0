"""The headline figures of a home: energy, money, always on, peak hours, and whether that is a lot."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import streamlit as st

from energy_core import words
from energy_core.comparison import Comparison, similar_homes
from energy_core.errors import MissingFactError, NotEnoughDataError
from energy_core.home import Home
from energy_core.insights.facts import covered_hours
from energy_core.load_profile import LoadProfile
from energy_core.readings import Readings
from energy_core.usage import period_change
from ui import cached, navigation
from ui.opened import Cut
from ui.parts import changes, glossary
from ui.parts.plain_text import plain

VERDICTS: Final = {"low": "Low", "typical": "Usual", "high": "High"}


def show(readings: Readings, home: Home) -> None:
    """A wall of figures; what the readings do not allow is left out here and explained on its page."""
    kwh = readings.consumption_kwh
    days = covered_hours(readings.consumption) / 24
    with st.grid(3, min_column_width=160):
        if kwh is not None:
            _figure("Used", words.kwh(kwh), f"{words.kwh(kwh / max(days, 1))} a day")
            if (prices := cached.prices()) is not None:
                cost = words.money_about(kwh * prices.mean_per_kwh, home.currency)
                mean = "" if home.tariff is None else " on average"
                at = f"at {words.price(prices.mean_per_kwh, home.currency)}{mean}"
                _figure("Cost of that energy", cost, at)
        missing = ""
        try:
            _load(cached.load_profile(Cut()))
        except NotEnoughDataError as error:
            missing = error.message
        with suppress(NotEnoughDataError):
            change = period_change(readings)
            _figure(f"Last {change.period_days} days", words.kwh(change.kwh), changes.against_before(change))
        comparison = _comparison(readings, home)
        if isinstance(comparison, Comparison) and comparison.verdict:
            verdict = VERDICTS[comparison.verdict]
            _figure("Beside similar homes", verdict, _typical(comparison), _basis(comparison))
    if missing:
        st.caption(plain(missing))
    _is_that_a_lot(comparison)


def _load(profile: LoadProfile) -> None:
    if profile.baseload_kw is not None:
        share = f"{_always_on_share(profile)}, over {words.count(profile.complete_days, 'day')}"
        _figure("Always on", words.power(profile.baseload_kw), share, glossary.ALWAYS_ON)
    highest = f"highest hour {words.power(profile.peak_kw)}"
    _figure("Peak hours", words.hours(profile.peak_hours), highest, glossary.PEAK_HOURS)


def _figure(label: str, value: str, below: str, explanation: str | None = None) -> None:
    st.metric(
        plain(label),
        plain(value),
        delta=plain(below),
        delta_color="off",
        delta_arrow="off",
        help=plain(explanation) if explanation else None,
        border=True,
    )


def _comparison(readings: Readings, home: Home) -> Comparison | NotEnoughDataError:
    try:
        return similar_homes(readings, home)
    except NotEnoughDataError as error:
        return error


def _is_that_a_lot(comparison: Comparison | NotEnoughDataError) -> None:
    """What stands against the comparison, or qualifies it, in a line."""
    if isinstance(comparison, MissingFactError):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(
                "Is that a lot for a home like yours? Say where it is and how many live there.",
                width="content",
            )
            navigation.link(navigation.UPLOAD, "Describe the home")
    elif isinstance(comparison, NotEnoughDataError):
        st.caption(plain(comparison.message))
    else:
        caveat = comparison.coverage_caveat or comparison.seasonal_caveat
        if caveat:
            st.caption(plain(caveat))


def _always_on_share(profile: LoadProfile) -> str:
    """Of the mean power, so that hours without readings do not count."""
    mean_kw = (profile.load_factor or 0.0) * profile.peak_kw
    if not mean_kw or profile.baseload_kw is None:
        return "night and day"
    return f"{words.share(min(1.0, profile.baseload_kw / mean_kw))} of all you use"


def _typical(comparison: Comparison) -> str:
    return f"usual {words.number(comparison.typical_low_kwh)} to {words.kwh(comparison.typical_high_kwh)}"


def _basis(comparison: Comparison) -> str:
    year = words.kwh(comparison.kwh_per_year)
    basis = f"In {comparison.region}: {comparison.basis}"
    return f"At this rate {year} a year. {basis}. Source: {comparison.source}."
