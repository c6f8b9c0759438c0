"""What energy cost: a pure function of readings and tariff, exact until each line is rounded to cents.

A line is rounded in each billing period, as on paper, so a bill over several periods is the sum of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import numpy as np

from energy_core.bills.metered import Metered, metered
from energy_core.bills.periods import BillingPeriod
from energy_core.bills.prices import Step, Stretch, exact, mean_prices, prices_of_stretches, steps_by_period
from energy_core.readings import Readings
from energy_core.tariffs import Tariff
from energy_core.words import WITHOUT_CENTS

STANDING: Final = "standing charge"
MINIMUM: Final = "minimum"
EXPORT: Final = "export"
VAT: Final = "VAT"


@dataclass(frozen=True)
class Line:
    """One line of a bill, before VAT. quantity in `unit` (kWh, days, %), price per unit; amount rounded.

    price is None where prices of several kinds are in the line.
    """

    name: str
    quantity: Decimal
    unit: str
    price: Decimal | None
    amount: Decimal


@dataclass(frozen=True)
class ChannelAmount:
    """A channel's share of the energy lines, before VAT, at the hours it ran. [currency]"""

    channel: str
    amount: Decimal
    kwh: float


@dataclass(frozen=True)
class PeriodBill:
    """The lines of one billing period, as far as the bill covers it."""

    period: BillingPeriod
    lines: tuple[Line, ...]
    hours_missing: float

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Bill:
    """A bill over local days [start, end). lines : summed over billing periods; their sum is the total.

    hours_missing : hours without readings of consumption: their energy is not on the bill. [hours]
    spread_kwh : energy that came in readings longer than an hour and was spread evenly over them. [kWh]
    """

    tariff: str
    currency: str
    start: date
    end: date
    periods: tuple[PeriodBill, ...]
    per_channel: tuple[ChannelAmount, ...]
    kwh: float
    spread_kwh: float

    @property
    def lines(self) -> tuple[Line, ...]:
        return _summed([line for period in self.periods for line in period.lines])

    @property
    def total(self) -> Decimal:
        return sum((period.total for period in self.periods), Decimal(0))

    @property
    def hours_missing(self) -> float:
        return sum(period.hours_missing for period in self.periods)


def bill(
    readings: Readings | Metered, tariff: Tariff, *, start: date | None = None, end: date | None = None
) -> Bill:
    """What the consumption of a home cost from `start` to `end` (exclusive), all its days by default.

    Raises
    ------
    MissingFactError : without readings of consumption or export in that time.
    TariffError : for days before the tariff's first version.
    """
    home = readings if isinstance(readings, Metered) else metered(readings, start=start, end=end)
    tariff.require(home.start, home.end)
    by_period: dict[BillingPeriod, list[tuple[Stretch, list[Step]]]] = {}
    for stretch, found in steps_by_period(home, tariff):
        by_period.setdefault(stretch.period, []).append((stretch, found))
    periods = tuple(_period_bill(period, made, home, tariff) for period, made in by_period.items())
    return Bill(
        tariff=tariff.name,
        currency=tariff.currency,
        start=home.start,
        end=home.end,
        periods=periods,
        per_channel=_per_channel(home, by_period, tariff),
        kwh=float(np.nansum(home.used)),
        spread_kwh=home.spread_kwh,
    )


def rounded(amount: Decimal, currency: str) -> Decimal:
    """To cents, halves up; to whole units in currencies without cents."""
    unit = Decimal(1) if currency in WITHOUT_CENTS else Decimal("0.01")
    return amount.quantize(unit, rounding=ROUND_HALF_UP)


def _period_bill(
    period: BillingPeriod, made: list[tuple[Stretch, list[Step]]], home: Metered, tariff: Tariff
) -> PeriodBill:
    currency = tariff.currency
    every: list[tuple[str, Decimal, str, Decimal | None, Decimal]]
    every = [(s.name, s.kwh, "kWh", s.per_kwh, s.cost) for _, found in made for s in found]
    for stretch, _ in made:
        days = Decimal((stretch.end - stretch.start).days)
        charge = stretch.version.standing_charge_per_day
        if charge:
            every.append((STANDING, days, "days", charge, days * charge))
    charged = sum((cost for *_, cost in every), Decimal(0))
    least = made[0][0].version.minimum_per_month
    if charged < least:
        every.append((MINIMUM, Decimal(1), "periods", least, least - charged))
        charged = least
    for stretch, _ in made:
        out = exact(float(np.nansum(home.exported[stretch.quarters])))
        rate = stretch.version.export_per_kwh
        if home.exports and (rate or out):
            every.append((EXPORT, out, "kWh", -rate, -out * rate))
    if tariff.vat_percent is not None:
        every.append((VAT, tariff.vat_percent, "%", None, charged * tariff.vat_percent / 100))
    exact_lines = _summed([Line(*line) for line in every])
    lines = tuple(replace(line, amount=rounded(line.amount, currency)) for line in exact_lines)
    unread = sum(int(np.isnan(home.used[s.quarters]).sum()) for s, _ in made) if home.consumption else 0
    return PeriodBill(period, lines, unread * 0.25)


def _summed(lines: list[Line]) -> tuple[Line, ...]:
    """Lines of the same name and price as one; VAT once, whatever its percentage was."""
    found: dict[tuple[str, Decimal | None], Line] = {}
    for line in lines:
        key = (line.name, line.price)
        known = found.get(key)
        if known is None:
            found[key] = line
            continue
        quantity = line.quantity if line.unit == "%" else known.quantity + line.quantity
        found[key] = Line(line.name, quantity, line.unit, line.price, known.amount + line.amount)
    order = {name: n for n, name in enumerate((STANDING, MINIMUM, EXPORT, VAT), start=1)}
    return tuple(sorted(found.values(), key=lambda line: order.get(line.name, 0)))


def _per_channel(
    home: Metered, by_period: dict[BillingPeriod, list[tuple[Stretch, list[Step]]]], tariff: Tariff
) -> tuple[ChannelAmount, ...]:
    """Each channel at the mean price of its rate in each period, so that the parts add up to the lines."""
    costs = dict.fromkeys(home.parts, 0.0)
    for made in by_period.values():
        for (stretch, _), own in zip(made, prices_of_stretches(made, mean_prices), strict=True):
            prices = np.array([float(own.get(rate.name, 0)) for rate in stretch.version.rates])
            priced = prices[stretch.rates]
            for name, kwh in home.parts.items():
                costs[name] += float(kwh[stretch.quarters] @ priced)
    return tuple(
        ChannelAmount(name, rounded(Decimal(cost), tariff.currency), float(home.parts[name].sum()))
        for name, cost in costs.items()
    )
