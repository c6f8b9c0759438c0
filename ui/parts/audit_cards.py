"""A measure as a card: what it saves, what it costs, when it pays back, and what that rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Audit, Measure
from energy_core.audit.closed_loop import key_of
from energy_core.audit.finance import AtPrice
from energy_core.home import Home
from ui import session
from ui.parts.plain_text import plain


def show(measures: tuple[Measure, ...], found: Audit, home: Home) -> None:
    for number, measure in enumerate(measures):
        with st.container(border=True):
            on = "" if measure.channel is None else f" · {plain(words.label(measure.channel))}"
            st.markdown(f"**{plain(measure.title)}**{on}")
            _figures(measure, found)
            st.markdown(plain(measure.reason))
            st.markdown(f":material/lightbulb: {plain(measure.advice)}")
            _accept(measure, home, number)
            with st.expander("What this rests on", icon=":material/menu_book:"):
                _basis(measure, found)


def _figures(measure: Measure, found: Audit) -> None:
    def money(amount: float) -> str:
        return words.money_about(words.estimate(amount), found.currency)

    low, mid, high = measure.saving_kwh
    with st.grid(4, min_column_width=140):
        kwh = [words.kwh(words.estimate(amount)) for amount in (low, mid, high)]
        _figure("Saves a year", f"about {kwh[1]}", words.between(kwh[0], kwh[2]))
        if measure.saving_money is not None:
            worth = [money(amount) for amount in measure.saving_money]
            _figure("Worth a year", f"about {worth[1]}", words.between(worth[0], worth[2]))
        if measure.cost is not None:
            cost = words.between(*(money(amount) for amount in measure.cost))
            _figure(
                "Costs",
                cost if measure.cost[1] else "nothing",
                f"lasts {words.number(measure.lifetime_years)} years",
            )
        if measure.payback_years is not None and measure.cost and measure.cost[1]:
            years = words.between(*(f"{words.number(y, 2)} years" for y in measure.payback_years))
            _figure("Pays back in", years, f"{measure.confidence} confidence")
        elif measure.co2_kg_per_year is not None:
            _figure("CO2 saved", f"{words.number(measure.co2_kg_per_year, 2)} kg", "a year")


def _accept(measure: Measure, home: Home, number: int) -> None:
    """A date from which the measure is in place: later its saving is measured."""
    key = key_of(measure.measure, measure.channel)
    taken = home.measures.get(key)
    label = f"In place since {words.day(taken)}" if taken else "We do this"
    with st.popover(label, icon=":material/task_alt:"):
        day = st.date_input("In place since", taken or _last_day(), key=f"since-{number}-{key}")
        if st.button("Save", key=f"accept-{number}-{key}") and isinstance(day, date):
            _keep(home, {**home.measures, key: day})
        if taken and st.button("Not any more", key=f"drop-{number}-{key}"):
            _keep(home, {name: on for name, on in home.measures.items() if name != key})


def _last_day() -> date:
    return (session.readings().end - pd.Timedelta(microseconds=1)).date()


def _keep(home: Home, measures: dict[str, date]) -> None:
    session.lake().save_home(replace(home, measures=measures))
    st.rerun()


def _basis(measure: Measure, found: Audit) -> None:
    st.caption(plain(f"{measure.confidence.capitalize()} confidence: {measure.confidence_reason}"))
    if measure.sensitivity and measure.cost and measure.cost[1]:
        st.caption(plain(" ".join(_at_price(one, found) for one in measure.sensitivity if one.factor != 1)))
    table = pd.DataFrame(
        [
            {
                "what": one.name.replace("_", " "),
                "value": one.value,
                "unit": one.unit,
                "source": one.source,
                "date": one.date,
                "region": one.region,
                "verified": one.verified,
            }
            for one in measure.assumptions
        ]
    )
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            "what": "Assumption",
            "value": st.column_config.NumberColumn("Value", format="%.4g"),
            "unit": "Unit",
            "source": st.column_config.TextColumn("Source", width="large"),
            "date": "Date",
            "region": "Region",
            "verified": st.column_config.CheckboxColumn("Found twice"),
        },
    )
    st.caption(plain(f'Overrule a number in home.toml, under [audit]: "{measure.measure}.NAME" = VALUE.'))


def _at_price(one: AtPrice, found: Audit) -> str:
    """What another price of energy would make of it."""
    change = f"{abs(one.factor - 1):.0%} {'more' if one.factor > 1 else 'less'}"
    worth = words.money_about(words.estimate(one.npv), found.currency)
    if one.payback_years is None:
        return f"If you paid {change}, it might never pay back (present value {worth})."
    years = words.between(*(f"{words.number(y, 2)} years" for y in one.payback_years))
    return f"If you paid {change}: {years} (present value {worth})."


def _figure(label: str, value: str, below: str) -> None:
    st.metric(label, plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True)
