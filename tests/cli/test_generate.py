"""`energy generate`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.alone import alone


def test_the_sample_home_is_2880_rows_with_the_truth_beside_it(tmp_path: Path):
    out, truth = tmp_path / "home.csv", tmp_path / "truth.csv"

    ran = alone("generate", "generate", "--out", out, "--truth", truth, "--json")

    table, anomalies = pd.read_csv(out), pd.read_csv(truth)
    assert ran.status == 0
    assert list(table.columns) == ["timestamp", "appliance", "kwh"]
    assert len(table) == ran.json["rows"] == 2880
    assert len(anomalies) == ran.json["anomalies"] == 144
    assert list(anomalies.columns) == ["timestamp", "appliance", "kwh", "normal_kwh", "factor"]
    assert ran.json["kwh"] == pytest.approx(table["kwh"].sum())
    assert ran.json["appliances"] == ["Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"]
    assert (ran.json["start"], ran.json["end"]) == ("2024-06-01T00:00:00+00:00", "2024-07-01T00:00:00+00:00")
    assert "Wrote 2,880 rows" in ran.err


def test_every_option_shapes_the_home(tmp_path: Path):
    out = tmp_path / "home.csv"

    ran = alone(
        "generate", "generate", "--out", out, "--json",
        "--days", "2", "--start", "2024-03-30", "--timezone", "Europe/London", "--seed", "7",
        "--appliances", "heating, lighting", "--appliances", "EV Charger", "--peak-hours", "22-1",
        "--anomaly-rate", "0.5", "--anomaly-factor", "2-2",
    )  # fmt: skip

    assert ran.json["appliances"] == ["Heating", "Lighting", "EV Charger"]
    assert ran.json["rows"] == 2 * 24 * 3
    assert ran.json["anomalies"] == 72
    assert ran.json["end"] == "2024-04-01T01:00:00+01:00", (
        "48 hours from midnight, one of them skipped by the clock"
    )
    assert ran.json["truth"] is None


def test_the_same_command_writes_the_same_bytes(tmp_path: Path):
    for name in ("a.csv", "b.csv"):
        alone("generate", "generate", "--out", tmp_path / name, "--days", "3")

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_person_gets_one_line(tmp_path: Path):
    ran = alone("generate", "generate", "--out", tmp_path / "home.csv", "--days", "1")

    assert ran.out.count("\n") == 1
    assert "96 rows" in ran.out


@pytest.mark.parametrize(
    "option",
    [
        ("--days", "0"),
        ("--seed", "-1"),
        ("--start", "yesterday"),
        ("--timezone", "Mars"),
        ("--appliances", "Toaster"),
        ("--peak-hours", "evening"),
        ("--peak-hours", "18.5-21"),
        ("--peak-hours", "18-30"),
        ("--anomaly-rate", "2"),
        ("--anomaly-factor", "3-1"),
        ("--anomaly-factor", "3"),
    ],
)
def test_a_bad_option_is_one_sentence_and_leaves_no_file(tmp_path: Path, option: tuple[str, str]):
    out = tmp_path / "home.csv"

    ran = alone("generate", "generate", "--out", out, "--json", *option)

    assert ran.status == 2
    assert ran.json["error"]["where"]["option"] == option[0]
    assert ran.json["error"]["message"].endswith(".")
    assert "found" in ran.json["error"]["message"]
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path):
    ran = alone("generate", "generate", "--out", tmp_path / "no" / "home.csv", "--json")

    assert ran.status == 2
    assert "No such file or directory" in ran.json["error"]["message"]
