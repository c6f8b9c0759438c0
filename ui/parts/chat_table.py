"""The table under an answer, in words of the home's clock and units."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from energy_core import words
from energy_core.assistant.answer import Rows
from ui.parts import downloads

MOST_OPEN: int = 12
"""Rows shown right away; a longer table is folded."""

NAMES = {"kwh": "Energy [kWh]", "start": "From", "end": "To"}


def show(rows: Rows, *, key: str) -> None:
    """Nothing for a single row: the sentence says it."""
    if len(rows.rows) < 2:
        return
    table = pd.DataFrame(list(rows.rows), columns=list(rows.columns))
    if len(table) > MOST_OPEN:
        with st.expander(words.count(len(table), "row"), icon=":material/table_rows:", key=f"{key}-rows"):
            _table(table, key=key)
    else:
        _table(table, key=key)


def _table(table: pd.DataFrame, *, key: str) -> None:
    shown = table.map(_as_read)
    st.dataframe(
        shown,
        hide_index=True,
        placeholder="",
        key=f"{key}-table",
        column_config={str(name): _column(str(name), shown[name]) for name in shown.columns},
    )
    downloads.csv_button(table, f"{key}.csv")


def _column(name: str, cells: pd.Series) -> ColumnConfig:
    label = NAMES.get(name) or _label(name)
    if pd.api.types.is_float_dtype(cells):
        return st.column_config.NumberColumn(label, format="%.2f" if cells.abs().max() >= 10 else "%.3f")
    return st.column_config.Column(label)


def _label(name: str) -> str:
    unit = {"kwh": "kWh", "kw": "kW", "kg": "kg"}.get(name.rpartition("_")[2])
    text = name.rpartition("_")[0] if unit else name
    text = text.replace("_", " ").capitalize()
    return f"{text} [{unit}]" if unit else text


def _as_read(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return words.day_and_clock(value)
    return words.label(value) if isinstance(value, str) else value
