"""Findings about what was unusual, what comes next, and how complete the readings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core import words
from energy_core.insights.facts import MIN_DAYS_FOR_A_YEAR, Facts, covered_hours, figures
from energy_core.insights.finding import Figure, Finding, Sentences
from energy_core.insights.over_time import period_text

if TYPE_CHECKING:
    from energy_core.anomalies import Anomalies
    from energy_core.forecasting import Forecast

LEAST_MISSING: Final = 0.001
"""A thousandth of the time is a clock that runs late, not a gap."""

OFTEN_PER_WEEK: Final = 2.0
"""More than that and nobody looks at each: it is no longer unusual."""

MOSTLY: Final = 0.5
MIN_HABIT_DAYS: Final = 5
"""Fewer days are a coincidence, more a habit."""


def unusual(facts: Facts, found: Anomalies, *, peak_hours: Sequence[int] = ()) -> Iterator[Finding]:
    over = _unsettled(found.events)
    if not len(over):
        return
    # an appliance's peak shows in the mains as well: the excess of the counted channels is what was paid for
    counts = [channel.name for channel in facts.readings.consumption]
    mine, points = over[over["channel"].isin(counts)], found.points[found.points["channel"].isin(counts)]
    beyond = float((points["kwh"] - points["limit_kwh"]).clip(lower=0).sum())
    slots = _largest(over)
    excess = float(mine["excess_kwh"].sum()) if len(mine) else float(over["excess_kwh"].max())
    cost = float(mine["cost"].sum(min_count=1)) if len(mine) else float("nan")
    money = facts.money_figure("cost", excess)
    if money and not np.isnan(cost):
        money = {"cost": Figure("cost", cost, facts.money_unit)}
    often = len(over) > OFTEN_PER_WEEK * facts.days / 7
    habit, advice = _habit(found.points, peak_hours, slots)
    if often and not habit:
        advice = (
            "So many are rather how your home runs than a fault. A higher threshold shows only the rarest."
        )
    slots |= figures(Figure("events", float(len(over)), "count"), Figure("excess", excess, "kWh"))
    once = len(over) == 1
    text = ("It took" if once else "Together they took") + " {excess} more than usual"
    text += (
        ", {cost}" if money else ""
    ) + ". The largest: {channel}, {at}: {kwh} instead of about {expected}."
    yield facts.finding(
        "anomalies",
        Sentences("Unusual use, once" if once else "Unusual use, {events} times", text + habit, advice),
        slots | money,
        at_stake=0.0 if habit or often else facts.yearly(beyond) or 0.0,
        surprise=0.1 if often else 0.5,
        page="anomalies",
    )


def _unsettled(events: pd.DataFrame) -> pd.DataFrame:
    """Events with energy above the usual that nobody muted and nothing explains."""
    if not len(events):
        return events
    muted = events["muted"].map(lambda value: value is True or value == 1).astype(bool)
    return events[~muted & events["explained_by"].isna() & (events["excess_kwh"] > 0)].reset_index(drop=True)


def _largest(events: pd.DataFrame) -> dict[str, Figure]:
    worst = events.iloc[int(events["excess_kwh"].to_numpy(dtype=np.float64).argmax())]
    name, start, end = str(worst["channel"]), pd.Timestamp(worst["start"]), pd.Timestamp(worst["end"])
    whole_days = (start.hour, start.minute, end.hour, end.minute) == (0, 0, 0, 0)
    at = words.period(start, end) if whole_days else words.day_and_clock(start)
    return figures(
        Figure("channel", name, channel=name),
        Figure("at", at, start=start, end=end),
        Figure("kwh", float(worst["kwh"]), "kWh", channel=name, start=start, end=end),
        Figure("expected", float(worst["expected_kwh"]), "kWh", channel=name, start=start, end=end),
    )


def _habit(points: pd.DataFrame, peak_hours: Sequence[int], slots: dict[str, Figure]) -> tuple[str, str]:
    """What to add, and to advise, when most flagged readings fall in the home's own peak hours."""
    in_peak = points["local_hour"].isin(list(peak_hours))
    share = float(in_peak.mean()) if len(points) else 0.0
    days = pd.DatetimeIndex(points.loc[in_peak, "start"]).normalize().nunique()
    if share < MOSTLY or days < MIN_HABIT_DAYS:
        return "", "Do you know what it was? If it was meant, nothing is wrong; if not, it may come again."
    slots |= figures(Figure("peak_share", share, "fraction"), Figure("peak_hours", words.hours(peak_hours)))
    return (
        " {peak_share} of these readings fall in your peak hours, {peak_hours}.",
        "So often at the same time it is a habit rather than a fault. Look first at those at other hours.",
    )


