"""The frame of every page: it stands on its own, shows which home is open, and turns errors into advice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import streamlit as st

from energy_core.errors import EnergyError
from ui import navigation, session
from ui.parts import advice, empty, home_switcher

LOGO: Final = Path(__file__).parent / "assets" / "logo.svg"
MARK: Final = Path(__file__).parent / "assets" / "mark.svg"


@contextmanager
def screen(title: str, question: str | None = None) -> Iterator[None]:
    """A page. With a question the frame writes title and question, else the page writes its heading."""
    st.set_page_config(page_title=f"{title} · Energy Insights", page_icon=MARK.read_text(), layout="wide")
    if not session.is_routed():
        # a deep link into a fresh server runs the page without the router, beside a folder named pages/
        session.mark_routed()
        navigation.router()
        st.rerun()
    st.logo(LOGO.read_text(), icon_image=MARK.read_text(), size="large")
    try:
        session.remember_in_address()
        home_switcher.show()
    except EnergyError as error:
        st.title(title, anchor=False)
        advice.show(error)
        st.stop()
    if question:
        st.title(title, anchor=False)
        st.caption(question)
    try:
        yield
    except session.NothingLoadedError:
        empty.show()
    except EnergyError as error:
        advice.show(error)
