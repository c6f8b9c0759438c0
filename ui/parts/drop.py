"""Where files are dropped."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.importers.receipt_words import cut
from ui import dropped, navigation, session
from ui.parts.plain_text import plain


def uploader(label: str) -> None:
    """Dropped files are read and kept at once; then the page of meter files shows what was read."""
    files = st.file_uploader(label, accept_multiple_files=True, key=session.uploader_key())
    st.caption(LIMIT)
    if not files:
        return
    with st.status("Received", expanded=True) as status:
        outcome = dropped.keep_all(files, progress=lambda step: status.update(label=f"{plain(step)} …"))
        if outcome.kept and session.current() is not None:
            status.update(label="Adding it up …")
            session.readings()
        status.update(label="Done", state="complete", expanded=False)
    session.empty_uploader()
    session.say(_summary(outcome))
    st.switch_page(navigation.UPLOAD)


LIMIT = (
    "Whatever your supplier, meter, plug or monitor gives you: CSV, Excel, Green Button XML, JSON, NEM12 …, "
    f"also zipped. Up to {st.get_option('server.maxUploadSize'):,} MB each; "
    "zip a larger one, or split it by year."
)


def _summary(outcome: dropped.Outcome) -> str:
    if not outcome.kept:
        return ""
    names = words.listed(cut(words.label(name), 60) for name in outcome.kept)
    return f"{words.count(len(outcome.kept), 'file')} kept: {names}."


def label() -> str:
    """Says where the files go when it is not the open home."""
    target = session.home_for_files()
    if session.home_id() in (None, target.home_id):
        return "Drop meter files here: one or several of one home"
    title = plain(words.label(target.title))
    return f"Drop your own meter files here; they go to {title}, not into the sample home"
