"""Expected bills and costs in plain pandas and decimals, independent of the product's own functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import pandas as pd

from tests.questions.case import Expected
from tests.questions.homes import AskedHome
from tests.questions.plain import between, column, picked


@dataclass(frozen=True)
class Prices:
    """rates : name and price by (first, last) local time, the last one at all others. vat [percent]."""

    rates: tuple[tuple[str, str, time | None, time | None], ...]
    standing: str
    vat: str = "0"
    export: str = "0"
    exports: tuple[str, ...] = field(default=())


PRICES: Final = {
    "gas": Prices((("unit rate", "0.27", None, None),), "0.60", "5"),
    "tou": Prices((("night", "0.09", time(0, 30), time(5, 30)), ("day", "0.29", None, None)), "0.55", "5"),
    "solar": Prices(
        (("peak", "0.52", time(16), time(21)), ("off-peak", "0.31", None, None)), "0.40", "0", "0.08",
        ("Grid export",),
    ),
    "german": Prices((("Arbeitspreis", "0.36", None, None),), "0.45"),
}  # fmt: skip
OTHERS: Final = {
    "Flat Fix": Prices((("all day", "0.24", None, None),), "0.50", "5"),
    "Green Plus": Prices((("all day", "0.31", None, None),), "0.50", "5"),
}
CENT: Final = Decimal("0.01")


def rate_of(index: pd.DatetimeIndex, prices: Prices) -> pd.Series:
    """The rate's name at each local time."""
    names = pd.Series(prices.rates[-1][0], index=index)
    for name, _, first, last in prices.rates:
        if first is not None and last is not None:
            clock = pd.Series(index.time, index=index)
            names[(clock >= first) & (clock < last)] = name
    return names


def price_of(index: pd.DatetimeIndex, prices: Prices) -> pd.Series:
    known = {name: float(price) for name, price, _, _ in prices.rates}
    return rate_of(index, prices).map(known)


def lines(frame: pd.DataFrame, used: pd.Series, prices: Prices) -> dict[str, Decimal]:
    """The lines of the bill, each rounded in each month and added up."""
    found: dict[str, Decimal] = {"energy": Decimal(0), "standing charge": Decimal(0), "VAT": Decimal(0),
                                 "export": Decimal(0)}  # fmt: skip
    months = used.groupby(used.index.tz_localize(None).to_period("M"))
    for _, part in months:
        names = rate_of(part.index, prices)
        exact = Decimal(0)
        for name, price, _, _ in prices.rates:
            money = _exact(part[names == name].sum()) * Decimal(price)
            exact += money
            found["energy"] += _cents(money)
        days = len(set(part.index.date))
        standing = days * Decimal(prices.standing)
        exact += standing
        found["standing charge"] += _cents(standing)
        found["VAT"] += _cents(exact * Decimal(prices.vat) / 100)
        for name in prices.exports:
            out = _exact(frame.loc[part.index, name].sum())
            found["export"] -= _cents(out * Decimal(prices.export))
    return found


def bill(start: str | None = None, end: str | None = None, *, line: str | None = None, percent: float = 0.0,
         flat: float | None = None, other: str | None = None) -> Expected:  # fmt: skip
    """The bill's total, or one of its lines.

    percent : every kWh dearer by that. flat : one price at all hours, VAT included. other : another tariff.
    """

    def figure(asked: AskedHome) -> float:
        prices = OTHERS[other] if other else PRICES[asked.context.home.home_id]
        if percent:
            rates = tuple((n, str(Decimal(p) * (1 + Decimal(str(percent)) / 100)), a, b)
                          for n, p, a, b in prices.rates)  # fmt: skip
            prices = Prices(rates, prices.standing, prices.vat, prices.export, prices.exports)
        if flat is not None:
            net = Decimal(str(flat)) / (1 + Decimal(prices.vat) / 100)
            prices = Prices((("one", str(net), None, None),), prices.standing, prices.vat, prices.export,
                            prices.exports)  # fmt: skip
        found = lines(asked.frame, between(asked.total(), start, end), prices)
        if line is not None:
            return float(abs(found[line]))
        return float(sum(found.values()))

    return figure


def saved(first: Expected, second: Expected) -> Expected:
    return lambda asked: round(first(asked) - second(asked), 2)


def cost(
    name: str | None = None,
    start: str | None = None,
    end: str | None = None,
    *,
    hours: tuple[int, ...] | None = None,
    weekdays: tuple[int, ...] | None = None,
) -> Expected:
    """Energy at the price of its own hours, VAT included."""

    def figure(asked: AskedHome) -> float:
        prices = PRICES[asked.context.home.home_id]
        part = picked(column(asked, name), start, end, hours, weekdays)
        return float((part * price_of(part.index, prices)).sum()) * (1 + float(prices.vat) / 100)

    return figure


def in_rate(
    rate: str,
    start: str | None = None,
    end: str | None = None,
    *,
    name: str | None = None,
    percent: bool = False,
) -> Expected:
    """Energy in a rate [kWh], or its share of the use [%]."""

    def figure(asked: AskedHome) -> float:
        part = between(column(asked, name), start, end)
        inside = part[rate_of(part.index, PRICES[asked.context.home.home_id]) == rate].sum()
        return float(100 * inside / part.sum()) if percent else float(inside)

    return figure


def moved(
    name: str, hours: tuple[int, ...] | str, start: str | None = None, end: str | None = None
) -> Expected:
    """What the bill loses when a load is spread evenly over hours, or those of a rate, of the same day."""

    def figure(asked: AskedHome) -> float:
        prices = PRICES[asked.context.home.home_id]
        load = between(asked.frame[name], start, end)
        if isinstance(hours, str):
            inside = (rate_of(load.index, prices) == hours).to_numpy()
        else:
            inside = load.index.hour.isin(hours)
        after = load.where(inside, 0.0)
        for _, day in load.groupby(load.index.date):
            places = day.index[inside[load.index.get_indexer(day.index)]]
            outside = day.index.difference(places)
            after[places] = load[places] + load[outside].sum() / len(places)
        used = between(asked.total(), start, end)
        changed = (used + after - load).clip(lower=0)
        before, then = (sum(lines(asked.frame, one, prices).values()) for one in (used, changed))
        return float(before - then)

    return figure


def without(name: str | None, percent: float, start: str | None = None, end: str | None = None) -> Expected:
    """What the bill loses when a load, or the whole home, uses some percent less."""

    def figure(asked: AskedHome) -> float:
        prices = PRICES[asked.context.home.home_id]
        used = between(asked.total(), start, end)
        load = used if name is None else between(asked.frame[name], start, end)
        before, then = (
            sum(lines(asked.frame, one, prices).values())
            for one in (used, (used - load * percent / 100).clip(lower=0))
        )
        return float(before - then)

    return figure


def _exact(kwh: float) -> Decimal:
    return Decimal(str(round(float(kwh), 9)))


def _cents(money: Decimal) -> Decimal:
    return money.quantize(CENT, rounding=ROUND_HALF_UP)
