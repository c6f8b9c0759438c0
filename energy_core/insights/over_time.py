"""Findings that compare: weekends with weekdays, now with before, this home with similar ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pandas as pd

from energy_core import words
from energy_core.errors import NotEnoughDataError
from energy_core.insights.facts import Facts, figures
from energy_core.insights.finding import Figure, Finding, Sentences
from energy_core.year import DAYS_PER_YEAR

if TYPE_CHECKING:
    from energy_core.comparison import Comparison
    from energy_core.period_change import PeriodChange
    from energy_core.trend import Trend

LEAST_CHANGE_PERCENT: Final = 5.0
"""Smaller differences between two periods are weather and chance."""

LEAST_TREND_PERCENT: Final = 1.0
"""Per month; smaller slopes change sign with a few more weeks of readings."""

VERDICTS: Final = {
    "high": "More than similar homes use",
    "low": "Less than similar homes use",
    "typical": "About what similar homes use",
    None: "Your meters beside whole homes",
}

LEAST_WEEKEND_DIFFERENCE: Final = 0.10
MIN_WEEKEND_DAYS: Final = 4
"""Two weekends: a single one is a single occasion."""


def weekend(facts: Facts) -> Iterator[Finding]:
    try:
        daily = facts.readings.total("day").dropna()
    except NotEnoughDataError:
        return  # bills have no weekends
    is_weekend = pd.DatetimeIndex(daily.index).day_of_week >= 5
    if is_weekend.sum() < MIN_WEEKEND_DAYS or (~is_weekend).sum() < MIN_WEEKEND_DAYS:
        return
    free, working = float(daily[is_weekend].mean()), float(daily[~is_weekend].mean())
    if working <= 0 or abs(free / working - 1) < LEAST_WEEKEND_DIFFERENCE:
        return
    slots = figures(
        Figure("weekend_day", free, "kWh"),
        Figure("weekday", working, "kWh"),
        Figure("difference", (free / working - 1) * 100, "%"),
    )
    more = "more" if free > working else "less"
    yield facts.finding(
        "weekend",
        Sentences(
            f"Weekend days take {{difference}} {more}",
            "A Saturday or Sunday takes {weekend_day} on average, a weekday {weekday}.",
            "If your tariff has a cheaper weekend, that is where washing and charging belong."
            if free > working
            else "What runs in the empty house on weekdays? Look at heating, cooling and hot water times.",
        ),
        slots,
        surprise=min(abs(free / working - 1), 1.0) * 0.6,
    )


def change(facts: Facts, found: PeriodChange) -> Iterator[Finding]:
    percent = found.change_percent
    if percent is None or abs(percent) < LEAST_CHANGE_PERCENT or not found.days:
        return
    difference = (found.kwh - found.previous_kwh) / found.days * DAYS_PER_YEAR
    more = "more" if percent > 0 else "less"
    slots = figures(
        Figure("days", float(found.days), "days"),
        Figure("kwh", found.kwh, "kWh"),
        Figure("previous", found.previous_kwh, "kWh"),
        Figure("change", percent, "%"),
    )
    text = f"The last {{days}} took {{kwh}}, {{change}} {more} than the {{days}} before ({{previous}})."
    if found.year_ago_percent is not None and found.year_ago_kwh is not None:
        slots |= figures(
            Figure("year_ago", found.year_ago_kwh, "kWh"), Figure("year_change", found.year_ago_percent, "%")
        )
        text += (
            " That is {year_change} "
            + ("more" if found.year_ago_percent > 0 else "less")
            + " than in the same weeks a year ago ({year_ago})."
        )
    yield facts.finding(
        "change",
        Sentences(
            f"{{change}} {more} than before",
            text,
            "Season and weather are part of this; compare with the same weeks a year ago when you have them."
            if found.year_ago_kwh is None
            else None,
        ),
        slots,
        kwh_per_year=difference if facts.speaks_for_a_year else None,
        surprise=abs(percent) / 100,
    )


def trend(facts: Facts, found: Trend) -> Iterator[Finding]:
    percent = found.percent_per_month
    if abs(percent) < LEAST_TREND_PERCENT:
        return
    slots = figures(Figure("slope", percent, "%"), Figure("days", float(found.days), "days"))
    way = "growing" if percent > 0 else "shrinking"
    seasonal = "" if found.season_removed else " The change of season is part of it."
    yield facts.finding(
        "trend",
        Sentences(
            f"Your use is {way}",
            f"Over {{days}} of readings it is {way} by {{slope}} a month.{seasonal}",
        ),
        slots,
        # a season's course surprises nobody
        surprise=abs(percent) / 20 if found.season_removed else 0.1,
    )


def similar(facts: Facts, found: Comparison) -> Iterator[Finding]:
    typical, low, high = found.typical_kwh, found.typical_low_kwh, found.typical_high_kwh
    if typical <= 0:
        return
    mine = found.kwh_per_year
    slots = figures(
        Figure("kwh_per_year", mine, "kWh"),
        Figure("middle", typical, "kWh"),
        Figure("typical_low", low, "kWh"),
        Figure("typical_high", high, "kWh"),
        Figure("difference", (mine / typical - 1) * 100, "%"),
        Figure("region", found.region),
        Figure("days", float(found.days), "days"),
    ) | facts.money_figure("over", max(mine - typical, 0))
    more = "more" if mine > typical else "less"
    title = VERDICTS[found.verdict]
    text = (
        f"At this rate {'your home' if found.verdict else 'what you meter'} takes {{kwh_per_year}} a year; "
        "similar homes in {region} take {typical}, "
        f"{{middle}} in the middle. That is {{difference}} {more}."
    )
    caveat = " ".join(text for text in (found.coverage_caveat, found.seasonal_caveat) if text) or None
    yield facts.finding(
        "comparison",
        Sentences(title, text, caveat.replace("{", "(").replace("}", ")") if caveat else None),
        slots,
        kwh_per_year=mine,
        # some appliances beside whole homes are no comparison
        surprise=abs(mine / typical - 1) if found.verdict else 0.05,
    )


def period_text(facts: Facts) -> Figure:
    return Figure("period", words.period(facts.start, facts.end), start=facts.start, end=facts.end)
