"""A measure as a card: what it saves, what it costs, when it pays back, and what that rests on."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.audit import Audit, Measure
from energy_core.home import Home
from ui.parts import audit_accept, audit_basis, audit_own
from ui.parts.plain_text import plain


def show(measures: tuple[Measure, ...], found: Audit, home: Home) -> None:
    for number, measure in enumerate(measures):
        with st.container(border=True):
            on = "" if measure.channel is None else f" · {plain(words.label(measure.channel))}"
            st.markdown(f"**{plain(measure.title)}**{on}")
            _figures(measure, found)
            st.markdown(plain(measure.reason))
            st.markdown(f":material/lightbulb: {plain(measure.advice)}")
            with st.container(horizontal=True):
                audit_accept.show(measure, home, key=f"card-{number}")
                if audit_own.has_figures(measure, home):
                    audit_own.show(measure, home, key=f"card-{number}")
            with st.expander("What this rests on", icon=":material/menu_book:"):
                audit_basis.show(measure, found)


def _figures(measure: Measure, found: Audit) -> None:
    def money(amount: float) -> str:
        return words.money_about(words.estimate(amount), found.currency)

    low, mid, high = measure.saving_kwh
    with st.grid(4, min_column_width=140):
        kwh = [words.kwh(words.estimate(amount)) for amount in (low, mid, high)]
        if not measure.money_only:
            _figure("Saves a year", kwh[1], words.between(kwh[0], kwh[2]))
        if measure.saving_money is not None:
            worth = [money(amount) for amount in measure.saving_money]
            when = "a year" if found.is_a_year or not measure.tariff else "in these days"
            _figure(f"Worth {when}", worth[1], words.between(worth[0], worth[2]))
        if measure.cost is not None:
            cost = words.between(*(money(amount) for amount in measure.cost))
            _figure(
                "Costs",
                cost if measure.cost[1] else "nothing",
                f"lasts {words.years(measure.lifetime_years)}",
            )
        if measure.payback_years is not None and measure.cost and measure.cost[1]:
            soonest, latest = map(words.years, measure.payback_years)
            _figure("Pays back within", latest, f"{soonest} at best")
        elif measure.co2_kg_per_year:
            _figure("CO2 saved", f"{words.number(measure.co2_kg_per_year, 2)} kg", "a year")


def _figure(label: str, value: str, below: str) -> None:
    st.metric(label, plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True)
