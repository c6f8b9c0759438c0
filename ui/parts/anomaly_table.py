"""Unusual use as a table: filtered, with its reasons, and with the limits it was judged by."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.anomalies import Anomalies
from energy_core.home import Home

EXPLANATION: Final = """
For each channel by itself: mean and standard deviation over its complete local hours (days, if it is read
daily). An interval is unusual when it lies **above mean + threshold × standard deviation**. Its *score* is how
many standard deviations it lies above the mean; *excess* is what it used beyond the mean. A missing reading is
never unusual, and a channel that never changes has nothing to flag.
"""
TIME: Final = "ddd D MMM YYYY, HH:mm"


def choose_chart_channel(found: Anomalies) -> str | None:
    """The channel to draw: the one with the most excess first; None if nothing was judged."""
    names = list(found.thresholds)
    if not names:
        return None
    excess = found.points.groupby("channel")["excess_kwh"].sum()
    names.sort(key=lambda name: -excess.get(name, 0.0))
    if len(names) == 1:
        return names[0]
    return st.selectbox("Channel in the chart", names, format_func=words.label, key="anomalies-chart")


def filtered(found: Anomalies, home: Home) -> Anomalies:
    """The events, and the intervals inside them, of some channels and days and above some excess."""
    events = found.events
    if events.empty:
        return found
    first, last = events["start"].min().date(), events["end"].max().date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        channels = st.multiselect(
            "Channels", list(found.thresholds), placeholder="All channels", format_func=words.label, key="anomalies-channels"
        )
        least = st.number_input("At least kWh above expected", 0.0, None, 0.0, 0.1, key="anomalies-least", width=220)
        span = st.date_input("Days", (first, last), min_value=first, max_value=last, key="anomalies-days", width=260)
    days = [day for day in (span if isinstance(span, tuple) else (span,)) if isinstance(day, dt.date)] or [first]
    begin, end = days[0], days[1] if len(days) > 1 else last
    keep = (events["excess_kwh"] >= least) & events["start"].map(lambda at: begin <= at.date() <= end)
    if channels:
        keep &= events["channel"].isin(channels)
    chosen = events[keep]
    return replace(found, events=chosen, points=_inside(found.points, chosen))


def show(found: Anomalies, home: Home) -> None:
    if found.events.empty:
        st.success("Nothing unusual with these choices.", icon=":material/check_circle:")
        return
    events, intervals = st.tabs([f"Events ({len(found.events):,})", f"Intervals ({len(found.points):,})"])
    money = f"Cost ({words.label(home.currency)})" if home.currency else "Cost"
    with events:
        st.dataframe(
            found.events.sort_values("excess_kwh", ascending=False),
            hide_index=True,
            column_order=["start", "channel", "reason", "kwh", "expected_kwh", "excess_kwh", *_money(home), "score", "kind", "end"],
            column_config=_columns(money) | {"reason": st.column_config.TextColumn("Why", width="large")},
        )
    with intervals:
        st.dataframe(
            found.points,
            hide_index=True,
            column_order=[
                "start", "channel", "kwh", "limit_kwh", "mean_kwh", "std_kwh", "score", "excess_kwh", *_money(home),
                "local_hour", "weekday",
            ],  # fmt: skip
            column_config=_columns(money),
        )


def show_limits(found: Anomalies) -> None:
    """Mean, deviation and limit of each channel that has an unusual interval."""
    limits = found.points.groupby("channel", sort=False)[["mean_kwh", "std_kwh", "limit_kwh"]].first().reset_index()
    limits["threshold"] = limits["channel"].map(dict(found.thresholds))
    if not limits.empty:
        st.dataframe(limits, hide_index=True, column_config=_columns("Cost"))


def _inside(points: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    keep = pd.Series(False, index=points.index)
    for event in events.itertuples():
        keep |= (points["channel"] == event.channel) & (points["start"] >= event.start) & (points["start"] < event.end)
    return points[keep]


def _money(home: Home) -> list[str]:
    return ["cost"] if home.price_per_kwh else []


def _columns(money: str) -> dict[str, object]:
    number = st.column_config.NumberColumn
    return {
        "start": st.column_config.DatetimeColumn("Start", format=TIME),
        "end": st.column_config.DatetimeColumn("End", format=TIME),
        "channel": "Channel",
        "kind": "Kind",
        "kwh": number("kWh", format="%.2f"),
        "expected_kwh": number("Expected kWh", format="%.2f"),
        "excess_kwh": number("Excess kWh", format="%.2f"),
        "cost": number(money, format="%.2f"),
        "score": number("Score σ", format="%.1f"),
        "mean_kwh": number("Mean kWh", format="%.3f"),
        "std_kwh": number("Std. dev. kWh", format="%.3f"),
        "limit_kwh": number("Limit kWh", format="%.3f"),
        "threshold": number("Threshold σ", format="%.1f"),
        "local_hour": "Hour",
        "weekday": "Weekday",
    }
