"""How the appliances of the sample home draw power: one function each, without anomalies.

The shapes are made up to look like a home, not measured; yearly totals lie in the range of published
appliance figures. Seasons are those of a continental climate in the northern half of the world.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.spread import Floats, Integers

Generator = np.random.Generator
STANDBY_KWH: Final = 0.004


@dataclass(frozen=True)
class Hours:
    """The hours of the sample home, in order.

    hour : local hour of the day. day : number of the local date, from 0. weekday : Monday is 0.
    year : part of the year gone [0 to 1]. outdoor_c : mean temperature of the day [°C].
    is_peak : in the peak hours.
    """

    hour: Integers
    day: Integers
    weekday: Integers
    year: Floats
    outdoor_c: Floats
    is_peak: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def by_day(self, values: Floats) -> Floats:
        """One value per day, for each hour of it."""
        return values[self.day]

    @property
    def days(self) -> int:
        return int(self.day[-1]) + 1


def outdoor_c(day: Integers, year: Floats, rng: Generator) -> Floats:
    """Mean temperature of each hour's day [°C]: 3 in January, 25 in July, with spells of some days."""
    spell = np.zeros(int(day[-1]) + 1)
    for number, push in enumerate(rng.normal(0, 2.2, len(spell))):
        spell[number] = 0.75 * spell[max(number - 1, 0)] + push
    mean = 14 + 11 * np.sin(2 * np.pi * (year - 0.30))
    return np.asarray(mean + spell[day], dtype=np.float64)


def _noise(hours: Hours, rng: Generator, spread: float) -> Floats:
    return rng.lognormal(-(spread**2) / 2, spread, len(hours.hour))


def _of_day(hours: Hours, levels: Mapping[range, float], *, otherwise: float, peak: float) -> Floats:
    """A level by hour of the day; `peak` in the peak hours."""
    day = np.full(24, otherwise)
    for span, level in levels.items():
        day[list(span)] = level
    return np.where(hours.is_peak, peak, day[hours.hour])


def air_conditioner(hours: Hours, rng: Generator) -> Floats:
    """Cools on summer afternoons and evenings; a reversible unit that also warms winter evenings a little."""
    need = np.maximum(hours.outdoor_c - 18, 0) + 0.4 * np.maximum(14 - hours.outdoor_c, 0)
    use = _of_day(hours, {range(12, 18): 0.45, range(18, 24): 0.5}, otherwise=0.12, peak=1.3)
    return STANDBY_KWH + 0.10 * need * use * _noise(hours, rng, 0.22)


def heating(hours: Hours, rng: Generator) -> Floats:
    """Mornings and evenings of the cold months."""
    need = np.maximum(16 - hours.outdoor_c, 0)
    use = _of_day(hours, {range(5, 9): 0.75, range(16, 23): 0.7}, otherwise=0.25, peak=1.3)
    return STANDBY_KWH + 0.11 * need * use * _noise(hours, rng, 0.15)


def refrigerator(hours: Hours, rng: Generator) -> Floats:
    """A compressor that comes and goes; the door is opened by day. About 390 kWh a year."""
    cycle = 1 + 0.2 * np.sin(2 * np.pi * np.arange(len(hours.hour)) / 2.6 + rng.uniform(0, 6))
    doors = _of_day(hours, {range(7, 23): 1.05}, otherwise=0.92, peak=1.12)
    warm = 1 + 0.008 * (hours.outdoor_c - 14)
    cooling: Floats = 0.044 * cycle * doors * warm * _noise(hours, rng, 0.05)
    return cooling


def lighting(hours: Hours, rng: Generator) -> Floats:
    """Before sunrise and after sunset, while people are awake; in the peak hours some even by daylight."""
    half_day = 6 + 2 * np.sin(2 * np.pi * (hours.year - 0.22))
    from_noon = np.abs(hours.hour - 12.0)
    dark = np.clip(from_noon - half_day + 0.5, np.where(hours.is_peak, 0.45, 0.08), 1)
    awake = _of_day(
        hours, {range(6, 9): 0.6, range(9, 17): 0.3, range(17, 23): 0.8}, otherwise=0.06, peak=1.2
    )
    lit: Floats = 0.006 + 0.2 * dark * awake * _noise(hours, rng, 0.18)
    return lit


def television(hours: Hours, rng: Generator) -> Floats:
    """Evenings, longer at weekends."""
    use = _of_day(hours, {range(7, 9): 0.2, range(17, 23): 0.7}, otherwise=0.03, peak=1.1)
    longer = np.where(hours.weekday >= 5, 1.35, 1.0)
    return STANDBY_KWH + 0.11 * use * longer * _noise(hours, rng, 0.25)


def water_heater(hours: Hours, rng: Generator) -> Floats:
    """Showers in the morning, dishes and baths in the evening."""
    use = _of_day(hours, {range(6, 9): 0.8, range(17, 23): 0.4}, otherwise=0.12, peak=1.0)
    return 0.02 + 0.55 * use * _noise(hours, rng, 0.35)


def washing_machine(hours: Hours, rng: Generator) -> Floats:
    """Runs of two hours and 0.5 to 1 kWh on some days; standby otherwise."""
    chance = np.where(hours.weekday >= 5, 0.65, 0.4)
    return _runs(hours, rng, chance=chance, shares=(0.7, 0.3), kwh=(0.5, 1.0), standby=0.002)


def dishwasher(hours: Hours, rng: Generator) -> Floats:
    """A run of two hours on most evenings."""
    return _runs(
        hours, rng, chance=np.full(len(hours.hour), 0.7), shares=(0.6, 0.4), kwh=(0.8, 1.1), standby=0.002
    )


def ev_charger(hours: Hours, rng: Generator) -> Floats:
    """Three hours at 3.6 kW after coming home, every other day or so."""
    chance = np.where(hours.weekday >= 5, 0.3, 0.5)
    return _runs(hours, rng, chance=chance, shares=(0.36, 0.36, 0.28), kwh=(6.0, 10.5), standby=0.003)


def _runs(
    hours: Hours,
    rng: Generator,
    *,
    chance: Floats,
    shares: tuple[float, ...],
    kwh: tuple[float, float],
    standby: float,
) -> Floats:
    """At most one run a day: mostly from the first peak hour on, else in the morning."""
    energy = np.full(len(hours.hour), standby)
    draws = rng.random((hours.days, 4))
    first = np.flatnonzero(np.diff(hours.day, prepend=-1))
    starts_peak = hours.hour[hours.is_peak][:1]
    begins = int(starts_peak[0]) if len(starts_peak) else 18
    for number, at in enumerate(first):
        today, where, hour, size = draws[number]
        start = at + (begins if where < 0.65 else 8 + int(hour * 5))
        if today < chance[at] and start + len(shares) <= len(energy):
            run_kwh = kwh[0] + size * (kwh[1] - kwh[0])
            energy[start : start + len(shares)] = run_kwh * np.asarray(shares)
    return energy


SHAPES: Final[dict[str, Callable[[Hours, Generator], Floats]]] = {
    "Air Conditioner": air_conditioner,
    "Refrigerator": refrigerator,
    "Washing Machine": washing_machine,
    "Lighting": lighting,
    "Heating": heating,
    "Dishwasher": dishwasher,
    "Water Heater": water_heater,
    "Television": television,
    "EV Charger": ev_charger,
}
"""By the appliance's name. The position is part of the random seed: new ones go to the end."""
