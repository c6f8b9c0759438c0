"""The largest events as cards: what, when, how much, what it cost, and what a person says it was."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.anomalies import Anomalies, labelled
from energy_core.anomalies.found import CALLED
from energy_core.anomalies.ranked import largest_first, unsettled
from energy_core.home import Home, Label
from ui import session
from ui.parts.plain_text import plain

MOST: Final = 6
FURTHER: Final = 12
MOST_NAMED: Final = 3

KINDS: Final[dict[str, str]] = {kind: called.capitalize() for kind, called in CALLED.items()}
ICONS: Final[dict[str, str]] = {
    "spike": ":material/bolt:",
    "stuck_on": ":material/toggle_on:",
    "unusual_hour": ":material/bedtime:",
    "drop_out": ":material/power_off:",
    "drift": ":material/trending_up:",
}


def show(found: Anomalies, home: Home) -> None:
    """The events that nobody explained or muted, the largest first; those within hours of it on its card."""
    ranked = largest_first(unsettled(found.events))
    occasions = [own.to_dict("records") for _, own in ranked.groupby("occasion")]
    shown = min(session.shown("occasions", MOST), len(occasions))
    if len(occasions) > MOST:
        by = "what they cost" if home.has_price else "their energy"
        st.caption(
            f"The {shown} largest of {words.count(len(occasions), 'occasion')}, by {by}. Events within hours "
            "of each other are one occasion."
        )
    with st.grid(2, min_column_width=300):
        for number, events in enumerate(occasions[:shown]):
            with st.container(border=True):
                _card(events, home, number)
    if (left := len(occasions) - shown) > 0 and st.button(
        f"Show {min(left, FURTHER)} more of {left}", key="anomalies-more", icon=":material/expand_more:"
    ):
        session.show_more("occasions", shown + FURTHER)
        st.rerun()


def _card(events: Sequence[Mapping[Any, Any]], home: Home, number: int) -> None:
    event, *others = events
    name, kind = plain(words.label(str(event["channel"]))), str(event["kind"])
    st.markdown(f"{ICONS[kind]} **{KINDS[kind]}** · {name}")
    st.markdown(plain(str(event["reason"])))
    hours = (event["end"] - event["start"]) / pd.Timedelta(hours=1)
    parts = [words.duration(float(hours)), *_beyond([event], home)]
    st.caption(plain(" · ".join(parts)))
    if others:
        when = ", ".join(words.day_and_clock(other["start"]) for other in others[:MOST_NAMED])
        rest = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
        all_in_all = " · ".join(_beyond(events, home))
        st.caption(plain(f"Within hours of it also: {when}{rest}. Together {all_in_all}."))
    with st.container(horizontal=True):
        if st.button("This is normal", key=f"normal-{number}", help=NORMAL, icon=":material/check:"):
            _keep(home, labelled.normal(event), "It is muted, and so is its like at these hours.")
        if st.button("We were away", key=f"away-{number}", help=AWAY, icon=":material/luggage:"):
            _keep(home, labelled.away(event), "Nothing is learned from that time.")


def _beyond(events: Sequence[Mapping[Any, Any]], home: Home) -> list[str]:
    """Energy more or less than usual, and what it cost or saved where the home has a price."""
    kwh = float(sum(event["excess_kwh"] for event in events))
    said = [f"{words.kwh(abs(kwh))} {'more' if kwh > 0 else 'less'} than usual"]
    cost = float(sum(event["cost"] for event in events)) if home.has_price else float("nan")
    if math.isnan(cost):
        return said
    return [*said, words.money(abs(cost), home.currency) + (" less" if cost < 0 else "")]


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
