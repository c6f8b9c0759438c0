"""Thumbs under an answer, with a note, kept with the home."""

from __future__ import annotations

import streamlit as st

from energy_core.assistant.answer import Turn
from energy_core.lake import ratings
from energy_core.lake.ratings import Rating
from ui import services, session


def show(turn: Turn, *, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        thumb = st.feedback("thumbs", key=f"{key}-thumb")
        if thumb is None:
            return
        note = st.text_input(
            "What was good or wrong?",
            key=f"{key}-note",
            max_chars=500,
            placeholder="What was good or wrong? (if you like)",
            label_visibility="collapsed",
        )
    _keep(turn, is_good=thumb == 1, note=note.strip(), key=key)


def _keep(turn: Turn, *, is_good: bool, note: str, key: str) -> None:
    """A bucket is written by its function alone: there a rating stays in this visit."""
    home = session.require_home()
    if services.bucket_name(home.lake):
        st.caption("Noted for this visit.")
        return
    rating = Rating(turn.question, turn.answer.text, turn.answer.provider, is_good, note)
    if session.changed(f"{key}-rating", rating):
        ratings.keep(home.lake.store, home.home.home_id, rating)
    st.caption("Thank you, kept with this home.")
