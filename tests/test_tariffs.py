"""Tariffs: what they cover, what is refused, and that every notation says the same."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import yaml

from energy_core.errors import TariffError
from energy_core.tariffs import Rate, Tariff, Tier, Version, flat_tariff
from energy_core.tariffs.coverage import rate_table
from energy_core.tariffs.file import read_tariff, tariff_fields, tariff_to_toml

EVENING = b"""
name = "Evening saver"
currency = "gbp"
country = "GB"
vat_percent = 5
[[versions]]
start = 2025-04-01
standing_charge_per_day = 0.53
export_per_kwh = 0.15
[[versions.rates]]
name = "peak"
per_kwh = 0.38
days = ["mon-fri"]
hours = ["16:00-19:00"]
months = ["oct-mar"]
[[versions.rates]]
name = "off-peak"
tiers = [{up_to_kwh_per_month = 300, per_kwh = 0.22}, {per_kwh = 0.27}]
"""


def evening() -> Tariff:
    return read_tariff(EVENING, name="evening.toml")


def refusal(text: bytes) -> str:
    with pytest.raises(TariffError) as caught:
        read_tariff(text, name="evening.toml")
    return caught.value.message


def test_a_price_is_what_the_file_says_to_the_last_digit():
    tariff = evening()

    assert tariff.versions[0].rates[0].per_kwh == Decimal("0.38")
    assert tariff.versions[0].rates[1].tiers == (Tier(Decimal("0.22"), Decimal(300)), Tier(Decimal("0.27")))
    assert tariff.currency == "GBP"


def test_toml_yaml_and_json_say_the_same():
    tariff = evening()
    fields = json.loads(json.dumps(tariff_fields(tariff), default=str))

    as_json = read_tariff(json.dumps(fields).encode(), name="evening.json")
    as_yaml = read_tariff(yaml.safe_dump(fields).encode(), name="evening.yaml")
    as_toml = read_tariff(tariff_to_toml(tariff).encode(), name="evening.toml")

    assert as_json == as_yaml == as_toml == tariff


@pytest.mark.parametrize("name", ["evening.txt", "evening"])
def test_the_notation_is_found_without_an_ending_too(name):
    fields = json.dumps(json.loads(json.dumps(tariff_fields(evening()), default=str))).encode()

    assert read_tariff(EVENING, name=name) == read_tariff(fields, name=name) == evening()


def test_hours_without_a_price_are_named():
    message = refusal(EVENING.replace(b'name = "off-peak"', b'name = "off-peak"\nhours = ["19:00-16:00"]'))

    assert "no price for" in message
    assert "sat, sun 16:00-19:00 in jan, feb, mar, oct, nov, dec" in message.replace("sat-sun", "sat, sun")
    assert "mon-sun 16:00-19:00 in apr-sep" in message


def test_a_rate_that_never_comes_up_is_named():
    message = refusal(
        EVENING + b'[[versions.rates]]\nname = "night"\nper_kwh = 0.1\nhours = ["00:00-05:00"]\n'
    )

    assert "never comes to its rate 'night'" in message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"16:00-19:00", b"16:00-19:10", "quarter hours"),
        (b"16:00-19:00", b"16:00-25:00", "24:00"),
        (b"16:00-19:00", b"16:00-16:00", "no time at all"),
        (b"16:00-19:00", b"four to seven", "written as 16:00-19:00"),
        (b"mon-fri", b"workdays", "written as mon-fri"),
        (b"oct-mar", b"winter", "written as oct-mar"),
        (b"per_kwh = 0.38", b"", "either per_kwh or tiers"),
        (b"per_kwh = 0.38", b'per_kwh = "dear"', "needs a number such as 0.25"),
        (b"{per_kwh = 0.27}", b"{up_to_kwh_per_month = 500, per_kwh = 0.27}", "last"),
        (b"up_to_kwh_per_month = 300", b"up_to_kwh_per_month = 0", "needs a number above 0; found"),
        (b'country = "GB"', b'country = "QQ"', "holidays of QQ"),
        (b'currency = "gbp"', b'currency = "pounds"', "3 letters"),
        (b"vat_percent = 5", b"vat_percent = -5", "needs a number of at least 0; found"),
        (b'name = "peak"', b'name = "off-peak"', "a name each"),
        (b"standing_charge_per_day", b"standing_charge", "standing_charge"),
    ],
)
def test_a_mistake_is_named(old, new, says):
    assert says in refusal(EVENING.replace(old, new))


def test_nonsense_is_no_tariff():
    assert "not valid TOML" in refusal(b"[[")
    assert "not text in UTF-8" in refusal(b"\xff\xfe")
    with pytest.raises(TariffError, match="not valid YAML in line 1"):
        read_tariff(b"a: [", name="x.yaml")
    with pytest.raises(TariffError, match="has none"):
        read_tariff(b"[1, 2]", name="x.json")


def test_versions_follow_each_other_and_do_not_overlap():
    rate = (Rate("all", per_kwh=Decimal(1)),)
    first, second = Version(date(2024, 1, 1), rate, end=date(2024, 7, 1)), Version(date(2024, 6, 1), rate)

    with pytest.raises(ValueError, match="overlap"):
        Tariff("x", "EUR", (first, second))
    with pytest.raises(ValueError, match="follow each other"):
        Tariff("x", "EUR", (second, first))


def test_days_before_the_first_version_are_named():
    with pytest.raises(TariffError, match="from 2025-03-30 to 2025-04-01"):
        evening().require(date(2025, 3, 30), date(2025, 4, 3))


def test_days_between_two_versions_are_named():
    rate = (Rate("all", per_kwh=Decimal(1)),)
    tariff = Tariff(
        "x", "EUR", (Version(date(2024, 1, 1), rate, end=date(2024, 3, 1)), Version(date(2024, 4, 1), rate))
    )

    with pytest.raises(TariffError, match="from 2024-03-01 to 2024-04-01"):
        tariff.require(date(2024, 2, 1), date(2024, 5, 1))


def test_the_first_rate_that_matches_wins_and_midnight_is_wrapped():
    rates = (
        Rate("night", per_kwh=Decimal(1), hours=("22:00-06:00",), days=("mon",)),
        Rate("rest", per_kwh=Decimal(2)),
    )

    monday, tuesday = rate_table(rates)[0, 0], rate_table(rates)[0, 1]

    assert [int(monday[hour * 4]) for hour in (0, 5, 6, 21, 22, 23)] == [0, 0, 1, 1, 0, 0]
    assert set(tuesday.tolist()) == {1}  # the hours after midnight belong to the day on which they fall


def test_one_price_holds_at_every_hour():
    tariff = flat_tariff(0.3, currency="EUR")

    assert tariff.versions[0].rates[0].per_kwh == Decimal("0.3")
    tariff.require(date(1990, 1, 1), date(2050, 1, 1))
