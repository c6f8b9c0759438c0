"""What energy cost: at one price, or at the price of the quarter hour in which it was used."""

from __future__ import annotations

import numpy as np
import pandas as pd

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import series
from energy_core.assistant.tools.result import Origin, Result
from energy_core.assistant.tools.usage import usage_total
from energy_core.bills.pricing import Pricing
from energy_core.local_time import Span


def by_hour(context: Context, price: Price) -> Pricing | None:
    """The home's prices by quarter hour; None where one price holds: the question's, or the home's only."""
    prices = context.prices
    return prices if isinstance(prices, Pricing) and price == context.price else None


def cost(context: Context, *, channel: str | None, period: Period, price: Price) -> Result:
    """Money for the energy of a channel [currency] with VAT, without standing charge; the mean price paid."""
    require_electricity(context, channel, price)
    used = usage_total(context, channel=channel, period=period)
    pricing = by_hour(context, price)
    if pricing is None:
        money, paid = used["usage"].number * price.per_kwh, price.per_kwh
    else:
        money = _money(context, pricing, channel, period)
        paid = money / used["usage"].number if used["usage"].number else price.per_kwh
    more = {"price_per_kwh": price.per_kwh} if pricing is None else {"tariff": pricing.tariff.name}
    origin = Origin("cost", period, channel, more)
    return Result(
        (
            origin.value("cost", round(money, 6), price.unit),
            origin.value("price_per_kwh", round(paid, 6), price.unit),
            *used,
        ),
        period,
    )


def cost_of(context: Context, energy: Value, price: Price, name: str, *, evenly: bool = False) -> Value:
    """A figure of energy in money, at the mean price of its channel's use in its time.

    evenly : at the mean price of all hours, for a load that is the same at all of them.
    """
    channel = None if energy.channel == "total" else energy.channel
    require_electricity(context, channel, price)
    pricing = by_hour(context, price)
    more: dict[str, object]
    if pricing is None or energy.start is None or energy.end is None:
        per_kwh, more = price.per_kwh, {"price_per_kwh": price.per_kwh}
    else:
        hours, weekdays = (
            None if (held := energy.arguments.get(limit)) is None else frozenset(held)
            for limit in ("hours", "weekdays")
        )
        period = Period(energy.start, energy.end, hours, weekdays)
        per_kwh = _paid(context, pricing, None if evenly else channel, period, evenly=evenly)
        more = {"tariff": pricing.tariff.name}
    return Value(
        name, round(energy.number * per_kwh, 6), price.unit, energy.channel, energy.start, energy.end,
        energy.tool, {**energy.arguments, **more},
    )  # fmt: skip


def _paid(context: Context, pricing: Pricing, channel: str | None, period: Period, *, evenly: bool) -> float:
    """Mean price of a channel's use in a period, or of its hours. [currency/kWh]"""
    index = pricing.home.quarters.starts.tz_convert(context.timezone)
    inside = _within(index, period) & ~np.isnan(pricing.per_kwh)
    used = pricing.home.used if channel is None else pricing.home.kwh[channel]
    weight = np.ones(len(index)) if evenly else np.nan_to_num(used)
    if weight[inside].sum() <= 0:
        weight = np.ones(len(index))
    return (
        float(np.average(pricing.per_kwh[inside], weights=weight[inside])) if inside.any() else float("nan")
    )


def cost_series(
    context: Context, channel: str | None, period: Period, *, span: Span, complete: bool, price: Price
) -> pd.Series:
    """Money by local span, index and spans as `series` [currency]."""
    require_electricity(context, channel, price)
    energy = series(context, channel, period, span=span, complete=complete)
    pricing = by_hour(context, price)
    if pricing is None:
        return energy * price.per_kwh
    quarters = _quarters(context, pricing, channel)
    quarters = quarters[_within(pd.DatetimeIndex(quarters.index), period)]
    index = pd.DatetimeIndex(quarters.index)
    if span == "hour":
        begins = index.tz_convert("UTC").floor("h").tz_convert(context.timezone)
    else:
        days = index.tz_localize(None).normalize()
        begins = {
            "day": days,
            "week": days - pd.to_timedelta(days.day_of_week, unit="D"),
            "month": days.to_period("M").to_timestamp(),
        }[span]
    return quarters.groupby(begins).sum().reindex(energy.index).dropna()


