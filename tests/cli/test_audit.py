"""`energy audit`: the contract's JSON, and what can't be used."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.alone import alone
from tests.cli.test_bill import EVENING

MEASURE = {
    "measure", "channel", "kwh_per_year_now", "saving_kwh", "saving_money", "cost", "payback_years",
    "roi_percent", "npv", "co2_kg_per_year", "confidence", "recommended", "assumptions",
}  # fmt: skip
ASSUMPTION = {"name", "value", "unit", "source", "date", "region", "verified"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """90 days of an old fridge (0.1 kW) and a light (0.05 kW)."""
    stamps = pd.date_range("2024-01-01", periods=90 * 24, freq="h", tz="UTC")
    rows = [f"{s.isoformat()},{name},{kw}" for s in stamps for name, kw in (("Fridge", 0.1), ("Lamp", 0.05))]
    file = tmp_path / "home.csv"
    file.write_text("\n".join(["timestamp,appliance,kwh", *rows]))
    return file


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    file = tmp_path / "evening.toml"
    file.write_text(EVENING)
    return file


def test_an_audit_has_the_fields_of_the_contract(home: Path, evening: Path):
    """0.15 kW over 365.25 days are 1,314.9 kWh."""
    ran = alone("audit", "audit", home, "--tariff", evening, "--json")

    assert ran.status == 0
    found = ran.json
    assert {"measures", "combined_saving_kwh", "metered_kwh_per_year"} <= set(found)
    assert found["metered_kwh_per_year"] == pytest.approx(1314.9, rel=0.001)
    assert found["measures"]
    for measure in found["measures"]:
        assert set(measure) >= MEASURE
        assert len(measure["saving_kwh"]) == 3
        assert measure["saving_kwh"] == sorted(measure["saving_kwh"])
        assert measure["saving_money"] is None or len(measure["saving_money"]) == 3
        assert measure["payback_years"] is None or len(measure["payback_years"]) == 2
        assert isinstance(measure["recommended"], bool)
        assert measure["assumptions"]
        assert all(set(one) >= ASSUMPTION for one in measure["assumptions"])
        assert measure["saving_kwh"][2] <= found["metered_kwh_per_year"]


def test_several_tariffs_give_a_row_each(home: Path, evening: Path, tmp_path: Path):
    other = tmp_path / "other.toml"
    other.write_text(EVENING.replace("Evening saver", "Other").replace("0.20", "0.10"))

    ran = alone("audit", "audit", home, "--tariff", evening, "--tariff", other, "--json")

    assert ran.status == 0
    assert {row["tariff"] for row in ran.json["by_tariff"]} == {"Evening saver", "Other"}


def test_without_a_price_savings_are_in_kwh_only(home: Path):
    ran = alone("audit", "audit", home, "--json")

    assert ran.status == 0
    assert all(measure["saving_money"] is None for measure in ran.json["measures"])


def test_for_people_it_says_what_and_why(home: Path, evening: Path):
    ran = alone("audit", "audit", home, "--tariff", evening, "--all")

    assert ran.status == 0
    assert "a year, from 90 days of readings" in ran.out
    assert "Fridge" in ran.out
    assert "150 W were always on" in ran.out
    assert "takes 13% of your energy" not in ran.out


def test_a_year_of_a_main_meter_says_what_the_page_says(tmp_path: Path):
    stamps = pd.date_range("2023-01-01", periods=365 * 24, freq="h", tz="UTC")
    file = tmp_path / "meter.csv"
    file.write_text(
        "\n".join(["timestamp,kwh", *(f"{s.isoformat()},{1 if s.hour == 18 else 0.2}" for s in stamps)])
    )

    ran = alone("audit", "audit", file, "--price", "0.30", "--co2", "0.5")

    assert ran.status == 0
    assert "In the 365 days to 31 Dec 2023 200 W were always on" in ran.out
    assert "CO2 at your own figure, 0.5 kg per kWh." in ran.out


def test_a_co2_figure_in_grams_is_refused_in_a_sentence(home: Path):
    ran = alone("audit", "audit", home, "--co2", "350", "--json")

    assert ran.status == 2
    assert "--co2 needs kg of CO2 per kWh" in ran.json["error"]["message"]


def test_a_tariff_that_can_not_be_used_is_refused_in_a_sentence(home: Path, tmp_path: Path):
    bad = tmp_path / "bad.toml"
    bad.write_text(EVENING.replace("off-peak", "peak"))

    ran = alone("audit", "audit", home, "--tariff", bad, "--json")

    assert ran.status == 2
    assert set(ran.json["error"]) == {"kind", "message", "where"}
    assert "need a name each" in ran.json["error"]["message"]
