"""Why one tariff is cheaper than another, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from energy_core.bills import bill, compare
from energy_core.bills.explain import break_even, caution, months, rate_shares, reason
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import tariff_from_fields
from tests.build import days

D = Decimal


def plan(
    name: str, per_kwh: float | dict[str, float], *, standing: float = 0, billing_day: int = 1
) -> Tariff:
    """One price, or `night` (00:00 to 06:00) and `day`."""
    if isinstance(per_kwh, dict):
        rates = [
            {"name": "night", "per_kwh": per_kwh["night"], "hours": ["00:00-06:00"]},
            {"name": "day", "per_kwh": per_kwh["day"]},
        ]
    else:
        rates = [{"name": "all", "per_kwh": per_kwh}]
    version = {"start": date(2020, 1, 1), "standing_charge_per_day": standing, "rates": rates}
    fields = {"name": name, "currency": "EUR", "billing_day": billing_day, "versions": [version]}
    return tariff_from_fields(fields)


def test_low_use_is_cheaper_without_a_standing_charge_and_high_use_with_a_lower_price():
    """0.30 without a charge against 0.20 and 0.50 a day: 0.10 × use = 0.50 at 5 kWh a day."""
    home = days([10 / 24] * 24, 30)
    plain, charged = (
        bill(home, plan("plain", 0.30)),
        bill(home, plan("charged", 0.20, standing=0.50)),
    )

    found = break_even(plain, charged)

    assert found.kwh_per_day == pytest.approx(5)
    assert (found.below, found.above) == ("plain", "charged")
    assert break_even(charged, plain) == found


@pytest.mark.parametrize("use", [4.9, 5.1])
def test_beside_the_break_even_the_other_tariff_is_cheaper(use):
    home = days([use / 24] * 24, 30)

    cheapest = compare(home, [plan("plain", 0.30), plan("charged", 0.20, standing=0.50)]).cheapest

    assert cheapest.tariff == ("plain" if use < 5 else "charged")


def test_a_tariff_that_is_cheaper_in_both_has_no_break_even():
    home = days([1.0] * 24, 30)
    cheap, dear = bill(home, plan("cheap", 0.20)), bill(home, plan("dear", 0.30, standing=0.50))

    found = break_even(dear, cheap)

    assert (found.kwh_per_day, found.below, found.above) == (None, "cheap", "cheap")


def test_equal_prices_differ_by_the_standing_charge_at_any_use():
    home = days([1.0] * 24, 30)

    found = break_even(bill(home, plan("a", 0.2)), bill(home, plan("b", 0.2, standing=0.1)))

    assert (found.kwh_per_day, found.below) == (None, "a")


def test_a_home_that_used_nothing_pays_the_least_standing_charge():
    home = days([0.0] * 24, 30)

    found = break_even(bill(home, plan("a", 0.2, standing=0.4)), bill(home, plan("b", 0.3, standing=0.1)))

    assert (found.kwh_per_day, found.below, found.above) == (None, "b", "b")


def test_the_shares_of_the_rates_are_those_of_the_hours():
    """Of 24 equal hours 6 are night: a quarter."""
    shares = rate_shares(bill(days([1.0] * 24, 10), plan("two", {"night": 0.1, "day": 0.3})))

    assert [(part.name, part.kwh, part.share) for part in shares] == [("day", 180, 0.75), ("night", 60, 0.25)]
    assert shares[1].mean_per_kwh == pytest.approx(0.1)


def test_the_reason_is_the_use_that_falls_in_cheap_hours():
    """20 of 29 kWh at night: 69%."""
    home = days([20 / 6] * 6 + [0.5] * 18, 30)
    two, one = bill(home, plan("two", {"night": 0.1, "day": 0.4})), bill(home, plan("one", 0.3))

    assert two.total < one.total
    assert reason(two, one).startswith("69% of your use falls in night, which costs less than there.")


def test_the_reason_may_be_the_standing_charge_alone():
    home = days([0.1] * 24, 30)
    low, high = bill(home, plan("low", 0.3, standing=0.1)), bill(home, plan("high", 0.3, standing=0.6))

    assert "0.50" in reason(low, high)
    assert "standing charge" in reason(low, high)


def test_the_reason_may_be_a_price_that_outweighs_a_higher_standing_charge():
    home = days([1.0] * 24, 30)
    made = bill(home, plan("made", 0.2, standing=0.6)), bill(home, plan("other", 0.3, standing=0.1))

    assert reason(*made) == "A kWh costs less, which outweighs its higher standing charge at your use."


def test_the_reason_may_be_the_price_alone():
    home = days([1.0] * 24, 30)

    assert "0.10" in reason(bill(home, plan("made", 0.2)), bill(home, plan("other", 0.3)))


def test_months_stand_beside_each_other_and_name_their_cheapest():
    """January 31 × 24 kWh, February 29 × 24: 0.20 and 3.00 a day of standing charge against 0.30."""
    home = days([1.0] * 24, 60)

    found = months(compare(home, [plan("plain", 0.30), plan("charged", 0.20, standing=3.00)]))

    assert [(one.start, one.end) for one in found] == [
        (date(2024, 1, 1), date(2024, 2, 1)),
        (date(2024, 2, 1), date(2024, 3, 1)),
    ]
    assert found[0].totals == (D("223.20"), D("241.80"))
    assert [one.cheapest for one in found] == [0, 0]


def test_months_of_tariffs_that_bill_on_other_days_are_not_compared():
    home = days([1.0] * 24, 60)

    found = months(compare(home, [plan("first", 0.30), plan("fifth", 0.20, billing_day=5)]))

    assert found == ()


def test_less_than_a_year_is_said_and_a_year_is_not():
    price = plan("one", 0.2)

    assert "30 days" in str(caution(bill(days([24.0], 30), price)))
    assert caution(bill(days([24.0], 365), price)) is None
