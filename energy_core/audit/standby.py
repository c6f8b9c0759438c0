"""How much of what is always on may be switched off: not what cools, heats or airs the home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from energy_core import words
from energy_core.audit.appliance_type import Match
from energy_core.audit.catalogue import Entry
from energy_core.audit.home_profile import HomeProfile
from energy_core.errors import EnergyError
from energy_core.load_profile import hourly_power_kw, near_base_by_day
from energy_core.readings import Readings

COOLS: Final = frozenset(("refrigerator", "freezer"))
RUNS_BY_ITSELF: Final = COOLS | {
    "air conditioner", "aquarium", "circulation pump", "dehumidifier", "fan", "heat pump",
    "heat pump water heater", "heating", "pool heater", "pool pump", "water heater", "waterbed", "well pump",
}  # fmt: skip
"""What draws power day and night without being forgotten: none of it is standby."""


@dataclass(frozen=True)
class Standby:
    """kw : what may be standby, at most. why : what was left out, as a sentence."""

    kw: float
    why: str


def standby(
    readings: Readings, profile: HomeProfile, matches: tuple[Match, ...], entry: Entry
) -> Standby | None:
    """What may be standby in a home, of what is always on in its mildest month; None if that is not known.

    Metered appliances that run by themselves are taken off, an unmetered refrigerator as a usual one. Above
    what an ordinary home has, it may be a heat pump, ventilation or a freezer, and is not counted.
    """
    always = profile.always_on_kw
    if not always:
        return None
    mild = always if profile.mild_always_on_kw is None else min(profile.mild_always_on_kw, always)
    own = [match for match in matches if RUNS_BY_ITSELF & set(match.types)]
    cooling = 0.0 if any(COOLS & set(match.types) for match in own) else entry.numbers["refrigeration_kw"].mid
    left = max(mild - cooling - sum(_base_kw(readings, match.channel) for match in own), 0.0)
    kw = min(left, entry.numbers["most_kw"].mid)
    return Standby(
        kw,
        f"of the {words.power(always)} that are always on {words.power(kw)} are counted: a refrigerator, "
        "heating, a heat pump, ventilation and pumps run day and night too",
    )


def _base_kw(readings: Readings, channel: str) -> float:
    """What an appliance draws at all times; 0 where its readings are too coarse to tell. [kW]"""
    try:
        daily = near_base_by_day(hourly_power_kw(readings, channel=channel), readings.timezone)
    except EnergyError:
        return 0.0
    return float(daily.median()) if len(daily) else 0.0
