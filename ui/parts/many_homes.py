"""A file that holds several homes: take one or some of them, or bring in each as a home of its own."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.errors import UnreadableFileError
from ui import dropped, session
from ui.parts.plain_text import plain


def is_one(error: UnreadableFileError) -> bool:
    return error.option == "--meter" and len(error.choices) > 1


def show(file: session.Refused, error: UnreadableFileError) -> None:
    homes = words.count(len(error.choices), "home")
    st.caption(f"Or keep them apart: each meter becomes a home of its own, named after it ({homes}).")
    if st.button(
        f"Bring in each as its own home ({len(error.choices):,})",
        icon=":material/holiday_village:",
        key=f"each-{file.name}",
    ):
        bar = st.progress(0.0, "Reading …")
        done = dropped.keep_each(
            file.name,
            file.content,
            error.choices,
            progress=lambda share, step: bar.progress(share, f"{plain(step)} …"),
        )
        session.say(f"{words.count(len(done), 'home')} brought in. Switch between them in the sidebar.")
        st.rerun()
