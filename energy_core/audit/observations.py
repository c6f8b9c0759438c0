"""What the patterns of a home say, in sentences: for homes in which no appliance has a meter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from energy_core import words
from energy_core.audit.home_profile import NIGHT_HOURS, HomeProfile
from energy_core.audit.load import Load

MUCH_AT_NIGHT: Final = 0.2
"""A quarter of the day is the night; homes asleep use less than their share in it."""

MUCH_AT_THE_PEAK: Final = 0.2
"""Three hours are an eighth of the day, 12.5%: a home without a peak is not told of one."""

EVENING: Final = frozenset(range(17, 21))
"""Hours that are dear where a tariff has a dear evening."""

OTHER_WEEKENDS: Final = 0.15
SEASON_SHARE: Final = 0.1


def observations(profile: HomeProfile, load: Load, *, until: date) -> tuple[str, ...]:
    """Always on, peaks, nights, weekends and seasons, as far as the readings show them.

    load : of the home. until : the day after the last.
    """
    home_kwh = load.kwh_per_year
    found = [_always_on(profile, load, until), _peaks(profile), _nights(profile), _weekends(profile)]
    found += [
        _season(profile.winter_extra_kwh, "Winter", "electric heating", home_kwh),
        _season(profile.summer_extra_kwh, "Summer", "cooling or a pool", home_kwh),
    ]
    return tuple(sentence for sentence in found if sentence)


def _always_on(profile: HomeProfile, load: Load, until: date) -> str | None:
    if not profile.always_on_kw or profile.always_on_share is None or profile.always_on_kwh is None:
        return None
    days = f"In the {words.number(round(load.days))} days to {words.day(until - timedelta(days=1))}"
    year = f", {words.kwh(profile.always_on_kwh)} a year" if load.annualised else ""
    return (
        f"{days} {words.power(profile.always_on_kw)} were always on: {words.share(profile.always_on_share)} "
        f"of what you used{year}. Refrigerators, ventilation and a heat pump that never rests count in it."
    )


def _peaks(profile: HomeProfile) -> str | None:
    if profile.peak_share is None or profile.peak_share < MUCH_AT_THE_PEAK:
        return None
    when = "in the evening" if set(profile.peak_hours) & EVENING else "then"
    return (
        f"{words.hours(profile.peak_hours)} takes {words.share(profile.peak_share)} of your energy in an "
        f"eighth of the day: under a tariff that is dear {when}, running things at other hours pays."
    )


def _nights(profile: HomeProfile) -> str | None:
    if profile.night_share is None or profile.night_share <= MUCH_AT_NIGHT:
        return None
    return (
        f"From midnight to {NIGHT_HOURS:02d}:00 you use {words.share(profile.night_share)}: a tariff with a "
        "cheap night may suit you, or something runs that need not."
    )


def _weekends(profile: HomeProfile) -> str | None:
    ratio = profile.weekend_ratio
    if ratio is None or abs(ratio - 1) <= OTHER_WEEKENDS:
        return None
    more = "more" if ratio > 1 else "less"
    return f"A day at the weekend uses {words.share(abs(ratio - 1))} {more} than a weekday."


def _season(extra_kwh: float | None, season: str, cause: str, home_kwh: float) -> str | None:
    if not extra_kwh or home_kwh <= 0 or extra_kwh / home_kwh <= SEASON_SHARE:
        return None
    return (
        f"{season} adds {words.kwh(words.estimate(extra_kwh))} above the mild months, "
        f"{words.share(extra_kwh / home_kwh)} of your year: {cause}, if you have it."
    )
