"""Rows of any query as a chart, if they have a time, an hour of the day or names beside their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from energy_core import words
from energy_core.charts.frame import MOST_POINTS, PALETTE, framed, kwh_tooltip, time_axis, wall_time

MOST_SERIES: Final = len(PALETTE) - 1
MOST_BARS: Final = 40
FEW_POINTS: Final = 100
"""So few that each gets a dot."""

MOSTLY: Final = 0.9

FEW_TIMES: Final = 31
"""So few that each is a place of its own, with bars."""
HOURS: Final = ("local_hour", "peak_hour", "hour")


Kind = Literal["time", "hour", "names"]


@dataclass(frozen=True)
class Shape:
    """How rows can be drawn: along `axis`, which of the numbers, and the names that make a line each.

    alike : the measures that share the first one's unit, as names end in their unit.
    """

    kind: Kind
    axis: str
    measures: tuple[str, ...]
    alike: tuple[str, ...]
    names: tuple[str, ...]


def shape_of(rows: pd.DataFrame) -> Shape | None:
    """None for rows that no chart would make clearer."""
    if len(rows) < 2 or not rows.columns.is_unique:
        return None
    times = [name for name in rows.columns if _is_time(rows[name])]
    hours = [name for name in rows.columns if name in HOURS]
    texts = [name for name in rows.columns if name not in times and not _is_number(rows[name])]
    measures = tuple(
        n for n in rows.columns if _is_number(rows[n]) and n not in hours and rows[n].notna().any()
    )
    if not measures:
        return None
    alike = tuple(name for name in measures if _unit(name) == _unit(measures[0]))
    several = tuple(name for name in texts if len(rows[name].unique()) > 1)
    if times or hours:
        if len(set(_joined(rows, several))) * len(alike) > MOST_SERIES:
            several = ()
        axis = times[0] if times else hours[0]
        shape = Shape("time" if times else "hour", axis, measures, alike, several)
        return shape if _one_per_point(rows, shape) else None
    if several and len(rows) <= MOST_BARS:
        return Shape("names", several[-1], measures, alike[:1], several)
    return None


def rows_chart(rows: pd.DataFrame, shape: Shape, measures: tuple[str, ...]) -> Any:
    """The rows along their axis; the first few thousand of them."""
    drawn = _drawn(rows.head(MOST_POINTS // max(1, len(measures))), shape, measures)
    series = list(dict.fromkeys(drawn["series"]))
    legend = alt.Legend(orient="top", columns=3, labelLimit=200) if len(series) > 1 else None
    chart = _marked(drawn, shape, _axis_title(rows[shape.axis], shape)).encode(
        color=alt.Color(
            "series:N", title=None, scale=alt.Scale(domain=series, range=list(PALETTE)), legend=legend
        ),
        tooltip=[
            alt.Tooltip("said:N", title=shape.axis),
            alt.Tooltip("series:N", title="What"),
            kwh_tooltip("value", "Value"),
        ],
    )
    return framed(chart, words.listed(measures), subtitle=f"by {shape.axis}")


def _marked(drawn: pd.DataFrame, shape: Shape, title: str) -> Any:
    """Bars for names and a few times, else a line along the time."""
    chart, value = alt.Chart(drawn), alt.Axis(tickCount=5)
    if shape.kind == "names":
        named = alt.Y("at:N", title=None, sort=None, axis=alt.Axis(labelLimit=220))
        bars = chart.mark_bar(cornerRadiusEnd=2)
        return bars.encode(x=alt.X("value:Q", title=None, axis=value), y=named, yOffset=_beside(drawn, "y"))
    height = alt.Y("value:Q", title=None, axis=value)
    if shape.kind == "hour":
        line = chart.mark_line(point=True)
        return line.encode(
            x=alt.X("at:O", title=title, axis=alt.Axis(labelAngle=0, labelOverlap=True)), y=height
        )
    if len(drawn["at"].unique()) <= FEW_TIMES:
        times = alt.X("said:O", title=title, sort=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
        return chart.mark_bar(cornerRadiusEnd=2).encode(x=times, y=height, xOffset=_beside(drawn, "x"))
    steady = (
        chart.mark_line(point=len(drawn) < FEW_POINTS)
        if _is_steady(drawn["at"])
        else chart.mark_circle(size=60)
    )
    return steady.encode(x=time_axis("at", title), y=height)


def _is_steady(at: pd.Series) -> bool:
    """Whether times follow each other evenly, but for gaps: between others a line would invent values."""
    steps = pd.Series(sorted(pd.to_datetime(at.unique()))).diff().dropna()
    return bool((steps <= 1.5 * steps.median()).mean() > MOSTLY)


def _beside(drawn: pd.DataFrame, way: Literal["x", "y"]) -> Any:
    """Several series stand beside each other, never on top: they need not add up."""
    offset = alt.XOffset if way == "x" else alt.YOffset
    return offset("series:N", sort=None) if len(drawn["series"].unique()) > 1 else alt.Undefined


def _drawn(rows: pd.DataFrame, shape: Shape, measures: tuple[str, ...]) -> pd.DataFrame:
    at, said = _places(rows, shape)
    label = _joined(rows, shape.names) if shape.kind != "names" else pd.Series("", index=rows.index)
    parts = []
    for measure in measures:
        series = label.map(lambda name, measure=measure: _series(name, measure, len(measures)))
        parts.append(
            pd.DataFrame({"at": at, "said": said, "series": series, "value": rows[measure].astype(float)})
        )
    return pd.concat(parts, ignore_index=True).dropna(subset=["value"])


def _places(rows: pd.DataFrame, shape: Shape) -> tuple[Any, list[str]]:
    """Where each row stands on the axis, and how that is said."""
    if shape.kind == "time":
        moments = pd.DatetimeIndex(pd.to_datetime(rows[shape.axis]))
        whole = moments == moments.normalize()
        say = (
            words.day_and_clock if not whole.all() else words.month if (moments.day == 1).all() else words.day
        )
        return wall_time(moments), [say(moment) for moment in moments]
    if shape.kind == "hour":
        return rows[shape.axis], [f"{int(hour):02d}:00" for hour in rows[shape.axis]]
    named = _joined(rows, shape.names)
    return named, named.tolist()


def _series(name: str, measure: str, count: int) -> str:
    return ", ".join(part for part in (name, measure if count > 1 or not name else "") if part)


def _joined(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """The names of each row as one text."""
    columns = [[words.label(str(value)) for value in rows[name]] for name in names]
    texts = [", ".join(row) for row in zip(*columns, strict=True)] or [""] * len(rows)
    return pd.Series(texts, index=rows.index, dtype="str")


def _one_per_point(rows: pd.DataFrame, shape: Shape) -> bool:
    """Two values at one place of one line would be drawn as a scribble."""
    at = rows[shape.axis]
    return bool(at.notna().all()) and not rows.duplicated([shape.axis, *shape.names]).any()


def _is_time(column: pd.Series) -> bool:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return True
    known = column.dropna()
    return len(known) > 0 and all(isinstance(value, date) for value in known)


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype)


def _unit(name: str) -> str:
    return name.rpartition("_")[2]


def _axis_title(column: pd.Series, shape: Shape) -> str:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return f"{shape.axis} (UTC)"
    local = shape.axis.startswith("local") or shape.kind == "hour"
    return f"{shape.axis} (local)" if local else shape.axis
