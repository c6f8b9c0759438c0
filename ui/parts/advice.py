"""An error of the user's making as advice: what was needed, what was found, and a button to go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from energy_core.errors import EnergyError, NotEnoughDataError, StoreError
from energy_core.importers.receipt_words import for_people
from ui import navigation
from ui.parts.plain_text import plain


def show(error: EnergyError) -> None:
    """The sentence, and the way out."""
    if isinstance(error, NotEnoughDataError):
        needs(error.message)
        navigation.link(navigation.UPLOAD, "Add a longer or finer meter file")
    elif isinstance(error, StoreError):
        st.warning(plain(error.message), icon=":material/cloud_off:")
        st.button("Try again", icon=":material/refresh:")
    else:
        st.warning(plain(for_people(error.message)), icon=":material/help:")
        navigation.link(navigation.UPLOAD, "Look at the meter files")


def needs(sentence: str) -> None:
    """What a part of a page would need to be shown."""
    st.info(plain(sentence), icon=":material/hourglass_empty:")


@contextmanager
def where_possible() -> Iterator[None]:
    """A part of a page that says in its place what it needs, where the readings do not allow it."""
    try:
        yield
    except NotEnoughDataError as error:
        needs(error.message)
