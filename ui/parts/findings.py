"""Findings as cards: what it is, what to do, what it is worth, and where to look closer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from energy_core import words
from energy_core.home import Home
from energy_core.insights import Finding
from ui import navigation
from ui.parts.plain_text import plain

LINKS: Final = {
    "usage": (navigation.USAGE, "See when"),
    "anomalies": (navigation.ANOMALIES, "See what was unusual"),
    "forecast": (navigation.FORECAST, "See what comes next"),
    "upload": (navigation.UPLOAD, "See the meter files"),
    "auditor": (navigation.AUDITOR, "See what it rests on"),
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
    worth, kwh = finding.saving_money_per_year, finding.saving_kwh_per_year
    if worth is not None and worth[1] > 0:
        amounts = (words.money_about(words.estimate(amount), home.currency) for amount in worth)
        return f"worth {words.between(*amounts)} a year"
    if kwh is not None and kwh[1] > 0:
        return f"worth {words.between(*(words.kwh(words.estimate(amount)) for amount in kwh))} a year"
    return None
