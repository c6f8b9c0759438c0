"""Bills, their lines and forecast, and tariffs beside each other, on the home's own history."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.result import Origin, Result
from energy_core.bills import Bill, bill, compare
from energy_core.bills.bill import EXPORT, MINIMUM, STANDING, VAT
from energy_core.bills.explain import energy_lines
from energy_core.bills.pricing import NO_CURRENCY
from energy_core.forecasting.bill_forecast import BillForecast, bill_forecast
from energy_core.forecasting.series import Resolution
from energy_core.tariffs import Tariff

LINES = {"standing charge": STANDING, "VAT": VAT, "export": EXPORT, "minimum": MINIMUM}


def require_tariff(context: Context) -> Tariff:
    """What the home pays. Raises UnclearError that says how to give it."""
    if context.tariff is None:
        raise UnclearError(
            "No price is set, so there is no bill. Add a price to the question, such as “at £0.30"
            " per kWh”, or "
            "set the home's price or tariff.",
            suggestions=("How much did I use in total?",),
        )
    return context.tariff


def days_of(period: Period) -> tuple[date, date]:
    """The local days of a period, end exclusive. Raises UnclearError for parts of days: a bill has none."""
    if period.is_filtered:
        raise UnclearError(
            "A bill is of whole days. Please ask for the cost without hours or days of the week."
        )
    return period.start.date(), (period.end - pd.Timedelta(seconds=1)).date() + timedelta(days=1)


def made_bill(context: Context, tariff: Tariff, period: Period) -> Bill:
    start, end = days_of(period)
    made: Bill = context.kept(("bill", tariff.name, start, end), lambda: _bill(context, tariff, start, end))
    return made


def _bill(context: Context, tariff: Tariff, start: date, end: date) -> Bill:
    return bill(context.readings, tariff, start=start, end=end)


def is_billed(context: Context, price: Price | None, channel: str | None, period: Period) -> bool:
    """Whether a cost is that of a bill: the whole home, whole days, and its own tariff."""
    whole_days = not period.is_filtered and all(m == m.normalize() for m in (period.start, period.end))
    return context.home.tariff is not None and price == context.price and channel is None and whole_days


def unit_of(currency: str) -> str:
    return "money" if currency == NO_CURRENCY else currency


def bill_of(context: Context, *, period: Period, tariff: Tariff | None = None) -> Result:
    """The bill of the days of a period [currency]: its total, each line before VAT, and the energy on it."""
    made = made_bill(context, tariff or require_tariff(context), period)
    origin = Origin("bill", period, None, {"tariff": made.tariff})
    unit = unit_of(made.currency)
    values = [origin.value("bill", float(made.total), unit)]
    values += [
        origin.value("energy_charge", float(_sum(line.amount for line in energy_lines(made))), unit),
        origin.value("usage", round(made.kwh, 6), "kWh"),
    ]
    for name, line_name in LINES.items():
        found = [line for line in made.lines if line.name == line_name]
        if found:
            values.append(origin.value(name, float(_sum(line.amount for line in found)), unit))
    if made.hours_missing:
        values.append(origin.value("missing", made.hours_missing, "hours"))
    rows = tuple((line.name, float(line.quantity), line.unit, float(line.amount)) for line in made.lines)
    return Result(tuple(values), period, Rows(("line", "quantity", "unit", "amount"), rows))


def bill_per_channel(context: Context, *, period: Period) -> list[Value]:
    """Each channel's part of the energy lines, before VAT [currency]."""
    made = made_bill(context, require_tariff(context), period)
    origin, unit = Origin("bill", period, None, {"tariff": made.tariff}), unit_of(made.currency)
    return [origin.value("energy_charge", float(c.amount), unit, channel=c.channel) for c in made.per_channel]


def coming_bill(context: Context) -> tuple[Result, BillForecast]:
    """The bill of the billing period the readings end in [currency]: so far, and at its end with its band."""
    known = None if context.analysis is None else context.analysis.bill_forecast
    resolution: Resolution = "hourly" if context.readings.is_hourly else "daily"
    tariff = require_tariff(context)
    found: BillForecast = known or context.kept(
        ("bill_forecast",),
        lambda: bill_forecast(context.readings, tariff, resolution=resolution, model=context.settings.model),
    )
    zone = context.timezone
    period = Period(pd.Timestamp(found.start, tz=zone), pd.Timestamp(found.end, tz=zone))
    origin, unit = Origin("bill_forecast", period, None, {"tariff": found.tariff}), unit_of(found.currency)
    low, high = float(found.lower), float(found.upper)
    values = (
        origin.value("bill_forecast", float(found.expected), unit, band=(low, high)),
        origin.value("bill_forecast_lower", low, unit),
        origin.value("bill_forecast_upper", high, unit),
        origin.value("bill_so_far", float(found.so_far), unit),
        origin.value("days_left", found.days_left, "days"),
        origin.value("forecast", round(found.kwh_expected, 6), "kWh"),
        origin.value("usage_so_far", round(found.kwh_so_far, 6), "kWh"),
        origin.value("band", 80, "%"),
    )
    return Result(values, period), found


def compared(context: Context, *, period: Period) -> Result:
    """The bill of the same days under the home's tariff and its others, the cheapest first [currency].

    Raises UnclearError without other tariffs.
    """
    own = require_tariff(context)
    others = [t for t in context.home.other_tariffs if t.currency == own.currency and t.name != own.name]
    if not others:
        raise UnclearError(
            "No other tariffs are set to compare with. Add one on the Costs page, or ask what the"
            " energy would "
            "cost at another price, such as “at £0.25 per kWh”.",
            suggestions=("Which tariff is set?",),
        )
    start, end = days_of(period)
    bills = compare(context.readings, [own, *others], start=start, end=end).bills
    values = []
    for made in sorted(bills, key=lambda one: one.total):
        named = Origin("tariffs", period, None, {"tariff": made.tariff})
        values += [
            named.value("tariff", made.tariff, ""),
            named.value("bill_under_tariff", float(made.total), unit_of(made.currency)),
        ]
    rows = tuple((made.tariff, float(made.total)) for made in sorted(bills, key=lambda one: one.total))
    return Result(tuple(values), period, Rows(("tariff", "total"), rows))


def _sum(amounts: object) -> Decimal:
    return sum(amounts, Decimal(0))  # type: ignore[call-overload, no-any-return]
