"""What all charts share: palette, local wall time on the axis, few enough points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

PALETTE: Final = (
    "#3B8FD4", "#D07C14", "#1FA187", "#CC79A7", "#A0901A", "#D55E4A", "#8A7BD8", "#3C9FBF", "#8C8C8C",
)  # fmt: skip
"""After M. Okabe and K. Ito, Color Universal Design (2008): told apart with any colour vision; each has a
contrast of at least 3 (WCAG 2.2, 1.4.11) against both white and the app's dark background."""

BLUE: Final = PALETTE[0]
ORANGE: Final = PALETTE[1]
GREY: Final = PALETTE[8]

MOST_POINTS: Final = 3000
"""Browsers draw this many marks at once; a screen has not many more columns."""

LEGEND_LIMIT: Final = 280
"""A telephone is 390 pixels wide. [pixels]"""

HEIGHT: Final = 380
"""Of everything, title and legend too: that is how the app fits a chart. [pixels]"""

COARSER: Final = (("D", "day"), ("7D", "week"), ("MS", "month"))


def wall_time(moments: pd.Series | pd.DatetimeIndex) -> list[str]:
    """Local clock readings as text marked UTC, for a `utc` scale: no browser moves them to its own zone."""
    index = pd.DatetimeIndex(moments)
    naive = index.tz_localize(None) if index.tz is not None else index
    return [f"{moment.isoformat()}Z" for moment in naive]


def zone_name(moments: pd.Series | pd.DatetimeIndex) -> str:
    """Axis title of local time, with the zone where it is known."""
    zone = pd.DatetimeIndex(moments).tz
    return f"Local time ({zone})" if zone is not None else "Local date"


def time_axis(field: str, title: str) -> alt.X:
    return alt.X(f"{field}:T", title=title, scale=alt.Scale(type="utc"), axis=alt.Axis(labelOverlap=True))


def energy_axis(field: str, title: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title=title, axis=alt.Axis(tickCount=5))


def kwh_tooltip(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(f"{field}:Q", title=title, format=",.3~f")


def framed(chart: Any, title: str, *, subtitle: str | None = None, height: int = HEIGHT) -> Any:
    """The chart with its title, as wide as its container; the theme decides on colours of text and ground."""
    lines = (subtitle or "").splitlines()
    heading = alt.TitleParams(title, subtitle=lines, anchor="start", subtitleColor=GREY, offset=12)
    return chart.properties(title=heading, width="container", height=height)


def legend(names: Sequence[str]) -> alt.Legend:
    """Above the chart, in as many columns as its width has room for."""
    longest = min(max((len(name) for name in names), default=0) * 6 + 34, LEGEND_LIMIT + 30)
    columns = alt.ExprRef(f"max(1, floor((width - 20) / {longest}))")
    return alt.Legend(orient="top", columns=columns, labelLimit=LEGEND_LIMIT, offset=4, padding=0)


def per_span(length: pd.Timedelta) -> str:
    """How a bar of this length is called: kWh per hour, day, week or month."""
    hours = length / pd.Timedelta(hours=1)
    for limit, name in ((1.1, "hour"), (26, "day"), (8 * 24, "week"), (32 * 24, "month")):
        if hours <= limit:
            return f"kWh per {name}" if hours > 0.9 else f"kWh per {round(hours * 60)} minutes"
    return "kWh per reading"
