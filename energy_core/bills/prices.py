"""A tariff on a home's quarter hours: energy by rate and tier in each billing period, and its price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from energy_core.bills.metered import Metered
from energy_core.bills.periods import BillingPeriod, billing_periods
from energy_core.spread import Floats
from energy_core.tariffs import Rate, Tariff, Version
from energy_core.tariffs.calendar import day_number

Flags = npt.NDArray[np.bool_]
WHOLE: Decimal = Decimal("1e-9")
"""Sums of floats are exact to this many kWh: what is smaller is left over from adding up."""


def exact(kwh: float) -> Decimal:
    """A sum of energy as a decimal. [kWh]"""
    return Decimal(float(kwh)).quantize(WHOLE)


@dataclass(frozen=True)
class Step:
    """Energy of one rate within one tier in one billing period, and what it costs before VAT.

    name : the rate's, with the tier's limits if it has several.
    """

    name: str
    rate: str
    kwh: Decimal
    per_kwh: Decimal

    @property
    def cost(self) -> Decimal:
        return self.kwh * self.per_kwh


@dataclass(frozen=True)
class Stretch:
    """Days of one billing period under one version: which quarters, and the rate number of each."""

    version: Version
    period: BillingPeriod
    start: date
    end: date
    quarters: slice
    rates: npt.NDArray[np.int64]

    @property
    def is_tiered(self) -> bool:
        return any(rate.tiers for rate in self.version.rates)


def stretches(metered: Metered, tariff: Tariff) -> list[Stretch]:
    """The bill's days that have a version, cut at billing periods and versions."""
    numbers = metered.quarters.day_numbers
    found: list[Stretch] = []
    by_version = [
        (version, first, last, metered.quarters.rates_of(tariff, version))
        for version, first, last in tariff.runs()
        if first < metered.end and (last is None or last > metered.start)
    ]
    for period in billing_periods(metered.start, metered.end, billing_day=tariff.billing_day):
        for version, first, last, rates in by_version:
            start, end = max(period.start, first), min(period.end, last or period.end)
            if start < end:
                inside = _slice(numbers, start, end)
                found.append(Stretch(version, period, start, end, inside, rates[inside]))
    return found


def steps_by_period(home: Metered, tariff: Tariff) -> list[tuple[Stretch, list[Step]]]:
    """Every stretch of a bill with its energy by rate and tier; tiers go on from version to version."""
    already: dict[BillingPeriod, dict[str, Decimal]] = {}
    return [
        (stretch, _steps(stretch, home.used, already.setdefault(stretch.period, {})))
        for stretch in stretches(home, tariff)
    ]


def mean_prices(found: Sequence[Step]) -> dict[str, Decimal]:
    """Mean price of each rate over its tiers; of a rate without energy the first tier's. [currency/kWh]"""
    kwh: dict[str, Decimal] = {}
    cost: dict[str, Decimal] = {}
    first: dict[str, Decimal] = {}
    for step in found:
        first.setdefault(step.rate, step.per_kwh)
        kwh[step.rate] = kwh.get(step.rate, Decimal(0)) + step.kwh
        cost[step.rate] = cost.get(step.rate, Decimal(0)) + step.cost
    return {rate: cost[rate] / kwh[rate] if kwh[rate] else first[rate] for rate in kwh}


def prices_of_stretches(
    made: Sequence[tuple[Stretch, Sequence[Step]]], of_rates: Callable[[Sequence[Step]], dict[str, Decimal]]
) -> list[dict[str, Decimal]]:
    """The price of each rate in each stretch of one billing period.

    Tiers go on over the versions of a period, so where all have tiers their steps count together; a version
    with one price has that price.
    """
    together = [step for _, found in made for step in found]
    shared = all(stretch.is_tiered for stretch, _ in made)
    return [of_rates(together if shared else found) for _, found in made]


def _steps(stretch: Stretch, used: Floats, already: dict[str, Decimal]) -> list[Step]:
    """already : kWh by rate earlier in the same billing period; it is added to."""
    kwh = np.nan_to_num(used[stretch.quarters])
    sums = np.bincount(stretch.rates, weights=kwh, minlength=len(stretch.version.rates))
    found: list[Step] = []
    for rate, energy in zip(stretch.version.rates, sums, strict=True):
        found += _tiers(rate, exact(energy), before=already.get(rate.name, Decimal(0)))
        already[rate.name] = already.get(rate.name, Decimal(0)) + exact(energy)
    return found


def _tiers(rate: Rate, kwh: Decimal, *, before: Decimal) -> list[Step]:
    if not rate.tiers:
        return [Step(rate.name, rate.name, kwh, rate.steps[0].per_kwh)]
    found, floor = [], Decimal(0)
    for tier in rate.tiers:
        top = tier.up_to_kwh_per_month
        room = None if top is None else max(top - max(before, floor), Decimal(0))
        part = kwh if room is None else min(kwh, room)
        name = (
            f"{rate.name} above {floor.normalize():f} kWh"
            if top is None
            else f"{rate.name} up to {top.normalize():f} kWh"
        )
        found.append(Step(name, rate.name, part, tier.per_kwh))
        kwh -= part
        floor = top if top is not None else floor
    return found


def _slice(numbers: npt.NDArray[np.int64], start: date, end: date) -> slice:
    """Quarters whose local date is in [start, end). Local dates rise but for a zone that sets them back."""
    first = int(np.searchsorted(numbers, day_number(start), side="left"))
    last = int(np.searchsorted(numbers, day_number(end - timedelta(days=1)), side="right"))
    return slice(first, last)
