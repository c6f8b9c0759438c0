"""The sample home in one click: a made-up household with four appliances."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from energy_core import synthetic
from energy_core.home import Home
from energy_core.importers import import_file
from ui import navigation, session

FILE_NAME: Final = "sample-home.csv"
START: Final = date(2024, 5, 15)
DAYS: Final = 75
HOME: Final = Home(
    home_id=session.SAMPLE_HOME_ID,
    name="Sample home",
    timezone="America/New_York",
    country="US",
    currency="USD",
    price_per_kwh=0.165,
    people=3,
)
"""Price: what households paid on average in the United States in 2024, 16.5 cents (EIA, Electric Power
Monthly, table 5.3)."""


def button(*, key: str) -> None:
    """Click: make the sample home, open it, show its overview."""
    if st.button("Try the sample home", icon=":material/play_arrow:", key=key):
        with st.spinner("Making the sample home …"):
            make()
        st.switch_page(navigation.HOME)


def make() -> None:
    """The sample home, imported like any file. Clicked twice it is the same home."""
    lake = session.lake()
    if HOME.home_id not in lake.homes() or not lake.files(HOME.home_id):
        content = synthetic.sample_csv(days=DAYS, start=START, timezone=HOME.timezone or "UTC")
        lake.save_home(HOME)
        lake.add_file(HOME.home_id, FILE_NAME, content, import_file(content, name=FILE_NAME, home=HOME))
    session.open_home(HOME.home_id)
