"""The files of a home: what was read from each, and how to read it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from energy_core import words
from energy_core.importers.receipt_words import cut
from ui import session
from ui.opened import OpenHome
from ui.parts import otherwise, receipt
from ui.parts.plain_text import plain


def show(opened: OpenHome) -> None:
    """Latest first; the receipt of each folded below its line, what was guessed in front of it."""
    uploads = [upload for upload in opened.lake.receipts(opened.home.home_id) if upload["status"] == "kept"]
    for upload in reversed(uploads):
        file = upload["file"]
        changing = bool(session.preset_value(receipt.change_key(file)))
        if not changing:
            for sentence in receipt.warnings(upload):
                st.warning(plain(sentence), icon=":material/warning:")
            _guesses(upload)
        with st.expander(
            plain(_line(upload)), icon=":material/receipt_long:", key=f"file-{file}", expanded=changing
        ):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.toggle("Read it otherwise", key=receipt.change_key(file))
                _remove(opened, file)
            if changing:
                otherwise.show(opened, upload)
            else:
                receipt.show(upload)


def _line(upload: Mapping[str, Any]) -> str:
    kept = upload["receipt"]
    rows = words.count(kept["rows_read"], "row")
    left = kept["rows_read"] - kept["rows_kept"]
    lost = f", {left:,} of them not kept" if left else ", all kept"
    return f"{cut(words.label(upload['file']), 60)}: {rows}{lost}"


def _guesses(upload: Mapping[str, Any]) -> None:
    file = upload["file"]
    for number, said in enumerate(receipt.guesses(upload)):
        with st.container(
            horizontal=True, vertical_alignment="center", border=True, key=f"guess-{file}-{number}"
        ):
            st.markdown(
                f":material/help: Please check in {plain(cut(words.label(file), 60))}: {plain(said.title)} "
                f"**{plain(said.choice)}**  \n:small[Why: {plain(said.because)}]",
                width="stretch",
            )
            if said.option:
                st.button(
                    "Change",
                    key=f"check-{file}-{number}",
                    icon=":material/tune:",
                    on_click=session.preset,
                    args=(receipt.change_key(file), True),
                )


def _remove(opened: OpenHome, file: str) -> None:
    with st.popover("Remove …", icon=":material/delete:"):
        st.markdown("The readings of this file leave the home.")
        if st.button("Yes, remove it", key=f"remove-{file}"):
            opened.lake.remove_file(opened.home.home_id, file)
            st.rerun()
