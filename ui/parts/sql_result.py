"""What a query gave: rows, a chart where they make one, CSV, and what it cost."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.errors import QueryError, RequestError, StoreError
from energy_core.lake.athena import MAX_SECONDS as ATHENA_SECONDS
from energy_core.lake.athena import Scan, scan
from energy_core.lake.lake import Lake
from energy_core.lake.result import MAX_ROWS, Result
from ui import services, session
from ui.parts import downloads, picture
from ui.parts.plain_text import plain
from ui.parts.sql_editor import Asked

KIND: Final = "sql"
HERE_SECONDS: Final = 30.0


def show(asked: Asked, lake: Lake) -> None:
    """Here a query runs as soon as it is there; Athena, which is paid, only when asked."""
    key = "\0".join((asked.place, asked.query, session.require_home().key))
    if asked.pressed:
        session.let_remembered_go(KIND)
    elif asked.place == "athena" and not session.is_remembered(KIND, key):
        st.info("Athena is paid by what a query scans, so it waits for *Run*.", icon=":material/payments:")
        return
    try:
        with st.spinner("Asking …"):
            result = session.remembered(KIND, key, lambda: _result(asked, lake))
    except (QueryError, RequestError, StoreError) as error:
        st.warning(plain(error.message), icon=":material/help:")
        return
    _told(result)
    _chart(result)
    st.dataframe(result.rows, hide_index=True)
    if len(result.rows):
        downloads.csv_button(result.rows, "query.csv")


def _result(asked: Asked, lake: Lake) -> Result:
    athena = services.athena(lake)
    if asked.place == "athena" and athena is not None:
        return scan(asked.query, athena)
    from energy_core.lake.query import result_of

    return result_of(asked.query, lake.store, max_seconds=HERE_SECONDS)


def _told(result: Result) -> None:
    """How many rows, what Athena scanned, and the limits."""
    told, seconds = words.count(len(result.rows), "row"), HERE_SECONDS
    if result.truncated:
        told = f"The first {len(result.rows):,} rows; there are more"
    if isinstance(result, Scan):
        cost = f"about ${result.cost_usd:.6f}" if result.cost_usd else "free"
        told, seconds = (
            f"{told} · {words.number(result.scanned_bytes / 1e6)} MB scanned, {cost}",
            ATHENA_SECONDS,
        )
    st.markdown(f"**{plain(told)}**")
    utc = any(isinstance(kind, pd.DatetimeTZDtype) for kind in result.rows.dtypes)
    times = " Instants are UTC, what begins with local is local." if utc else ""
    st.caption(f"A query shows at most {MAX_ROWS:,} rows and may take {seconds:g} seconds.{times}")


def _chart(result: Result) -> None:
    from energy_core.charts.rows import rows_chart, shape_of

    shape = shape_of(result.rows)
    if shape is None:
        return
    shown = shape.alike
    if len(shape.measures) > 1:
        shown = tuple(
            st.pills(
                "Show in the chart",
                shape.measures,
                selection_mode="multi",
                default=shape.alike,
                key=f"sql-chart-{shape.measures}",
            )
        )
    if shown:
        bars = len(result.rows) if shape.kind == "names" else 0
        picture.show(rows_chart(result.rows, shape, shown), height=110 + 34 * bars if bars else 380)
