"""How far a forecast was off, by day ahead or by hour; and what Prophet's curve is made of."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pandas as pd

from energy_core.charts.frame import BLUE, GREY, ORANGE, energy_axis, framed, time_axis, wall_time

OFF: Final = "Off by, share of the energy used"
LOW: Final = 200


def accuracy_parts(parts: pd.DataFrame, title: str) -> Any:
    """One line a model. Columns at (day ahead or hour), model, share of the energy used [fraction]."""
    models = list(dict.fromkeys(parts["model"]))
    lines = (
        alt.Chart(parts)
        .mark_line(point=True)
        .encode(
            x=alt.X("at:O", title=title, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("share:Q", title=OFF, axis=alt.Axis(format="%"), scale=alt.Scale(zero=True)),
            color=alt.Color(
                "model:N",
                title=None,
                scale=alt.Scale(domain=models, range=[BLUE, GREY, ORANGE][: len(models)]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("at:O", title=title),
                alt.Tooltip("model:N", title="Model"),
                alt.Tooltip("share:Q", title="Off by", format=".0%"),
            ],
        )
    )
    return framed(lines, f"Error by {title.lower()}", height=LOW)


def components(parts: pd.DataFrame) -> list[Any]:
    """Prophet's trend, weekly and daily curve over the horizon, a chart each; they add up to its forecast.

    Columns start (local), part, kwh.
    """
    return [
        framed(
            alt.Chart(own.assign(start=wall_time(own["start"])))
            .mark_line(color=BLUE)
            .encode(
                x=time_axis("start", "Local time"),
                y=energy_axis("kwh", "kWh"),
                tooltip=[alt.Tooltip("kwh:Q", title="kWh", format=".3f")],
            ),
            str(part).capitalize(),
            height=LOW,
        )
        for part, own in parts.groupby("part", sort=False)
    ]
