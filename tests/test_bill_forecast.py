"""What the current billing period will cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from energy_core.bills import bill
from energy_core.errors import NotEnoughDataError
from energy_core.forecasting.bill_forecast import bill_forecast
from energy_core.tariffs import flat_tariff
from energy_core.tariffs.file import tariff_from_fields
from tests.build import days, mains


def plan(standing: float = 1.0, billing_day: int = 1):
    rates = [{"name": "all", "per_kwh": 0.5}]
    version = {"start": date(2020, 1, 1), "standing_charge_per_day": standing, "rates": rates}
    return tariff_from_fields(
        {"name": "x", "currency": "EUR", "billing_day": billing_day, "versions": [version]}
    )


def test_a_home_that_uses_the_same_every_day_pays_that_to_the_end_of_the_month():
    """70 days from 1 January 2024 end with 10 March: 10 days of 24 kWh at 0.50, and 1.00 a day."""
    found = bill_forecast(days([1.0] * 24, 70), plan())

    assert (found.start, found.end) == (date(2024, 3, 1), date(2024, 4, 1))
    assert (found.read_until, found.days_left) == (date(2024, 3, 11), 21)
    assert found.so_far == Decimal("130.00")
    assert float(found.expected) == pytest.approx(31 * 13, rel=0.01)
    assert found.lower <= found.expected <= found.upper
    assert found.kwh_so_far == pytest.approx(240)


def test_the_billing_day_says_which_period_it_is():
    found = bill_forecast(days([1.0] * 24, 70), plan(billing_day=5))

    assert (found.start, found.end) == (date(2024, 3, 5), date(2024, 4, 5))
    assert found.so_far == Decimal("78.00")


def test_readings_that_end_with_a_period_forecast_the_next_whole_one():
    """31 + 29 days: to the end of February."""
    found = bill_forecast(days([1.0] * 24, 60), plan())

    assert (found.start, found.end) == (date(2024, 3, 1), date(2024, 4, 1))
    assert (found.so_far, found.kwh_so_far, found.days_left) == (Decimal(0), 0, 31)
    assert float(found.expected) == pytest.approx(31 * 13, rel=0.01)


def test_what_was_read_is_in_the_forecast_to_the_cent():
    """With no use ahead the whole is what was read and the standing charge."""
    home = days([0.0] * 24, 70)

    found = bill_forecast(home, plan())

    assert found.so_far == Decimal("10.00")
    assert found.expected == found.lower == found.upper == Decimal("31.00")


def test_so_far_is_the_bill_of_the_days_read():
    home = days([0.3, 0.7, 0.2, 1.1] * 6, 75)

    found = bill_forecast(home, plan())

    assert found.so_far == bill(home, plan(), start=date(2024, 3, 1), end=date(2024, 3, 16)).total


def test_clock_changes_inside_the_period_do_not_move_its_end():
    home = days([1.0] * 24, 70, timezone="Europe/London")

    found = bill_forecast(home, flat_tariff(0.5, currency="GBP"))

    assert (found.end, found.days_left) == (date(2024, 4, 1), 21)
    assert float(found.expected) == pytest.approx((31 * 24 - 1) * 0.5, rel=0.01)


def test_too_few_readings_are_said():
    with pytest.raises(NotEnoughDataError):
        bill_forecast(mains([1.0] * 12), plan())
