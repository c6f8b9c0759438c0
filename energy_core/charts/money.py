"""Prices by hour of the week, bills by billing period, and what a change would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pandas as pd

from energy_core import words
from energy_core.charts.frame import BLUE, GREY, ORANGE, PALETTE, framed, legend
from energy_core.charts.profile import CLOCK, HOUR_TITLE
from energy_core.tariffs.coverage import HOLIDAY, names_holidays, rate_table

if TYPE_CHECKING:
    from energy_core.bills import Bill, Compared
    from energy_core.tariffs import Tariff, Version

MOST_BILLS: Final = 8
WEEK_HEIGHT: Final = 420
"""So that seven days and the holidays have a line each. [pixels]"""

KINDS: Final = (*words.WEEKDAYS, "Public holiday")


def price_week(tariff: Tariff, version: Version, *, month: int) -> Any:
    """The price of each quarter hour of a week in a month, the first tier's where there are several."""
    table = rate_table(version.rates)[month - 1]
    days = len(KINDS) if names_holidays(version.rates) else HOLIDAY
    unit = f"{words.label(tariff.currency)} per kWh"
    rows = [
        (KINDS[day], quarter / 4, (quarter + 1) / 4, rate.name, float(rate.steps[0].per_kwh))
        for day in range(days)
        for quarter, rate in enumerate(version.rates[number] for number in table[day])
    ]
    frame = _runs(pd.DataFrame(rows, columns=["day", "from", "until", "rate", "price"]))
    chart = (
        alt.Chart(frame)
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "from:Q",
                title=HOUR_TITLE,
                scale=alt.Scale(domain=[0, 24], nice=False),
                axis=alt.Axis(values=list(range(0, 25, 3)), labelExpr=CLOCK),
            ),
            x2="until:Q",
            y=alt.Y("day:O", title=None, sort=list(KINDS), axis=alt.Axis(labelOverlap=False)),
            color=alt.Color(
                "price:Q",
                title=unit,
                scale=alt.Scale(scheme="viridis"),
                legend=alt.Legend(orient="top", gradientLength=220, format=".4~f"),
            ),
            tooltip=[
                alt.Tooltip("day:N", title="Day"),
                alt.Tooltip("hours:N", title="Hours"),
                alt.Tooltip("rate:N", title="Rate"),
                alt.Tooltip("price:Q", title=unit, format=".4~f"),
            ],
        )
    )
    name = pd.Timestamp(2024, month, 1).month_name()
    return framed(chart, f"What a kWh costs in {name}", height=WEEK_HEIGHT)


def _runs(quarters: pd.DataFrame) -> pd.DataFrame:
    """Quarters in a row at one rate as one bar."""
    changed = (quarters["rate"] != quarters["rate"].shift()) | (quarters["day"] != quarters["day"].shift())
    runs = quarters.groupby(changed.cumsum(), sort=False).agg(
        {"day": "first", "from": "first", "until": "last", "rate": "first", "price": "first"}
    )
    hours = [f"{_clock(a)} to {_clock(b)}" for a, b in zip(runs["from"], runs["until"], strict=True)]
    return runs.assign(hours=hours, rate=runs["rate"].map(words.label))


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


def bill_by_period(made: Bill) -> Any:
    """Each billing period as a bar, divided into its lines."""
    rows = [
        (_name(one.period.start, one.period.end), words.label(line.name), float(line.amount))
        for one in made.periods
        for line in one.lines
    ]
    frame = pd.DataFrame(rows, columns=["period", "line", "amount"])
    names = list(dict.fromkeys(frame["line"]))
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X(
                "period:O", title="Billing period", sort=None, axis=alt.Axis(labelOverlap=True, labelAngle=0)
            ),
            y=alt.Y("amount:Q", title=_unit(made.currency), axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "line:N",
                title=None,
                sort=names,
                scale=alt.Scale(domain=names, range=list(PALETTE) * (1 + len(names) // len(PALETTE))),
                legend=legend(names),
            ),
            tooltip=[
                alt.Tooltip("period:N", title="Billing period"),
                alt.Tooltip("line:N", title="Line"),
                alt.Tooltip("amount:Q", title=_unit(made.currency), format=",.2f"),
            ],
        )
    )
    return framed(chart, "What each billing period cost")


