"""The forecast in figures: total with its band and money, how good it has been, and every point."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.forecasting import Forecast
from energy_core.home import Home
from ui import cached
from ui.parts import glossary
from ui.parts.forecast_choices import MODELS
from ui.parts.plain_text import plain


def headline(result: Forecast, home: Home) -> None:
    total = result.total
    with st.grid(3, min_column_width=200):
        _figure(
            f"Next {words.count(result.horizon_days, 'day')}",
            words.kwh(total.kwh),
            words.between(words.kwh(total.lower), words.kwh(total.upper)),
        )
        if (prices := cached.prices()) is not None:
            price = prices.mean_per_kwh
            _figure(
                "At your price" if home.tariff is None else "At what you pay on average",
                words.money_about(total.kwh * price, home.currency),
                words.between(
                    *(words.money_about(kwh * price, home.currency) for kwh in (total.lower, total.upper))
                ),
            )
        st.metric(
            "Model",
            plain(MODELS.get(result.model, result.model)),
            delta="stands in" if result.fallback_reason else "used for this forecast",
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def points(result: Forecast) -> None:
    number = st.column_config.NumberColumn
    form = "ddd D MMM, HH:mm" if result.resolution == "hourly" else "ddd D MMM YYYY"
    st.dataframe(
        result.points,
        hide_index=True,
        height=320 if len(result.points) > 8 else "content",
        column_order=["start", "mean_kwh", "kwh", "lower", "upper"],
        column_config={
            "start": st.column_config.DatetimeColumn("Start", format=form),
            "mean_kwh": number("Mean kWh", format="%.3f", help="Adds up to the total."),
            "kwh": number("Median kWh", format="%.3f", help="As likely to be more as to be less."),
            "lower": number("Band from", format="%.3f", help=glossary.BAND),
            "upper": number("Band to", format="%.3f", help=glossary.BAND),
        },
    )


def _figure(label: str, value: str, band: str) -> None:
    st.metric(
        label,
        plain(value),
        delta=plain(f"80% band {band}"),
        delta_color="off",
        delta_arrow="off",
        help=glossary.BAND,
        border=True,
    )