def outlook(facts: Facts, forecasts: Mapping[str, Forecast]) -> Iterator[Finding]:
    found = forecasts.get("daily") or forecasts.get("hourly")
    if found is None or not len(found.points):
        return
    total = found.total
    first = pd.Timestamp(found.points["start"].iloc[0])
    slots = figures(
        Figure("period", words.period(first, first + pd.Timedelta(days=found.horizon_days))),
        Figure("days", float(found.horizon_days), "days"),
        Figure("kwh", total.kwh, "kWh"),
        Figure("band_low", total.lower, "kWh"),
        Figure("band_high", total.upper, "kWh"),
        Figure("chance", found.band, "fraction"),
    )
    money = facts.money_figure("money", total.kwh)
    usual = facts.kwh_per_day * found.horizon_days
    narrow = slots["band_low"].text == slots["band_high"].text
    yield facts.finding(
        "forecast",
        Sentences(
            "The next {days}: about {kwh}",
            "Expect {kwh}"
            + (" or {money}" if money else "")
            + " ({period})."
            + ("" if narrow else " With a chance of {chance} it will be {band}."),
        ),
        slots | money,
        surprise=min(abs(total.kwh / usual - 1), 1.0) * 0.5 if usual > 0 else 0.0,
        page="forecast",
    )


def gaps(facts: Facts) -> Iterator[Finding]:
    """Hours between the first and the last reading in which no counted channel has a value."""
    span = (facts.end - facts.start) / pd.Timedelta(hours=1)
    missing = span - covered_hours(facts.readings.consumption)
    if span <= 0 or missing / span < LEAST_MISSING:
        return
    slots = figures(
        Figure("missing", missing, "hours"),
        Figure("share", missing / span, "fraction"),
        period_text(facts),
    )
    yield facts.finding(
        "data_quality",
        Sentences(
            "{missing} without readings",
            "Between the first and the last reading ({period}) {missing} are missing, {share} of the "
            "time. They do not count as nothing used: totals and money are of the rest.",
            "Ask your supplier for the missing days, or drop in another file that covers them.",
        ),
        slots,
        surprise=missing / span,
        page="upload",
    )


def total_use(facts: Facts) -> Iterator[Finding]:
    """What was used at all; the one finding that any home has."""
    slots = figures(
        Figure("kwh", facts.total_kwh, "kWh", start=facts.start, end=facts.end),
        period_text(facts),
        Figure("per_day", facts.kwh_per_day, "kWh"),
    )
    money = facts.money_figure("cost", facts.total_kwh)
    year = facts.yearly(facts.total_kwh)
    text = "Your home used {kwh}" + (" or {cost}" if money else "") + " ({period}): {per_day} a day."
    if year is not None:
        slots |= figures(Figure("year", year, "kWh")) | facts.money_figure("year_money", year)
        text += " A year at this rate is {year}" + (", {year_money}." if money else ".")
    least = figures(Figure("least_days", float(MIN_DAYS_FOR_A_YEAR), "days")) if year is None else {}
    yield facts.finding(
        "total_use",
        Sentences(
            "{kwh} in all",
            text,
            None
            if year is not None
            else "With {least_days} of readings or more we can say what a year comes to.",
        ),
        slots | money | least,
        kwh_per_year=year,
    )


def no_consumption(facts: Facts) -> Iterator[Finding]:
    """Readings of export, generation or gas alone."""
    for channel in facts.readings.energy:
        slots = figures(
            Figure("channel", channel.name, channel=channel.name),
            Figure("kwh", channel.kwh, "kWh", channel=channel.name, start=channel.start, end=channel.end),
            Figure("role", channel.role),
        )
        yield facts.finding(
            "other_energy",
            Sentences(
                "{channel}: {kwh}",
                "These readings hold no electricity that your home used. {channel} ({role}) comes to {kwh}.",
                "If this is what you used, correct the role of the channel.",
            ),
            slots,
            page="upload",
        )
