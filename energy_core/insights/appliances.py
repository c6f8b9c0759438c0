"""Findings from separately metered appliances: the biggest, and what no meter explains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from energy_core.insights.facts import Facts, figures
from energy_core.insights.finding import Figure, Finding, Sentences
from energy_core.insights.savings import TENTH, thermostat_cut
from energy_core.readings import Readings
from energy_core.year import WHOLE_YEAR_DAYS

A_DEGREE: Final = "A degree less heating, or a degree more when cooling, costs nothing."

LEAST_UNTRACKED: Final = 0.05
"""Less than this is within what two meters differ."""


def appliance_findings(facts: Facts, statistics: pd.DataFrame) -> Iterator[Finding]:
    yield from biggest_appliance(facts, statistics)
    yield from untracked(facts)


def biggest_appliance(facts: Facts, statistics: pd.DataFrame) -> Iterator[Finding]:
    names = [c.name for c in facts.readings.channels if c.role == "appliance"]
    used = statistics[statistics["channel"].isin(names)].set_index("channel")["sum_kwh"].dropna()
    if not len(used) or used.max() <= 0 or (len(used) == 1 and facts.readings.consumption[0].role != "mains"):
        return
    name, kwh = str(used.idxmax()), float(used.max())
    share = kwh / facts.total_kwh if facts.total_kwh > 0 else None
    year = None if _is_one_season(facts, name) else facts.yearly(kwh)
    slots = figures(Figure("appliance", name, channel=name), Figure("kwh", kwh, "kWh", channel=name))
    if share is not None and share <= 1:
        slots |= figures(Figure("share", share, "fraction", channel=name))
    saving = _saving_range(name, year)
    if year is not None:
        slots |= figures(Figure("year", year, "kWh", channel=name)) | facts.money_figure(
            "money_per_year", year
        )
        slots |= _saving_figures(facts, name, year)
    elif (cut := thermostat_cut(name)) is not None:
        slots |= figures(Figure("cut_low", cut[0], "fraction"), Figure("cut_high", cut[1], "fraction"))
    yield facts.finding(
        "biggest_appliance",
        Sentences("{appliance} uses the most", _use_sentence(slots), _saving_sentence(slots)),
        slots,
        kwh_per_year=year,
        at_stake=sum(saving) / 2 if saving else 0.0,
        # the biggest is worth knowing even where a year of it cannot be told
        surprise=(share or 0.0) * (1.0 if year is not None else 2.0),
        saving=saving,
    )


def _is_one_season(facts: Facts, name: str) -> bool:
    """Heating and cooling follow the weather: a part of the year says nothing about the rest."""
    return thermostat_cut(name) is not None and facts.days < WHOLE_YEAR_DAYS


def _saving_range(name: str, year: float | None) -> tuple[float, float] | None:
    cut = thermostat_cut(name)
    return None if cut is None or year is None else (cut[0] * year, cut[1] * year)


def _saving_figures(facts: Facts, name: str, year: float) -> dict[str, Figure]:
    saving = _saving_range(name, year)
    if saving is not None:
        return facts.range_figures("saving", "worth", *saving)
    tenth = TENTH * year
    return figures(Figure("tenth", tenth, "kWh", channel=name)) | facts.money_figure("tenth_worth", tenth)


def _use_sentence(slots: dict[str, Figure]) -> str:
    text = "{appliance} used {kwh}" + (", {share} of your electricity." if "share" in slots else ".")
    if "year" in slots:
        text += " At this rate that is {year} a year"
        text += " or {money_per_year}." if "money_per_year" in slots else "."
    return text


def _saving_sentence(slots: dict[str, Figure]) -> str | None:
    if "saving_low" in slots:
        worth = ", worth {worth}" if "worth_low" in slots else ""
        return (
            "A thermostat that follows when you are in and asleep saves about {saving} a year" + worth + ". "
            f"{A_DEGREE}"
        )
    if "cut_low" in slots:
        return (
            "A thermostat that follows when you are in and asleep saves about {cut_low} to {cut_high} of it. "
            f"{A_DEGREE}"
        )
    if "tenth" in slots:
        worth = ", {tenth_worth}" if "tenth_worth" in slots else ""
        return "Using it a tenth less would save {tenth} a year" + worth + "."
    return None


def untracked(facts: Facts) -> Iterator[Finding]:
    """Mains minus the appliances behind them, over the days on which both were read."""
    both = _both_metered(facts.readings)
    if both is None:
        return
    mains, appliances = both
    share = 1 - appliances / mains
    if share < LEAST_UNTRACKED:
        return
    slots = figures(
        Figure("share", share, "fraction"),
        Figure("untracked", mains - appliances, "kWh"),
        Figure("mains", mains, "kWh"),
    )
    yield facts.finding(
        "untracked",
        Sentences(
            "{share} has no meter of its own",
            "Your appliance meters explain all but {untracked} of {mains}.",
            "A meter plug tells you most where you suspect the rest: water heating, cooking, a freezer.",
        ),
        slots,
        kwh_per_year=facts.kwh_per_year * share if facts.speaks_for_a_year else None,
        surprise=share * 0.5,
    )


def _both_metered(readings: Readings) -> tuple[float, float] | None:
    top = {channel.name for channel in readings.appliances}
    names = {
        role: [
            c.name
            for c in readings.metered
            if c.role == role and c.interval_minutes <= 25 * 60 and (role == "mains" or c.name in top)
        ]
        for role in ("mains", "appliance")
    }
    if not all(names.values()):
        return None
    days = readings.daily().complete
    days = days[[*names["mains"], *names["appliance"]]].dropna()
    mains, appliances = (float(days[names[role]].to_numpy().sum()) for role in ("mains", "appliance"))
    return (mains, appliances) if mains > 0 and appliances <= mains else None
