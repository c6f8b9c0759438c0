"""The shape of a day and of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from energy_core import words
from energy_core.charts.frame import BLUE, GREY, ORANGE, framed, kwh_tooltip

if TYPE_CHECKING:
    from energy_core.load_profile import LoadProfile

HOUR_TITLE: Final = "Hour of the day (local time)"
HOUR: Final = [
    alt.Tooltip("kind:N", title="Days"),
    alt.Tooltip("clock:N", title="Hour"),
    kwh_tooltip("mean_kwh", "Mean kWh"),
    kwh_tooltip("low_kwh", "A low day"),
    kwh_tooltip("high_kwh", "A high day"),
]
CLOCK: Final = "(datum.value < 10 ? '0' : '') + datum.value + ':00'"


def typical_day(profile: LoadProfile) -> Any:
    """Mean of each hour on weekdays and weekends, over the range of eight days in ten."""
    frame = profile.typical_day.assign(
        clock=profile.typical_day["hour"].map(lambda hour: words.hours([int(hour)])),
        kind=profile.typical_day["day_type"].map(
            {"all": "all days", "weekday": "weekdays", "weekend": "weekends"}
        ),
    )
    x = alt.X(
        "hour:Q",
        title=HOUR_TITLE,
        scale=alt.Scale(domain=[0, 23], nice=False),
        axis=alt.Axis(values=list(range(0, 24, 3)), labelExpr=CLOCK),
    )
    everyday = alt.Chart(frame).transform_filter(alt.datum.day_type == "all")
    band = everyday.mark_area(color=GREY, opacity=0.25, interpolate="monotone").encode(
        x=x, y=alt.Y("low_kwh:Q", title="kWh per hour"), y2="high_kwh:Q"
    )
    lines = (
        alt.Chart(frame)
        .transform_filter(alt.datum.day_type != "all")
        .mark_line(interpolate="monotone", strokeWidth=2.5, point=alt.OverlayMarkDef(size=25))
        .encode(
            x=x,
            y="mean_kwh:Q",
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["weekdays", "weekends"], range=[BLUE, ORANGE]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=HOUR,
        )
    )
    return framed(band + lines, "A typical day", subtitle="The grey band holds eight days in ten")


def heat_map(profile: LoadProfile) -> Any:
    """Mean of each hour of the week."""
    frame = profile.heat_map.assign(
        clock=profile.heat_map["hour"].map(lambda hour: words.hours([int(hour)])),
    )
    chart = (
        alt.Chart(frame)
        .mark_rect()
        .encode(
            x=alt.X("hour:O", title=HOUR_TITLE, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("weekday:O", title=None, sort=list(words.WEEKDAYS)),
            color=alt.Color(
                "mean_kwh:Q",
                title="Mean kWh per hour",
                scale=alt.Scale(scheme="viridis"),
                legend=alt.Legend(orient="top", gradientLength=220),
            ),
            tooltip=[
                alt.Tooltip("weekday:N", title="Day"),
                alt.Tooltip("clock:N", title="Hour"),
                alt.Tooltip("mean_kwh:Q", title="Mean kWh", format=".3~f"),
            ],
        )
    )
    return framed(chart, "When in the week", height=400)