def mean_cost(context: Context, *, channel: str | None, period: Period, per: Span, price: Price) -> Result:
    """Mean money for the energy of the hours, days, weeks or months read in full [currency].

    For a home with a tariff also the standing charge of such a span, and both together.
    """
    found = cost_series(context, channel, period, span=per, complete=True, price=price)
    energy = series(context, channel, period, span=per, complete=True).reindex(found.index)
    pricing = by_hour(context, price)
    more = {"price_per_kwh": price.per_kwh} if pricing is None else {"tariff": pricing.tariff.name}
    origin = Origin("mean_cost", period, channel, {"per": per, **more})
    mean, kwh = float(found.mean()), float(energy.sum())
    paid = float(found.sum()) / kwh if pricing is not None and kwh else price.per_kwh
    values = [
        origin.value(f"average_cost_per_{per}", round(mean, 6), price.unit),
        origin.value("price_per_kwh", round(paid, 6), price.unit),
    ]
    if pricing is not None and channel is None and per != "hour" and not period.is_filtered:
        charge = _standing(pricing, found, per)
        if charge:
            values.append(origin.value("standing charge", round(charge, 6), price.unit))
            values.append(origin.value(f"average_bill_per_{per}", round(mean + charge, 6), price.unit))
    return Result(tuple(values), period)


def _standing(pricing: Pricing, found: pd.Series, per: Span) -> float:
    """Mean standing charge of spans, VAT included. [currency]"""
    vat = 1 + float(pricing.tariff.vat_percent or 0) / 100
    days = {"day": 1, "week": 7}
    total = 0.0
    for start in pd.DatetimeIndex(found.index):
        count = days.get(per) or start.days_in_month
        version = [v for v, begin, _ in pricing.tariff.runs() if begin <= start.date()][-1]
        total += float(version.standing_charge_per_day) * count * vat
    return total / len(found) if len(found) else 0.0


def require_electricity(context: Context, channel: str | None, price: Price) -> None:
    """Raises UnanswerableError for gas, generation or export at a price that is of electricity used."""
    if channel is None or price != context.price:
        return
    role = context.readings.channel(channel).role
    if role in ("mains", "appliance"):
        return
    why = {
        "gas": "The price that is set is of electricity, so I can't say what gas cost. Add a price of gas to "
        "the question, such as “at 0.06 per kWh”.",
        "export": "What is exported costs nothing. You can ask what the export credit was.",
        "generation": "What is generated costs nothing. You can ask how much of it was used here.",
    }
    raise UnanswerableError(
        why.get(role, "That channel holds no electricity used, so it has no cost."),
        suggestions=("How much did I use in total?",),
    )


def _money(context: Context, pricing: Pricing, channel: str | None, period: Period) -> float:
    quarters = _quarters(context, pricing, channel)
    return float(quarters[_within(pd.DatetimeIndex(quarters.index), period)].sum())


def _within(index: pd.DatetimeIndex, period: Period) -> np.ndarray:
    keep = (index >= period.start) & (index < period.end)
    if period.hours is not None:
        keep &= index.hour.isin(period.hours)
    if period.weekdays is not None:
        keep &= index.day_of_week.isin(period.weekdays)
    return np.asarray(keep)


def _quarters(context: Context, pricing: Pricing, channel: str | None) -> pd.Series:
    """Money of each quarter hour read, by its local start. Raises TariffError for days without prices."""

    def made() -> pd.Series:
        home = pricing.home
        pricing.tariff.require(home.start, home.end)
        index = home.quarters.starts.tz_convert(home.quarters.timezone)
        used = home.used if channel is None else home.kwh[channel]
        return pd.Series(used * pricing.per_kwh, index=index).dropna()

    quarters: pd.Series = context.kept(("money", channel), made)
    return quarters
