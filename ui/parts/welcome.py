"""The first screen: what this is, two ways in, and what happens to the data."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import services
from ui.parts import drop, sample_home

OFFERS: Final = (
    (
        ":material/bolt:",
        "Where energy and money go",
        "By hour, day, week and month, by appliance; what never switches off.",
    ),
    (":material/search_insights:", "What was unusual", "The hours that stand out, why, and what they cost."),
    (
        ":material/trending_up:",
        "What comes next",
        "The next 7 days with an honest band, and how far to trust it.",
    ),
)
FORMATS: Final = (
    "CSV from your supplier, meter or logger, one row per reading or one column per appliance · "
    "Green Button XML · UCI household power. Any interval: minutes, hours, days or monthly bills."
)


def show() -> None:
    st.title("See where your energy and money go", anchor=False)
    st.markdown(
        "Drop the file your meter or supplier gives you. A minute later you know what never switches off, "
        "what was unusual, what the next week will bring, and what to change first."
    )
    left, right = st.columns([3, 2], gap="medium")
    with left.container(border=True, height="stretch"):
        st.subheader("Drop a meter file", anchor=False)
        drop.uploader("One or several files of one home")
        st.caption(FORMATS)
    with right.container(border=True, height="stretch"):
        st.subheader("No file at hand?", anchor=False)
        st.markdown(
            "Look around with a made-up household: air conditioner, refrigerator, washing machine, lighting."
        )
        sample_home.button(key="welcome-sample")
    with st.grid(3, min_column_width=220):
        for icon, title, text in OFFERS:
            with st.container(border=True, height="stretch"):
                st.markdown(f"{icon} **{title}**  \n{text}")
    st.caption(f":material/lock: {_promise()}")


def _promise() -> str:
    if services.keeps_homes():
        return (
            "Your readings stay in a folder on the machine that runs this app. Nothing is sent anywhere; "
            "no account, no statistics. You can take a home along as one file, or forget it, at any time."
        )
    return (
        "Your readings are held for this visit only and then deleted. Nothing is sent anywhere. "
        "Take your home along as one file, and drop it in again next time."
    )
