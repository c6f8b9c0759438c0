"""The import receipt: one line first, then what became of every row and kWh, and on what evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.readings import Readings
from ui.parts.plain_text import plain

UNSURE: Final = 0.5
"""Below this confidence a decision is pointed at."""

FORMATS: Final = {
    "green_button_xml": "Green Button XML",
    "uci_household": "UCI household power",
    "any_table": "a table",
    "long_table": "a table, one row per reading",
    "wide_table": "a table, one column per channel",
}


def one_line(readings: Readings) -> str:
    """8,760 readings, 1 Jan to 31 Dec 2024, 4,425 kWh."""
    count = sum(int(channel.intervals["kwh"].notna().sum()) for channel in readings.channels)
    parts = [words.count(count, "reading"), words.period(readings.start, readings.end)]
    if readings.consumption_kwh is not None:
        parts.append(words.kwh(readings.consumption_kwh))
    return ", ".join(parts)


def show(upload: Mapping[str, Any]) -> None:
    """The receipt of one kept file."""
    receipt = upload["receipt"]
    kind = FORMATS.get(receipt["format"], receipt["format"].replace("_", " "))
    st.markdown(
        f"Read as {plain(kind)}, times in {plain(receipt['timezone'])} "
        f"({_zone_source(receipt['timezone_source'])})."
    )
    with st.grid(min_column_width=130):
        for label, field in ROWS.items():
            st.metric(label, f"{receipt[field]:,}")
        st.metric("kWh kept", words.number(receipt["kwh_kept"]), help=KEPT)
        if receipt["kwh_dropped"]:
            st.metric("kWh dropped", words.number(receipt["kwh_dropped"]))
    _table("What was decided", receipt["decisions"], DECISION)
    _table("Rows repaired or left out", receipt["reasons"], REASON)
    _table("What to know about the readings", receipt["issues"], ISSUE)


def unsure(upload: Mapping[str, Any]) -> list[str]:
    """The decisions to look at again, as sentences."""
    return [
        f"Please check the {decision['what']}: {decision['choice']} ({decision['evidence']}). "
        "To correct it, open the file below."
        for decision in upload["receipt"]["decisions"]
        if decision["confidence"] < UNSURE
    ]


KEPT: Final = "All channels added up: appliances count here beside the mains that feed them, export too."
ROWS: Final = {
    "Rows read": "rows_read",
    "Kept": "rows_kept",
    "Repaired": "rows_repaired",
    "Dropped": "rows_dropped",
    "Duplicate": "rows_duplicate",
}
DECISION: Final = {
    "what": "Question",
    "choice": "Decision",
    "evidence": "Evidence",
    "confidence": st.column_config.NumberColumn("Sure", format="percent"),
}
REASON: Final = {"reason": "Reason", "count": "Rows", "first_row": "First line", "kwh": "kWh"}
ISSUE: Final = {"message": "What", "channel": "Channel", "start": "From", "end": "To"}


def _table(title: str, rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> None:
    if rows:
        st.markdown(f"**{title}**")
        frame = pd.DataFrame(rows).reindex(columns=list(columns))
        st.dataframe(frame, hide_index=True, column_config=dict(columns))


def _zone_source(source: str) -> str:
    return {
        "file": "the file says so",
        "option": "you said so",
        "home": "the home's time zone",
        "default": "assumed: neither the file nor the home says; correct it if it is wrong",
    }.get(source, source)
