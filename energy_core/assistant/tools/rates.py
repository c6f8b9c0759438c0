"""How use falls into the rates of the tariff."""

from __future__ import annotations

import numpy as np
import pandas as pd

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.billing import unit_of
from energy_core.assistant.tools.result import Origin, Result
from energy_core.bills.pricing import Pricing


def by_rate(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy in each rate [kWh, % of the use, money with VAT], the cheapest rate first.

    Raises UnanswerableError for one price at all hours.
    """
    pricing = context.prices
    if not isinstance(pricing, Pricing) or len(pricing.tariff.versions[-1].rates) < 2:
        raise UnanswerableError(
            "Your price is the same at all hours, so no hour is cheap or dear. You can name hours instead.",
            suggestions=("When are my peak hours?",),
        )
    frame = _quarters(pricing, channel)
    index = pd.DatetimeIndex(frame["start"]).tz_convert(context.timezone)
    frame = frame[(index >= period.start) & (index < period.end)]
    sums = frame.groupby("rate")[["kwh", "money"]].sum()
    whole = float(sums["kwh"].sum())
    if whole <= 0:
        raise UnanswerableError(f"Nothing was used {period.placed}.")
    order = [
        rate.name for rate in sorted(pricing.tariff.versions[-1].rates, key=lambda r: r.steps[0].per_kwh)
    ]
    unit, values, rows = unit_of(pricing.tariff.currency), [], []
    for name in (*order, *sorted(set(sums.index) - set(order))):
        kwh, money = (float(sums[column].get(name, 0.0)) for column in ("kwh", "money"))
        named = Origin("by_rate", period, channel, {"tariff": pricing.tariff.name, "rate": name})
        part = round(100 * kwh / whole, 6)
        values += [
            named.value("rate", name, ""),
            named.value("usage_in_rate", round(kwh, 6), "kWh"),
            named.value("share_in_rate", part, "%"),
            named.value("cost_in_rate", round(money, 6), unit),
        ]
        rows.append((name, round(kwh, 6), part, round(money, 6)))
    origin = Origin("by_rate", period, channel, {"tariff": pricing.tariff.name})
    values.append(origin.value("usage", round(whole, 6), "kWh"))
    return Result(tuple(values), period, Rows(("rate", "kwh", "percent", "cost"), tuple(rows)))


def _quarters(pricing: Pricing, channel: str | None) -> pd.DataFrame:
    """Every quarter hour read: start, rate, kwh, money."""
    home = pricing.home
    used = home.used if channel is None else home.kwh[channel]
    names = np.full(len(used), "", dtype=object)
    for stretch, _ in pricing.made:
        rates = np.array([rate.name for rate in stretch.version.rates], dtype=object)
        names[stretch.quarters] = rates[stretch.rates]
    frame = pd.DataFrame(
        {"start": home.quarters.starts, "rate": names, "kwh": used, "money": used * pricing.per_kwh}
    )
    return frame.dropna()
