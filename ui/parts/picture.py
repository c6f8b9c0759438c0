"""Charts on pages: as high as what is drawn around the plot needs, and saved as a picture from their menu."""

from __future__ import annotations

from typing import Any

import streamlit as st


def show(chart: Any, *, height: int = 400) -> None:
    """The chart as wide as its place. `height` holds title, legend and axes too. [pixels]"""
    st.altair_chart(chart.properties(height=height), height="content")
