"""Is that a lot for a home like mine?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import pandas as pd

from energy_core.errors import MissingFactError, NotEnoughDataError
from energy_core.home import Home
from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds
from energy_core.year import HOURS_PER_YEAR, WHOLE_YEAR_DAYS

Verdict = Literal["low", "typical", "high"]

MIN_DAYS: Final = 28
"""Four whole weeks: fewer days are no basis for a year."""

LOW_RATIO: Final = 1800 / 2700
HIGH_RATIO: Final = 4100 / 2700
"""Quartiles over the median of homes in Great Britain (Ofgem, 2023), for sources that give no range."""

SUBJECT: Final = "A fair comparison"
ALIASES: Final = {"UK": "GB"}


@dataclass(frozen=True)
class Comparison:
    """A year of this home beside a year of similar homes.

    kwh_per_year : the readings' mean over a year, of the last 365 days if there are more. [kWh/year]
    verdict : where it stands against the typical range; None where the meter shows only a part of the home.
    people : household size compared with; None where the source does not tell sizes apart.
    date : from when the typical value holds. verified : whether it was confirmed at the source.
    seasonal_caveat : set when not every season is in the readings. coverage_caveat : set when only appliances
    are metered.
    """

    kwh_per_year: float
    typical_low_kwh: float
    typical_kwh: float
    typical_high_kwh: float
    verdict: Verdict | None
    source: str
    region: str
    date: date
    basis: str
    verified: bool
    people: int | None
    days: int
    seasonal_caveat: str | None = None
    coverage_caveat: str | None = None


def similar_homes(readings: Readings, home: Home) -> Comparison:
    """Compare the consumption with that of homes in the same country and, where known, of the same size.

    Raises
    ------
    MissingFactError if the home's country is not known or has no reference value; NotEnoughDataError with
    fewer than 28 days of readings.
    """
    if not home.country:
        raise MissingFactError(
            SUBJECT, fact="the country of the home", advice="Set it where the home is described."
        )
    consumed = readings.require_consumption(SUBJECT)
    days, kwh_per_year = _yearly(consumed)
    typical = _typical(home.country, home.people, readings.end.date())
    middle = float(typical["kwh"])
    low = float(typical.get("low", middle * LOW_RATIO))
    high = float(typical.get("high", middle * HIGH_RATIO))
    partial = all(channel.role == "appliance" for channel in consumed)
    return Comparison(
        kwh_per_year=kwh_per_year,
        typical_low_kwh=low,
        typical_kwh=middle,
        typical_high_kwh=high,
        verdict=None if partial else _verdict(kwh_per_year, low, high),
        source=typical["source"],
        region=typical["region"],
        date=typical["from"],
        basis=typical["basis"],
        verified=typical["verified"],
        people=typical.get("people"),
        days=days,
        seasonal_caveat=None if days >= WHOLE_YEAR_DAYS else _seasonal_caveat(days, readings),
        coverage_caveat=_coverage_caveat(consumed) if partial else None,
    )


def _verdict(kwh: float, low: float, high: float) -> Verdict:
    if kwh < low:
        return "low"
    return "high" if kwh > high else "typical"


def _seasonal_caveat(days: int, readings: Readings) -> str:
    start, end = readings.start, readings.end - pd.Timedelta(days=1)
    span = f"{start:%B} {start.year}"
    if (start.year, start.month) != (end.year, end.month):
        span = f"{span} to {end:%B} {end.year}"
    return f"The year is estimated from {days} days ({span}); other seasons may differ."


def _coverage_caveat(channels: Sequence[Channel]) -> str:
    count = f"{len(channels)} metered appliances" if len(channels) > 1 else "1 metered appliance"
    return f"Only the {count} can be compared: the rest of the home is not in these readings."


def _yearly(channels: Sequence[Channel]) -> tuple[int, float]:
    """Days read (of the channel with the fewest) and energy at the mean rate of the last year [kWh/year]."""
    last = max(channel.end for channel in channels)
    rates, hours_read = [], []
    for channel in channels:
        intervals = channel.intervals
        recent = intervals[intervals["end"] > last - pd.Timedelta(days=365)].dropna(subset="kwh")
        hours = float((microseconds(recent["end"]) - microseconds(recent["start"])).sum() / 3.6e9)
        hours_read.append(hours)
        rates.append(float(recent["kwh"].sum()) / hours if hours else 0.0)
    days = int(min(hours_read) / 24)
    if days < MIN_DAYS:
        raise NotEnoughDataError(SUBJECT, need=MIN_DAYS, have=days, unit="days of readings")
    return days, sum(rates) * HOURS_PER_YEAR


def _typical(country: str, people: int | None, on: date) -> Mapping[str, Any]:
    """The value of the country and time, for the household size where there is one."""
    code = country.strip().upper()
    entries = [entry for entry in _reference() if entry["country"] == ALIASES.get(code, code)]
    if not entries:
        known = ", ".join(sorted({entry["country"] for entry in _reference()}))
        raise MissingFactError(
            SUBJECT,
            fact=f"to know what homes in {code} typically use",
            advice=f"That is known for {known} so far.",
        )
    sizes = sorted({entry["people"] for entry in entries if "people" in entry})
    if sizes:
        usual = next(entry["people"] for entry in entries if entry.get("usual"))
        size = min(max(people or usual, sizes[0]), sizes[-1])
        entries = [entry for entry in entries if entry["people"] == size]
    in_force = [entry for entry in entries if entry["from"] <= on]
    return max(in_force, key=lambda entry: entry["from"]) if in_force else entries[0]


@cache
def _reference() -> tuple[Mapping[str, Any], ...]:
    text = files("energy_core").joinpath("comparison.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["typical"])
