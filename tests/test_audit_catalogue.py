from __future__ import annotations

import pytest

from energy_core.audit.catalogue import entries, number_tables, raw, shared
from energy_core.home import Home
from tests import audit_reference

PLACES = {"US": "USD", "GB": "GBP", "DE": "EUR", "AU": "AUD"}
ROWS = [
    (measure, name, row)
    for measure, fields in raw().items()
    for name, rows in number_tables(fields).items()
    for row in rows
]
NATURE = ("by its nature", "the source of the saving itself")


@pytest.mark.parametrize(("measure", "name", "row"), ROWS)
def test_every_number_has_unit_source_region_and_date(measure: str, name: str, row: dict[str, object]):
    assert {"value", "unit", "source", "region", "date", "verified"} <= set(row)
    assert set(row) <= {
        "value", "unit", "source", "region", "date", "verified", "basis", "url", "second", "currency",
    }  # fmt: skip


@pytest.mark.parametrize(("measure", "name", "row"), ROWS)
def test_a_verified_number_names_where_it_was_found_again(measure: str, name: str, row: dict[str, object]):
    if row["verified"] and row["source"] not in NATURE:
        assert row.get("second") and row.get("url")


@pytest.mark.parametrize(("measure", "name", "row"), ROWS)
def test_a_range_is_in_order(measure: str, name: str, row: dict[str, list[float]]):
    values = row["value"] if isinstance(row["value"], list) else [row["value"]]
    assert values == sorted(values)
    assert min(values) >= 0


def test_at_least_twelve_measures_are_verified():
    verified = {
        entry.name
        for country, currency in PLACES.items()
        for entry in entries(Home(country=country, currency=currency))
        if entry.verified and not entry.elsewhere
    }

    assert len(verified) >= 12
    assert {"standby", "ev_off_peak", "dishwasher"}.isdisjoint(verified)


def test_a_measure_found_twice_but_without_a_price_waits_for_ones_own():
    priced = {entry.name: entry for entry in entries(Home(country="US", currency="USD"))}

    for name in ("freezer", "washer"):
        assert priced[name].verified
        assert "cost" not in priced[name].numbers
    own = {e.name: e for e in entries(Home(currency="USD", audit={"freezer.cost": 400}))}
    assert own["freezer"].numbers["cost"].high == 400


def test_a_measure_with_an_unverified_number_is_off():
    for entry in entries(Home(country="US", currency="USD")):
        assert entry.on == entry.verified


def test_numbers_of_the_home_s_place_go_first_and_others_are_marked():
    by_place = {
        country: next(e for e in entries(Home(country=country)) if e.name == "refrigerator").numbers[
            "new_kwh_per_year"
        ]
        for country in ("US", "GB", "AU")
    }

    assert by_place["US"].mid == 413 and not by_place["US"].foreign
    assert by_place["GB"].mid == 250 and not by_place["GB"].foreign
    assert by_place["AU"].foreign


def test_a_range_is_overruled_as_a_whole_or_at_one_end():
    whole = Home(country="US", audit={"dryer.saving_share": 0.5})
    low = Home(country="US", audit={"dryer.saving_share_low": 0.3})

    shares = [
        next(e for e in entries(home) if e.name == "dryer").numbers["saving_share"] for home in (whole, low)
    ]

    assert [share.values for share in shares] == [(0.5, 0.5, 0.5), (0.3, 0.5, 0.6)]
    assert all(share.yours for share in shares)


def test_the_discount_rate_can_be_overruled():
    assert shared("discount_rate", Home()).mid == 0.035
    assert shared("discount_rate", Home(audit={"finance.discount_rate": 0.08})).mid == 0.08


def test_the_page_of_the_catalogue_says_what_the_catalogue_says():
    assert audit_reference.PAGE.read_text(encoding="utf-8") == audit_reference.page(), (
        "docs/audit.md is behind the catalogue: python -m tests.audit_reference"
    )
