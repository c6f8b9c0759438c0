"""What is known about a home besides its readings."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from energy_core import words
from energy_core.home import Home
from energy_core.local_time import zone_names
from ui import session
from ui.parts.countries import COUNTRIES
from ui.parts.price import CURRENCIES


def show(home: Home) -> None:
    """A form; what is saved counts for every page at once."""
    with st.form("home-settings"):
        left, right = st.columns(2)
        name = left.text_input("Name", home.name or "", placeholder=home.home_id, max_chars=60)
        zones = sorted(zone_names())
        zone = right.selectbox(
            "Time zone",
            zones,
            index=zones.index(home.timezone) if home.timezone in zones else None,
            placeholder="As the files say",
            help="In which hours and days are counted.",
        )
        codes = [*COUNTRIES, *([home.country] if home.country and home.country not in COUNTRIES else [])]
        country = left.selectbox(
            "Country",
            codes,
            index=codes.index(home.country) if home.country else None,
            format_func=lambda code: COUNTRIES.get(code, code),
            placeholder="For comparing with similar homes",
        )
        people = right.number_input("People", 1, 30, home.people, 1, placeholder="How many live here")
        price = left.number_input(
            "Price per kWh, taxes included", 0.0, 999.0, home.price_per_kwh, 0.01, format="%0.4f"
        )
        coins = [*CURRENCIES, *([home.currency] if home.currency and home.currency not in CURRENCIES else [])]
        currency = right.selectbox(
            "Currency",
            coins,
            index=coins.index(home.currency) if home.currency else None,
            placeholder="Choose",
        )
        saved = st.form_submit_button("Save", type="primary", icon=":material/save:")
    if saved:
        session.lake().save_home(
            replace(
                home,
                name=words.label(name) if name.strip() else None,
                timezone=zone,
                country=country,
                people=None if people is None else int(people),
                price_per_kwh=price,
                currency=currency,
            )
        )
        st.rerun()
