"""The files of a home: what was read from each, and how to read it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from energy_core import words
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from ui import dropped
from ui.opened import OpenHome
from ui.parts import preview, reading_choices, receipt
from ui.parts.plain_text import plain


def show(opened: OpenHome) -> None:
    """Latest first; the receipt of each folded below its line."""
    uploads = [upload for upload in opened.lake.receipts(opened.home.home_id) if upload["status"] == "kept"]
    for upload in reversed(uploads):
        file, kept = upload["file"], upload["receipt"]
        line = f"{words.label(file)}: {words.count(kept['rows_kept'], 'row')} kept of {kept['rows_read']:,}"
        for sentence in receipt.unsure(upload):
            st.caption(f":material/help: {plain(sentence)}")
        with st.expander(plain(line), icon=":material/receipt_long:", key=f"file-{file}"):
            receipt.show(upload)
            with st.container(horizontal=True, vertical_alignment="center"):
                otherwise = st.toggle("Read it otherwise", key=f"otherwise-{file}")
                _remove(opened, file)
            if otherwise:
                _otherwise(opened, upload)


def _otherwise(opened: OpenHome, upload: Mapping[str, Any]) -> None:
    """Choices, what they would give, and a button to keep them."""
    file = upload["file"]
    content = opened.lake.content(opened.home.home_id, file)
    with st.container(border=True):
        known = _hints(upload)
        hints = reading_choices.ask(known, reading_choices.columns_of(content), key=f"choices-{file}")
        if hints == known:
            st.caption("Change an answer to see what the file would be read as.")
            return
        imported = import_file(content, name=file, home=opened.home, hints=hints)
        preview.show(imported.readings)
        if st.button("Keep it read like this", type="primary", icon=":material/check:", key=f"keep-{file}"):
            dropped.keep(file, content, home=opened.home, hints=hints, progress=lambda _: None)
            st.rerun()


def _hints(upload: Mapping[str, Any]) -> Hints:
    said: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in upload["hints"].items()
    }
    return Hints(**said)


def _remove(opened: OpenHome, file: str) -> None:
    with st.popover("Remove …", icon=":material/delete:"):
        st.markdown("The readings of this file leave the home.")
        if st.button("Yes, remove it", key=f"remove-{file}"):
            opened.lake.remove_file(opened.home.home_id, file)
            st.rerun()
