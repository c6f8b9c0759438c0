"""What do I pay, what would I pay on another tariff, and what if I move a load?"""

import streamlit as st

from energy_core.bills.pricing import tariff_of
from energy_core.errors import TariffError
from ui import cached, session
from ui.parts import (
    advice,
    bill_parts,
    carbon_factor,
    period,
    price,
    tariff_compare,
    tariff_editor,
    what_if_parts,
)
from ui.parts.plain_text import plain
from ui.screen import screen

with screen("Costs", "What do I pay, what would I pay on another tariff, and what if I move a load?"):
    readings = session.readings()
    readings.require_consumption("Costs")
    home = session.require_home().home
    own = tariff_of(home)
    if own is None:
        price.ask(home)
        st.header("Or a tariff by hour", anchor=False)
        tariff_editor.show(home)
    else:
        try:
            days = period.choose_period(readings, key="costs")
            made = cached.bill(days)
            coming = None
            with advice.where_possible():
                coming = cached.bill_forecast()
            bill_parts.headline(made, coming, home)
            bill_parts.lines(made)

            st.header("On another tariff", anchor=False)
            tariff_compare.show(home, own)

            st.header("What if", anchor=False)
            with advice.where_possible():
                what_if_parts.show(readings, home)
                carbon_factor.show(home, readings.end.year)
        except TariffError as error:
            st.warning(plain(error.message), icon=":material/help:")

        st.header("Your prices", anchor=False)
        tariff_editor.show(home)
