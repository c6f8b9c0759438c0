"""What was unusual, against what is usual."""

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
    per_span,
    time_axis,
    wall_time,
    zone_name,
)  # fmt: skip

if TYPE_CHECKING:
    from energy_core.anomalies import Anomalies

MOST_MARKS: Final = 1000

READ: Final = [alt.Tooltip("when:N", title="When"), kwh_tooltip("kwh", "kWh")]
FLAGGED: Final = [
    *READ,
    kwh_tooltip("expected", "Usually"),
    alt.Tooltip("kind:N", title="Kind"),
]


def anomalies(anomalies: Anomalies, series: pd.Series, channel: str) -> Any:
    """The channel's readings, its limit, and the flagged ones.

    Parameters
    ----------
    series : the channel's energy by hour or day; index local starts. [kWh]
    """
    own = anomalies.points[anomalies.points["channel"] == channel]
    flagged = own.nlargest(MOST_MARKS, "score").sort_values("start")
    line, unit = _line(series)
    index = pd.DatetimeIndex(series.index)
    x = time_axis("start", zone_name(flagged["start"] if index.tz is None and len(flagged) else index))
    y = energy_axis("kwh", unit)
    readings = alt.Chart(_frame(line)).mark_line(color=BLUE, strokeWidth=1.2).encode(x=x, y=y, tooltip=READ)
    marks = (
        alt.Chart(_marks(flagged, anomalies.events))
        .mark_circle(color=ORANGE, size=60, opacity=0.9)
        .encode(x=x, y=y, tooltip=FLAGGED)
    )
    layers = readings + marks
    found = words.count(len(own), "reading")
    said = f"{found} unusual" if len(flagged) else "Nothing unusual"
    if anomalies.method == "z-score":
        if len(flagged):
            layers = layers + _limit(float(flagged["limit_kwh"].iloc[0]))
        said = f"{found} above the limit (dashed)" if len(flagged) else "Nothing above the limit"
    return framed(layers.interactive(bind_y=False), f"Unusual use: {words.label(channel)}", subtitle=said)


def _limit(kwh: float) -> Any:
    rule = alt.Chart(pd.DataFrame({"kwh": [kwh]})).mark_rule(color=GREY, strokeDash=[6, 4])
    return rule.encode(y="kwh:Q", tooltip=kwh_tooltip("kwh", "Limit, kWh"))


def _line(series: pd.Series) -> tuple[pd.Series, str]:
    """Few enough points; of more, the highest of each day or week, so that flagged ones lie on the line."""
    index = pd.DatetimeIndex(series.index)
    unit = per_span(pd.Series(index[1:] - index[:-1]).median()) if len(index) > 1 else "kWh"
    if len(series) <= MOST_POINTS:
        return series, unit
    naive = series.set_axis(index.tz_localize(None))
    days = naive.resample("D").max()
    if len(days) <= MOST_POINTS:
        return days, f"{unit}, highest of each day"
    return naive.resample("7D").max(), f"{unit}, highest of each week"


def _frame(line: pd.Series) -> pd.DataFrame:
    index = pd.DatetimeIndex(line.index)
    return pd.DataFrame(
        {"start": wall_time(index), "when": [words.day_and_clock(m) for m in index], "kwh": line.to_numpy()}
    )


def _marks(flagged: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    index = pd.DatetimeIndex(flagged["start"])
    kinds = pd.Series("", index=flagged.index, dtype="str")
    if len(events):
        told = events[["start", "channel", "kind"]].sort_values("start")
        kinds = pd.merge_asof(flagged[["start", "channel"]], told, on="start", by="channel")["kind"]
    return pd.DataFrame(
        {
            "start": wall_time(index),
            "when": [words.day_and_clock(moment) for moment in index],
            "kwh": flagged["kwh"].to_numpy(),
            "expected": flagged["expected_kwh"].to_numpy(),
            "kind": kinds.str.replace("_", " ").to_numpy(),
        }
    )
