"""What is known about a household, and home.toml."""

from __future__ import annotations

from datetime import date

import pytest

from energy_core.errors import EnergyError, UnknownNameError
from energy_core.home import Home, Label, checked_home_id, home_from_fields, home_from_toml, home_to_toml

FULL = Home(
    home_id="lake-view_2",
    name="The lake house",
    timezone="Europe/Zurich",
    country="CH",
    currency="CHF",
    price_per_kwh=0.29,
    billing_day=15,
    people=3,
    target_kwh_per_day=9.5,
    roles={"Wärmepumpe": "appliance", "PV [kWh]": "generation"},
    import_choices={"unit": "kWh", "date-order": "dmy"},
    labels=(Label("2024-01-01", "2024-01-08", "away"), Label("2024-02-01", "2024-02-02", "normal", "oven")),
    away=((date(2024, 7, 1), date(2024, 7, 15)),),
    measures={"new refrigerator": date(2024, 3, 1)},
)


@pytest.mark.parametrize("home", [Home(), FULL])
def test_what_was_written_is_read_back_the_same(home: Home):
    assert home_from_toml(home_to_toml(home)) == home


def test_a_home_nobody_described_is_written_as_its_name_only():
    assert home_to_toml(Home()) == 'home_id = "default"\n'


def test_a_home_is_called_by_its_name_or_else_by_its_id():
    assert Home(home_id="h1").title == "h1"
    assert FULL.title == "The lake house"


@pytest.mark.parametrize("home_id", ["", "../etc", "a/b", ".hidden", "x" * 65, "a b", "ümlaut"])
def test_a_name_that_is_no_folder_is_refused(home_id: str):
    with pytest.raises(UnknownNameError, match="Needed a home name of 1 to 64 letters"):
        checked_home_id(home_id)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"price_per_kwh": -1}, "price_per_kwh"),
        ({"price_per_kwh": "cheap"}, "price_per_kwh"),
        ({"people": "many"}, "people"),
        ({"favourite_colour": "green"}, "favourite_colour"),
        ({"roles": {"oven": "cooker"}}, "roles.oven"),
        ({"labels": [{"start": "a", "end": "b", "meaning": "odd"}]}, "labels.0.meaning"),
    ],
)
def test_a_field_that_can_t_be_is_named(fields: dict, named: str):
    with pytest.raises(EnergyError) as refused:
        home_from_fields(fields)

    assert refused.value.where == {"field": named}
    assert named in str(refused.value)


@pytest.mark.parametrize("fields", [{"timezone": "Mars/Base"}, {"home_id": "a/b"}])
def test_a_zone_or_name_that_can_t_be_is_an_error_of_the_user(fields: dict):
    with pytest.raises(EnergyError):
        home_from_fields(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"billing_day": 0},
        {"billing_day": 32},
        {"people": 0},
        {"country": ""},
        {"currency": "pounds"},
        {"target_kwh_per_day": 0},
        {"target_kwh_per_day": float("nan")},
    ],
)
def test_impossible_numbers_are_refused(fields: dict):
    with pytest.raises(EnergyError):
        home_from_fields(fields)


def test_broken_toml_is_said_to_be_so_with_the_file():
    with pytest.raises(EnergyError, match=r"mine\.toml is not valid TOML") as refused:
        home_from_toml("home_id = ", file="mine.toml")

    assert refused.value.where == {"file": "mine.toml"}


def test_codes_are_kept_in_capitals():
    home = home_from_fields({"country": "gb", "currency": "gbp"})

    assert (home.country, home.currency) == ("GB", "GBP")
