"""`energy anomalies`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from energy_core.synthetic import sample_csv
from tests.cli.alone import alone


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "home.csv"
    file.write_bytes(sample_csv())
    return file


@pytest.fixture
def spike(tmp_path: Path) -> Path:
    """Nine hours of 1 kWh and one of 11 on Monday 1 January 2024, then one more hour of 11."""
    stamps = pd.date_range("2024-01-01", periods=11, freq="h", tz="UTC")
    rows = [f"{s.isoformat()},Oven,{k}" for s, k in zip(stamps, [1] * 9 + [11, 11], strict=True)]
    file = tmp_path / "spike.csv"
    file.write_text("\n".join(["timestamp,appliance,kwh", *rows]))
    return file


def test_points_are_exactly_the_hours_above_the_limit(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--method", "z-score", "--json")

    table = pd.read_csv(sample)
    by = table.groupby("appliance")["kwh"]
    above = table[table["kwh"] > by.transform("mean") + 2 * by.transform("std")]
    assert ran.json["method"] == "z-score"
    assert len(ran.json["points"]) == len(above) > 20
    assert sum(point["kwh"] for point in ran.json["points"]) == pytest.approx(above["kwh"].sum())
    assert ran.json["checked_intervals"] == 2880
    assert set(ran.json["thresholds"].values()) == {2}


def test_by_default_use_is_judged_by_its_hour_and_told_by_kind(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--price", "0.5", "--json")

    kinds = {"spike", "stuck_on", "unusual_hour", "drop_out", "drift"}
    assert ran.json["method"] == "contextual"
    assert {event["kind"] for event in ran.json["events"]} <= kinds
    assert sum(point["kwh"] for point in ran.json["points"]) == pytest.approx(
        sum(event["kwh"] for event in ran.json["events"])
    )


def test_as_of_a_day_is_what_a_file_that_ends_there_says(sample: Path, tmp_path: Path):
    lines = sample.read_text().splitlines()
    cut = tmp_path / "cut.csv"
    cut.write_text("\n".join([lines[0], *(line for line in lines[1:] if line < "2024-06-20")]))

    then = alone("anomalies", "anomalies", sample, "--as-of", "2024-06-20", "--json")
    ends = alone("anomalies", "anomalies", cut, "--json")

    assert then.json["events"] == ends.json["events"] != []


def test_too_few_days_for_the_default_are_judged_by_the_z_score_and_that_is_said(spike: Path):
    ran = alone("anomalies", "anomalies", spike, "--json")

    assert ran.json["method"] == "z-score"
    assert "judged by --method z-score" in ran.err


def test_a_point_carries_what_it_was_judged_by(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--json")

    assert set(ran.json["points"][0]) >= {
        "start", "channel", "kwh", "expected_kwh", "score", "mean_kwh", "std_kwh", "limit_kwh", "local_hour",
        "weekday",
    }  # fmt: skip
    assert isinstance(ran.json["points"][0]["local_hour"], int)


def test_events_hold_the_energy_of_their_points_and_what_it_cost(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--price", "0.5", "--json")

    excess = sum(event["excess_kwh"] for event in ran.json["events"])
    assert sum(event["kwh"] for event in ran.json["events"]) == pytest.approx(
        sum(point["kwh"] for point in ran.json["points"])
    )
    assert sum(event["cost"] for event in ran.json["events"]) == pytest.approx(0.5 * excess)
    assert all(event["reason"].startswith(event["channel"]) for event in ran.json["events"])


def test_thresholds_for_all_and_for_one(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--threshold", "3", "--threshold", "Lighting=4.5", "--json")

    assert ran.json["thresholds"] == {
        "Air Conditioner": 3, "Refrigerator": 3, "Washing Machine": 3, "Lighting": 4.5,
    }  # fmt: skip


def test_as_of_a_time_only_what_was_known_then_counts(spike: Path):
    """At 10:30 the hour from 09:00 is known, above a mean of 2; the hour after it is not."""
    ran = alone("anomalies", "anomalies", spike, "--as-of", "2024-01-01T10:30", "--json")

    assert [point["mean_kwh"] for point in ran.json["points"]] == [2.0]
    assert ran.json["checked_intervals"] == 10


def test_the_file_has_one_row_per_point(sample: Path, tmp_path: Path):
    out = tmp_path / "unusual.csv"

    ran = alone("anomalies", "anomalies", sample, "--csv", out, "--json")

    table = pd.read_csv(out)
    assert len(table) == len(ran.json["points"])
    assert {"start", "channel", "kwh", "expected_kwh", "score", "limit_kwh"} <= set(table.columns)


def test_a_person_reads_the_largest_first(sample: Path):
    ran = alone("anomalies", "anomalies", sample, "--method", "z-score")

    lines = ran.out.splitlines()
    assert "above the mean." in lines[0]
    assert lines[2].startswith("- Air Conditioner used ")
    assert "standard deviations above its mean of" in lines[2]


def test_nothing_unusual_is_said_so(spike: Path):
    ran = alone("anomalies", "anomalies", spike, "--threshold", "50")

    assert ran.status == 0
    assert ran.out.startswith("0 events in 11 intervals, 0 kWh above the mean.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--method", "contextual"), "Anomalies need 14 days; these readings have 1."),
        (("--method", "magic"), "--method must be contextual or z-score; found 'magic'"),
        (
            ("--threshold", "many"),
            "--threshold needs a number from 0 to 1000, or CHANNEL=NUMBER; found 'many'",
        ),
        (("--threshold", "Oven=nan"), "found 'Oven=nan'"),
        (("--threshold", "-1"), "found '-1'"),
        (("--threshold", "Kettle=3"), "found 'Kettle'. The channels are: Oven."),
        (("--as-of", "noon"), "--as-of needs a time such as 2024-01-31T18:00; found 'noon'"),
        (("--as-of", "2020-01-01"), "This period needs readings inside it."),
    ],
)
def test_what_can_t_be_asked_is_refused_in_one_sentence(spike: Path, arguments: tuple[str, ...], words: str):
    ran = alone("anomalies", "anomalies", spike, *arguments, "--json")

    assert ran.status == 2
    assert words in ran.json["error"]["message"]
