"""What if I moved a load, did without an appliance, or lowered what is always on?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from energy_core import charts, words
from energy_core.audit.appliance_type import appliance_type
from energy_core.bills.pricing import tariff_of
from energy_core.home import Home
from energy_core.load_profile import load_profile
from energy_core.readings import Readings
from energy_core.shifting import Shift, lower_baseload, moved_kwh, replaced, shifted, without
from energy_core.what_if import WhatIf
from ui import cached
from ui.parts import picture
from ui.parts.advice import needs
from ui.parts.plain_text import plain

MOVE: Final = "Move a load to other hours"
REPLACE: Final = "Replace an appliance"
REMOVE: Final = "Do without an appliance"
BASE: Final = "Lower what is always on"

CAN_WAIT: Final = {
    "dishwasher",
    "dryer",
    "electric car",
    "heat pump dryer",
    "washing machine",
    "water heater",
}
"""What people can run at another time; offered first."""


def show(readings: Readings, home: Home) -> None:
    """One change; energy, money and CO2 before and after, on one chart."""
    change = st.segmented_control("What if I …", [MOVE, REPLACE, REMOVE, BASE], default=MOVE, required=True)
    after = _changed(change, readings)
    if after is None:
        return
    found = cached.what_if(after)
    _figures(found, home, moves=change == MOVE, of=readings, after=after)
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
    if change == MOVE:
        appliances.sort(key=lambda name: not set(appliance_type(name).types) & CAN_WAIT)
    name = st.selectbox("Which", appliances, format_func=words.label, width=300)
    if change == REMOVE:
        return without(readings, name)
    if change == REPLACE:
        share = st.slider("The new one uses", 0, 100, 60, 5, format="%d%% of that", width=300)
        return replaced(readings, name, share / 100)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = st.slider("Hours it runs in now", 0, 24, (17, 21), format="%d:00", width=300)
        to = st.number_input("Begin at, o'clock", 0, 23, 1, width=150)
        share = st.slider("How much of it", 0, 100, 100, 10, format="%d%%", width=220)
    if start == end:
        needs("Choose at least one hour.")
        return None
    return shifted(readings, Shift(name, start, end % 24, int(to), share / 100))


def _figures(found: WhatIf, home: Home, *, moves: bool, of: Readings, after: Readings) -> None:
    with st.grid(3, min_column_width=200):
        if moves:
            kwh = moved_kwh(of, after)
            _figure("Energy moved", words.kwh(kwh), _rate(found, kwh, words.kwh))
        else:
            _figure("Energy saved", words.kwh(found.saved_kwh), _rate(found, found.saved_kwh, words.kwh))
        money = found.saved_money
        if money is not None:
            below = _rate(found, money, lambda amount: words.money_about(amount, home.currency))
            _figure("Money saved", words.money(money, home.currency), below)
        carbon = found.saved_kg_co2
        if carbon is not None and not moves:
            below = _rate(found, carbon, lambda kg: words.quantity(kg, "kg"))
            _figure("CO2 saved", words.quantity(carbon, "kg"), below)
    own = tariff_of(home)
    if moves and own is not None and len(own.versions[-1].rates) == 1:
        st.caption(
            "Your price is the same at all hours, so moving a load saves no money. Compare a tariff with "
            "cheaper hours above, or enter your prices by hour below."
        )


def _rate(found: WhatIf, amount: float, said: Callable[[float], str]) -> str:
    """An amount over a year, or over a day where the seasons are not all there."""
    if found.is_a_year:
        return f"{said(found.a_year(amount))} a year at this rate"
    return f"{said(amount / found.days)} a day in these {words.count(round(found.days), 'day')}"


def _figure(label: str, value: str, below: str) -> None:
    st.metric(label, plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True)
