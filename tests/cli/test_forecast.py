"""`energy forecast` and `energy backtest` as a person runs them."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.run import energy

EVENING_HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3


def file_of(folder: Path, days: int) -> Path:
    """Appliances `oven` and `fridge`, hourly, from 1 January 2024 UTC; together EVENING_HOME."""
    rows = ["timestamp,appliance,kwh"]
    for hour in range(24 * days):
        at = datetime(2024, 1, 1) + timedelta(hours=hour)  # noqa: DTZ001 - the offset is in the text
        level = EVENING_HOME[hour % 24]
        rows += [f"{at:%Y-%m-%dT%H:%M:%S}+00:00,{name},{kwh:.2f}" for name, kwh in
                 (("fridge", 0.1), ("oven", level - 0.1))]  # fmt: skip
    path = folder / "home.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return file_of(tmp_path_factory.mktemp("forecast"), 30)


def test_the_forecast_as_json_has_the_promised_fields(month: Path):
    ran = energy("forecast", month, "--json", "--timezone", "UTC")

    made = ran.json
    assert ran.status == 0, ran.err
    assert (made["model"], made["fallback_reason"]) == ("blend", None)
    assert (made["resolution"], made["horizon_days"], made["band"]) == ("hourly", 7, 0.8)
    assert made["history_end"] == "2024-01-31T00:00:00+00:00"
    assert len(made["points"]) == 168
    assert list(made["points"][0]) == ["start", "channel", "kwh", "mean_kwh", "lower", "upper"]
    assert made["points"][0]["start"] == "2024-01-31T00:00:00+00:00"
    assert made["total"]["kwh"] == pytest.approx(sum(point["mean_kwh"] for point in made["points"]))
    assert {"origins", "mase", "wape", "coverage", "skill", "naive_rule"} <= made["accuracy"].keys()
    assert made["accuracy_reason"] is None


def test_the_forecast_in_words_is_total_money_model_accuracy_and_a_table_of_days(month: Path):
    ran = energy("forecast", month, "--model", "moving-average", "--price", "0.5", "--timezone", "UTC")

    lines = ran.out.splitlines()
    assert lines[0] == (
        "The 7 days after Wed 31 Jan 2024, 00:00: about 54.6 kWh (54.6 kWh in 8 of 10 cases)."
    )
    assert lines[1] == "At 0.50 per kWh: about 27.30 (27.30 to 27.30)."
    assert lines[2] == "Model: moving-average."
    assert lines[3].startswith("On your last 2 weeks this forecast was off by 0% a day;")
    assert lines[6].split() == ["Wed", "31", "Jan", "2024", "7.800", "18:00", "24"]


def test_the_csv_has_the_columns_of_the_points(month: Path, tmp_path: Path):
    out = tmp_path / "points.csv"

    ran = energy("forecast", month, "--model", "seasonal-naive", "--csv", out, "--resolution", "daily")

    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert ran.status == 0
    assert list(rows[0]) == ["start", "channel", "kwh", "mean_kwh", "lower", "upper"]
    assert len(rows) == 7
    assert float(rows[0]["kwh"]) == pytest.approx(7.8)


def test_one_channel_can_be_forecast_and_priced(month: Path):
    ran = energy(
        "forecast", month, "--channel", "fridge", "--model", "moving-average", "--price", "0.5", "--json"
    )

    assert {point["channel"] for point in ran.json["points"]} == {"fridge"}
    assert ran.json["total"]["kwh"] == pytest.approx(16.8)
    assert ran.json["cost"]["amount"] == pytest.approx(8.4)


def test_five_days_are_forecast_by_the_moving_average_which_says_why(tmp_path: Path):
    ran = energy("forecast", file_of(tmp_path, 5), "--json")

    assert ran.json["model"] == "moving-average"
    assert ran.json["fallback_reason"].startswith("The blend needs 7 complete days")
    assert ran.json["accuracy"] is None
    assert ran.json["accuracy_reason"].startswith("Accuracy needs 21 complete days")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--model", "oracle"], "The models are: auto, blend, prophet"),
        (["--channel", "sauna"], "The channels are:"),
        (["--resolution", "weekly"], "hourly, daily"),
    ],
    ids=["model", "channel", "resolution"],
)
def test_what_cannot_be_is_refused_in_a_sentence(month: Path, options: list[str], says: str):
    ran = energy("forecast", month, *options, "--json")

    assert ran.status == 2
    assert says in ran.json["error"]["message"]
    assert "Traceback" not in ran.err


def test_half_a_day_is_refused_with_the_date_from_which_it_works(tmp_path: Path):
    whole = file_of(tmp_path, 1)
    whole.write_text("\n".join(whole.read_text().splitlines()[:21]) + "\n")  # 10 hours

    ran = energy("forecast", whole, "--timezone", "UTC")

    assert ran.status == 2
    assert "It will work from 02 January 2024." in ran.err


def test_the_backtest_as_json_compares_all_models(month: Path):
    ran = energy("backtest", month, "--json")

    tested = ran.json
    assert (tested["resolution"], tested["origins"], tested["used"]) == ("hourly", 2, "blend")
    assert [row["model"] for row in tested["models"]] == [
        "blend",
        "prophet",
        "moving-average",
        "seasonal-naive",
    ]
    wanted = {"model", "mase", "rmsse", "wape", "bias", "coverage", "winkler", "seconds"}
    assert all(wanted <= row.keys() for row in tested["models"])
    assert all(row["seconds"] > 0 for row in tested["models"])


def test_the_backtest_in_words_is_a_table_of_the_models_asked_for(month: Path):
    ran = energy("backtest", month, "--models", "moving-average, seasonal-naive")

    assert ran.out.startswith("2 past weeks of this file, hourly")
    rows = [line.split() for line in ran.out.splitlines()[3:]]
    assert [row[0] for row in rows[:2]] == ["moving-average", "seasonal-naive"]
    assert [row[0] for row in rows[-7:]] == ["1", "2", "3", "4", "5", "6", "7"]
