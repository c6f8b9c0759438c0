"""Before and after a change: energy, money and CO2 of the same days."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from energy_core.bills import Bill, bill
from energy_core.readings import Readings
from energy_core.tariffs import Tariff
from energy_core.year import DAYS_PER_YEAR, WHOLE_YEAR_DAYS


@dataclass(frozen=True)
class Case:
    """One of the two.

    kwh : consumption [kWh]. bill : None without a tariff. kg_co2 : None without a factor. [kg]
    hour_means : mean of each hour of the day, NaN without hourly readings. [kWh]
    """

    kwh: float
    bill: Bill | None
    kg_co2: float | None
    hour_means: tuple[float, ...]


@dataclass(frozen=True)
class WhatIf:
    """The home as it was and as it would be, over the days of its readings."""

    before: Case
    after: Case
    days: float

    @property
    def saved_kwh(self) -> float:
        return self.before.kwh - self.after.kwh

    @property
    def saved_money(self) -> float | None:
        """On the bill, VAT included. [currency]"""
        if self.before.bill is None or self.after.bill is None:
            return None
        return float(self.before.bill.total - self.after.bill.total)

    @property
    def saved_kg_co2(self) -> float | None:
        if self.before.kg_co2 is None or self.after.kg_co2 is None:
            return None
        return self.before.kg_co2 - self.after.kg_co2

    @property
    def is_a_year(self) -> bool:
        """Whether all seasons are in the days, so that an amount of theirs may stand for a year."""
        return self.days >= WHOLE_YEAR_DAYS

    def a_year(self, amount: float) -> float:
        """An amount of these days at this rate over a year."""
        return amount / self.days * DAYS_PER_YEAR


def what_if(
    before: Readings, after: Readings, *, tariff: Tariff | None, kg_per_kwh: float | None = None
) -> WhatIf:
    """Bill both cases alike.

    kg_per_kwh : what one kWh less avoids, the marginal factor. [kg/kWh]

    Raises
    ------
    MissingFactError : without consumption. TariffError : for days without prices.
    """
    before.require_consumption("A what-if")
    days = (before.end - before.start) / pd.Timedelta(days=1)
    return WhatIf(_case(before, tariff, kg_per_kwh), _case(after, tariff, kg_per_kwh), float(days))


def _case(readings: Readings, tariff: Tariff | None, kg_per_kwh: float | None) -> Case:
    kwh = readings.consumption_kwh or 0.0
    total = readings.total("hour") if readings.is_hourly else pd.Series(dtype="float64")
    by_hour = total.groupby(pd.DatetimeIndex(total.index).hour).mean() if len(total) else total
    return Case(
        kwh=kwh,
        bill=None if tariff is None else bill(readings, tariff),
        kg_co2=None if kg_per_kwh is None else kwh * kg_per_kwh,
        hour_means=tuple(float(by_hour.get(hour, float("nan"))) for hour in range(24)),
    )
