"""Every question of the bank. A new home is a file of cases and one line here."""

from __future__ import annotations

from typing import Final

from tests.questions import (
    daily_home,
    everyday_dates,
    everyday_words,
    five_people_abroad,
    five_people_gb,
    halfhours_home,
    homes_abroad,
    june_home,
    said_otherwise,
    sample_home,
    sample_home_times,
    second_round,
    tariff_homes,
    uci_home,
    unseen_days,
    unseen_night,
    unseen_texas,
    voices_abroad,
    voices_at_home,
    voices_on_the_road,
)
from tests.questions.case import Case

BANK: Final[tuple[Case, ...]] = (
    *sample_home.CASES,
    *sample_home_times.CASES,
    *halfhours_home.CASES,
    *daily_home.CASES,
    *uci_home.CASES,
    *june_home.CASES,
    *said_otherwise.CASES,
    *everyday_words.CASES,
    *everyday_dates.CASES,
    *five_people_gb.CASES,
    *five_people_abroad.CASES,
    *tariff_homes.CASES,
    *homes_abroad.CASES,
    *unseen_texas.CASES,
    *unseen_days.CASES,
    *unseen_night.CASES,
    *second_round.CASES,
    *voices_at_home.CASES,
    *voices_on_the_road.CASES,
    *voices_abroad.CASES,
)
