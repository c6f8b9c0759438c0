"""The whole analysis of the open home, with progress while it is computed, and its tables in the lake."""

from __future__ import annotations

import streamlit as st

from energy_core.analysis import Analysis, analyse
from energy_core.settings import Settings
from ui import session


def analysis() -> Analysis:
    """Computed once per session and change; saved to the lake. Raises NothingLoadedError, NotEnoughDataError."""
    home = session.require_home()
    if session.has_remembered("analysis", home.key):
        return session.remembered("analysis", home.key, _never)
    readings = session.readings()
    place = st.empty()
    with place.status("Working through your readings …", expanded=False) as status:
        result = analyse(
            readings,
            home.home,
            Settings(),
            progress=lambda step: status.update(label=f"{step} …"),
        )
        status.update(label="Writing the tables …")
        home.lake.save_analysis(result)
    place.empty()
    return session.remembered("analysis", home.key, lambda: result)


def _never() -> Analysis:
    raise AssertionError("a remembered analysis is not computed again")
