"""Where and when energy goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pandas as pd

from energy_core import words
from energy_core.breakdown import UNTRACKED, consumption_parts
from energy_core.charts.frame import (
    BLUE,
    COARSER,
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
    from energy_core.usage import Usage

BAR_SHARE: Final = 0.92
"""Share of its time that a bar covers, so that neighbours are told apart."""


def usage_over_time(usage: Usage) -> Any:
    """Consumption as bars, split by channel. Appliances behind mains are part of the mains, never on top."""
    rows = consumption_parts(usage.rows, usage.nested)
    if usage.by in ("hour-of-day", "weekday"):
        return _by_cycle(rows, usage.by)
    title = zone_name(rows["start"])
    bars = _stacked(_few_enough(rows))
    lengths = pd.to_timedelta(bars["end"] - bars["start"])
    unit = per_span(pd.Timedelta(lengths.median())) if len(bars) else "kWh"
    picked = alt.selection_point(fields=["channel"], bind="legend")
    chart = (
        alt.Chart(_drawn(bars))
        .mark_bar()
        .encode(
            x=time_axis("start", title),
            x2="end:T",
            y=energy_axis("top", unit),
            y2="bottom:Q",
            color=_channel_colour(bars["channel"]),
            opacity=alt.condition(picked, alt.value(1.0), alt.value(0.2)),
            tooltip=[
                alt.Tooltip("period:N", title="When"),
                alt.Tooltip("channel:N", title="Channel"),
                kwh_tooltip("kwh", "kWh"),
            ],
        )
        .add_params(picked)
        .interactive(bind_y=False)
    )
    return framed(chart, "Electricity used over time", subtitle="Drag to move, scroll to zoom")


def _drawn(bars: pd.DataFrame) -> pd.DataFrame:
    """The bars with wall time, and their period in words."""
    drawn_end = bars["start"] + (bars["end"] - bars["start"]) * BAR_SHARE
    return pd.DataFrame(
        {
            "start": wall_time(bars["start"]),
            "end": wall_time(drawn_end),
            "period": [words.period(s, e) if _days(s, e) else words.day_and_clock(s)
                       for s, e in zip(bars["start"], bars["end"], strict=True)],
            "channel": bars["channel"].astype(str),
            "kwh": bars["kwh"],
            "bottom": bars["bottom"],
            "top": bars["top"],
        }
    )  # fmt: skip


def usage_by_channel(statistics: pd.DataFrame) -> Any:
    """Total per channel, the largest first."""
    used = statistics[statistics["role"].isin(["mains", "appliance"])] if "role" in statistics else statistics
    frame = pd.DataFrame(
        {
            "channel": used["channel"].map(words.label),
            "kwh": used["sum_kwh"],
            "share": [words.share(s) if pd.notna(s) else "" for s in used["share"]],
            "mean": [words.kwh(m) for m in used["mean_kwh"]],
            "std": [words.kwh(s) for s in used["std_kwh"]],
        }
    )
    chart = (
        alt.Chart(frame)
        .mark_bar(color=BLUE, cornerRadiusEnd=2)
        .encode(
            x=alt.X("kwh:Q", title="kWh in all"),
            y=alt.Y("channel:N", title=None, sort="-x", axis=alt.Axis(labelLimit=220)),
            tooltip=[
                alt.Tooltip("channel:N", title="Channel"),
                kwh_tooltip("kwh", "kWh"),
                alt.Tooltip("share:N", title="Share of consumption"),
                alt.Tooltip("mean:N", title="Mean per reading"),
                alt.Tooltip("std:N", title="Standard deviation"),
            ],
        )
    )
    return framed(chart, "Electricity by channel", height=150 + 30 * len(frame))


def _few_enough(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, or their sums by day, week or month when there are too many to draw."""
    for frequency, _ in COARSER:
        if len(rows) <= MOST_POINTS:
            break
        naive = pd.DatetimeIndex(rows["start"]).tz_localize(None)
        first = naive.to_period("M").to_timestamp() if frequency == "MS" else naive.normalize()
        if frequency == "7D":
            first -= pd.to_timedelta(first.day_of_week, unit="D")
        rows = (
            rows.assign(start=first, end=pd.DatetimeIndex(rows["end"]).tz_localize(None))
            .groupby(["start", "channel"], as_index=False, sort=False)
            .agg(kwh=("kwh", "sum"), end=("end", "max"))
        )
    return rows


def _stacked(rows: pd.DataFrame) -> pd.DataFrame:
    """Bottom and top of each channel's part of its bar, the channels in one order everywhere."""
    order = _order(rows["channel"])
    position = rows["channel"].map({name: i for i, name in enumerate(order)})
    ordered: pd.DataFrame = rows.assign(position=position).sort_values(["start", "position"], kind="stable")
    top = ordered.groupby("start")["kwh"].cumsum()
    shown = ordered["channel"].map(words.label)
    return ordered.assign(channel=shown, top=top, bottom=top - ordered["kwh"]).reset_index(drop=True)


def _order(channels: pd.Series) -> list[str]:
    names = list(dict.fromkeys(channels))
    return sorted(names, key=lambda name: name == UNTRACKED)


def _channel_colour(channels: pd.Series) -> alt.Color:
    names = list(dict.fromkeys(channels))
    colours = [PALETTE[i % (len(PALETTE) - 1)] for i in range(len(names))]
    colours = [PALETTE[-1] if n == UNTRACKED else c for n, c in zip(names, colours, strict=True)]
    legend = alt.Legend(orient="top", columns=2, labelLimit=150) if len(names) > 1 else None
    return alt.Color("channel:N", title=None, scale=alt.Scale(domain=names, range=colours), legend=legend)


def _by_cycle(rows: pd.DataFrame, by: str) -> Any:
    names = [f"{h:02d}:00" for h in range(24)] if by == "hour-of-day" else list(words.WEEKDAYS)
    frame = _stacked(rows[rows["start"].isin(names)])[["start", "channel", "kwh", "bottom", "top"]]
    title = "Hour of the day (local time)" if by == "hour-of-day" else "Day of the week"
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("start:O", title=title, sort=names, axis=alt.Axis(labelOverlap=True)),
            y=energy_axis("top", "kWh in all"),
            y2="bottom:Q",
            color=_channel_colour(frame["channel"]),
            tooltip=[
                alt.Tooltip("start:N", title="When"),
                alt.Tooltip("channel:N", title="Channel"),
                kwh_tooltip("kwh", "kWh"),
            ],
        )
    )
    return framed(
        chart, "Electricity used by hour of the day" if by == "hour-of-day" else "Electricity by weekday"
    )


def _days(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return bool((end - start) >= pd.Timedelta(hours=23) and np.equal(start.minute, 0))
