"""Which forecast: hourly or daily, by which model, of what."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.forecasting import TOTAL
from energy_core.readings import Readings
from ui.cached import Resolution

MODELS: Final = {
    "auto": "Automatic",
    "blend": "Blend",
    "prophet": "Prophet",
    "moving-average": "Moving average",
    "seasonal-naive": "Same as last week",
}
STEPS_PER_DAY: Final = {"hourly": 24, "daily": 1}
RECENT_DAYS: Final = {"hourly": 7, "daily": 42}


def choose(readings: Readings) -> tuple[Resolution, str, str]:
    """Hourly or daily, the model, the channel. Daily readings have no hourly forecast to choose."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        offered: list[Resolution] = ["hourly", "daily"] if readings.is_hourly else ["daily"]
        resolution: Resolution = st.segmented_control(
            "Resolution",
            offered,
            default=offered[0],
            required=True,
            format_func=str.capitalize,
            key="forecast-resolution",
        )
        model = st.selectbox(
            "Model", list(MODELS), format_func=MODELS.__getitem__, key="forecast-model", width=220
        )
        names = [TOTAL, *(c.name for c in readings.metered if len(readings.metered) > 1)]
        channel = TOTAL
        if len(names) > 1:
            channel = st.selectbox("Of", names, format_func=_of, key="forecast-channel", width=220)
    if readings.is_daily and not readings.is_hourly:
        st.caption("These readings come once a day, so the forecast is by day; hours need hourly readings.")
    return resolution, model, channel


def recent(readings: Readings, resolution: Resolution, channel: str) -> pd.Series:
    """What was read before, by the span of the forecast. [kWh]"""
    steps = RECENT_DAYS[resolution] * STEPS_PER_DAY[resolution]
    if channel == TOTAL:
        return readings.total("hour" if resolution == "hourly" else "day").tail(steps)
    spans = readings.hourly() if resolution == "hourly" else readings.daily()
    return spans.complete[channel].tail(steps)


def _of(channel: str) -> str:
    return "The whole home" if channel == TOTAL else words.label(channel)
