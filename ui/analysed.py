"""The whole analysis of the open home, with progress while it is computed, and its tables in the lake."""

from __future__ import annotations

import streamlit as st

from energy_core.analysis import Analysis, analyse
from energy_core.home import Home
from energy_core.readings import Readings
from ui import services, session
from ui.opened import Cut


def analysis() -> Analysis:
    """Computed once per session and change, and saved to the lake.

    Raises NothingLoadedError, NotEnoughDataError.
    """
    home = session.require_home()

    def compute() -> Analysis:
        result = _with_progress(session.readings(), home.home)
        if not services.bucket_name(home.lake):  # a bucket's tables are written by its function alone
            home.lake.save_analysis(result)
        return result

    return session.remembered("analysis", home.key, compute)


def analysis_of(cut: Cut) -> Analysis:
    """The analysis of some channels and days only; of everything it is the one that all pages share."""
    if cut == Cut():
        return analysis()
    home = session.require_home()
    return session.remembered(
        "analysis-of-cut", f"{home.key} {cut}", lambda: _with_progress(cut.of(session.readings()), home.home)
    )


def _with_progress(readings: Readings, home: Home) -> Analysis:
    place = st.empty()
    with place.status("Working through your readings …") as status:
        result = analyse(readings, home, progress=lambda step: status.update(label=f"{step} …"))
    place.empty()
    return result
