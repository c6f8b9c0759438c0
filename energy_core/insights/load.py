"""Findings from the shape of the day: always on, peak use, what can be shifted, evenings and nights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from energy_core import words
from energy_core.insights.facts import Facts, figures
from energy_core.insights.finding import Figure, Finding, Sentences
from energy_core.insights.savings import ALWAYS_ON_CUT, PEAK_MOVED, STANDBY_KW
from energy_core.load_profile import LoadProfile
from energy_core.year import DAYS_PER_YEAR

LEAST_ALWAYS_ON_KW: Final = 0.001
"""Below one watt nothing is worth looking for."""

HEATS_TOO: Final = " What heats, cools or airs the home day and night is not counted in that."

NIGHT: Final = tuple(range(1, 5))
EVENING: Final = tuple(range(18, 22))
BUSY_NIGHT: Final = 0.8
"""Nights at this share of the evenings or more are unusual for a home: something runs while people sleep."""


def load_findings(facts: Facts, profile: LoadProfile) -> Iterator[Finding]:
    yield from always_on(facts, profile)
    day = profile.typical_day
    by_hour = day[day["day_type"] == "all"].set_index("hour")["mean_kwh"]
    if by_hour.sum() > 0:
        yield from peak_use(facts, profile, by_hour)
        yield from evening_and_night(facts, by_hour)


def always_on(facts: Facts, profile: LoadProfile) -> Iterator[Finding]:
    base = profile.baseload_kw
    if base is None or base < LEAST_ALWAYS_ON_KW or facts.kwh_per_day <= 0:
        return
    year = base * 24 * DAYS_PER_YEAR
    low, high = (cut * min(base, STANDBY_KW) * 24 * DAYS_PER_YEAR for cut in ALWAYS_ON_CUT)
    slots = figures(
        Figure("always_on", base, "kW"),
        Figure("share", min(base * 24 / facts.kwh_per_day, 1.0), "fraction"),
        Figure("kwh_per_year", year, "kWh"),
        Figure("cut_low", ALWAYS_ON_CUT[0], "fraction"),
        Figure("cut_high", ALWAYS_ON_CUT[1], "fraction"),
    )
    money = facts.money_figure("money_per_year", year)
    saving = facts.range_figures("saving", "worth", low, high)
    sentences = Sentences(
        "{always_on} never switches off",
        "Day and night your home draws at least {always_on}: {share} of all you use, {kwh_per_year} a year"
        + (" or {money_per_year}." if money else "."),
        "Homes that went looking for it cut this by {cut} without buying anything: here {saving} a year"
        + (", worth {worth}." if money else ".")
        + (HEATS_TOO if base > STANDBY_KW else "")
        + " Begin with what is warm to the touch: chargers, screens, a second freezer, pumps.",
    )
    yield facts.finding(
        "always_on",
        sentences,
        slots | money | saving,
        kwh_per_year=year,
        at_stake=(low + high) / 2,
        surprise=slots["share"].value if isinstance(slots["share"].value, float) else 0.0,
        saving=(low, high),
    )


def peak_use(facts: Facts, profile: LoadProfile, by_hour: pd.Series) -> Iterator[Finding]:
    day_kwh = float(by_hour.sum())
    peak_kwh = float(by_hour.reindex(profile.peak_hours).sum())
    share = peak_kwh / day_kwh
    slots = figures(
        Figure("peak_hours", words.hours(profile.peak_hours)),
        Figure("share", share, "fraction"),
        Figure("even_share", len(profile.peak_hours) / len(by_hour), "fraction"),
        Figure(
            "highest",
            profile.peak_kw,
            "kW",
            start=profile.peak_at,
            end=profile.peak_at + pd.Timedelta(hours=1),
        ),
        Figure("highest_at", words.day_and_clock(profile.peak_at)),
    )
    yield facts.finding(
        "peak_use",
        Sentences(
            "You use most from {peak_hours}",
            "{share} of your electricity falls in these three hours; spread evenly over the day it would be "
            "{even_share}. The highest hour drew {highest}: {highest_at}.",
            "Look at these hours first. On tariffs that change with the clock they are often the dear ones.",
        ),
        slots,
        kwh_per_year=facts.kwh_per_year * share if facts.speaks_for_a_year else None,
        surprise=share,
    )
    if facts.speaks_for_a_year:
        yield shifting(facts, slots["peak_hours"], facts.kwh_per_year * share)


def shifting(facts: Facts, peak_hours: Figure, peak_kwh_per_year: float) -> Finding:
    low, high = (moved * peak_kwh_per_year for moved in PEAK_MOVED)
    slots = figures(
        peak_hours,
        Figure("peak_kwh", peak_kwh_per_year, "kWh"),
        Figure("moved_share_low", PEAK_MOVED[0], "fraction"),
        Figure("moved_share_high", PEAK_MOVED[1], "fraction"),
        Figure("moved_low", words.estimate(low), "kWh"),
        Figure("moved_high", words.estimate(high), "kWh"),
    )
    worth = facts.money_figure("bill_of_peak", peak_kwh_per_year)
    sentences = Sentences(
        "Moving use out of your peak",
        "From {peak_hours} you use {peak_kwh} a year at this rate"
        + (", {bill_of_peak} at your price." if worth else ".")
        + " Households on a tariff with a dear evening moved {moved_share} of such use: here {moved} a year.",
        "With one price all day, moving saves nothing. With cheaper hours, every kWh moved saves the "
        "difference: washing and dishwashing move most easily.",
    )
    return facts.finding("shifting", sentences, slots | worth, kwh_per_year=peak_kwh_per_year, surprise=0.1)


def evening_and_night(facts: Facts, by_hour: pd.Series) -> Iterator[Finding]:
    night, evening = by_hour.reindex(NIGHT).mean(), by_hour.reindex(EVENING).mean()
    if not (pd.notna(night) and pd.notna(evening) and evening > 0):
        return
    slots = figures(
        Figure("night_hours", words.hours(NIGHT)),
        Figure("night_power", float(night), "kW"),
        Figure("evening_hours", words.hours(EVENING)),
        Figure("evening_power", float(evening), "kW"),
        Figure("night_to_evening", float(night / evening), "fraction"),
    )
    compared = (
        "From {night_hours} your home draws {night_power} on average, from {evening_hours} {evening_power}: "
        "the night is at {night_to_evening} of the evening."
    )
    if night >= BUSY_NIGHT * evening:
        sentences = Sentences(
            "Your nights are as busy as your evenings",
            compared,
            "Find out what runs while you sleep. Heating, hot water or charging on a timer is fine on a "
            "night tariff; anything else is worth switching off.",
        )
    else:
        sentences = Sentences("Evenings against nights", compared)
    yield facts.finding(
        "evening_and_night", sentences, slots, surprise=0.9 if night >= BUSY_NIGHT * evening else 0.15
    )
