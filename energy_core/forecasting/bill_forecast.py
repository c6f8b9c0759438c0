"""The bill of the billing period that the readings end in: so far, and at its end."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from energy_core.bills import bill
from energy_core.bills.periods import BillingPeriod, billing_periods
from energy_core.forecasting.context import NO_CONTEXT, Context
from energy_core.forecasting.models import AUTO, MODELS, model_named, predicted
from energy_core.forecasting.prediction import Prediction
from energy_core.forecasting.series import Resolution, history, steps
from energy_core.local_time import day_starts
from energy_core.readings import Channel, Readings
from energy_core.spread import Floats
from energy_core.tariffs import Tariff


@dataclass(frozen=True)
class BillForecast:
    """What the current billing period will cost, everything on the bill included.

    start, end : its local days, end exclusive. so_far : the bill of the days read, standing charge until the
    last of them. expected, lower, upper : of the whole period, with an 80% band. [currency]
    hours_missing : hours without readings that are not in these amounts either.
    """

    tariff: str
    currency: str
    start: date
    end: date
    read_until: date
    days_left: int
    so_far: Decimal
    expected: Decimal
    lower: Decimal
    upper: Decimal
    kwh_so_far: float
    kwh_expected: float
    hours_missing: float
    model: str


def bill_forecast(
    readings: Readings,
    tariff: Tariff,
    *,
    resolution: Resolution = "hourly",
    model: str = AUTO,
    context: Context = NO_CONTEXT,
) -> BillForecast:
    """Bill the readings of the period together with the mean curve of the days that are left.

    Export is counted as far as it was read; a forecast is of consumption.

    Raises
    ------
    NotEnoughDataError, TooCoarseError : as `forecast` does. TariffError : for days without prices.
    """
    used = readings.require_consumption("A bill forecast")
    past = history(readings, resolution=resolution, context=context)
    period = _period_at(past.end, tariff)
    begin, finish = (_midnight(day, readings.timezone) for day in (period.start, period.end))
    left = math.ceil((finish - past.end) / pd.Timedelta(days=1))
    outcome = predicted(model_named(model, MODELS), past, steps(past, left)[:-1])
    read = readings.between(begin, past.end).channels if past.end > begin else ()
    so_far = None
    if read:
        so_far = bill(replace(readings, channels=read), tariff, start=period.start, end=_day_after(past.end))
    made = {}
    for name, curve in _curves(outcome.prediction).items():
        whole = (*read, _future(steps(past, left), curve, like=used[0]))
        made[name] = bill(replace(readings, channels=whole), tariff, start=period.start, end=period.end)
    return BillForecast(
        tariff=tariff.name,
        currency=tariff.currency,
        start=period.start,
        end=period.end,
        read_until=_day_after(past.end),
        days_left=left,
        so_far=so_far.total if so_far else Decimal(0),
        expected=made["expected"].total,
        lower=made["lower"].total,
        upper=made["upper"].total,
        kwh_so_far=so_far.kwh if so_far else 0.0,
        kwh_expected=made["expected"].kwh,
        hours_missing=made["expected"].hours_missing,
        model=outcome.model.name,
    )


def _period_at(end: pd.Timestamp, tariff: Tariff) -> BillingPeriod:
    """The billing period of the first moment after the readings."""
    today = end.date()
    around = billing_periods(
        today - timedelta(days=40), today + timedelta(days=80), billing_day=tariff.billing_day
    )
    return next(period for period in around if period.start <= today < period.end)


def _midnight(day: date, timezone: str) -> pd.Timestamp:
    return pd.Timestamp(day_starts(pd.DatetimeIndex([day]), timezone)[0]).tz_convert(timezone)


def _day_after(end: pd.Timestamp) -> date:
    """The date after the last day that has readings."""
    return (end - pd.Timedelta(microseconds=1)).date() + timedelta(days=1)


def _curves(made: Prediction) -> dict[str, Floats]:
    total = made.total
    scale = {"lower": total.lower, "expected": total.kwh, "upper": total.upper}
    return {n: made.mean_kwh * (kwh / total.kwh if total.kwh else 1.0) for n, kwh in scale.items()}


def _future(bounds: pd.DatetimeIndex, kwh: Floats, *, like: Channel) -> Channel:
    """The forecast as a channel of its own, under a name that no file can have."""
    edges = bounds.tz_convert("UTC").as_unit("us")
    frame = pd.DataFrame(
        {
            "start": edges[:-1],
            "end": edges[1:],
            "kwh": kwh,
            "quality": pd.Categorical(["estimated"] * len(kwh)),
            "source_file": pd.Categorical(["forecast"] * len(kwh)),
        }
    )
    return Channel("\0forecast", like.role, frame)
