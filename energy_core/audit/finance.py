"""Payback, return and present value of a measure, and how they follow the price of energy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from energy_core.audit.savings import Pair, Triple

PRICE_CHANGES: Final = (0.7, 1.0, 1.3)
"""The price as it is, and 30% either way."""


@dataclass(frozen=True)
class AtPrice:
    """The result if energy cost `factor` times as much."""

    factor: float
    payback_years: Pair | None
    npv: float


def payback_years(cost: Pair, money: Triple) -> Pair | None:
    """Years until the saving has paid the cost, at best and at worst; None = perhaps never."""
    if cost == (0.0, 0.0):
        return (0.0, 0.0) if money[1] > 0 else None
    return (cost[0] / money[2], cost[1] / money[0]) if money[0] > 0 else None


def net_present_value(cost: float, money: float, years: float, *, rate: float, rise: float) -> float:
    """Worth today of all savings over the lifetime, less the cost. Savings come at the end of each year."""
    whole = int(years)
    value = sum(money * (1 + rise) ** (n - 1) / (1 + rate) ** n for n in range(1, whole + 1))
    rest = years - whole
    value += rest * money * (1 + rise) ** whole / (1 + rate) ** (whole + 1)
    return value - cost


def roi_percent(cost: float, money: float, years: float) -> float | None:
    """What the lifetime brings beyond the cost, in percent of it; None where it costs nothing."""
    return (money * years - cost) / cost * 100 if cost > 0 else None


@dataclass(frozen=True)
class Finances:
    """What a measure comes to; nothing of it is known without a cost and a price of energy."""

    payback_years: Pair | None = None
    roi_percent: float | None = None
    npv: float | None = None
    sensitivity: tuple[AtPrice, ...] = ()


def finances(cost: Pair | None, money: Triple | None, years: float, *, rate: float, rise: float) -> Finances:
    """Payback over the whole range, return and present value at the middle of cost and saving."""
    if cost is None or money is None:
        return Finances()
    middle = sum(cost) / 2
    at_prices = []
    for factor in PRICE_CHANGES:
        low, mid, high = (part * factor for part in money)
        value = net_present_value(middle, mid, years, rate=rate, rise=rise)
        at_prices.append(AtPrice(factor, payback_years(cost, (low, mid, high)), value))
    now = at_prices[PRICE_CHANGES.index(1.0)]
    return Finances(now.payback_years, roi_percent(middle, money[1], years), now.npv, tuple(at_prices))
