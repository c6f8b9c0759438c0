"""What comes next, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from energy_core import words
from energy_core.errors import NotEnoughDataError
from energy_core.forecasting.in_words import accuracy_in_words
from energy_core.report.content import Block, Paragraph, Section, Table, why_not
from energy_core.report.svg import Picture, Series, lines, values_of

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.forecasting import Forecast

RECENT: Final = {"daily": 28, "hourly": 7 * 24}


def forecast_section(analysis: Analysis) -> Section:
    title = f"The next {analysis.settings.horizon_days} days"
    found = analysis.forecasts.get("daily") or analysis.forecasts.get("hourly")
    if found is None:
        return Section("forecast", title, (why_not(analysis.not_possible, "forecast_daily"),))
    total, home = found.total, analysis.home
    prices = analysis.prices
    money = "" if prices is None else (
        f", {words.money_about(total.kwh * prices.mean_per_kwh, home.currency)} at what you pay on average"
    )  # fmt: skip
    lower, upper = words.kwh(total.lower), words.kwh(total.upper)
    lead = f"About {words.kwh(total.kwh)}{money}."
    if lower != upper:
        lead += f" With a chance of {words.share(found.band)} it will be {words.between(lower, upper)}."
    blocks: list[Block] = [Paragraph(lead)]
    if found.fallback_reason:
        blocks.append(Paragraph(found.fallback_reason))
    picture = _forecast_picture(analysis, found)
    if picture is not None:
        blocks.append(picture)
    blocks.append(_forecast_table(found))
    if found.accuracy is None:
        blocks.append(Paragraph(found.accuracy_reason or "How accurate it is could not be measured."))
    else:
        blocks.append(Paragraph(accuracy_in_words(found.accuracy, found.model)))
    return Section("forecast", title, tuple(blocks))


def _forecast_picture(analysis: Analysis, found: Forecast) -> Picture | None:
    hourly = found.resolution == "hourly"
    try:
        recent = analysis.readings.total("hour" if hourly else "day").iloc[-RECENT[found.resolution] :]
    except NotEnoughDataError:
        return None
    past, points = len(recent), found.points
    moments = [*recent.index, *points["start"]]
    labels = [f"{m.day} {words.MONTHS[m.month - 1]}" for m in moments]
    blank: tuple[float | None, ...] = (None,) * past
    read = Series("readings", (*values_of(recent), *((None,) * len(points))), "c8")
    expected = Series("expected", (*blank, *values_of(points["kwh"])), "c0")
    low = Series("", (*blank, *values_of(points["lower"])), "c0")
    high = Series(f"{words.share(found.band)} band", (*blank, *values_of(points["upper"])), "c0 faint")
    return Picture(
        "forecast",
        f"Readings and forecast by {'hour' if hourly else 'day'}",
        f"After the last reading, {words.kwh(found.total.kwh)} are expected over {found.horizon_days} days.",
        lines(
            labels,
            [read, expected],
            unit=f"kWh per {'hour' if hourly else 'day'}",
            band=(low, high),
            rule_at=past,
        ),
    )


def _forecast_table(found: Forecast) -> Table:
    points = found.points
    if found.resolution == "hourly":
        days = pd.DatetimeIndex(points["start"]).tz_convert(found.timezone).tz_localize(None).normalize()
        sums = points["mean_kwh"].groupby(days).sum()
        names = [_weekday_and_day(day) for day in pd.DatetimeIndex(sums.index)]
        rows = tuple(zip(names, words.column(sums), strict=True))
        return Table("Forecast by day", ("Day", "Expected, kWh"), rows, frozenset({1}))
    names = [_weekday_and_day(day) for day in pd.DatetimeIndex(points["start"])]
    lower, upper = words.column(points["lower"]), words.column(points["upper"])
    band = [f"{low} to {high}" for low, high in zip(lower, upper, strict=True)]
    columns = ("Day", "Expected, kWh", f"{words.share(found.band)} band, kWh")
    banded = tuple(zip(names, words.column(points["mean_kwh"]), band, strict=True))
    return Table("Forecast by day", columns, banded, frozenset({1, 2}))


def _weekday_and_day(moment: pd.Timestamp) -> str:
    return f"{words.WEEKDAYS[moment.weekday()][:3]} {words.day(moment)}"
