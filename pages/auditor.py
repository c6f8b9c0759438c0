"""Which measure is worth it, what it saves, and when it pays back?"""

import streamlit as st

from energy_core.errors import EnergyError
from ui import cached, session
from ui.parts import advice, audit_cards, audit_overview, audit_tariffs, carbon_factor, price
from ui.parts.plain_text import plain
from ui.screen import screen

with screen("Auditor", "Which measure is worth it, what does it save, and when does it pay back?"):
    readings = session.readings()
    home = session.require_home().home
    if not home.has_price:
        price.ask(home)
    found = cached.audit()
    audit_overview.show(found)

    st.header("Worth doing", anchor=False)
    if not found.recommended:
        advice.needs("None of the measures can be recommended from these readings; below is why.")
    audit_cards.show(found.recommended, found, home)

    if home.measures:
        st.header("Did it work?", anchor=False)
        for key in home.measures:
            try:
                audit_overview.measured(cached.measured(key), found)
            except EnergyError as error:
                advice.needs(f"{audit_overview.named(key, found)}: {error.message}")

    others = tuple(measure for measure in found.measures if not measure.recommended)
    if others:
        with st.expander(f"{len(others)} not recommended, and why", icon=":material/list:"):
            audit_overview.others(others, found, home)
    audit_tariffs.show(found)
    audit_overview.appliances(found, home)
    carbon_factor.show(home, readings.end.year)
    for note in found.notes:
        st.caption(plain(note))
