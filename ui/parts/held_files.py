"""Files that could not be read: the sentence, and the questions whose answers would settle it."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.errors import EnergyError
from energy_core.importers import import_file
from ui import dropped, session
from ui.parts import preview, reading_choices
from ui.parts.plain_text import plain


def show() -> None:
    for file in session.refused():
        with st.container(border=True):
            st.error(plain(f"{words.label(file.name)}: {_said(file.error)}"), icon=":material/error:")
            if not dropped.is_home_zip(file.name):
                _answers(file)
            if st.button("Leave it out", icon=":material/close:", key=f"let-go-{file.name}"):
                session.let_go(file.name)
                st.rerun()


def _answers(file: session.Refused) -> None:
    """Nothing of the file is kept until an answer makes it readable."""
    first = dropped.first_hints()
    with st.expander("Say how it is to be read", icon=":material/tune:", expanded=_would_help(file.error)):
        hints = reading_choices.ask(first, reading_choices.columns_of(file.content), key=f"held-{file.name}")
        if hints == first:
            return
        home = session.home_for_files()
        try:
            imported = import_file(file.content, name=file.name, home=home, hints=hints)
        except EnergyError as error:
            st.warning(plain(_said(error)), icon=":material/error:")
            return
        preview.show(imported.readings)
        if st.button("Keep these readings", type="primary", icon=":material/check:", key=f"keep-{file.name}"):
            dropped.keep(file.name, file.content, home=home, hints=hints, progress=lambda _: None)
            st.rerun()


def _said(error: EnergyError) -> str:
    return reading_choices.in_words_of_the_page(error.message)


def _would_help(error: EnergyError) -> bool:
    return getattr(error, "option", None) is not None
