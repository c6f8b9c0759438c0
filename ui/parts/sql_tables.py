"""The tables that SQL knows, and their columns."""

from __future__ import annotations

import streamlit as st

from energy_core.lake.columns import tables


def show() -> None:
    with st.expander("Tables and columns", icon=":material/table_chart:"):
        st.markdown(
            "The total of a home is `WHERE counts_as_consumption`: its mains meters, or its appliances where "
            "there are none. `NULL` is unknown, never 0. Money is in the home's currency."
        )
        for table in tables():
            st.markdown(f"**`{table.name}`** {table.meaning}")
            st.caption(", ".join(f"`{name}`" for name, _ in table.columns))
