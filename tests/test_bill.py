"""Bills worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from energy_core.bills import bill, compare
from energy_core.bills.periods import billing_periods
from energy_core.errors import MissingFactError, TariffError
from energy_core.tariffs import Rate, Tariff, Tier, Version
from tests.build import channel, days, mains, readings

D = Decimal
FOREVER = date(2000, 1, 1)


def tariff(*rates: Rate, currency: str = "EUR", **more: object) -> Tariff:
    fixed = {
        name: more.pop(name) for name in list(more) if name not in ("country", "vat_percent", "billing_day")
    }
    return Tariff("test", currency, (Version(FOREVER, rates, **fixed),), **more)  # type: ignore[arg-type]


def amounts(made) -> dict[str, Decimal]:
    return {line.name: line.amount for line in made.lines}


PEAK = (
    Rate("peak", per_kwh=D("0.40"), hours=("17:00-20:00",), days=("mon-fri",)),
    Rate("rest", per_kwh=D("0.20")),
)


def test_a_weekday_and_a_sunday_at_two_prices():
    """Sunday 7 January: 24 kWh at 0.20 = 4.80. Monday: 3 at 0.40 = 1.20, 21 at 0.20 = 4.20."""
    made = bill(mains([1.0] * 48, start="2024-01-07"), tariff(*PEAK))

    assert amounts(made) == {"peak": D("1.20"), "rest": D("9.00")}
    assert made.total == D("10.20")


def test_standing_charge_vat_and_total_in_lines():
    """48 kWh at 0.20 = 9.60; 2 days at 0.333 = 0.67; VAT 5% of 10.266 = 0.5133."""
    plan = tariff(Rate("all", per_kwh=D("0.20")), standing_charge_per_day=D("0.333"), vat_percent=D(5))

    made = bill(mains([1.0] * 48), plan)

    assert amounts(made) == {"all": D("9.60"), "standing charge": D("0.67"), "VAT": D("0.51")}
    assert made.total == D("10.78")


def test_tiers_begin_anew_with_each_billing_period_and_go_on_over_versions():
    """January 31 days × 10 kWh = 310: 300 at 0.2 = 60, 10 at 0.3 = 3. February's first day: 10 at 0.2 = 2."""
    plan = tariff(Rate("all", tiers=(Tier(D("0.2"), D(300)), Tier(D("0.3")))))

    made = bill(mains([10.0] * 32, minutes=1440), plan)

    assert amounts(made) == {"all up to 300 kWh": D("62.00"), "all above 300 kWh": D("3.00")}
    assert [one.total for one in made.periods] == [D("63.00"), D("2.00")]


def test_a_price_change_in_the_middle_of_a_month_splits_the_line_but_not_the_tier():
    """1 to 10 January 100 kWh at 0.10; from the 11th 210 kWh, of which 100 still in the first tier."""
    tiers = (Tier(D("0.10"), D(200)), Tier(D("0.50")))
    later = (Tier(D("0.20"), D(200)), Tier(D("0.60")))
    plan = Tariff(
        "x",
        "EUR",
        (
            Version(FOREVER, (Rate("all", tiers=tiers),)),
            Version(date(2024, 1, 11), (Rate("all", tiers=later),)),
        ),
    )

    made = bill(mains([10.0] * 31, minutes=1440), plan)

    energy = {(line.price, line.quantity): line.amount for line in made.lines if line.quantity}
    assert energy == {
        (D("0.10"), D(100)): D("10.00"),
        (D("0.20"), D(100)): D("20.00"),
        (D("0.60"), D(110)): D("66.00"),
    }


def test_a_minimum_is_filled_up_and_taxed():
    """1 kWh at 0.20 and 1 day at 0.30 make 0.50; the minimum of 5 adds 4.50; VAT 10% of 5."""
    plan = tariff(
        Rate("all", per_kwh=D("0.20")), standing_charge_per_day=D("0.30"), minimum_per_month=D(5),
        vat_percent=D(10),
    )  # fmt: skip

    made = bill(mains([1 / 24] * 24), plan)

    assert amounts(made) == {
        "all": D("0.20"), "standing charge": D("0.30"), "minimum": D("4.50"), "VAT": D("0.50"),
    }  # fmt: skip


def test_export_is_a_negative_line_without_vat():
    home = readings(
        channel("grid", [1.0] * 24, role="mains"), channel("solar out", [0.5] * 24, role="export")
    )
    plan = tariff(Rate("all", per_kwh=D("0.20")), export_per_kwh=D("0.10"), vat_percent=D(20))

    made = bill(home, plan)

    assert amounts(made) == {"all": D("4.80"), "export": D("-1.20"), "VAT": D("0.96")}


def test_days_of_23_and_25_hours_are_billed_by_the_clock_on_the_wall():
    """London, 31 March 2024 has 23 hours, 27 October 25, of which 01:00 to 02:00 comes twice."""
    plan = tariff(Rate("night", per_kwh=D(1), hours=("01:00-02:00",)), Rate("rest", per_kwh=D("0.01")))
    spring = mains([1.0] * 23, start="2024-03-31", timezone="Europe/London")
    autumn = mains([1.0] * 25, start="2024-10-27", timezone="Europe/London")

    assert {name: paid for name, paid in amounts(bill(spring, plan)).items() if paid} == {"rest": D("0.23")}
    assert amounts(bill(autumn, plan)) == {"night": D("2.00"), "rest": D("0.23")}


