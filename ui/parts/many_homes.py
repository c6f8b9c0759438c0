"""A file that holds several homes: take one or some of them, or bring in each as a home of its own."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import words
from energy_core.errors import UnreadableFileError
from energy_core.importers.meters import ALL
from ui import dropped, session
from ui.parts.plain_text import plain

MOST_BYTES: Final = 2_000_000_000
"""Every home keeps the file it came from."""


def is_one(error: UnreadableFileError) -> bool:
    return error.option == "--meter" and len(_meters(error)) > 1


def show(file: session.Refused, error: UnreadableFileError) -> None:
    meters = _meters(error)
    if len(meters) * len(file.content) > MOST_BYTES:
        st.caption(
            f"{words.count(len(meters), 'home')} would each keep this file, more than fits here. Choose some."
        )
        return
    st.caption(
        f"Or keep them apart: each becomes a home of its own, named after its meter "
        f"({words.count(len(meters), 'home')}). Nothing of them is added together."
    )
    if st.button("Bring in each as its own home", icon=":material/holiday_village:", key=f"each-{file.name}"):
        bar = st.progress(0.0, "Reading …")
        done = dropped.keep_each(
            file.name,
            file.content,
            meters,
            progress=lambda share, step: bar.progress(share, f"{plain(step)} …"),
        )
        session.say(f"{words.count(len(done), 'home')} brought in. Switch between them in the sidebar.")
        st.rerun()


def _meters(error: UnreadableFileError) -> list[str]:
    return [choice for choice in error.choices if choice != ALL]
