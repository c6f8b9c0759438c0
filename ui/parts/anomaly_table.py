"""Unusual use as a table: filtered, with its reasons, and with the limits it was judged by."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from energy_core import words
from energy_core.anomalies import Anomalies, Method
from energy_core.anomalies.ranked import largest_first
from energy_core.home import Home
from energy_core.readings import Readings
from ui.parts.anomaly_cards import KINDS
from ui.parts.period import both_days, choose_channels

CONTEXTUAL: Final = """
Each hour is compared with what the same hour of such a day (weekday, or weekend and holiday) uses in the
weeks around it, and the difference is measured by how much that hour varies in this home:

- **Spike**: far above the usual and above the hours beside it.
- **Left on**: seven hours or more in which use never falls to where it usually does.
- **Unusual hour**: an ordinary amount, at an hour at which little is used.
- **Drop-out**: ten hours or more with next to nothing, where something always runs.
- **Lasting rise**: for six days or more well above the four weeks before; two weeks later it is usual.

A device that is off most of the time is not unusual for being used. Times marked away are not learned from.
A missing reading is never unusual. *Score* is in units of the sensitivity: above it an hour is unusual.
"""
Z_SCORE: Final = """
For each channel by itself: mean and standard deviation over its complete local hours (days, if it is read
daily). An interval is unusual when it lies **above mean + threshold × standard deviation**. Its *score* is
how many standard deviations it lies above the mean; *excess* is what it used beyond the mean. A missing
reading is never unusual, and a channel that never changes has nothing to flag.
"""
EXPLANATIONS: Final[dict[Method, str]] = {"contextual": CONTEXTUAL, "z-score": Z_SCORE}
EVENT: Final = (
    "start", "channel", "kind", "reason", "kwh", "expected_kwh", "excess_kwh", "cost", "explained_by",
    "muted", "score", "end",
)  # fmt: skip
INTERVAL: Final = (
    "start", "channel", "kwh", "limit_kwh", "mean_kwh", "std_kwh", "score", "excess_kwh", "cost",
    "local_hour", "weekday", "end",
)  # fmt: skip
HOURS: Final = "ddd D MMM YYYY, HH:mm"
DAYS: Final = "ddd D MMM YYYY"


def time_format(readings: Readings) -> str:
    """Days where the readings are days."""
    return HOURS if readings.is_hourly else DAYS


def filtered(found: Anomalies) -> Anomalies:
    """The events of some channels and days and above some excess, and the intervals inside them."""
    events = found.events
    if events.empty:
        return found
    first, last = events["start"].min().date(), events["start"].max().date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        channels = choose_channels(list(found.thresholds), key="anomalies")
        least = st.number_input(
            "At least kWh more or less", 0.0, None, 0.0, 0.1, key="anomalies-least", width=220
        )
        kinds = st.multiselect(
            "Kinds",
            sorted(events["kind"].unique(), key=list(KINDS).index),
            format_func=KINDS.__getitem__,
            key="anomalies-kinds",
            width=260,
        )
        span = st.date_input(
            "Days", (first, last), min_value=first, max_value=last, key="anomalies-days", width=260
        )
    begin, end = both_days(span, first, last)
    days = events["start"].dt.date
    keep = (events["excess_kwh"].abs() >= least) & (days >= begin) & (days <= end)
    if kinds:
        keep &= events["kind"].isin(kinds)
    if channels:
        keep &= events["channel"].isin(channels)
    chosen = events[keep]
    return replace(found, events=chosen, points=_inside(found.points, chosen))


def show(found: Anomalies, home: Home, *, time_format: str) -> None:
    """Events and single intervals, in two tabs."""
    if found.events.empty:
        st.success("Nothing unusual with these choices.", icon=":material/check_circle:")
        return
    by_event, by_interval = st.tabs([f"Events ({len(found.events):,})", f"Intervals ({len(found.points):,})"])
    without = set() if home.has_price else {"cost"}
    columns = _columns(home.currency, time_format)
    with by_event:
        order = [name for name in EVENT if name not in without]
        ranked = largest_first(found.events).sort_values("size", ascending=False, kind="stable")
        ranked["kind"] = ranked["kind"].map(KINDS)
        st.dataframe(ranked, hide_index=True, placeholder="", column_order=order, column_config=columns)
    with by_interval:
        order = [name for name in INTERVAL if name not in without]
        st.dataframe(found.points, hide_index=True, placeholder="", column_order=order, column_config=columns)


def show_limits(found: Anomalies) -> None:
    """Mean, deviation and limit of each channel that has an unusual interval."""
    by_channel = found.points.groupby("channel", sort=False)
    limits = by_channel[["mean_kwh", "std_kwh", "limit_kwh"]].first().reset_index()
    limits["threshold"] = limits["channel"].map(dict(found.thresholds))
    if not limits.empty:
        st.dataframe(limits, hide_index=True, column_config=_columns(None, HOURS))


def _inside(points: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The points of the events: the last event of their channel that began before has not ended yet."""
    ends = events[["start", "end", "channel"]].sort_values("start").rename(columns={"end": "event_end"})
    placed = pd.merge_asof(points.sort_values("start"), ends, on="start", by="channel")
    return placed[placed["start"] < placed["event_end"]].drop(columns="event_end").reset_index(drop=True)


def _columns(currency: str | None, time_format: str) -> dict[str, ColumnConfig | str | None]:
    number = st.column_config.NumberColumn
    return {
        "start": st.column_config.DatetimeColumn("Start", format=time_format),
        "end": st.column_config.DatetimeColumn("End", format=time_format),
        "channel": "Channel",
        "kind": "Kind",
        "reason": st.column_config.TextColumn("Why", width="large"),
        "explained_by": "Explained by",
        "muted": "Muted",
        "kwh": number("kWh", format="%.2f"),
        "expected_kwh": number("Expected kWh", format="%.2f"),
        "excess_kwh": number("Excess kWh", format="%.2f"),
        "cost": number(f"Cost ({words.label(currency)})" if currency else "Cost", format="%.2f"),
        "score": number("Score", format="%.1f"),
        "mean_kwh": number("Mean kWh", format="%.3f"),
        "std_kwh": number("Std. dev. kWh", format="%.3f"),
        "limit_kwh": number("Limit kWh", format="%.3f"),
        "threshold": number("Threshold", format="%.1f"),
        "local_hour": "Hour",
        "weekday": "Weekday",
    }
