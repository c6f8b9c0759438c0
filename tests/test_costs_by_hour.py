"""Under a tariff of hours and tiers the costs by span and channel add up to the bill."""

from __future__ import annotations

from datetime import date

import pytest

from energy_core.bills import bill
from energy_core.bills.explain import energy_lines
from energy_core.bills.pricing import prices_of
from energy_core.home import Home, home_from_toml, home_to_toml
from energy_core.lake.tables import daily, hourly_by_month
from energy_core.readings import Readings
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import read_tariff, tariff_from_fields
from energy_core.usage import usage
from tests.build import channel, readings
from tests.test_tariffs import EVENING

LONDON = "Europe/London"


def plan(vat: float | None = 5) -> Tariff:
    """Dear evenings, and nights by tiers."""
    rates = [
        {"name": "peak", "per_kwh": 0.40, "hours": ["16:00-19:00"], "days": ["mon-fri"]},
        {"name": "rest", "tiers": [{"up_to_kwh_per_month": 100, "per_kwh": 0.10}, {"per_kwh": 0.20}]},
    ]
    versions = [{"start": date(2020, 1, 1), "standing_charge_per_day": 0.5, "rates": rates}]
    fields = {"name": "x", "currency": "GBP", "versions": versions}
    return tariff_from_fields(fields if vat is None else {**fields, "vat_percent": vat})


def home_of_two() -> Readings:
    """40 days over the clock change of 31 March 2024: an oven at 17:00 and a fridge."""
    hours = 40 * 24 - 1
    oven = [2.0 if hour % 24 in (16, 17) else 0.0 for hour in range(hours)]
    return readings(
        channel("oven", oven, start="2024-03-10", timezone=LONDON),
        channel("fridge", [0.15] * hours, start="2024-03-10", timezone=LONDON),
        timezone=LONDON,
    )


def money(home: Readings, tariff: Tariff) -> float:
    """The energy lines of the bill, with their VAT."""
    return float(sum(line.amount for line in energy_lines(bill(home, tariff)))) * (
        1 + float(tariff.vat_percent or 0) / 100
    )


@pytest.mark.parametrize("by", ["hour", "day", "week", "month", "hour-of-day", "weekday"])
@pytest.mark.parametrize("vat", [None, 5])
def test_the_costs_of_usage_add_up_to_the_bill(by, vat):
    home, tariff = home_of_two(), plan(vat)

    found = usage(home, by=by, prices=prices_of(home, Home(tariff=tariff)))

    assert found.rows["cost"].sum() == pytest.approx(money(home, tariff), abs=0.03)


def test_the_costs_of_the_tables_add_up_to_the_bill():
    home, tariff = home_of_two(), plan()
    prices = prices_of(home, Home(tariff=tariff))

    by_hour = sum(
        rows["cost"].sum() for _, rows in hourly_by_month("h", home, peak_hours=None, prices=prices)
    )
    by_day = daily("h", home, prices=prices)["cost"].sum()

    assert by_hour == pytest.approx(money(home, tariff), abs=0.03)
    assert by_day == pytest.approx(by_hour)


def test_an_oven_of_the_evening_pays_the_evening_price():
    """Monday 11 March, 16:00 to 18:00: 4 kWh at 0.40 and 5% VAT."""
    home = home_of_two()
    prices = prices_of(home, Home(tariff=plan()))

    rows = usage(home, by="day", prices=prices).rows

    monday = rows[(rows["channel"] == "oven") & (rows["start"].dt.date == date(2024, 3, 11))]
    assert monday["cost"].iloc[0] == pytest.approx(4 * 0.40 * 1.05)


def test_days_before_the_first_version_have_no_cost_rather_than_none_to_pay():
    """The prices begin on 20 March: the ten days before have none, and neither has their month."""
    home = home_of_two()
    fields = {"name": "late", "currency": "GBP"}
    rates = [{"name": "all", "per_kwh": 0.5}]
    late = tariff_from_fields({**fields, "versions": [{"start": date(2024, 3, 20), "rates": rates}]})
    prices = prices_of(home, Home(tariff=late))

    by_day = usage(home, by="day", prices=prices).rows
    by_month = usage(home, by="month", prices=prices).rows

    fridge = by_day[by_day["channel"] == "fridge"].set_index("start")["cost"]
    assert fridge[:"2024-03-19"].isna().all()
    assert fridge["2024-03-20"] == pytest.approx(24 * 0.15 * 0.5)
    assert by_month[by_month["channel"] == "fridge"]["cost"].isna().tolist() == [True, False]


def test_a_home_with_its_tariff_is_written_and_read_back_the_same():
    tariff = read_tariff(EVENING, name="evening.toml")
    home = Home(home_id="h1", country="GB", tariff=tariff, other_tariffs=(plan(), plan(None)))

    again = home_from_toml(home_to_toml(home))

    assert again == home
    assert again.tariff == tariff
    assert again.currency == "GBP"
