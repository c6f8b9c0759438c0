"""The sample tariffs, and the page that explains how to write one."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from energy_core.bills import bill
from energy_core.tariffs import Rate, Tariff, Version
from energy_core.tariffs.file import read_tariff, tariff_to_toml
from energy_core.tariffs.library import sample_tariffs
from tests.build import days

PAGE = (Path(__file__).parent.parent / "docs" / "tariffs.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("tariff", sample_tariffs(), ids=lambda tariff: tariff.name)
def test_a_sample_says_where_and_when_it_was_read_and_can_bill(tariff: Tariff):
    made = bill(days([0.5] * 24, 31), tariff)

    assert tariff.source
    assert tariff.checked is not None
    assert tariff.country
    assert made.total > 0
    assert read_tariff(tariff_to_toml(tariff).encode(), name="again.toml") == tariff


def test_every_file_of_the_samples_is_offered_under_a_name_of_its_own():
    found = [
        f for f in files("energy_core.tariffs").joinpath("samples").iterdir() if f.name.endswith(".toml")
    ]

    assert len({tariff.name for tariff in sample_tariffs()}) == len(found)


def test_a_german_night_and_weekend_are_cheap_where_the_supplier_says_so():
    """A week at 1 kWh an hour: Mon-Fri 8 h, Saturday 11 h, Sunday 24 h at NT = 75; the other 93 at HT."""
    two = next(tariff for tariff in sample_tariffs() if "two registers" in tariff.name)

    made = bill(days([1.0] * 24, 7), two)

    kwh = {line.name: line.quantity for line in made.lines if line.unit == "kWh"}
    assert sum(kwh[name] for name in ("NT Werktag", "NT Samstag", "NT Sonntag")) == 75
    assert kwh["HT"] == 93


def test_the_page_shows_every_sample_and_no_other():
    rows = re.findall(r"^\| (.+?) \| ([A-Z]{2}) \| ([A-Z]{3}) \| (.+?) \| (\d{4}-\d\d-\d\d) \|$", PAGE, re.M)

    assert rows == [
        (
            tariff.name,
            tariff.country,
            tariff.currency,
            ", ".join(rate.name for rate in tariff.versions[-1].rates),
            str(tariff.checked),
        )
        for tariff in sample_tariffs()
    ]


def test_the_page_explains_every_field():
    known = {field.name for kind in (Tariff, Version, Rate) for field in fields(kind)}

    table = PAGE.partition("## Fields")[2].partition("## Rules")[0]

    assert known <= set(re.findall(r"`([a-z_]+)`", table))


def test_the_example_of_the_page_costs_what_the_page_says():
    example = re.search(r"```toml\n(.+?)```", PAGE, re.S)
    assert example is not None
    tariff = read_tariff(example.group(1).encode(), name="example.toml")

    made = bill(days([0.5] * 24, 30, start="2025-11-01"), tariff)

    shown = re.findall(r"^\| ([\w -]+?) \|.+\| (\d+\.\d\d) \|$", PAGE, re.M)
    assert [(line.name.removesuffix(" kWh"), str(line.amount)) for line in made.lines] == [
        (name.removesuffix(" kWh"), amount) for name, amount in shown
    ]
    assert made.total == Decimal("106.47")
