"""What measures act on in a home: its appliances, what is always on, its seasons, all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from energy_core.audit.appliance_type import Match, appliance_type
from energy_core.audit.catalogue import Entry
from energy_core.audit.home_profile import HomeProfile
from energy_core.audit.judge import Subject
from energy_core.audit.load import MIN_DAYS, WEATHER_TYPES, Load, channel_load, misfit
from energy_core.audit.measure import NotPossible
from energy_core.audit.standby import standby
from energy_core.audit.worth import constant
from energy_core.bills.metered import Metered
from energy_core.home import Home
from energy_core.readings import Channel, Readings
from energy_core.spread import Floats
from energy_core.year import DAYS_PER_YEAR

SEASON_FORMULA: Final = "smart_thermostat"
LEAST_COOLING_KWH: Final = 300
"""Less than this above the mild months is no air conditioner."""

HEATS_FROM_SHARE: Final = 0.4
"""Where winter adds more than this share of all electricity, it heats the home: lamps do not do that."""


@dataclass(frozen=True)
class Appliances:
    """The appliance channels of a home: what they are, what they use."""

    matches: tuple[Match, ...]
    loads: Mapping[str, Load]
    not_possible: tuple[NotPossible, ...]

    def matched(self) -> list[tuple[Match, Load]]:
        return [(m, self.loads[m.channel]) for m in self.matches if m.types and m.channel in self.loads]


def appliances(readings: Readings, home: Home) -> Appliances:
    """Match and measure every appliance channel that holds energy."""
    channels = [c for c in readings.channels if c.role == "appliance"]
    matches = [appliance_type(c.name, home.appliance_types) for c in channels]
    loads: dict[str, Load] = {}
    missing: list[NotPossible] = []
    checked: list[Match] = []
    for channel, match in zip(channels, matches, strict=True):
        load = channel_load(channel, seasonal=not match.types or bool(WEATHER_TYPES & set(match.types)))
        if load is None:
            missing.append(NotPossible(channel.name, f"It has fewer than {MIN_DAYS} days of readings."))
        elif load.kwh_per_year > 0:
            loads[channel.name] = load
            doubt = None if match.source == "you" else misfit(match.types, load)
            checked.append(replace(match, doubt=doubt))
            continue
        checked.append(match)
    return Appliances(tuple(_finest(checked, channels)), loads, tuple(missing))


def appliance_subjects(
    entries: Sequence[Entry], found: Appliances, metered: Metered | None
) -> tuple[list[tuple[Entry, Subject]], list[NotPossible]]:
    """Every measure with each appliance it is for, and circuits of which no measure can be told."""
    pairs: list[tuple[Entry, Subject]] = []
    mixed: list[NotPossible] = []
    for match, load in found.matched():
        own = [entry for entry in entries if entry.types and set(match.types) <= set(entry.types)]
        own = [entry for entry in own if len(match.types) == 1 or entry.formula != "new_appliance"]
        subject = Subject(load, _quarters(metered, match.channel), match)
        pairs += [(entry, subject) for entry in own]
        if len(match.types) > 1 and not own:
            together = ", ".join(match.types)
            mixed.append(
                NotPossible(
                    match.channel,
                    f"Its meter holds several appliances ({together}): what each uses cannot be told. "
                    "A meter plug for each would.",
                )
            )
    return pairs, mixed


def home_subjects(
    entries: Sequence[Entry],
    found: Appliances,
    readings: Readings,
    profile: HomeProfile,
    load: Load,
    metered: Metered | None,
) -> list[tuple[Entry, Subject]]:
    """Measures for the whole home: its behaviour and what is always on, where a main meter shows it."""
    by_formula = {entry.formula: entry for entry in entries if not entry.types}
    used = None if metered is None else np.nan_to_num(metered.used)
    pairs = [(by_formula["whole_home"], Subject(load, used))]
    entry = by_formula["always_on"]
    if (base := standby(readings, profile, found.matches, entry)) is not None and _has_mains(readings):
        hours = 24 * (DAYS_PER_YEAR if load.annualised else load.days)
        part = replace(load, kwh_per_year=min(base.kw * hours, load.kwh_per_year), max_kw=None)
        drawn = None if metered is None else constant(metered)
        pairs.append((entry, Subject(part, drawn, estimated=base.why)))
    if profile.peak_share and _has_mains(readings):
        peak = replace(load, kwh_per_year=load.kwh_per_year * profile.peak_share, max_kw=None)
        pairs.append((by_formula["shift"], Subject(peak, _in_hours(metered, profile.peak_hours))))
    return pairs


def season_subjects(
    entries: Sequence[Entry],
    found: Appliances,
    readings: Readings,
    profile: HomeProfile,
    load: Load,
    metered: Metered | None,
) -> list[tuple[Entry, Subject]]:
    """A thermostat on what summer or winter adds, in a home whose heating and cooling have no meter."""
    entry = next(e for e in entries if e.name == SEASON_FORMULA)
    has_own = any(set(match.types) & set(entry.types) for match in found.matches)
    if has_own or not _has_mains(readings) or profile.summer_extra_kwh is None:
        return []
    used = None if metered is None else np.nan_to_num(metered.used)
    summer, winter = profile.summer_extra_kwh, profile.winter_extra_kwh or 0.0
    extra = summer if summer >= LEAST_COOLING_KWH else 0.0
    if load.kwh_per_year > 0 and winter / load.kwh_per_year > HEATS_FROM_SHARE:
        extra += winter
    if not extra:
        return []
    season = replace(load, kwh_per_year=min(extra, load.kwh_per_year), max_kw=None)
    return [(entry, Subject(season, used, estimated="what the season adds, taken from the main meter"))]


def advice_not_possible(readings: Readings, profile: HomeProfile) -> list[NotPossible]:
    """What the readings as a whole do not allow."""
    missing = []
    if not _has_mains(readings):
        missing.append(NotPossible("what is always on", "Only appliances are metered here, not the home."))
    elif profile.always_on_kw is None:
        missing.append(
            NotPossible("what is always on", "It needs a week of complete days with a reading every hour.")
        )
    if _has_mains(readings) and profile.summer_extra_kwh is None:
        missing.append(NotPossible("heating and cooling by season", "It needs a year of daily readings."))
    return missing


def _has_mains(readings: Readings) -> bool:
    return any(c.role == "mains" for c in readings.consumption)


def _in_hours(metered: Metered | None, hours: Sequence[int]) -> Floats | None:
    """What the home uses in these hours of the day, and nothing in the others."""
    if metered is None:
        return None
    return np.where(metered.quarters.local.hour.isin(hours), np.nan_to_num(metered.used), 0.0)


def _finest(matches: Sequence[Match], channels: Sequence[Channel]) -> list[Match]:
    """A circuit whose appliances have meters of their own is judged by theirs."""
    typed = {match.channel for match in matches if match.types}
    covered = {c.parent for c in channels if c.parent is not None and c.name in typed}
    return [replace(m, types=()) if m.channel in covered else m for m in matches]


def _quarters(metered: Metered | None, channel: str) -> Floats | None:
    if metered is None or channel not in metered.kwh:
        return None
    return np.nan_to_num(metered.kwh[channel]).clip(min=0)
