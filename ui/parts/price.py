"""Money is first asked as one number: what do you pay per kWh?"""

from __future__ import annotations

from dataclasses import replace

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
            currency = st.selectbox("Currency", CURRENCIES, index=_position(home.currency), width=110)
            saved = st.form_submit_button("Show money", icon=":material/payments:")
    if saved and price:
        session.lake().save_home(replace(home, price_per_kwh=price, currency=currency))
        st.rerun()


def _position(currency: str | None) -> int:
    return CURRENCIES.index(currency) if currency in CURRENCIES else 0
