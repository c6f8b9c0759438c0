"""What was unusual, against what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pandas as pd

from energy_core import words
from energy_core.anomalies.found import CALLED
from energy_core.anomalies.ranked import largest_first, unsettled
from energy_core.charts.frame import (
    BLUE,
    GREY,
    MOST_POINTS,
    PALETTE,
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
COLOURS: Final = (PALETTE[1], PALETTE[5], PALETTE[6], PALETTE[8], PALETTE[2])

READ: Final = [alt.Tooltip("when:N", title="When"), kwh_tooltip("kwh", "kWh")]
FLAGGED: Final = [
    alt.Tooltip("when:N", title="When"),
    alt.Tooltip("kind:N", title="Kind"),
    kwh_tooltip("energy", "kWh in all"),
    kwh_tooltip("expected", "Usually"),
    alt.Tooltip("more:N", title="Within hours of it"),
]
LEGEND: Final = alt.Legend(orient="top", symbolType="circle", symbolOpacity=1, columns=3)
VISIBLE: Final = 0.01
"""Share of the chart from which on the length of an event can be seen."""


def anomalies(anomalies: Anomalies, series: pd.Series, channel: str, *, most: int = MOST_MARKS) -> Any:
    """The channel's readings, its limit, and its largest occasions, each marked where it was furthest off.

    Parameters
    ----------
    series : the channel's energy by hour or day; index local starts. [kWh]
    most : how many occasions (events within hours of each other) to mark.
    """
    own = anomalies.points[anomalies.points["channel"] == channel]
    events = unsettled(anomalies.events)
    ranked = largest_first(events[events["channel"] == channel])
    shown = ranked[ranked["occasion"] < min(most, MOST_MARKS)]
    line, unit = _line(series)
    index = pd.DatetimeIndex(series.index)
    title = zone_name(shown["start"] if index.tz is None and len(shown) else index)
    x, y = time_axis("start", title), energy_axis("kwh", unit)
    marked = _marks(shown, own)
    colour = _colour(set(marked["kind"]))
    seen = VISIBLE * (index[-1] - index[0]) if len(index) else pd.Timedelta(0)
    long = marked[marked["days"] * pd.Timedelta(days=1) >= seen]
    bands = alt.Chart(long).mark_rect(opacity=0.2).encode(time_axis("begin", title), x2="end:T", color=colour)
    readings = alt.Chart(_frame(line)).mark_line(color=BLUE, strokeWidth=1.2).encode(x=x, y=y, tooltip=READ)
    marks = (
        alt.Chart(marked).mark_circle(size=70, opacity=0.95).encode(x=x, y=y, color=colour, tooltip=FLAGGED)
    )
    layers = bands + readings + marks
    limited = anomalies.method == "z-score"
    if limited and len(shown):
        layers = layers + _limit(float(own["limit_kwh"].iloc[0]))
    said = _said(ranked, shown, limited=limited)
    return framed(layers.interactive(bind_y=False), f"Unusual use: {words.label(channel)}", subtitle=said)


def _colour(present: set[str]) -> alt.Color:
    """By kind, with a legend of those that are there."""
    of_kind = {kind: colour for kind, colour in zip(CALLED.values(), COLOURS, strict=True) if kind in present}
    scale = alt.Scale(domain=list(of_kind), range=list(of_kind.values()))
    return alt.Color("kind:N", title=None, scale=scale, legend=LEGEND)


def _said(ranked: pd.DataFrame, shown: pd.DataFrame, *, limited: bool) -> str:
    where = " above the limit (dashed)" if limited else ""
    if not len(ranked):
        return "Nothing above the limit" if limited else "Nothing unusual"
    if len(shown) == len(ranked):
        return f"{words.count(len(ranked), 'event')}{where}"
    share = float(shown["excess_kwh"].abs().sum() / ranked["excess_kwh"].abs().sum())
    marked = words.count(shown["occasion"].nunique(), "largest occasion")
    return (
        f"The {marked}: {len(shown)} of {words.count(len(ranked), 'event')}{where},\n"
        f"{words.share(share)} of the energy beyond the usual"
    )


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


def _marks(shown: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """One row per occasion: where its largest event was furthest from the usual, and how long it lasted."""
    firsts = shown.drop_duplicates("occasion")
    more = shown.groupby("occasion").size().reindex(firsts["occasion"]).to_numpy() - 1
    peaks = [_peak(event, points) for event in firsts.to_dict("records")]
    begins, ends = pd.DatetimeIndex(firsts["start"]), pd.DatetimeIndex(firsts["end"])
    return pd.DataFrame(
        {
            "start": wall_time(pd.DatetimeIndex([at for at, _ in peaks], tz=begins.tz)),
            "begin": wall_time(begins),
            "end": wall_time(ends),
            "days": (ends - begins) / pd.Timedelta(days=1),
            "when": [words.day_and_clock(moment) for moment in begins],
            "kwh": np.array([kwh for _, kwh in peaks], dtype=np.float64),
            "energy": firsts["kwh"].to_numpy(),
            "expected": firsts["expected_kwh"].to_numpy(),
            "kind": firsts["kind"].map(CALLED).to_numpy(),
            "more": [f"{words.count(int(n), 'smaller event')}" if n else "nothing else" for n in more],
        }
    )


def _peak(event: dict[Any, Any], points: pd.DataFrame) -> tuple[pd.Timestamp, float]:
    inside = points[(points["start"] >= event["start"]) & (points["end"] <= event["end"])]
    furthest = inside.loc[inside["excess_kwh"].abs().idxmax()]
    return furthest["start"], float(furthest["kwh"])
