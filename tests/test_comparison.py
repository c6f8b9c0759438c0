"""Is that a lot for a home like mine?"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import energy_core
from energy_core.comparison import similar_homes
from energy_core.errors import MissingFactError, NotEnoughDataError
from energy_core.home import Home
from energy_core.readings import Readings
from tests.build import channel, mains, readings

REFERENCE = tomllib.loads((Path(energy_core.__file__).parent / "comparison.toml").read_text())["typical"]


def year(kwh_per_day: float, *, start: str = "2024-01-01") -> Readings:
    return mains([kwh_per_day] * 366, minutes=1440, start=start)


def test_10_kwh_a_day_is_ordinary_in_britain():
    """3,652.5 kWh a year lie between 1,800 and 4,100."""
    found = similar_homes(year(10.0), Home(country="GB"))

    assert found.kwh_per_year == pytest.approx(3652.5)
    assert (found.typical_low_kwh, found.typical_kwh, found.typical_high_kwh) == (1800, 2700, 4100)
    assert found.verdict == "typical"
    assert found.seasonal_caveat is None


@pytest.mark.parametrize(("kwh_per_day", "verdict"), [(4.0, "low"), (12.0, "high")])
def test_below_and_above_the_range_is_said_so(kwh_per_day: float, verdict: str):
    assert similar_homes(year(kwh_per_day), Home(country="GB")).verdict == verdict


@pytest.mark.parametrize(
    ("start", "kwh", "since"),
    [
        ("2020-06-01", 2900, date(2020, 4, 1)),
        ("2025-01-01", 2700, date(2023, 10, 1)),
        ("2012-01-01", 2900, date(2020, 4, 1)),
    ],
)
def test_readings_are_compared_with_the_homes_of_their_own_time(start: str, kwh: int, since: date):
    found = similar_homes(year(10.0, start=start), Home(country="GB"))

    assert (found.typical_kwh, found.date) == (kwh, since)


def test_where_the_source_tells_households_apart_the_people_count():
    one, four = (similar_homes(year(8.0), Home(country="CH", people=people)) for people in (1, 4))

    assert (one.verdict, one.typical_high_kwh) == ("high", 2700)
    assert (four.verdict, four.typical_low_kwh) == ("low", 3850)


def test_a_bigger_household_than_the_source_knows_is_compared_with_its_biggest():
    assert similar_homes(year(8.0), Home(country="DE", people=9)).people == 4


def test_without_a_number_of_people_the_usual_household_is_taken_and_named():
    assert similar_homes(year(8.0), Home(country="CH")).people == 2


def test_where_the_source_knows_no_people_none_are_claimed():
    assert similar_homes(year(8.0), Home(country="US", people=5)).people is None


def test_a_source_without_a_range_gets_that_of_british_homes():
    """10,715 × 1,800 / 2,700 and 10,715 × 4,100 / 2,700."""
    found = similar_homes(year(30.0), Home(country="US"))

    assert found.typical_low_kwh == pytest.approx(7143.33, abs=0.01)
    assert found.typical_high_kwh == pytest.approx(16270.93, abs=0.01)


def test_a_month_is_stretched_to_a_year_with_a_warning():
    found = similar_homes(mains([10.0] * 31, minutes=1440), Home(country="GB"))

    assert found.kwh_per_year == pytest.approx(3652.5)
    assert (
        found.seasonal_caveat
        == "The year is estimated from 31 days (January 2024); other seasons may differ."
    )


def test_days_without_readings_are_neither_counted_nor_taken_for_zero():
    kwh = [10.0] * 20 + [None] * 10 + [10.0] * 20

    found = similar_homes(mains(kwh, minutes=1440), Home(country="GB"))

    assert (found.days, found.kwh_per_year) == (40, pytest.approx(3652.5))


def test_of_several_years_the_last_counts():
    kwh = [20.0] * 400 + [10.0] * 365

    assert similar_homes(mains(kwh, minutes=1440), Home(country="GB")).kwh_per_year == pytest.approx(3652.5)


def test_monthly_bills_are_enough():
    found = similar_homes(mains([300.0] * 12, minutes=30 * 1440), Home(country="GB"))

    assert found.kwh_per_year == pytest.approx(3652.5)


def test_a_home_of_which_only_appliances_are_metered_is_not_judged():
    home = readings(channel("oven", [5.0] * 60, minutes=1440), channel("fridge", [1.0] * 60, minutes=1440))

    found = similar_homes(home, Home(country="GB"))

    assert found.verdict is None
    assert found.kwh_per_year == pytest.approx(6 * 365.25)
    assert found.coverage_caveat == (
        "Only the 2 metered appliances can be compared: the rest of the home is not in these readings."
    )


def test_27_days_are_too_few():
    with pytest.raises(NotEnoughDataError, match="needs 28 days of readings; these readings have 27"):
        similar_homes(mains([10.0] * 27, minutes=1440), Home(country="GB"))


def test_without_a_country_it_asks_for_one():
    with pytest.raises(MissingFactError, match="A fair comparison needs the country of the home"):
        similar_homes(year(10.0), Home())


def test_a_country_without_a_value_is_answered_with_those_that_have_one():
    with pytest.raises(MissingFactError, match="That is known for AU, CH, DE, FR, GB, US so far"):
        similar_homes(year(10.0), Home(country="NZ"))


def test_generation_alone_is_compared_with_nothing():
    with pytest.raises(NotEnoughDataError):
        similar_homes(readings(channel("roof", [1.0] * 1000, role="generation")), Home(country="GB"))


@pytest.mark.parametrize(
    "entry", REFERENCE, ids=lambda e: f"{e['country']}-{e.get('people', '')}-{e['from']}"
)
def test_every_reference_value_says_where_it_is_from_and_whether_it_was_checked(entry: dict):
    assert entry["source"]
    assert entry["region"]
    assert entry["basis"]
    assert entry["url"].startswith("https://")
    assert isinstance(entry["verified"], bool)
    assert isinstance(entry["checked"], date)
    assert entry.get("low", 0) < entry["kwh"] < entry.get("high", 1e9)


def test_every_country_with_sizes_says_which_is_usual():
    sized = {entry["country"] for entry in REFERENCE if "people" in entry}

    assert {entry["country"] for entry in REFERENCE if entry.get("usual")} == sized
