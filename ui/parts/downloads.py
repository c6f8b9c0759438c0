"""Tables to take along."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from energy_core.csv_export import csv_text


def csv_button(table: pd.DataFrame, file_name: str, *, label: str = "Download as CSV") -> None:
    """A button that saves the table as CSV; the text is made when it is pressed."""
    st.download_button(
        label,
        lambda: csv_text(table).encode(),
        file_name=file_name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{file_name}",
    )
