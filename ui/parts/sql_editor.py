"""A question in SQL: an example to start from, the text, and where it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from energy_core.lake.examples import Example, examples
from energy_core.lake.lake import Lake
from ui import services

Place = Literal["here", "athena"]
PLACES: Final[dict[Place, str]] = {"here": "On this machine", "athena": "On Athena"}
PLACES_HELP: Final = (
    "On this machine the tables are fetched and DuckDB answers. Athena answers in the bucket, and is paid by "
    "what it scans."
)
LINE_PIXELS: Final = 22
TALLEST_PIXELS: Final = 420


@dataclass(frozen=True)
class Asked:
    """A query as it stands in the editor; `pressed` in the moment the button is."""

    query: str
    place: Place
    pressed: bool


def ask(lake: Lake) -> Asked:
    example = st.selectbox("Start from a question", examples(), format_func=_in_words, key="sql-example")
    place: Place = "here"
    if services.athena(lake) is not None:
        place = st.segmented_control(
            "Where it runs",
            list(PLACES),
            default="here",
            required=True,
            format_func=PLACES.__getitem__,
            help=PLACES_HELP,
            key="sql-place",
        )
    with st.form("sql", border=False):
        # each example keeps what was made of it
        query = st.text_area(
            "SQL",
            example.sql,
            height=min(TALLEST_PIXELS, 40 + LINE_PIXELS * (1 + example.sql.count("\n"))),
            key=f"sql-{example.title}",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.form_submit_button("Run", type="primary", icon=":material/play_arrow:")
            st.caption(
                "Ctrl and Enter run it too. Statements that only read; *Tables and columns* are below."
            )
    return Asked(query, place, pressed)


def _in_words(example: Example) -> str:
    return f"{example.title}: {example.question}"
