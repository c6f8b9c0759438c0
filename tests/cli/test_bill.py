"""`energy bill`: the contract's JSON, several tariffs, and what can't be used."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.alone import alone

EVENING = """
name = "Evening saver"
currency = "GBP"
country = "GB"
vat_percent = 5
[[versions]]
start = 2020-01-01
standing_charge_per_day = 0.50
[[versions.rates]]
name = "peak"
per_kwh = 0.40
hours = ["16:00-19:00"]
[[versions.rates]]
name = "off-peak"
per_kwh = 0.20
"""

FLAT = """
name: Flat
currency: GBP
versions:
  - start: 2020-01-01
    rates:
      - name: all
        per_kwh: 0.10
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """1 kWh every hour of 31 days of January 2024."""
    stamps = pd.date_range("2024-01-01", periods=31 * 24, freq="h", tz="UTC")
    file = tmp_path / "meter.csv"
    file.write_text("\n".join(["timestamp,kwh", *(f"{stamp.isoformat()},1.0" for stamp in stamps)]))
    return file


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    file = tmp_path / "evening.toml"
    file.write_text(EVENING)
    return file


@pytest.fixture
def flat(tmp_path: Path) -> Path:
    file = tmp_path / "flat.yaml"
    file.write_text(FLAT)
    return file


def test_a_bill_has_the_lines_of_the_contract(home: Path, evening: Path):
    """93 h × 0.40 = 37.20; 651 × 0.20 = 130.20; 31 × 0.50 = 15.50; VAT 5% of 182.90 = 9.145 = 9.15."""
    ran = alone("bill", "bill", home, "--tariff", evening, "--json", "--timezone", "UTC")

    assert ran.status == 0
    made = ran.json
    assert {"tariff", "currency", "start", "end", "hours_missing", "total", "lines", "per_channel"} <= set(
        made
    )
    assert (made["tariff"], made["currency"]) == ("Evening saver", "GBP")
    assert (made["start"], made["end"], made["hours_missing"]) == ("2024-01-01", "2024-02-01", 0)
    columns = ("name", "quantity", "unit", "price", "amount")
    assert [tuple(line[column] for column in columns) for line in made["lines"]] == [
        ("peak", 93, "kWh", 0.40, 37.20),
        ("off-peak", 651, "kWh", 0.20, 130.20),
        ("standing charge", 31, "days", 0.50, 15.50),
        ("VAT", 5, "%", None, 9.15),
    ]  # fmt: skip
    assert made["total"] == pytest.approx(192.05)
    assert [(part["channel"], part["amount"]) for part in made["per_channel"]] == [("kwh", 167.40)]


def test_start_and_end_are_local_days_and_end_is_exclusive(home: Path, flat: Path):
    ran = alone(
        "bill", "bill", home, "--tariff", flat, "--start", "2024-01-10", "--end", "2024-01-12", "--json"
    )

    assert (ran.json["start"], ran.json["end"]) == ("2024-01-10", "2024-01-12")
    assert ran.json["total"] == pytest.approx(4.80)


def test_several_tariffs_are_compared_and_the_cheapest_is_named(home: Path, evening: Path, flat: Path):
    ran = alone("bill", "bill", home, "--tariff", evening, "--tariff", flat, "--json")

    assert set(ran.json) == {"bills", "cheapest"}
    assert [made["tariff"] for made in ran.json["bills"]] == ["Evening saver", "Flat"]
    assert ran.json["cheapest"] == "Flat"
    assert ran.json["bills"][1]["total"] == pytest.approx(74.40)


def test_one_price_is_a_tariff_too(home: Path):
    ran = alone("bill", "bill", home, "--price", "0.25", "--json")

    assert ran.json["total"] == pytest.approx(744 * 0.25)


def test_for_people_it_prints_lines_total_and_the_cheapest(home: Path, evening: Path, flat: Path):
    ran = alone("bill", "bill", home, "--tariff", evening, "--tariff", flat)

    assert ran.status == 0
    assert "off-peak" in ran.out
    assert "Cheapest: Flat" in ran.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('hours = ["16:00-19:00"]', 'hours = ["16:00-19:10"]'), "quarter hours"),
        (("per_kwh = 0.20", 'per_kwh = 0.20\nhours = ["20:00-16:00"]'), "no price for"),
        (("start = 2020-01-01", "start = 2024-01-05"), "2024-01-05"),
        (('name = "Evening saver"', "name = "), "not valid TOML"),
        (("vat_percent", "vat_procent"), "vat_procent"),
    ],
)
def test_a_tariff_that_can_not_be_used_is_refused_in_a_sentence(
    home: Path, tmp_path: Path, change: tuple[str, str], said: str
):
    file = tmp_path / "bad.toml"
    file.write_text(EVENING.replace(*change))

    ran = alone("bill", "bill", home, "--tariff", file, "--json")

    assert ran.status == 2
    assert set(ran.json["error"]) == {"kind", "message", "where"}
    assert said in ran.json["error"]["message"] + str(ran.json["error"]["where"])
    assert "Traceback" not in ran.err


def test_a_tariff_file_that_is_not_there_and_no_price_at_all_are_said(home: Path, tmp_path: Path):
    missing = alone("bill", "bill", home, "--tariff", tmp_path / "none.toml")
    nothing = alone("bill", "bill", home)

    assert (missing.status, nothing.status) == (2, 2)
    assert "none.toml" in missing.err
    assert "--tariff" in nothing.err


def test_currencies_are_not_compared(home: Path, flat: Path, tmp_path: Path):
    other = tmp_path / "euro.yaml"
    other.write_text(FLAT.replace("GBP", "EUR"))

    ran = alone("bill", "bill", home, "--tariff", flat, "--tariff", other)

    assert ran.status == 2
    assert "GBP, EUR" in ran.err
