"""`energy inspect`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.alone import alone
from tests.files import hours, rows
from tests.golden import DATA


def test_the_first_line_asks_whether_it_matches_the_bill():
    ran = alone("inspect_files", "inspect", DATA / "half_hours.csv", "--timezone", "Europe/London")

    first = ran.out.splitlines()[0]
    assert first == "96 readings, 1 to 2 Jan 2013, 28.6 kWh: does this match your bill?"
    assert ran.status == 0


def test_the_text_names_decisions_with_their_option_and_what_was_left_out():
    ran = alone("inspect_files", "inspect", DATA / "half_hours.csv")

    assert "--timezone" in ran.out
    assert "97 rows read = 96 kept + 1 repeat" in ran.out
    assert "the same interval again with the same value" in ran.out


def test_json_is_one_object_with_the_contracts_fields():
    found = alone("inspect_files", "inspect", DATA / "green_button.xml", "--json").json

    assert set(found) >= {
        "files", "format", "home_id", "timezone", "timezone_source", "channels", "consumption_kwh",
        "export_kwh", "receipt", "issues",
    }  # fmt: skip
    assert set(found["channels"][0]) >= {
        "name", "role", "source_unit", "kind", "interval_minutes", "readings", "missing", "kwh", "start",
        "end",
    }  # fmt: skip
    assert set(found["receipt"]["decisions"][0]) == {"what", "choice", "evidence", "confidence", "option"}
    assert (found["timezone"], found["timezone_source"]) == ("America/New_York", "file")


def test_several_files_of_a_home_are_one_object_and_overlaps_count_once(tmp_path: Path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(rows(hours(24), [1] * 24))
    second.write_text(rows(hours(24, start="2024-01-01 12:00"), [1] * 24))

    found = alone("inspect_files", "inspect", first, second, "--json").json

    assert found["files"] == ["a.csv", "b.csv"]
    assert found["consumption_kwh"] == 36
    assert found["receipt"]["rows_read"] == 48


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "a PDF document"),
        (b"time,usage\n2024-01-01,1\n2024-01-02,2\n", "--unit"),
    ],
)
def test_what_cannot_be_read_exits_with_2_and_one_sentence(tmp_path: Path, content: bytes, sentence: str):
    file = tmp_path / "upload.csv"
    file.write_bytes(content)

    ran = alone("inspect_files", "inspect", file, "--json")

    assert ran.status == 2
    assert sentence in ran.json["error"]["message"]
    assert ran.json["error"]["where"]["file"] == "upload.csv"
    assert "Traceback" not in ran.err


def test_an_option_answers_the_question(tmp_path: Path):
    file = tmp_path / "upload.csv"
    file.write_text(rows(["2024-01-01", "2024-01-02"], [1500, 2500], header="time,usage"))

    found = alone(
        "inspect_files", "inspect", file, "--unit", "Wh", "--role", "usage=appliance", "--json"
    ).json

    assert found["consumption_kwh"] == 4
    assert found["channels"][0]["role"] == "appliance"
