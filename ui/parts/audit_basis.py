"""What a measure rests on: how sure it is, how the price of energy changes it, and each number's source."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Audit, Measure
from energy_core.audit.finance import AtPrice
from energy_core.audit.sources import sources
from ui.parts.plain_text import plain

OF_MONEY: Final = ("discount_rate", "price_rise")
"""Numbers that only what costs something rests on."""


def show(measure: Measure, found: Audit) -> None:
    st.markdown(plain(f"{measure.confidence.capitalize()} confidence: {measure.confidence_reason}"))
    if measure.sensitivity and measure.cost and measure.cost[1]:
        _at_prices(measure, found)
    free = not (measure.cost and measure.cost[1])
    known = sources([one for one in measure.assumptions if not (free and one.name in OF_MONEY)])
    st.markdown("\n".join(f"- **{plain(name)}**: {plain(text)}" for name, text in known))
    st.caption(plain(f'Overrule a number in home.toml, under [audit]: "{_example(measure)}" = VALUE.'))


def _example(measure: Measure) -> str:
    """The name of a number of the measure, as home.toml overrules it."""
    return f"{measure.measure}.{measure.assumptions[0].name}"


def _at_prices(measure: Measure, found: Audit) -> None:
    """Payback and present value, were energy cheaper or dearer."""
    rows = [
        {
            "If a kWh costs": _price(one),
            "it pays back in": _years(one),
            "Present value": words.money_about(words.estimate(one.npv), found.currency),
        }
        for one in measure.sensitivity
    ]
    st.table(pd.DataFrame(rows).map(plain), hide_index=True, border="horizontal")
    if measure.roi_percent is not None:
        life = words.number(measure.lifetime_years)
        gain = words.percent(words.estimate(abs(measure.roi_percent)))
        more = "more than it costs" if measure.roi_percent >= 0 else "less than it costs"
        st.caption(plain(f"Over its {life} years it brings {gain} {more}, at the middle of both ranges."))


def _price(one: AtPrice) -> str:
    if one.factor == 1:
        return "as now"
    return f"{abs(one.factor - 1):.0%} {'more' if one.factor > 1 else 'less'}"


def _years(one: AtPrice) -> str:
    if one.payback_years is None:
        return "perhaps never"
    return words.between(*map(words.years, one.payback_years))
