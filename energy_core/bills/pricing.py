"""What energy is worth at each moment under a tariff: costs of spans, and the price of one kWh more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.bills.metered import Metered, metered
from energy_core.bills.periods import BillingPeriod
from energy_core.bills.prices import Step, Stretch, mean_prices, prices_of_stretches, steps_by_period
from energy_core.home import Home
from energy_core.readings import Readings
from energy_core.spread import Floats, Integers, microseconds
from energy_core.tariffs import Tariff, flat_tariff

NO_CURRENCY: Final = "XXX"
"""ISO 4217 for `no currency`: somebody said a price, nobody in which money."""

QUARTER_US: Final = 900_000_000


class Prices(Protocol):
    """What energy costs, VAT included, standing charge not."""

    @property
    def mean_per_kwh(self) -> float:
        """Mean price of what the home used. [currency/kWh]"""

    @property
    def mean_marginal_per_kwh(self) -> float:
        """Mean price of one kWh more or less, over all hours. [currency/kWh]"""

    def cost(self, kwh: Floats, start: pd.Series, end: pd.Series, *, channel: str | None = None) -> Floats:
        """Cost of energy in spans; NaN where it has no price. [currency]"""


@dataclass(frozen=True)
class FlatPrice:
    """The same price at every hour. [currency/kWh]"""

    mean_per_kwh: float

    @property
    def mean_marginal_per_kwh(self) -> float:
        return self.mean_per_kwh

    def cost(self, kwh: Floats, start: pd.Series, end: pd.Series, *, channel: str | None = None) -> Floats:
        return np.asarray(kwh, dtype=np.float64) * self.mean_per_kwh


def prices_of(readings: Readings, home: Home) -> Prices | None:
    """What the home pays at each hour of its readings; None while nobody has said, or without consumption."""
    if home.tariff is not None and readings.consumption:
        return pricing(readings, home.tariff)
    return None if home.price_per_kwh is None else FlatPrice(home.price_per_kwh)


def tariff_of(home: Home) -> Tariff | None:
    """What the home pays: its tariff, else its one price; None while nobody has said either."""
    if home.tariff is not None:
        return home.tariff
    if home.price_per_kwh is None:
        return None
    return flat_tariff(
        home.price_per_kwh, currency=home.currency or NO_CURRENCY, billing_day=home.billing_day
    )


@dataclass(frozen=True)
class Pricing:
    """Prices by quarter hour over a home's readings, VAT included, standing charge not.

    Under tiers a kWh costs the mean of its rate in that billing period, so that hours, days and channels add
    up to the energy lines of the bill and their VAT. Days before the first version have no price (NaN).
    """

    home: Metered
    tariff: Tariff
    made: tuple[tuple[Stretch, tuple[Step, ...]], ...]

    @cached_property
    def per_kwh(self) -> Floats:
        """Price of the energy used in each quarter [currency/kWh]."""
        return self._prices(mean_prices)

    @cached_property
    def marginal_per_kwh(self) -> Floats:
        """Price of one kWh more, or less, in each quarter: that of the highest tier reached."""
        return self._prices(_top)

    def cost(self, kwh: Floats, start: pd.Series, end: pd.Series, *, channel: str | None = None) -> Floats:
        """Cost of energy in spans, at the hours in which the channel used it; NaN where it has no price.

        kwh, start, end : one per span; instants. channel : whose use within a span weighs its prices; None =
        evenly over the span. A week or month may reach beyond the readings: nothing was used there.
        [currency]
        """
        count = len(self.per_kwh)
        first = self._quarter(microseconds(start)).clip(0, count)
        last = self._quarter(microseconds(end)).clip(0, count)
        unpriced = _running(np.isnan(self.per_kwh).astype(np.float64))
        inside = (last > first) & (unpriced[last] == unpriced[first])
        weight = self._weight(channel)
        energy, money = _running(weight), _running(weight * self.per_kwh)
        even = _running(self.per_kwh)
        one, two = np.where(inside, first, 0), np.where(inside, last, 1)
        used = energy[two] - energy[one]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(used > 0, (money[two] - money[one]) / used, (even[two] - even[one]) / (two - one))
        return np.asarray(np.where(inside, kwh * mean, np.nan), dtype=np.float64)

    @property
    def mean_per_kwh(self) -> float:
        used = np.nan_to_num(self.home.used)
        priced = used[~np.isnan(self.per_kwh)].sum()
        return float(np.nansum(used * self.per_kwh) / priced) if priced else self.mean_marginal_per_kwh

    @property
    def mean_marginal_per_kwh(self) -> float:
        known = self.marginal_per_kwh[~np.isnan(self.marginal_per_kwh)]
        return float(known.mean()) if len(known) else float("nan")

    def _prices(self, of_rates: Callable[[Sequence[Step]], dict[str, Decimal]]) -> Floats:
        prices = np.full(len(self.home.quarters.starts), np.nan)
        vat = 1 + float(self.tariff.vat_percent or 0) / 100
        by_period: dict[BillingPeriod, list[tuple[Stretch, tuple[Step, ...]]]] = {}
        for stretch, found in self.made:
            by_period.setdefault(stretch.period, []).append((stretch, found))
        for made in by_period.values():
            for (stretch, _), own in zip(made, prices_of_stretches(made, of_rates), strict=True):
                by_rate = np.array([float(own[rate.name]) for rate in stretch.version.rates])
                prices[stretch.quarters] = by_rate[stretch.rates] * vat
        return prices

    def _weight(self, channel: str | None) -> Floats:
        if channel is None or channel not in self.home.kwh:
            return np.ones(len(self.per_kwh))
        return np.nan_to_num(self.home.kwh[channel]).clip(min=0)

    def _quarter(self, instants: Integers) -> npt.NDArray[np.int64]:
        """The number of the quarter nearest to each instant."""
        zero = int(microseconds(self.home.quarters.starts[:1])[0])
        return np.asarray(np.rint((instants - zero) / QUARTER_US), dtype=np.int64)


def pricing(readings: Readings, tariff: Tariff) -> Pricing:
    """Prices over all days of the readings.

    Raises
    ------
    MissingFactError : without a channel of consumption.
    """
    home = metered(readings)
    return Pricing(home, tariff, tuple((s, tuple(found)) for s, found in steps_by_period(home, tariff)))


def _running(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.nan_to_num(values))])


def _top(found: Sequence[Step]) -> dict[str, Decimal]:
    """The price of the highest tier reached, by rate."""
    top: dict[str, Decimal] = {}
    for step in found:
        if step.kwh > 0 or step.rate not in top:
            top[step.rate] = step.per_kwh
    return top
