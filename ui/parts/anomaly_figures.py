"""Unusual use in four figures, and as a chart of one channel."""

from __future__ import annotations

import streamlit as st

from energy_core import charts, words
from energy_core.anomalies import Anomalies
from energy_core.home import Home
from energy_core.readings import Readings
from ui.parts import picture
from ui.parts.plain_text import plain


def show(found: Anomalies, home: Home) -> None:
    checked = f"of {found.checked_intervals:,} checked"
    with st.grid(4, min_column_width=160):
        st.metric("Unusual intervals", f"{len(found.points):,}", help=checked, border=True)
        st.metric("Events", f"{len(found.events):,}", help="Intervals in a row are one event.", border=True)
        st.metric(
            "In excess", words.kwh(found.points["excess_kwh"].sum()), help="Beyond the mean.", border=True
        )
        if home.has_price:
            cost = words.money(found.points["cost"].sum(), home.currency)
            st.metric("What that cost", plain(cost), border=True)


def chart(found: Anomalies, readings: Readings) -> None:
    """The channel with the most excess first; nothing if none was judged."""
    excess = found.points.groupby("channel")["excess_kwh"].sum()
    names = sorted(found.thresholds, key=lambda name: -float(excess.get(name, 0.0)))
    if not names:
        return
    name = names[0]
    if len(names) > 1:
        name = st.selectbox("Channel in the chart", names, format_func=words.label, key="anomalies-chart")
    hourly = readings.channel(name).interval_minutes <= 60
    spans = readings.hourly() if hourly else readings.daily()
    picture.show(charts.anomalies(found, spans.kwh[name], name))
