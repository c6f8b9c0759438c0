"""Costs and auditor: a tariff by hour, comparisons, what-ifs, measures and whether they worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import NumberInput

from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from energy_core.tariffs.file import read_tariff
from tests.app.pages import keep, open_page, texts

EVENING = b"""
name = "Evening saver"
currency = "GBP"
vat_percent = 5
[[versions]]
start = 2020-04-01
standing_charge_per_day = 0.50
[[versions.rates]]
name = "peak"
per_kwh = 0.40
hours = ["16:00-19:00"]
[[versions.rates]]
name = "off-peak"
per_kwh = 0.20
"""


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    return tmp_path / "lake"


def weeks(tmp_path: Path) -> Path:
    """60 days of hours from 1 January 2024, half a kWh each: 720 kWh, an eighth of them in the peak."""
    hours = pd.date_range("2024-01-01", periods=60 * 24, freq="h")
    file = tmp_path / "meter.csv"
    file.write_text("time,kWh\n" + "".join(f"{hour:%Y-%m-%d %H:%M},0.5\n" for hour in hours))
    return file


def home(**more: object) -> Home:
    return Home(home_id="house", timezone="Europe/London", tariff=read_tariff(EVENING, name="t.toml"), **more)  # type: ignore[arg-type]


def test_without_a_price_the_page_asks_for_one_or_for_a_tariff(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path))

    page = open_page("costs")

    assert "What do you pay per kWh?" in texts(page)
    assert "Or a tariff by hour" in texts(page)
    assert not page.exception


def test_the_bill_is_shown_to_the_cent(lake: Path, tmp_path: Path):
    """60 days: peak 90 kWh × 0.40 = 36, off-peak 630 × 0.20 = 126, standing 30, VAT 9.60: 201.60."""
    keep(lake, weeks(tmp_path), home=home())

    page = open_page("costs")

    assert next(metric for metric in page.metric if metric.label == "Total").value == "£201\\.60"
    assert not page.exception


def test_moving_a_load_out_of_the_peak_saves_its_price_difference(lake: Path, tmp_path: Path):
    """17:00 to 21:00 moves to 01:00: 2 of 4 hours were peak, 60 × 2 × 0.5 kWh × 0.20 × 1.05 = 12.60."""
    keep(lake, weeks(tmp_path), home=home())

    page = open_page("costs")

    saved = next(metric for metric in page.metric if metric.label == "Money saved")
    assert saved.value == "£12\\.60"


def test_prices_in_the_table_become_the_homes_tariff(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home())
    page = open_page("costs")

    next(field for field in page.text_input if field.label == "Name").set_value("New name")
    next(button for button in page.button if button.label == "Use these prices").click().run()

    kept = Lake(Folder(lake)).home("house").tariff
    assert kept is not None
    assert kept.name == "New name"
    assert [rate.name for rate in kept.versions[0].rates] == ["peak", "off-peak"]


def test_the_prices_of_the_example_are_not_taken_for_ones_own(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path))
    page = open_page("costs")
    assert any("an example and not your prices" in box.value for box in page.info)

    next(button for button in page.button if button.label == "Use these prices").click().run()

    assert any("still the prices of the example" in warning.value for warning in page.warning)
    assert Lake(Folder(lake)).home("house").tariff is None


def test_a_move_under_one_price_says_why_it_saves_nothing(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=Home(home_id="house", price_per_kwh=0.25, currency="GBP"))

    page = open_page("costs")

    assert "Your price is the same at all hours" in texts(page)
    # four hours of half a kWh on 60 days
    assert next(m for m in page.metric if m.label == "Energy moved").value == "120 kWh"


def test_an_accepted_measure_on_a_channel_that_is_gone_leaves_the_page_whole(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home(measures={"refrigerator / Gone": date(2024, 2, 10)}))

    page = open_page("auditor")

    assert any("found 'Gone'" in box.value for box in page.info)
    assert any("not recommended, and why" in expander.label for expander in page.expander)
    assert not page.exception


def test_a_mistake_in_the_text_is_named_and_changes_nothing(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home())
    page = open_page("costs")

    page.text_area[0].set_value('name = "x"\ncurrency = "GBP"')
    next(button for button in page.button if button.label == "Use this text").click().run()

    assert any("versions" in warning.value for warning in page.warning)
    assert Lake(Folder(lake)).home("house").tariff == home().tariff


def test_the_auditor_says_what_is_worth_doing_or_why_nothing_is(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home())

    page = open_page("auditor")

    assert "Worth doing" in texts(page)
    assert "Savings are at the prices of Evening saver" in texts(page).replace("\\", "")
    assert not page.exception


def test_an_accepted_measure_is_measured(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home(measures={"energy_feedback": date(2024, 2, 10)}))

    page = open_page("auditor")

    assert "Did it work?" in texts(page)
    assert any(metric.label.startswith("Used since 10 Feb 2024") for metric in page.metric)
    assert not page.exception


def fridge(tmp_path: Path) -> Path:
    """60 days of a refrigerator that draws 100 W: 876.6 kWh a year."""
    hours = pd.date_range("2024-01-01", periods=60 * 24, freq="h")
    file = tmp_path / "fridge.csv"
    file.write_text("time,Fridge kWh\n" + "".join(f"{hour:%Y-%m-%d %H:%M},0.1\n" for hour in hours))
    return file


def test_what_somebody_pays_towards_a_measure_is_kept_and_comes_off_its_cost(lake: Path, tmp_path: Path):
    """A refrigerator for 400 with 150 paid towards it costs 250."""
    keep(lake, fridge(tmp_path), home=home())
    page = open_page("auditor")

    number(page, "What it would cost you, in GBP").set_value(400.0)
    number(page, "What somebody pays towards it, in GBP").set_value(150.0)
    next(button for button in page.button if button.label == "Save" and "own" in str(button.form_id)).click()
    page.run()

    kept = Lake(Folder(lake)).home("house")
    assert kept.audit == {"refrigerator.cost": 400.0}
    assert kept.incentives == {"refrigerator": 150.0}
    assert any(metric.label == "Costs" and "250" in metric.value for metric in page.metric)
    assert not page.exception


def test_ones_own_figure_of_co2_is_kept_and_counts(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home())
    page = open_page("costs")

    number(page, "Your own figure, kg CO2 per kWh").set_value(0.1)
    next(button for button in page.button if button.label == "Save" and button.form_id == "carbon").click()
    page.run()

    assert Lake(Folder(lake)).home("house").audit == {"carbon.kg_per_kwh": 0.1}
    assert "CO2 at your own figure, 0.1 kg per kWh" in texts(page).replace("\\", "")


def test_every_measure_stands_under_every_tariff_in_one_table(lake: Path, tmp_path: Path):
    other = replace(home().tariff, name="Other")
    keep(lake, fridge(tmp_path), home=home(other_tariffs=(other,)))

    page = open_page("auditor")

    table = next(one.value for one in page.table if "Measure" in one.value.columns)
    assert list(table.columns) == ["Measure", "Evening saver", "Other"]
    assert any("refrigerator" in name for name in table["Measure"])


def test_a_home_with_a_main_meter_only_hears_what_is_always_on(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=home())

    page = open_page("auditor")

    assert "500 W were always on" in texts(page).replace("\\", "")


def number(page: AppTest, label: str) -> NumberInput:
    return next(field for field in page.number_input if field.label == label)


def test_the_currency_offered_first_is_that_of_the_time_zone(lake: Path, tmp_path: Path):
    keep(lake, weeks(tmp_path), home=Home(home_id="house", timezone="Europe/London"))

    page = open_page("costs")

    assert page.selectbox[0].value == "GBP"
