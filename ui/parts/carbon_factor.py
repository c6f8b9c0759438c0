"""How much CO2 a kWh stands for: the grid's figure with its source, or one's own."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from energy_core import words
from energy_core.carbon import OWN, factor_for
from energy_core.home import Home
from ui import session
from ui.parts.plain_text import plain


def show(home: Home, year: int) -> None:
    factor = factor_for(home, year=year)
    if factor is None:
        text = (
            "No CO2 figure of your grid is known here." if home.country else "CO2 needs the home's country."
        )
    else:
        text = factor.sentence
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(text), width="stretch")
        with st.popover("CO2 per kWh", icon=":material/co2:"), st.form("carbon", border=False):
            own = st.number_input(
                "Your own figure, kg CO2 per kWh",
                0.0,
                5.0,
                home.audit.get(OWN),
                0.01,
                format="%0.4f",
                placeholder=words.number(factor.saved_kg_per_kwh) if factor else "0.35",
                help="What one kWh less avoids where you live. Empty: the figure of your grid.",
            )
            if st.form_submit_button("Save", type="primary", icon=":material/save:"):
                others = {name: value for name, value in home.audit.items() if name != OWN}
                kept = others if own is None else {**others, OWN: own}
                session.lake().save_home(replace(home, audit=kept))
                st.rerun()
