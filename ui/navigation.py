"""The pages of the app, in the groups of the menu."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import Page

PAGES: Final = Path(__file__).parent.parent / "pages"
HOME: Final = PAGES / "home.py"
UPLOAD: Final = PAGES / "upload.py"
USAGE: Final = PAGES / "usage.py"
ANOMALIES: Final = PAGES / "anomalies.py"
FORECAST: Final = PAGES / "forecast.py"
COSTS: Final = PAGES / "costs.py"
AUDITOR: Final = PAGES / "auditor.py"
ASSISTANT: Final = PAGES / "assistant.py"
REPORT: Final = PAGES / "report.py"
LAKE: Final = PAGES / "lake.py"

GROUPS: Final[dict[str, dict[Path, str]]] = {
    "My home": {
        HOME: "Overview",
        UPLOAD: "Meter files",
        USAGE: "Usage",
        ANOMALIES: "Unusual use",
        FORECAST: "Forecast",
    },
    "Money": {COSTS: "Costs", AUDITOR: "Auditor"},
    "Ask": {ASSISTANT: "Assistant"},
    "For analysts": {REPORT: "Report", LAKE: "Data & SQL"},
}
"""Title by page. No icons: a Material icon here makes the browser fetch a favicon from outside, and emoji
look different, or are missing, on every machine."""


def router() -> Page:
    """Declare the menu; the page to run."""
    return st.navigation(
        {
            group: [st.Page(path, title=title, default=path == HOME) for path, title in pages.items()]
            for group, pages in GROUPS.items()
        }
    )


def link(page: Path, label: str, query: Mapping[str, str] | None = None) -> None:
    """A link to another page that keeps the home in the address.

    query : what the page shall show of it, see ui/slices.py.
    """
    known = {name: st.query_params[name] for name in ("home",) if name in st.query_params}
    st.page_link(
        page, label=label, icon=":material/arrow_forward:", query_params={**known, **(query or {})} or None
    )
