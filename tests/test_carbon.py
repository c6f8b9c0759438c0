"""CO2 of a kWh: which factor a home gets, and that each says where it is from."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from energy_core.carbon import OWN, factor_for, factors
from energy_core.home import Home


def rows() -> list[dict[str, object]]:
    return tomllib.loads(files("energy_core").joinpath("carbon.toml").read_text(encoding="utf-8"))["factor"]


def test_every_factor_has_a_source_a_date_and_a_believable_value():
    for factor in factors():
        assert factor.source, factor
        assert factor.date[:4].isdigit(), factor
        assert factor.country is not None
        assert 0 < factor.average_kg_per_kwh < 1.2
        assert factor.marginal_kg_per_kwh is None or 0 < factor.marginal_kg_per_kwh < 1.2


def test_no_country_has_two_factors_of_one_year_and_region():
    keys = [(factor.country, factor.region, factor.year) for factor in factors()]

    assert len(set(keys)) == len(keys)


def test_verified_means_that_a_second_source_is_named():
    for row in rows():
        assert row["verified"] is ("second" in row), row


def test_a_home_gets_the_factor_of_its_country_and_of_the_nearest_year():
    britain = Home(country="GB")

    found = {year: factor_for(britain, year=year) for year in (2019, 2024, 2025, 2030)}

    assert [factor.year for factor in found.values() if factor] == [2024, 2024, 2025, 2025]


def test_of_two_years_as_near_the_later_one_is_taken():
    known = {factor.year for factor in factors() if factor.country == "GB"}
    assert {2024, 2025} <= known

    assert factor_for(Home(country="GB"), year=2024).year == 2024


def test_a_country_that_nobody_knows_has_no_factor_rather_than_a_mean_of_others():
    assert factor_for(Home(country="AQ"), year=2025) is None
    assert factor_for(Home(), year=2025) is None


def test_a_factor_of_ones_own_goes_first_and_says_that_it_is_ones_own():
    found = factor_for(Home(country="GB", audit={OWN: 0.05}), year=2025)

    assert found is not None
    assert (found.average_kg_per_kwh, found.saved_kg_per_kwh) == (0.05, 0.05)
    assert found.source == "your own figure"
    assert not found.verified


def test_without_a_marginal_factor_the_average_stands_in_and_it_is_said():
    found = factor_for(Home(country="GB"), year=2025)

    assert found is not None
    assert found.saved_kg_per_kwh == found.average_kg_per_kwh == pytest.approx(0.177)
    assert "average" in str(found.caveat)


def test_what_is_saved_in_the_united_states_counts_by_the_plants_that_run_less():
    """1,562.4 lb/MWh × 0.45359237 kg/lb = 708.7 g/kWh."""
    found = factor_for(Home(country="US"), year=2023)

    assert found is not None
    assert (found.average_kg_per_kwh, found.saved_kg_per_kwh) == (0.350, 0.709)
    assert found.saved_kg_per_kwh == pytest.approx(1562.4 * 0.45359237 / 1000, rel=1e-3)
    assert found.caveat is None
    assert "0.35 kg per kWh used" in found.sentence
    assert "0.709 kg for one saved (EPA AVERT" in found.sentence


def test_a_marginal_factor_names_its_source():
    for row in rows():
        assert ("marginal_kg_per_kwh" in row) is ("marginal_source" in row), row
