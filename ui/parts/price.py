"""Money is first asked as one number: what do you pay per kWh?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from energy_core.home import Home
from ui import session

CURRENCIES = (
    "EUR",
    "GBP",
    "USD",
    "AUD",
    "CAD",
    "CHF",
    "DKK",
    "INR",
    "JPY",
    "NOK",
    "NZD",
    "PLN",
    "SEK",
    "ZAR",
)

OF_ZONE: Final = {
    "Europe/London": "GBP", "Europe/Zurich": "CHF", "Europe/Copenhagen": "DKK", "Europe/Oslo": "NOK",
    "Europe/Stockholm": "SEK", "Europe/Warsaw": "PLN", "Asia/Kolkata": "INR", "Asia/Tokyo": "JPY",
    "Pacific/Auckland": "NZD", "Africa/Johannesburg": "ZAR", "America/New_York": "USD",
    "America/Chicago": "USD", "America/Denver": "USD", "America/Phoenix": "USD",
    "America/Los_Angeles": "USD", "America/Toronto": "CAD", "America/Vancouver": "CAD",
}  # fmt: skip
"""The currency shown first where nobody has said one: that of the home's time zone (ISO 4217, 2026)."""


def ask(home: Home) -> None:
    """One number and its currency; both are kept with the home."""
    with st.form("price", border=False):
        st.markdown("**What do you pay per kWh?** One number from your bill turns energy into money.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            price = st.number_input(
                "Price per kWh, taxes included",
                min_value=0.0,
                max_value=999.0,
                value=None,
                step=0.01,
                format="%0.4f",
                placeholder="0.30",
                width=210,
            )
            currency = st.selectbox("Currency", CURRENCIES, index=_position(home), width=110)
            saved = st.form_submit_button("Show money", icon=":material/payments:")
    if saved and price:
        session.lake().save_home(replace(home, price_per_kwh=price, currency=currency))
        st.rerun()


def likely_currency(home: Home) -> str | None:
    """The home's, else that of its time zone."""
    zone = home.timezone or ""
    return home.currency or ("AUD" if zone.startswith("Australia/") else OF_ZONE.get(zone))


def _position(home: Home) -> int:
    currency = likely_currency(home)
    return CURRENCIES.index(currency) if currency in CURRENCIES else 0
