"""What if: the home's own readings changed, and billed before and after."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd

from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.billing import unit_of
from energy_core.assistant.tools.result import Origin, Result
from energy_core.bills import bill
from energy_core.bills.prices import exact
from energy_core.carbon import factor_for
from energy_core.readings import Readings
from energy_core.shifting import lower_baseload, replaced, scaled, spread_into
from energy_core.tariffs import Rate, Tariff, Tier
from energy_core.tariffs.calendar import Quarters
from energy_core.what_if import WhatIf, what_if


def moved(context: Context, period: Period, channel: str, to: frozenset[int] | str) -> Result:
    """A load spread over hours of the day, or over a rate's hours, of the same day: what the bill loses."""
    before = _before(context, period)
    starts = pd.DatetimeIndex(before.channel(channel).intervals["start"])
    more: dict[str, object]
    if isinstance(to, str):
        inside, more = _in_rate(context, starts, to), {"rate": to}
    else:
        inside = np.isin(starts.tz_convert(context.timezone).hour, list(to))
        more = {"to_hours": sorted(to)}
    return _result(context, period, channel, before, spread_into(before, channel, inside), "move", more)


def used_less(context: Context, period: Period, channel: str | None, percent: float) -> Result:
    """An appliance, or the home, using some percent less or more at every hour; -100 = without it."""
    before, share = _before(context, period), 1 + percent / 100
    after = scaled(before, share) if channel is None else replaced(before, channel, share)
    return _result(context, period, channel, before, after, "use_less", {"percent": percent})


def base_lowered(context: Context, period: Period, kw: float) -> Result:
    """The home drawing this much less at all times."""
    before = _before(context, period)
    return _result(context, period, None, before, lower_baseload(before, kw), "lower_baseload", {"kw": kw})


def at_prices(context: Context, period: Period, tariff: Tariff, other: Tariff) -> Result:
    """The bill of the same days at other prices [currency], and by how much it is higher."""
    start, end = period.start.date(), (period.end - pd.Timedelta(seconds=1)).date() + pd.Timedelta(days=1)
    now, then = (bill(context.readings, one, start=start, end=end) for one in (tariff, other))
    origin, unit = Origin("other_prices", period, None, {"tariff": tariff.name}), unit_of(tariff.currency)
    return Result(
        (
            origin.value("bill_then", float(then.total), unit),
            origin.value("bill", float(now.total), unit),
            origin.value("more", float(then.total - now.total), unit),
            origin.value("usage", round(now.kwh, 6), "kWh"),
        ),
        period,
    )


def scaled_prices(tariff: Tariff, percent: float, *, standing: bool) -> Tariff:
    """The tariff with every price of a kWh, and the standing charge too if asked, some percent higher."""
    factor = 1 + exact(percent) / 100

    def rate(one: Rate) -> Rate:
        tiers = tuple(Tier(t.per_kwh * factor, t.up_to_kwh_per_month) for t in one.tiers)
        return replace(one, per_kwh=None if one.per_kwh is None else one.per_kwh * factor, tiers=tiers)

    versions = tuple(
        replace(
            version,
            rates=tuple(rate(one) for one in version.rates),
            standing_charge_per_day=version.standing_charge_per_day * (factor if standing else 1),
        )
        for version in tariff.versions
    )
    return replace(tariff, versions=versions)


def one_price(tariff: Tariff, per_kwh: float) -> Tariff:
    """The tariff with one price at all hours, VAT included, its other charges as they are."""
    net = exact(per_kwh) / (1 + (tariff.vat_percent or Decimal(0)) / 100)
    rates = (Rate("energy", per_kwh=net),)
    return replace(tariff, versions=tuple(replace(version, rates=rates) for version in tariff.versions))


def _before(context: Context, period: Period) -> Readings:
    return context.readings.between(period.start, period.end)


def _result(
    context: Context, period: Period, channel: str | None, before: Readings, after: Readings, tool: str,
    more: dict[str, object],
) -> Result:  # fmt: skip
    factor = factor_for(context.home, year=period.end.year)
    kg = None if factor is None else factor.saved_kg_per_kwh
    found = what_if(before, after, tariff=context.tariff, kg_per_kwh=kg)
    origin = Origin(tool, period, channel, more)
    values = [origin.value("saved", round(found.saved_kwh, 6), "kWh")]
    if found.saved_money is not None and context.tariff is not None:
        unit = unit_of(context.tariff.currency)
        values += [
            origin.value("saved_money", round(found.saved_money, 2), unit),
            origin.value("saved_money_per_year", _year(found, found.saved_money, 2), unit),
        ]
    values.append(origin.value("saved_per_year", _year(found, found.saved_kwh, 6), "kWh"))
    if found.saved_kg_co2 is not None:
        values.append(origin.value("saved_carbon", round(found.saved_kg_co2, 6), "kg"))
    return Result(tuple(values), period)


def _year(found: WhatIf, amount: float, digits: int) -> float:
    return round(found.a_year(amount), digits)


def _in_rate(context: Context, starts: pd.DatetimeIndex, rate: str) -> np.ndarray:
    """Which intervals begin in a rate of the tariff of now. Raises UnanswerableError if it has only one."""
    tariff = context.tariff
    if tariff is None or len(tariff.versions[-1].rates) < 2:
        raise UnanswerableError(
            "Your price is the same at all hours, so moving a load saves nothing.",
            suggestions=("When are my peak hours?",),
        )
    version = tariff.versions[-1]
    wanted = rate_number(tariff, rate)
    return np.asarray(Quarters(starts, context.timezone).rates_of(tariff, version) == wanted)


def rate_number(tariff: Tariff, rate: str) -> int:
    """The number of a rate by its name, else of the cheapest or the dearest."""
    rates = tariff.versions[-1].rates
    names = [one.name.lower() for one in rates]
    if rate in names:
        return names.index(rate)
    prices = [one.steps[0].per_kwh for one in rates]
    return prices.index(min(prices) if rate == "cheapest" else max(prices))
