"""What comes next, after what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from energy_core import words
from energy_core.charts.frame import (
    BLUE,
    GREY,
    MOST_POINTS,
    ORANGE,
    energy_axis,
    framed,
    kwh_tooltip,
    time_axis,
    wall_time,
)

if TYPE_CHECKING:
    from energy_core.forecasting import Forecast

COLOUR: Final = alt.Color(
    "what:N",
    title=None,
    scale=alt.Scale(domain=["readings", "forecast"], range=[GREY, BLUE]),
    legend=alt.Legend(orient="top"),
)
WHEN: Final = [alt.Tooltip("when:N", title="When")]
READ: Final = [*WHEN, kwh_tooltip("kwh", "Read kWh")]
EXPECTED: Final = [
    *WHEN,
    kwh_tooltip("kwh", "Expected kWh"),
    kwh_tooltip("lower", "Band from"),
    kwh_tooltip("upper", "Band to"),
]


def forecast(forecast: Forecast, recent: pd.Series) -> Any:
    """The readings before, the expected curve and its band.

    Parameters
    ----------
    recent : energy by the forecast's own span, the newest last; index local starts. [kWh]
    """
    hourly = forecast.resolution == "hourly"
    unit = f"kWh per {'hour' if hourly else 'day'}"
    past = _past(recent.iloc[-MOST_POINTS:], hourly=hourly)
    ahead = _ahead(forecast, hourly=hourly)
    x = time_axis("start", f"Local time ({forecast.timezone})")
    band = (
        alt.Chart(ahead)
        .mark_area(color=BLUE, opacity=0.2)
        .encode(x=x, y=energy_axis("lower", unit), y2="upper:Q")
    )
    was = alt.Chart(past).mark_line(strokeWidth=1.5).encode(x=x, y="kwh:Q", color=COLOUR, tooltip=READ)
    expected = (
        alt.Chart(ahead)
        .mark_line(strokeWidth=2.5, point=not hourly)
        .encode(x=x, y="kwh:Q", color=COLOUR, tooltip=EXPECTED)
    )
    border = alt.Chart(ahead.head(1)).mark_rule(color=ORANGE, strokeDash=[4, 4]).encode(x=x, tooltip=WHEN)
    layers = (band + was + expected + border).resolve_scale(color="shared").interactive(bind_y=False)
    subtitle = (
        f"The band holds {words.share(forecast.band)} of outcomes;\nyour readings end at the dashed line"
    )
    return framed(layers, f"The next {forecast.horizon_days} days", subtitle=subtitle)


def _past(recent: pd.Series, *, hourly: bool) -> pd.DataFrame:
    index = pd.DatetimeIndex(recent.index)
    return pd.DataFrame(
        {
            "start": wall_time(index),
            "when": _when(index, hourly=hourly),
            "kwh": recent.to_numpy(),
            "what": "readings",
        }
    )


def _ahead(forecast: Forecast, *, hourly: bool) -> pd.DataFrame:
    points = forecast.points
    index = pd.DatetimeIndex(points["start"])
    if index.tz is not None:
        index = index.tz_convert(forecast.timezone)
    return pd.DataFrame(
        {
            "start": wall_time(index),
            "when": _when(index, hourly=hourly),
            "kwh": points["kwh"].to_numpy(),
            "lower": points["lower"].to_numpy(),
            "upper": points["upper"].to_numpy(),
            "what": "forecast",
        }
    )


def _when(index: pd.DatetimeIndex, *, hourly: bool) -> list[str]:
    return [words.day_and_clock(moment) if hourly else words.day(moment) for moment in index]
