"""The forecast in figures: total with its band and money, how good it has been, and every point."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import words
from energy_core.forecasting import Accuracy, Forecast
from energy_core.home import Home
from ui import cached
from ui.cached import Resolution
from ui.parts import glossary
from ui.parts.advice import needs
from ui.parts.forecast_choices import MODELS
from ui.parts.plain_text import plain

RULES: Final = {"seasonal-naive": "simply repeating the week before"}


def headline(result: Forecast, home: Home) -> None:
    total = result.total
    with st.grid(3, min_column_width=160):
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


def accuracy(result: Forecast) -> None:
    """A sentence, then the figures for those who want them."""
    measured = result.accuracy
    if measured is None:
        needs(result.accuracy_reason or "The readings are too few to test the forecast on them.")
        return
    st.markdown(plain(_tested(measured, result.resolution)))
    with st.expander("Figures", icon=":material/functions:"), st.grid(min_column_width=150):
        st.metric("MASE", _decimals(measured.mase), help=glossary.MASE)
        st.metric("WAPE", _share(measured.wape), help="Absolute errors divided by the energy used.")
        st.metric("Skill", _share(measured.skill), help="1 − error / error of the simple rule.")
        st.metric("Coverage", _share(measured.coverage), help=glossary.BAND)
        st.metric("Past weeks", f"{measured.origins}")


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


def _share(value: float | None) -> str:
    return "–" if value is None else words.share(value)


def _decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _tested(measured: Accuracy, resolution: Resolution) -> str:
    said = []
    if measured.wape is not None:
        span = "hour" if resolution == "hourly" else "day"
        said.append(f"each {span} it was off by {words.share(measured.wape)} of what was used")
    if measured.skill is not None:
        verdict = "better" if measured.skill > 0 else "no better"
        said.append(f"{verdict} than {RULES.get(measured.naive_rule, measured.naive_rule)}")
    if measured.coverage is not None:
        said.append(f"and its 80% band held {words.share(measured.coverage)} of the time")
    weeks = words.count(measured.origins, "past week")
    return f"Tried on {weeks} of your own readings, as if they had not happened yet: {', '.join(said)}."