def compared_by_month(compared: Compared) -> Any:
    """The same billing periods under each tariff, side by side."""
    from energy_core.bills.explain import months

    names = [words.label(made.tariff) for made in compared.bills[:MOST_BILLS]]
    rows = [
        (_name(month.start, month.end), name, float(total))
        for month in months(compared)
        for name, total in zip(names, month.totals, strict=False)
    ]
    currency = compared.bills[0].currency
    frame = pd.DataFrame(rows, columns=["period", "tariff", "amount"])
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X(
                "period:O", title="Billing period", sort=None, axis=alt.Axis(labelOverlap=True, labelAngle=0)
            ),
            xOffset=alt.XOffset("tariff:N", sort=names),
            y=alt.Y("amount:Q", title=_unit(currency), axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "tariff:N",
                title=None,
                sort=names,
                scale=alt.Scale(domain=names, range=list(PALETTE[: len(names)])),
                legend=legend(names),
            ),
            tooltip=[
                alt.Tooltip("period:N", title="Billing period"),
                alt.Tooltip("tariff:N", title="Tariff"),
                alt.Tooltip("amount:Q", title=_unit(currency), format=",.2f"),
            ],
        )
    )
    return framed(chart, "Month by month under each tariff")


def day_before_and_after(before: Sequence[float], after: Sequence[float]) -> Any:
    """The mean of each hour of the day, as it was and as it would be. [kWh]"""
    hours = np.append(np.arange(24), 24)  # the last hour ends where the day does
    frame = pd.concat(
        [
            pd.DataFrame({"hour": hours, "kwh": [*values, values[-1]], "case": case})
            for case, values in (("as it was", before), ("with the change", after))
        ]
    )
    frame["clock"] = frame["hour"].map(lambda hour: words.hours([min(int(hour), 23)]))
    chart = (
        alt.Chart(frame)
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=alt.X(
                "hour:Q",
                title=HOUR_TITLE,
                scale=alt.Scale(domain=[0, 24], nice=False),
                axis=alt.Axis(values=list(range(0, 25, 3)), labelExpr=CLOCK),
            ),
            y=alt.Y("kwh:Q", title="kWh per hour", axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "case:N",
                title=None,
                scale=alt.Scale(domain=["as it was", "with the change"], range=[GREY, ORANGE]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("case:N", title="Case"),
                alt.Tooltip("clock:N", title="Hour"),
                alt.Tooltip("kwh:Q", title="Mean kWh", format=".3~f"),
            ],
        )
    )
    return framed(chart, "A day before and after")


def cost_by_channel(made: Bill) -> Any:
    """Who ran the bill up, the dearest first."""
    before_vat = " before VAT" if any(line.unit == "%" for line in made.lines) else ""
    frame = pd.DataFrame(
        {
            "channel": [words.label(part.channel) for part in made.per_channel],
            "amount": [float(part.amount) for part in made.per_channel],
            "kwh": [part.kwh for part in made.per_channel],
        }
    )
    chart = (
        alt.Chart(frame)
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X(
                "amount:Q", title=f"{_unit(made.currency)}, energy{before_vat}", axis=alt.Axis(tickCount=5)
            ),
            y=alt.Y("channel:N", title=None, sort="-x", axis=alt.Axis(labelLimit=170)),
            tooltip=[
                alt.Tooltip("channel:N", title="Channel"),
                alt.Tooltip("amount:Q", title=_unit(made.currency), format=",.2f"),
                alt.Tooltip("kwh:Q", title="kWh", format=",.3~f"),
            ],
        )
    )
    return framed(chart, "Who ran the bill up, at the hours it ran")


def _name(start: Any, end: Any) -> str:
    return words.month(start) if start.day == 1 else words.period(start, end)


def _unit(currency: str) -> str:
    return "at your price" if currency == "XXX" else words.label(currency)
