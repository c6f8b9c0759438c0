"""What saved or moved energy is worth: at its hours, VAT included, tiers and exports counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from energy_core.bills.metered import HOURS, Metered
from energy_core.bills.periods import BillingPeriod
from energy_core.bills.prices import steps_by_period
from energy_core.bills.pricing import Pricing
from energy_core.spread import Floats
from energy_core.tariffs import Tariff

BEGINNING = date(1900, 1, 1)


def as_it_is_now(tariff: Tariff) -> Tariff:
    """The tariff's latest version at all times: what is saved from now on is saved at today's prices."""
    latest = replace(tariff.versions[-1], start=BEGINNING, end=None)
    return replace(tariff, versions=(latest,))


@dataclass(frozen=True)
class Priced:
    """A home's last year under a tariff as it is now. home : its energy by quarter hour."""

    home: Metered
    tariff: Tariff

    @property
    def name(self) -> str:
        return self.tariff.name

    @cached_property
    def marginal_per_kwh(self) -> Floats:
        """Price of one kWh more or less in each quarter, VAT included. [currency/kWh]"""
        made = tuple((s, tuple(found)) for s, found in steps_by_period(self.home, self.tariff))
        return Pricing(self.home, self.tariff, made).marginal_per_kwh

    @property
    def has_dear_hours(self) -> bool:
        """Whether the price depends on the hour."""
        return bool(np.ptp(self.marginal_per_kwh) > 0) and len(self.tariff.versions[-1].rates) > 1

    def per_kwh(self, saved: Floats) -> float | None:
        """Mean worth of the energy saved; None if none is saved in these days. [currency/kWh]

        Parameters
        ----------
        saved : energy saved in each quarter hour. [kWh]
            Where the home exports, what it does not buy in that quarter is worth the export price.
        """
        used = np.nan_to_num(self.home.used)
        bought = np.minimum(saved, used) if self.home.exports else saved
        given = float((saved - bought).sum()) * float(self.tariff.versions[-1].export_per_kwh)
        total = float(saved.sum())
        if total <= 0:
            return None
        return (self._money(bought, used) + given) / total

    def saved_by_moving(self, kwh: Floats, moved: Floats) -> float:
        """What the bill loses when a load runs at other times. [currency]"""
        return self._bill_less(kwh - moved)

    def _money(self, bought: Floats, used: Floats) -> float:
        """Marginal price times energy; under tiers or a minimum the bill with and without it."""
        if not self._is_stepped:
            return float(np.nan_to_num(bought * self.marginal_per_kwh).sum())
        on_the_bill = np.minimum(bought, used)
        known = float(on_the_bill.sum())
        return self._bill_less(on_the_bill) / known * float(bought.sum()) if known > 0 else 0.0

    @property
    def _is_stepped(self) -> bool:
        version = self.tariff.versions[-1]
        return bool(version.minimum_per_month) or any(rate.tiers for rate in version.rates)

    @cached_property
    def _bill(self) -> float:
        return energy_money(self.home, self.tariff)

    def _bill_less(self, taken: Floats) -> float:
        return self._bill - energy_money(_without(self.home, taken), self.tariff)


def energy_money(home: Metered, tariff: Tariff) -> float:
    """Energy, standing charge and minimum of all billing periods, VAT included, not rounded. [currency]"""
    charged: dict[BillingPeriod, float] = {}
    least: dict[BillingPeriod, float] = {}
    for stretch, found in steps_by_period(home, tariff):
        days = (stretch.end - stretch.start).days
        money = float(sum(step.cost for step in found)) + days * float(
            stretch.version.standing_charge_per_day
        )
        charged[stretch.period] = charged.get(stretch.period, 0.0) + money
        least.setdefault(stretch.period, float(stretch.version.minimum_per_month))
    vat = 1 + float(tariff.vat_percent or 0) / 100
    return vat * sum(max(money, least[period]) for period, money in charged.items())


def in_cheapest_hours(kwh: Floats, priced: Priced) -> Floats:
    """The same energy on each local day in its cheapest quarter hours, at no more than its highest power.

    Quarters of equal price are filled from midnight on.
    """
    most = float(kwh.max())
    if most <= 0:
        return kwh.copy()
    numbers = priced.home.quarters.day_numbers
    bounds = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(kwh)]
    moved = np.zeros_like(kwh)
    for first, last in pairwise(bounds):
        energy = float(kwh[first:last].sum())
        if energy <= 0:
            continue
        order = first + np.argsort(priced.marginal_per_kwh[first:last], kind="stable")
        moved[order] = np.clip(energy - most * np.arange(len(order)), 0.0, most)
    return moved


def constant(home: Metered) -> Floats:
    """A load of one kilowatt at all times. [kWh]"""
    return np.full(len(home.quarters.starts), HOURS)


def _without(home: Metered, taken: Floats) -> Metered:
    first, *others = home.consumption
    kwh = {**home.kwh, **{name: np.zeros(len(taken)) for name in others}}
    return replace(home, kwh={**kwh, first: np.nan_to_num(home.used) - taken})
