"""The accuracy card: how good the forecast was on these readings, by day ahead and by hour, beside others."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import charts, words
from energy_core.forecasting import Accuracy, Forecast
from energy_core.forecasting.in_words import accuracy_in_words
from ui import cached
from ui.cached import Resolution
from ui.parts import glossary, picture
from ui.parts.advice import needs
from ui.parts.forecast_choices import MODELS
from ui.parts.plain_text import plain

LOW: Final = 260
MIDDLE: Final = 340
"""Charts beside the one of the forecast. [pixels]"""


def card(result: Forecast, channel: str) -> None:
    """A sentence, the figures, their parts, and the other models on the same weeks when asked for."""
    measured = result.accuracy
    if measured is None:
        needs(result.accuracy_reason or "The readings are too few to test the forecast on them.")
        return
    st.markdown(plain(accuracy_in_words(measured, result.model)))
    with st.grid(min_column_width=130):
        st.metric("Off by, a day", _share(measured.day_error), help="Of the energy of whole days.")
        st.metric("Repeating last week", _share(measured.naive_day_error), help="Off by, a day, likewise.")
        st.metric("Skill", _share(measured.skill), help="1 − error / error of repeating last week.")
        st.metric("In the 80% band", _share(measured.coverage), help=glossary.BAND)
        st.metric("MASE", _decimals(measured.mase), help=glossary.MASE)
        st.metric("Past weeks tried", f"{measured.origins}")
    with st.expander("By day ahead and by hour", icon=":material/functions:"):
        picture.show(
            charts.accuracy_parts(_table(measured, "by_horizon_day", result.model), "Day ahead"),
            height=MIDDLE,
        )
        if measured.by_hour:
            picture.show(
                charts.accuracy_parts(_table(measured, "by_hour", result.model), "Hour of the day"),
                height=MIDDLE,
            )
    if st.toggle("Compare every model on the same past weeks", key="forecast-compare"):
        compared(result.resolution, channel)


def prophet_parts(result: Forecast, channel: str) -> None:
    """Trend, weekly and daily curve of a forecast that Prophet made."""
    if result.model != "prophet":
        return
    parts = cached.prophet_parts(resolution=result.resolution, channel=channel)
    if parts is not None:
        with st.expander("What Prophet's curve is made of", icon=":material/stacked_line_chart:"):
            for chart in charts.components(parts):
                picture.show(chart, height=LOW)
            st.caption("Trend, weekly and daily curve add up to the forecast, before it is cut at zero.")


def compared(resolution: Resolution, channel: str) -> None:
    """Every model on the same weeks; Prophet has to be fitted once a week, which takes a moment."""
    tested = cached.backtest(resolution=resolution, channel=channel)
    rows = [
        {
            "Model": MODELS.get(m.model, m.model),
            "Off by, a day": _share(m.accuracy.day_error),
            "Off by, a value": _share(m.scores.wape),
            "Off by, the week": _share(m.scores.total_error),
            "In the 80% band": _share(m.scores.coverage),
            "MASE": _decimals(m.scores.mase),
            "Skill": _share(m.accuracy.skill),
        }
        for m in tested.models
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    for model, reason in tested.left_out:
        st.caption(plain(f"{MODELS.get(model, model)} is left out: {reason}"))
    used = MODELS.get(tested.used, tested.used)
    st.caption(plain(f"{words.count(tested.origins, 'past week')}; Automatic uses: {used}."))


def _table(measured: Accuracy, part: str, model: str) -> pd.DataFrame:
    """Columns at, model, share: how far each part was off, of this model and of repeating last week."""
    rows = [
        (piece.at, name, share)
        for piece in getattr(measured, part)
        for name, share in ((MODELS.get(model, model), piece.wape), ("Repeating last week", piece.naive_wape))
        if share is not None
    ]
    return pd.DataFrame(rows, columns=["at", "model", "share"]).drop_duplicates()


def _share(value: float | None) -> str:
    return "–" if value is None else words.share(value)


def _decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
