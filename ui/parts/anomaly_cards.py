"""The largest events as cards: what, when, how much, what it cost, and what a person says it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.anomalies import Anomalies, labelled
from energy_core.home import Home, Label
from ui import session
from ui.parts.plain_text import plain

MOST: Final = 6

KINDS: Final[dict[str, str]] = {
    "spike": "Spike",
    "stuck_on": "Left on",
    "unusual_hour": "Unusual hour",
    "drop_out": "Drop-out",
    "drift": "Lasting rise",
}
ICONS: Final[dict[str, str]] = {
    "spike": ":material/bolt:",
    "stuck_on": ":material/toggle_on:",
    "unusual_hour": ":material/bedtime:",
    "drop_out": ":material/power_off:",
    "drift": ":material/trending_up:",
}


def show(found: Anomalies, home: Home) -> None:
    """The events that nobody explained or muted, by how far they are from the usual."""
    events = found.events
    open_ = events[~events["muted"].astype(bool) & events["explained_by"].isna()]
    largest = open_.assign(size=open_["excess_kwh"].abs()).nlargest(MOST, "size")
    with st.grid(2, min_column_width=300):
        for number, event in enumerate(largest.to_dict("records")):
            with st.container(border=True):
                _card(event, home, number)


def _card(event: Mapping[Any, Any], home: Home, number: int) -> None:
    name, kind = plain(words.label(str(event["channel"]))), str(event["kind"])
    st.markdown(f"{ICONS[kind]} **{KINDS[kind]}** · {name}")
    st.markdown(plain(str(event["reason"])))
    hours = (event["end"] - event["start"]) / pd.Timedelta(hours=1)
    more = f"{words.kwh(abs(event['excess_kwh']))} {'more' if event['excess_kwh'] > 0 else 'less'}"
    parts = [words.duration(float(hours)), f"{more} than usual"]
    if home.has_price and pd.notna(event["cost"]):
        parts.append(words.money(event["cost"], home.currency))
    st.caption(plain(" · ".join(parts)))
    with st.container(horizontal=True):
        if st.button("This is normal", key=f"normal-{number}", help=NORMAL, icon=":material/check:"):
            _keep(home, labelled.normal(event), "It is muted, and so is its like at these hours.")
        if st.button("We were away", key=f"away-{number}", help=AWAY, icon=":material/luggage:"):
            _keep(home, labelled.away(event), "Nothing is learned from that time.")


NORMAL: Final = "Mutes it, and the same kind of use of this channel at the same hours, from now on."
AWAY: Final = "Says that nobody was there: neither unusual use nor the forecast learn from this time."


def labels(home: Home) -> None:
    """What was said so far, each to be taken back."""
    if not home.labels:
        return
    with st.expander(f"What you said ({len(home.labels)})", icon=":material/label:"):
        for number, label in enumerate(home.labels):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(_said(label)))
                if st.button("Take back", key=f"unsay-{number}"):
                    rest = tuple(one for one in home.labels if one != label)
                    _save(replace(home, labels=rest), "Taken back.")


def _said(label: Label) -> str:
    what = "Away" if label.meaning == "away" else "Normal"
    where = "" if label.channel is None else f", {words.label(label.channel)}"
    kind = "" if label.kind is None else f" ({KINDS[label.kind].lower()})"
    start, end = (text.replace("T", " ")[:16] for text in (label.start, label.end))
    return f"{what}{where}{kind}: {start} to {end}"


def _keep(home: Home, label: Label, message: str) -> None:
    if label not in home.labels:
        _save(replace(home, labels=(*home.labels, label)), message)


def _save(home: Home, message: str) -> None:
    session.lake().save_home(home)
    session.say(message)
    st.rerun()
