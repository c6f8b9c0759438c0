"""Usage by channel: shares, totals, mean and standard deviation, and the rows behind the chart."""

from __future__ import annotations

import streamlit as st

from energy_core import charts
from energy_core.usage import PAID_ROLES, Usage
from ui.parts import downloads, picture


def show(used: Usage) -> None:
    shown = used.statistics["role"].isin(PAID_ROLES).sum()
    if shown > 1:
        picture.show(charts.usage_by_channel(used.statistics), height=130 + 34 * int(shown))
    st.dataframe(
        used.statistics,
        hide_index=True,
        placeholder="",
        column_order=["channel", "role", "sum_kwh", "share", "mean_kwh", "std_kwh"],
        column_config={
            "channel": "Channel",
            "role": "Role",
            "sum_kwh": st.column_config.NumberColumn("Total kWh", format="%.1f"),
            "share": st.column_config.NumberColumn("Share", format="percent"),
            "mean_kwh": st.column_config.NumberColumn("Mean kWh", format="%.3f", help=PER_READING),
            "std_kwh": st.column_config.NumberColumn("Std. dev. kWh", format="%.3f", help=PER_READING),
        },
    )
    with st.container(horizontal=True):
        downloads.csv_button(used.rows, f"usage-by-{used.by}.csv", label="Rows as CSV")
        downloads.csv_button(used.statistics, "usage-statistics.csv", label="Statistics as CSV")


PER_READING = "Over complete local hours, or over the readings as they are where they are longer."
