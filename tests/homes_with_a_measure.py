"""Made homes in which a measure saved a known share: a truth that the product's own code has no part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from energy_core.readings import Readings
from tests.build import channel, readings

Days = npt.NDArray[np.float64]

FIRST = date(2022, 1, 3)


@dataclass(frozen=True)
class MadeHome:
    """without_kwh : what each day would have used; used_kwh : what it used, less since the measure."""

    without_kwh: Days
    used_kwh: Days
    days_before: int
    start: date

    @property
    def since(self) -> date:
        return self.start + timedelta(days=self.days_before)

    @property
    def saved_kwh(self) -> float:
        return float((self.without_kwh - self.used_kwh).sum())

    @property
    def readings(self) -> Readings:
        hours = np.repeat(self.used_kwh / 24, 24)
        return readings(channel("mains", hours, role="mains", start=str(self.start)))  # type: ignore[arg-type]


def made_home(seed: int) -> MadeHome:
    """Weekdays, a season for most, weather, noise that lasts, habits that wander, holidays for half."""
    chance = np.random.default_rng([20261124, seed])
    before = int(chance.choice([60, 90, 150, 250, 365, 420, 500, 730]))
    count = before + int(chance.choice([14, 28, 42, 60, 90, 180]))
    of_year = (chance.integers(0, 365) + np.arange(count)) % 365.25
    first_weekday = int(chance.integers(0, 7))
    week = 1 + chance.normal(0, 0.04, 7)
    week[5:] += chance.uniform(-0.1, 0.25)
    level = 1 + _season(chance, of_year) + _noise(chance, count)
    level += np.cumsum(chance.normal(0, chance.uniform(0, 0.012), count))
    without = np.maximum(level, 0.15) * week[(np.arange(count) + first_weekday) % 7]
    if chance.random() < 0.5:
        _go_away(chance, without)
    without *= chance.uniform(3, 14)
    used = without.copy()
    used[before:] *= 1 - chance.uniform(0, 0.3)
    return MadeHome(without, used, before, FIRST + timedelta(days=first_weekday))


def _season(chance: np.random.Generator, of_year: Days) -> Days:
    """Heating or cooling of six homes in ten, half of them in their season only, and the weather in it."""
    weather = _lasting(chance, len(of_year), 0.8)
    if chance.random() >= 0.6:
        return np.zeros(len(of_year))
    strength, peak = chance.uniform(0.1, 0.6), chance.choice([20, 200]) + chance.normal(0, 10)
    season = np.cos(2 * np.pi * (of_year - peak) / 365.25)
    if chance.random() < 0.5:
        season = np.maximum(season, 0) * 1.3
    return np.asarray(strength * season + strength * 0.2 * weather * (season > 0))


def _noise(chance: np.random.Generator, count: int) -> Days:
    lasting = chance.uniform(0, 0.6)
    return np.asarray(chance.uniform(0.06, 0.25) * _lasting(chance, count, lasting))


def _lasting(chance: np.random.Generator, count: int, correlation: float) -> Days:
    """Noise of size 1 whose days follow each other."""
    steps, found = chance.normal(0, 1, count), np.zeros(count)
    for day in range(1, count):
        found[day] = correlation * found[day - 1] + np.sqrt(1 - correlation**2) * steps[day]
    return found


def _go_away(chance: np.random.Generator, kwh: Days) -> None:
    """One to two weeks of every year at a third of the use."""
    for year in range(0, len(kwh), 365):
        first = year + int(chance.integers(0, 355))
        kwh[first : first + int(chance.integers(5, 15))] *= 0.35
