"""What a person knows better about a measure: what it would cost, what somebody pays towards it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from energy_core.audit import Measure
from energy_core.home import Home
from ui import session
from ui.parts.plain_text import plain


def has_figures(measure: Measure, home: Home) -> bool:
    """Whether a price plays a part in it: a habit and a tariff cost nothing."""
    free = measure.cost == (0.0, 0.0) and measure.measure not in home.incentives
    return not (measure.money_only or free)


def show(measure: Measure, home: Home, *, key: str) -> None:
    """Cost, incentive, and whether numbers found once may count; kept with the home."""
    each = any(one.name.startswith("cost_per_lamp") for one in measure.assumptions)
    cost_name = f"{measure.measure}.{'cost_per_lamp' if each else 'cost'}"
    on_name = f"{measure.measure}.on"
    currency = plain(home.currency or "your currency")
    with st.popover("Your figures", icon=":material/edit:"), st.form(f"own-{key}", border=False):
        cost = st.number_input(
            f"What {'one lamp' if each else 'it'} would cost you, in {currency}",
            0.0,
            1e6,
            home.audit.get(cost_name),
            10.0,
            placeholder="as the catalogue says",
        )
        paid = st.number_input(
            f"What somebody pays towards it, in {currency}",
            0.0,
            1e6,
            home.incentives.get(measure.measure),
            10.0,
            placeholder="nothing",
            help="A rebate, a grant or a tax credit that you know you will get.",
        )
        on = measure.verified or st.checkbox(
            "Recommend it although some of its numbers were found in one place only",
            bool(home.audit.get(on_name)),
        )
        if st.form_submit_button("Save", type="primary", icon=":material/save:"):
            audit = {k: v for k, v in home.audit.items() if k not in (cost_name, on_name)}
            audit |= {} if cost is None else {cost_name: cost}
            audit |= {on_name: 1.0} if on and not measure.verified else {}
            incentives = {k: v for k, v in home.incentives.items() if k != measure.measure}
            incentives |= {measure.measure: paid} if paid else {}
            session.lake().save_home(replace(home, audit=audit, incentives=incentives))
            st.rerun()
