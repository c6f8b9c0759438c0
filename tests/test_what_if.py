"""Before and after a change, worked out by hand."""

from __future__ import annotations

import pytest

from energy_core.errors import MissingFactError
from energy_core.shifting import Shift, lower_baseload, shifted, without
from energy_core.tariffs import flat_tariff
from energy_core.what_if import what_if
from tests.audit_homes import evening_tariff
from tests.build import channel, days, readings


def washer_home():
    """10 days: 2 kWh at 18:00 by the washer, 1 kWh an hour besides."""
    washer = ([0.0] * 18 + [2.0] + [0.0] * 5) * 10
    return readings(channel("mains", [kwh + 1 for kwh in washer], role="mains"), channel("washer", washer))


def test_a_load_moved_out_of_the_evening_saves_the_difference_in_price():
    """10 × 2 kWh at 0.30 become 10 × 2 kWh at 0.10: 4.00 less, and no kWh less."""
    before = washer_home()

    found = what_if(before, shifted(before, Shift("washer", 18, 19, 2)), tariff=evening_tariff())

    assert found.saved_money == pytest.approx(4.00)
    assert found.saved_kwh == pytest.approx(0)
    assert found.after.hour_means[2] == pytest.approx(3)
    assert found.after.hour_means[18] == pytest.approx(1)


def test_vat_is_saved_too():
    before = washer_home()

    found = what_if(before, shifted(before, Shift("washer", 18, 19, 2)), tariff=evening_tariff(vat=5))

    assert found.saved_money == pytest.approx(4.20)


def test_without_an_appliance_energy_money_and_co2_are_its_own():
    """20 kWh at 0.30 and 0.4 kg each; over a year of 365.25 days 36.525 times as much."""
    before = washer_home()

    found = what_if(before, without(before, "washer"), tariff=evening_tariff(), kg_per_kwh=0.4)

    assert found.saved_kwh == pytest.approx(20)
    assert found.saved_money == pytest.approx(6)
    assert found.saved_kg_co2 == pytest.approx(8)
    assert found.a_year(found.saved_kwh) == pytest.approx(730.5)


def test_nothing_is_said_of_money_and_co2_without_a_price_and_a_factor():
    before = washer_home()

    found = what_if(before, without(before, "washer"), tariff=None)

    assert (found.saved_money, found.saved_kg_co2) == (None, None)


def test_a_lower_always_on_load_over_a_day_of_25_hours():
    """0.1 kW over 25 hours = 2.5 kWh at 0.20."""
    from tests.build import mains

    before = mains([1.0] * 25, start="2024-10-27", timezone="Europe/London")

    found = what_if(before, lower_baseload(before, 0.1), tariff=flat_tariff(0.2, currency="GBP"))

    assert found.saved_kwh == pytest.approx(2.5)
    assert found.saved_money == pytest.approx(0.50)


def test_no_change_saves_nothing():
    before = days([1.0] * 24, 3)

    found = what_if(before, before, tariff=evening_tariff(), kg_per_kwh=0.4)

    assert (found.saved_kwh, found.saved_money, found.saved_kg_co2) == (0, 0, 0)


def test_readings_by_day_have_no_hours_of_the_day():
    before = days([24.0], 5)

    found = what_if(before, lower_baseload(before, 0.5), tariff=evening_tariff())

    assert found.saved_kwh == pytest.approx(60)
    assert all(mean != mean for mean in found.before.hour_means)


def test_a_home_without_consumption_is_refused():
    solar = readings(channel("solar", [1.0] * 24, role="export"))

    with pytest.raises(MissingFactError):
        what_if(solar, solar, tariff=None)
