"""Unusual use in four figures, and as a chart of one channel."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import charts, words
from energy_core.anomalies import Anomalies, Method
from energy_core.anomalies.ranked import largest_first, unsettled
from energy_core.home import Home
from energy_core.readings import Readings
from ui.parts import picture
from ui.parts.plain_text import plain

MARKED: Final = 25
"""More marks hide the readings."""


def cannot(found: Anomalies, asked: Method, readings: Readings) -> None:
    """What these readings are too few or too coarse for."""
    if found.method != asked:
        st.info(
            "To know what is usual at each hour takes 14 days of readings. Until then an hour is unusual "
            "when it lies above the mean.",
            icon=":material/hourglass:",
        )
    elif not readings.is_hourly:
        st.info(
            "These readings are daily: days are judged. What happens at an unusual hour, or is left on for "
            "some hours, needs hourly readings.",
            icon=":material/info:",
        )


def show(found: Anomalies, home: Home) -> None:
    checked = f"of {found.checked_intervals:,} checked"
    events = found.events
    told = unsettled(events)
    above = told[told["excess_kwh"] > 0]
    aside = len(events) - len(told)
    usual = "mean" if found.method == "z-score" else "usual"
    with st.grid(4, min_column_width=160):
        st.metric("Events", f"{len(told):,}", help="Intervals in a row are one event.", border=True)
        st.metric(
            "Explained or muted", f"{aside:,}", help="By a gap, a holiday, the weather or you.", border=True
        )
        st.metric(
            "In excess",
            words.kwh(above["excess_kwh"].sum()),
            help=f"Beyond the {usual}; {checked}.",
            border=True,
        )
        if home.has_price:
            cost = words.money(above["cost"].sum(), home.currency)
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
    events = unsettled(found.events)
    ranked = largest_first(events[events["channel"] == name])
    count = len(ranked)
    every = ranked["occasion"].nunique() > MARKED and st.toggle(
        f"Mark all {count:,} events", key="anomalies-every"
    )
    picture.show(charts.anomalies(found, spans.kwh[name], name, most=count if every else MARKED))
