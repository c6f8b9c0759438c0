"""How fast a counter usually runs, and so how far it may get in some time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.spread import Floats

OFTEN: Final = 0.8
"""Share of a counter's steps up that are no larger than its usual one; the rest may be faults."""

STEPS_OF_RESOLUTION: Final = 10
"""A rate is measured over so many of the counter's smallest steps, else rounding makes it."""

AT_HOURS: Final = (1.0, 24.0, 720.0)
PLAUSIBLE_KW: Final = (50.0, 20.0, 8.0)
"""Mean power that a home may reach over an hour, a day, a month: a three-phase supply of 3 x 63 A at 230 V
carries 43 kW, and nobody uses all of it for long."""

NOISE: Final = 1e-9
"""Smaller steps beside the readings are how computers round."""

MANY_TIMES: Final = (10.0, 5.0, 3.0)
"""The same beside the counter's own usual rate, for buildings above a home."""


@dataclass(frozen=True)
class Pace:
    """usual_kw : high, but common. mean_kw : over all steps that can be. step_kwh : the smallest step."""

    usual_kw: float
    mean_kw: float
    step_kwh: float

    def usual_kwh(self, hours: Floats) -> Floats:
        """What the counter may well rise by in some time. [kWh]"""
        return 3.0 * self.usual_kw * hours + 2.0 * self.step_kwh

    def own_most_kwh(self, hours: Floats) -> Floats:
        """More than this it has hardly ever risen by. [kWh]"""
        return _at(hours, MANY_TIMES) * self.usual_kw * hours + 2.0 * self.step_kwh

    def most_kwh(self, hours: Floats) -> Floats:
        """What can be: a home's highest, or many times this counter's own usual rate. [kWh]"""
        home = home_most_kwh(hours) + 2.0 * self.step_kwh
        return np.asarray(np.maximum(home, self.own_most_kwh(hours)), dtype=np.float64)


def home_most_kwh(hours: Floats) -> Floats:
    """What a home may draw or give in some time. [kWh]"""
    return _at(hours, PLAUSIBLE_KW) * hours


def pace_of(hours: Floats, kwh: Floats) -> Pace:
    """The pace of a counter.

    hours : when each reading was taken. [hours] kwh : the readings. [kWh]
    """
    steps = np.diff(kwh)
    up = steps[steps > NOISE * np.abs(kwh).max(initial=1.0)]
    if not len(up):
        return Pace(0.0, 0.0, 0.0)
    smallest = float(np.quantile(up, 0.01, method="lower"))
    possible = (steps >= 0) & (steps <= 10.0 * np.quantile(up, OFTEN))
    gained, time = float(steps[possible].sum()), float(np.diff(hours)[possible].sum())
    mean_step = gained / max(1, int(possible.sum()))
    most = max(1, len(steps) // 5)
    stride = int(np.clip(np.ceil(STEPS_OF_RESOLUTION * smallest / max(mean_step, 1e-12)), 1, most))
    climbed = np.concatenate([[0.0], np.cumsum(np.where(possible, steps, 0.0))])
    gain = climbed[stride:] - climbed[:-stride]
    rates = gain[gain > 0] / (hours[stride:] - hours[:-stride])[gain > 0]
    usual = 2.0 * float(np.quantile(rates, OFTEN)) if len(rates) else 0.0
    return Pace(usual, gained / time if time > 0 else 0.0, smallest)


def _at(hours: Floats, values: tuple[float, ...]) -> Floats:
    """What lies between values at an hour, a day and a month."""
    if hours.size > 1 and (hours == hours.flat[0]).all():
        hours = hours.flat[:1]
    log = np.log10(np.maximum(hours, 1e-6))
    return np.asarray(np.interp(log, np.log10(AT_HOURS), values), dtype=np.float64)