def test_an_interval_over_a_price_boundary_is_split_by_time():
    """One hour from 16:30: half at 0.20, half at 0.40."""
    monday = readings(channel("m", [2.0], role="mains", start="2024-01-08 16:30"))

    assert amounts(bill(monday, tariff(*PEAK))) == {"peak": D("0.40"), "rest": D("0.20")}


def test_a_holiday_is_a_holiday_only_where_a_rate_names_it():
    """1 January 2024 is a Monday."""
    named = tariff(
        Rate("holiday", per_kwh=D("0.05"), days=("hol",)),
        Rate("week", per_kwh=D("0.40"), days=("mon-fri",)),
        Rate("weekend", per_kwh=D("0.20")),
        country="GB",
    )
    unnamed = tariff(
        Rate("week", per_kwh=D("0.40"), days=("mon-fri",)), Rate("weekend", per_kwh=D("0.20")), country="GB"
    )

    assert bill(mains([1.0] * 24), named).total == D("1.20")
    assert bill(mains([1.0] * 24), unnamed).total == D("9.60")


def test_each_appliance_pays_the_price_of_its_hours_and_the_rest_is_apart():
    """Monday: the oven runs 17:00 to 19:00 at 0.40, the fridge all day; the mains has 1 kWh more an hour."""
    oven = [2.0 if hour in (17, 18) else 0.0 for hour in range(24)]
    fridge = [0.1] * 24
    whole = [1 + a + b for a, b in zip(oven, fridge, strict=True)]
    home = readings(
        channel("mains", whole, role="mains", start="2024-01-08"),
        channel("oven", oven, start="2024-01-08"),
        channel("fridge", fridge, start="2024-01-08"),
    )

    made = bill(home, tariff(*PEAK))

    assert {part.channel: part.amount for part in made.per_channel} == {
        "oven": D("1.60"), "fridge": D("0.54"), "not metered separately": D("5.40"),
    }  # fmt: skip
    assert sum(part.amount for part in made.per_channel) == made.total


def test_hours_without_readings_are_named():
    made = bill(mains([1.0] * 10 + [None] * 4 + [1.0] * 10), tariff(Rate("all", per_kwh=D("0.20"))))

    assert made.hours_missing == 4
    assert made.total == D("4.00")


def test_readings_longer_than_an_hour_are_spread_and_said():
    made = bill(mains([24.0], minutes=1440, start="2024-01-08"), tariff(*PEAK))

    assert made.spread_kwh == 24
    assert amounts(made) == {"peak": D("1.20"), "rest": D("4.20")}


def test_a_bill_is_the_sum_of_its_months():
    home, plan = days([0.111, 0.222, 0.333, 0.444], 90), tariff(*PEAK, vat_percent=D(7))

    whole = bill(home, plan)
    parts = [
        bill(home, plan, start=date(2024, month, 1), end=date(2024, month + 1, 1)).total
        for month in (1, 2, 3)
    ]

    assert whole.total == sum(parts)


def test_the_billing_day_begins_a_period_and_short_months_end_with_their_last_day():
    found = billing_periods(date(2024, 1, 20), date(2024, 4, 10), billing_day=31)

    assert [(p.start, p.end, p.whole) for p in found] == [
        (date(2024, 1, 20), date(2024, 1, 31), False),
        (date(2024, 1, 31), date(2024, 2, 29), True),
        (date(2024, 2, 29), date(2024, 3, 31), True),
        (date(2024, 3, 31), date(2024, 4, 10), False),
    ]


def test_readings_before_the_first_version_are_refused_with_the_dates():
    plan = Tariff("late", "EUR", (Version(date(2024, 1, 2), (Rate("all", per_kwh=D(1)),)),))

    with pytest.raises(TariffError, match="from 2024-01-01 to 2024-01-02"):
        bill(mains([1.0] * 48), plan)


def test_a_period_without_readings_is_refused():
    with pytest.raises(MissingFactError, match="readings in its period"):
        bill(mains([1.0] * 24), tariff(*PEAK), start=date(2025, 1, 1), end=date(2025, 2, 1))


def test_yen_have_no_cents():
    assert bill(mains([1.0] * 24), tariff(Rate("all", per_kwh=D("30.3")), currency="JPY")).total == D(727)


def test_the_cheapest_tariff_is_named_and_currencies_are_not_mixed():
    dear, cheap = tariff(Rate("all", per_kwh=D("0.3"))), tariff(Rate("all", per_kwh=D("0.1")))
    home = mains([1.0] * 24)

    assert compare(home, [dear, cheap]).cheapest.total == D("2.40")
    with pytest.raises(TariffError, match="EUR, GBP"):
        compare(home, [dear, tariff(*PEAK, currency="GBP")])
