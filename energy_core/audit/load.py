"""How much a channel uses in a year, said honestly: from which days, and what the season hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds
from energy_core.year import DAYS_PER_YEAR, WHOLE_YEAR_DAYS

MIN_DAYS: Final = 14
"""Two weeks: with less, one wash more or less is a quarter of the year."""

QUARTER_DAYS: Final = 90

SEASON_DAYS: Final = (90.25, 92.0, 92.0, 91.0)
"""Days of December to February, March to May, June to August, September to November."""

LEAST_SEASON_DAYS: Final = 30
"""A month of a season stands for all of it; a week may be a holiday or a cold spell."""

HOUR_US: Final = 3.6e9

WEATHER_TYPES: Final = frozenset(
    (
        "air conditioner",
        "heating",
        "heat pump",
        "pool pump",
        "pool heater",
        "dehumidifier",
        "circulation pump",
    )
)
"""Their use follows the season."""

KWH_PER_DAY: Final[Mapping[str, tuple[float, float]]] = {
    "refrigerator": (0.15, 6.0), "freezer": (0.15, 6.0), "washing machine": (0.03, 5.0),
    "dryer": (0.05, 16.0),
    "heat pump dryer": (0.03, 8.0), "dishwasher": (0.05, 5.0), "lighting": (0.01, 25.0),
    "air conditioner": (0.0, 120.0), "heating": (0.0, 250.0), "heat pump": (0.0, 200.0),
    "water heater": (1.0, 50.0), "heat pump water heater": (0.3, 20.0), "pool pump": (0.2, 60.0),
    "electric car": (0.2, 100.0), "circulation pump": (0.01, 4.0), "television": (0.01, 8.0),
}  # fmt: skip
"""What an appliance of a type may use on an average day: far outside, the name means something else."""

MAX_KW: Final[Mapping[str, float]] = {"refrigerator": 1.2, "freezer": 1.2, "circulation pump": 0.6}
"""Mean power of an interval that an appliance of a type does not reach."""


@dataclass(frozen=True)
class Load:
    """Energy of one channel, or of the home (channel None), over the last year of its readings.

    kwh_per_year : of a year, as far as it can be told. days : how long was metered. [days]
    annualised : whether the metered days were blown up to a year; else they are counted as they are.
    max_kw : highest mean power of an interval; None where intervals are longer than an hour.
    as_metered : of the home, the channels that were not blown up, for they follow the season.
    metered_kwh : what the meter counted in its days. missing_seasons : of a load that was not blown up, those
    with fewer than 30 days, as places in SEASON_DAYS.
    """

    channel: str | None
    kwh_per_year: float
    days: float
    annualised: bool
    max_kw: float | None = None
    as_metered: tuple[str, ...] = ()
    metered_kwh: float = 0.0
    missing_seasons: tuple[int, ...] = ()

    @property
    def is_whole_year(self) -> bool:
        return self.days >= WHOLE_YEAR_DAYS


def last_year(readings: Readings) -> Readings:
    """The readings of the last 365 days and a quarter, and only channels that hold energy then."""
    filled = [c for c in readings.channels if c.role == "temperature" or c.intervals["kwh"].notna().any()]
    ends = [c.end for c in filled if c.role in ("mains", "appliance")]
    if not ends:
        return readings
    start = max(ends) - pd.Timedelta(days=DAYS_PER_YEAR)
    kept = Readings(tuple(filled), readings.timezone)
    return kept if min(c.start for c in filled) >= start else kept.between(start, None)


def channel_load(channel: Channel, *, seasonal: bool = False) -> Load | None:
    """The yearly load of a channel; None with less than two weeks of readings.

    seasonal : the load follows the season, or may. With less than a year, and not a month of each season,
    only what was metered counts: neither a summer nor a winter stands for the year.
    """
    rows = channel.intervals
    read = rows["kwh"].notna().to_numpy()
    starts, ends = rows["start"][read], rows["end"][read]
    hours = (microseconds(ends) - microseconds(starts)) / HOUR_US
    kwh = rows["kwh"].to_numpy(dtype=np.float64)[read].clip(min=0)
    days, metered = float(hours.sum()) / 24, float(kwh.sum())
    if days < MIN_DAYS:
        return None
    short = hours <= 1.0
    load = Load(
        channel.name,
        metered * DAYS_PER_YEAR / days,
        days,
        annualised=True,
        max_kw=float((kwh[short] / hours[short]).max()) if short.any() else None,
        metered_kwh=metered,
    )
    if not seasonal or days >= WHOLE_YEAR_DAYS:
        return load
    season = pd.DatetimeIndex(starts).month.to_numpy() % 12 // 3
    days_of = np.bincount(season, weights=hours, minlength=len(SEASON_DAYS)) / 24
    missing = tuple(np.flatnonzero(days_of < LEAST_SEASON_DAYS).tolist())
    if missing:
        return replace(load, kwh_per_year=metered, annualised=False, missing_seasons=missing)
    per_day = np.bincount(season, weights=kwh, minlength=len(SEASON_DAYS)) / days_of
    return replace(load, kwh_per_year=float(per_day @ np.array(SEASON_DAYS)))


def home_load(channels: Sequence[Channel], known: Mapping[str, Load]) -> Load | None:
    """The consumption of the home in a year: the channels that add up to it; None with too few days.

    known : the loads of the appliances. Where the main meter stands for a part of a year, the home uses at
    least what was metered, and its appliances what is known of theirs.
    """
    loads = [known.get(c.name) or channel_load(c, seasonal=True) for c in channels]
    found = [load for load in loads if load is not None]
    if not found:
        return None
    year = sum(load.kwh_per_year for load in found)
    if any(not load.annualised for load in found):
        inside = [load for name, load in known.items() if all(name != c.name for c in channels)]
        rest = max(year - sum(load.metered_kwh for load in inside), 0.0)
        year = max(year, rest + sum(load.kwh_per_year for load in inside))
    return Load(
        None,
        year,
        max(load.days for load in found),
        all(load.annualised for load in found),
        as_metered=tuple(load.channel for load in found if load.channel and not load.annualised),
        metered_kwh=sum(load.metered_kwh for load in found),
        missing_seasons=tuple(sorted({season for load in found for season in load.missing_seasons})),
    )


def misfit(types: Sequence[str], load: Load) -> str | None:
    """Why a load is not that of these appliances, as a sentence; None if it may be."""
    if not types or any(kind not in KWH_PER_DAY for kind in types):
        return None
    # what was not blown up to a year was metered in its days
    per_day = load.kwh_per_year / (DAYS_PER_YEAR if load.annualised else load.days)
    least = min(KWH_PER_DAY[kind][0] for kind in types)
    most = sum(KWH_PER_DAY[kind][1] for kind in types)
    named = " and ".join(types)
    if not least <= per_day <= most:
        much = "little" if per_day < least else "much"
        return f"{per_day:.2g} kWh a day is {much} for a {named}: is it one?"
    limit = sum(MAX_KW.get(kind, float("inf")) for kind in types)
    if load.max_kw is not None and load.max_kw > limit:
        return f"It draws up to {load.max_kw:.2g} kW, too much for a {named}: is it one?"
    return None
