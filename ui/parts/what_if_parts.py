"""What if I moved a load, did without an appliance, or lowered what is always on?"""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import charts, words
from energy_core.home import Home
from energy_core.load_profile import load_profile
from energy_core.readings import Readings
from energy_core.shifting import Shift, lower_baseload, replaced, shifted, without
from energy_core.what_if import WhatIf
from ui import cached
from ui.parts import picture
from ui.parts.advice import needs
from ui.parts.plain_text import plain

MOVE: Final = "Move a load to other hours"
REPLACE: Final = "Replace an appliance"
REMOVE: Final = "Do without an appliance"
BASE: Final = "Lower what is always on"


def show(readings: Readings, home: Home) -> None:
    """One change; energy, money and CO2 before and after, on one chart."""
    change = st.segmented_control("What if I …", [MOVE, REPLACE, REMOVE, BASE], default=MOVE, required=True)
    after = _changed(change, readings)
    if after is None:
        return
    found = cached.what_if(after)
    _figures(found, home)
    if readings.is_hourly:
        picture.show(charts.day_before_and_after(found.before.hour_means, found.after.hour_means))


def _changed(change: str, readings: Readings) -> Readings | None:
    if change == BASE:
        base = load_profile(readings).baseload_kw
        if not base:
            needs("What is always on is not known from these readings.")
            return None
        share = st.slider("Less by", 0, 50, 10, 5, format="%d%%", width=300)
        return lower_baseload(readings, base * share / 100)
    names = [c.name for c in readings.metered]
    appliances = [c.name for c in readings.channels if c.role == "appliance"] or names
    name = st.selectbox("Which", appliances, format_func=words.label, width=300)
    if change == REMOVE:
        return without(readings, name)
    if change == REPLACE:
        share = st.slider("The new one uses", 0, 100, 60, 5, format="%d%% of that", width=300)
        return replaced(readings, name, share / 100)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = st.slider("Hours it runs in now", 0, 24, (17, 21), width=300)
        to = st.number_input("Begin at", 0, 23, 1, width=110)
        share = st.slider("How much of it", 0, 100, 100, 10, format="%d%%", width=220)
    if start == end:
        needs("Choose at least one hour.")
        return None
    return shifted(readings, Shift(name, start, end % 24, int(to), share / 100))


def _figures(found: WhatIf, home: Home) -> None:
    year = found.a_year
    with st.grid(3, min_column_width=200):
        _figure(
            "Energy saved",
            words.kwh(found.saved_kwh),
            f"{words.kwh(year(found.saved_kwh))} a year at this rate",
        )
        money = found.saved_money
        if money is not None:
            a_year = words.money_about(year(money), home.currency)
            _figure("Money saved", words.money(money, home.currency), f"{a_year} a year at this rate")
        carbon = found.saved_kg_co2
        if carbon is not None:
            _figure("CO2 saved", f"{words.number(carbon)} kg", f"{words.number(year(carbon))} kg a year")


def _figure(label: str, value: str, below: str) -> None:
    st.metric(label, plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True)
