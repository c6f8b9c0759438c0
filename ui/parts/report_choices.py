"""The report: which sections, to take along, and to look at before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from energy_core.analysis import Analysis
from energy_core.report import SECTIONS
from ui.parts import downloads

PREVIEW_HEIGHT = 720


def sections() -> tuple[str, ...]:
    """The sections asked for; none means all."""
    chosen = st.multiselect(
        "Sections",
        SECTIONS,
        placeholder="All sections",
        format_func=lambda name: name.replace("-", " ").capitalize(),
        key="report-sections",
    )
    return tuple(chosen)


def download(page: str, text: str, *, name: str) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Download as HTML",
            page.encode(),
            file_name=f"energy-report-{name}.html",
            mime="text/html",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Download as Markdown",
            text.encode(),
            file_name=f"energy-report-{name}.md",
            mime="text/markdown",
            icon=":material/download:",
            on_click="ignore",
        )
    st.caption(
        "The HTML holds its charts and needs no network; print it from the browser, or save it as PDF there."
    )


def preview(page: str) -> None:
    with st.container(border=True):
        st.iframe(page, height=PREVIEW_HEIGHT)


def tables(result: Analysis) -> None:
    """Every table behind the report."""
    with st.container(horizontal=True):
        for name, table in _tables(result).items():
            downloads.csv_button(table, f"{name}.csv", label=name.replace("-", " ").capitalize())


def _tables(result: Analysis) -> dict[str, pd.DataFrame]:
    found = {"usage-by-day": result.usage.rows, "statistics": result.usage.statistics}
    if result.profile:
        found["typical-day"] = result.profile.typical_day
        found["hour-by-weekday"] = result.profile.heat_map
    if result.anomalies:
        found["unusual-events"] = result.anomalies.events
        found["unusual-intervals"] = result.anomalies.points
    for resolution, forecast in result.forecasts.items():
        found[f"forecast-{resolution}"] = forecast.points
    found["findings"] = pd.DataFrame(
        [(f.kind, f.title, f.text, f.advice, f.kwh_per_year) for f in result.findings],
        columns=["kind", "title", "text", "advice", "kwh_per_year"],
    )
    return found
