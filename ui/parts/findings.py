"""Findings as cards: what it is, what to do, what it is worth, and where to look closer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from energy_core import words
from energy_core.home import Home
from energy_core.insights import Finding
from ui import cached, navigation
from ui.parts.plain_text import plain

LINKS: Final = {
    "usage": (navigation.USAGE, "See when"),
    "anomalies": (navigation.ANOMALIES, "See what was unusual"),
    "forecast": (navigation.FORECAST, "See what comes next"),
    "upload": (navigation.UPLOAD, "See the meter files"),
}


def show(findings: Sequence[Finding], home: Home) -> None:
    for finding in findings:
        with st.container(border=True):
            st.markdown(f"**{plain(finding.title)}**")
            st.markdown(plain(finding.text))
            if finding.advice:
                st.markdown(f":material/lightbulb: {plain(finding.advice)}")
            worth, more = st.container(horizontal=True, vertical_alignment="center"), LINKS.get(finding.page)
            with worth:
                if saving := _saving(finding, home):
                    st.badge(plain(saving), icon=":material/savings:", color="green")
                if more:
                    navigation.link(*more)


def _saving(finding: Finding, home: Home) -> str | None:
    if finding.saving_kwh_per_year is None:
        return None
    low, high = finding.saving_kwh_per_year
    if high <= 0:
        return None
    if (prices := cached.prices()) is not None:
        amounts = [
            words.money_about(words.estimate(kwh * prices.mean_marginal_per_kwh), home.currency)
            for kwh in (low, high)
        ]
        return f"worth {words.between(*amounts)} a year"
    return f"worth {words.between(words.kwh(words.estimate(low)), words.kwh(words.estimate(high)))} a year"
