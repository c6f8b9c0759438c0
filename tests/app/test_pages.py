"""Every page with nothing loaded, with too little, and with enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.home import Home
from tests.app.meter_files import daily_file, hourly_file
from tests.app.pages import PAGES, keep, open_page, texts

NEED_READINGS = [page for page in PAGES if page not in ("home", "upload")]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    return tmp_path / "lake"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_with_nothing_loaded(lake: Path, page: str):
    app = open_page(page)

    assert not app.exception
    assert texts(app)


@pytest.mark.parametrize("page", NEED_READINGS)
def test_a_page_that_needs_readings_says_so_with_a_button_to_drop_a_file(lake: Path, page: str):
    app = open_page(page)

    assert "This page needs readings" in texts(app)
    assert [button.label for button in app.button] == ["Drop a meter file", "Try the sample home"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_three_hours_of_readings(lake: Path, tmp_path: Path, page: str):
    file = tmp_path / "short.csv"
    file.write_text("timestamp,kwh\n2024-01-01 00:00,0.2\n2024-01-01 01:00,0.3\n2024-01-01 02:00,0.4\n")
    keep(lake, file)

    app = open_page(page)

    assert not app.exception
    assert texts(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_weeks_of_hourly_readings(lake: Path, tmp_path: Path, page: str):
    keep(lake, hourly_file(tmp_path, days=30))

    app = open_page(page)

    assert not app.exception
    assert not app.warning
    assert "needs readings" not in texts(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_a_total_per_day(lake: Path, tmp_path: Path, page: str):
    keep(lake, daily_file(tmp_path, days=60))

    app = open_page(page)

    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_monthly_bills(lake: Path, tmp_path: Path, page: str):
    file = tmp_path / "bills.csv"
    rows = [f"{2023 + month // 12}-{month % 12 + 1:02d}-01,{300 + 10 * month}" for month in range(14)]
    file.write_text("date,kwh\n" + "\n".join(rows) + "\n")
    keep(lake, file)

    app = open_page(page)

    assert not app.exception


def test_one_day_of_readings_gets_a_moving_average_and_the_reason_why(lake: Path, tmp_path: Path):
    keep(lake, hourly_file(tmp_path, days=1))

    app = open_page("forecast")

    assert "The blend needs 7 complete days and these readings have 1" in app.warning[0].value
    assert not app.exception


def test_daily_readings_are_told_what_the_shape_of_a_day_needs(lake: Path, tmp_path: Path):
    keep(lake, daily_file(tmp_path, days=60))

    app = open_page("usage")

    assert "needs a reading at least every hour" in texts(app).replace("\\", "")


def test_the_sample_home_is_one_click_away(lake: Path):
    app = open_page("home")

    app.button(key="welcome-sample").click().run()

    assert not app.exception
    assert app.title[0].value == "Sample home"
    assert {"Used", "Always on", "Peak hours"} <= {metric.label for metric in app.metric}


def test_what_was_kept_yesterday_is_there_in_a_new_session(lake: Path, tmp_path: Path):
    keep(lake, hourly_file(tmp_path, days=10))

    first, second = open_page("upload"), open_page("upload")

    assert first.subheader[0].value == second.subheader[0].value
    assert "240 readings" in first.subheader[0].value.replace("\\", "")


def test_the_address_says_which_home_is_open(lake: Path, tmp_path: Path):
    keep(lake, hourly_file(tmp_path, days=10))
    keep(lake, daily_file(tmp_path, days=60), home=Home(home_id="flat", name="The flat"))

    app = open_page("home", home="flat")

    assert app.title[0].value == "The flat"
    assert app.query_params["home"] == "flat"


def test_a_price_turns_energy_into_money(lake: Path, tmp_path: Path):
    keep(lake, hourly_file(tmp_path, days=30))
    app = open_page("home")

    app.number_input[0].set_value(0.25)
    app.selectbox[0].set_value("GBP")
    app.form_submit_button[0].click().run()

    cost = next(metric for metric in app.metric if metric.label == "Cost of that energy")
    used = sum(
        0.2 + 0.6 * (n % 24 in (18, 19, 20)) + 0.1 * (n % 7 == 0) + 3.0 * (n == 500) for n in range(720)
    )
    assert cost.value.replace("\\", "") == f"£{used * 0.25:,.0f}"


def test_a_name_from_a_file_is_never_markup(lake: Path, tmp_path: Path):
    file = tmp_path / "evil.csv"
    hours = [f"2024-01-{1 + h // 24:02d} {h % 24:02d}:00" for h in range(480)]
    rows = "\n".join(f"{hour},{0.2 + (i % 24) / 100},0.1" for i, hour in enumerate(hours))
    file.write_text("timestamp,**[x](http://evil.example)** kwh,<b>Fridge</b> kwh\n" + rows + "\n")
    keep(lake, file)

    app = open_page("home")

    assert not app.exception
    assert "[x](http" not in texts(app)
