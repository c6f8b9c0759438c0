"""Tables and documents to take along."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd
import streamlit as st

_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV. Text that a spreadsheet would run as a formula gets a quote in front."""
    safe = table.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]) or safe[column].dtype == object:
            safe[column] = safe[column].map(_harmless)
    return safe.to_csv(index=False, date_format="%Y-%m-%dT%H:%M:%S%z").encode()


def csv_button(table: pd.DataFrame, file_name: str, *, label: str = "Download as CSV") -> None:
    st.download_button(
        label,
        csv(table),
        file_name=file_name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{file_name}",
    )


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
