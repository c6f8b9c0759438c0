"""What a file would be read as: its first readings and the whole of it as a chart, before it is kept so."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import charts
from energy_core.readings import Readings
from energy_core.usage import By, usage
from ui.parts import picture, receipt
from ui.parts.plain_text import plain

ROWS: Final = 8


def show(readings: Readings) -> None:
    st.markdown(f"**{plain(receipt.one_line(readings))}**")
    left, right = st.columns([2, 3], gap="medium")
    left.dataframe(
        first_rows(readings),
        hide_index=True,
        column_config={"start": st.column_config.DatetimeColumn("Start", format="D MMM YYYY, HH:mm")},
    )
    by: By = "day" if readings.is_daily else "month"
    with right:
        picture.show(charts.usage_over_time(usage(readings, by=by)), height=320)


def first_rows(readings: Readings) -> pd.DataFrame:
    """The first intervals of every channel, local time, one column per channel."""
    columns = {
        channel.name: channel.intervals.head(ROWS).set_index("start")["kwh"] for channel in readings.channels
    }
    frame = pd.DataFrame(columns).sort_index().head(ROWS)
    frame.index = pd.DatetimeIndex(frame.index).tz_convert(readings.timezone)
    return frame.rename_axis("start").reset_index()
