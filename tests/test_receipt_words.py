"""The receipt in the words of people at home, harmless whatever stands in the file."""

from __future__ import annotations

import pytest

from energy_core.cli.receipt_text import inspected
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.inspection import first_line, inspection, summary_line
from energy_core.importers.receipt_words import (
    by_option,
    decided,
    for_people,
    how_sure,
    issue_words,
    kwh_sum,
    row_sum,
)
from tests.app.hostile import NAMES, hostile_file
from tests.files import hours, read, rows

COUNTS = {"rows_read": 8784, "rows_kept": 8760, "rows_repaired": 2, "rows_dropped": 20, "rows_duplicate": 4}


def decision(**changes: object) -> dict[str, object]:
    known = {"what": "unit", "choice": "kWh", "evidence": "the header", "confidence": 1.0, "option": "--unit"}
    return known | changes


def test_the_rows_are_a_sum_that_a_person_can_check():
    assert row_sum(COUNTS) == "8,784 rows read = 8,760 kept (2 repaired) + 20 left out + 4 repeats"
    assert row_sum(
        COUNTS | {"rows_kept": 8783, "rows_repaired": 0, "rows_dropped": 0, "rows_duplicate": 1}
    ) == ("8,784 rows read = 8,783 kept + 1 repeat")


def test_where_every_row_is_kept_the_sum_says_just_that():
    all_kept = {"rows_read": 1, "rows_kept": 1, "rows_repaired": 0, "rows_dropped": 0, "rows_duplicate": 0}

    assert row_sum(all_kept) == "1 row read, all kept"


def test_energy_is_a_sum_too():
    assert kwh_sum({"kwh_read": 4430.12, "kwh_kept": 4425.31, "kwh_dropped": 4.81}) == (
        "4,430.12 kWh read = 4,425.31 kept + 4.81 left out"
    )
    assert kwh_sum({"kwh_read": 28.6, "kwh_kept": 28.6, "kwh_dropped": 0.0}) == "28.6 kWh read, all kept"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(1.0, "certain"), (0.9, "very likely"), (0.6, "likely"), (0.3, "a guess, please check")],
)
def test_confidence_is_said_in_words(confidence: float, said: str):
    assert how_sure(confidence) == said


def test_a_decision_of_a_person_is_said_to_be_theirs():
    assert decided(decision(evidence="said with --unit")).because == "you said so"
    assert decided(decision(evidence="answered before")).because == "you answered this before"


def test_decisions_of_one_option_stand_together_and_those_of_none_last():
    told = [decision(option=None), decision(), decision(option="--role"), decision(choice="Wh")]

    assert [(option, len(group)) for option, group in by_option(told).items()] == [
        ("unit", 2), ("role", 1), (None, 1),
    ]  # fmt: skip


def test_people_read_no_options_of_the_command_line():
    said = for_people("Say --unit kWh, --meter NAME for one, or --time-column. Not --nonsense.")

    assert said == "Say “Unit” kWh, “Meter” for one, or “Time column”. Not --nonsense."


def test_an_issue_is_told_with_its_dates():
    told = {
        "message": "Kitchen: 1 gap.",
        "start": "2024-02-03T02:00:00+00:00",
        "end": "2024-02-03T05:00:00+00:00",
    }

    assert issue_words(told) == "Kitchen: 1 gap (3 Feb 2024, 02:00 to 05:00)"
    assert issue_words({"message": "All is well.", "start": None, "end": None}) == "All is well."


def test_the_first_line_counts_what_was_consumed_and_asks():
    readings = read(rows(hours(24 * 31), [0.5] * 744)).readings

    assert first_line(readings) == "744 readings, 1 to 31 Jan 2024, 372 kWh: does this match your bill?"


def test_a_file_without_consumption_asks_nothing():
    readings = read(rows(hours(24), [0.5] * 24, header="time,export kWh")).readings

    assert summary_line(readings) == "24 readings, 1 Jan 2024, no electricity consumed, only export"
    assert first_line(readings).endswith("only export.")


def test_hostile_names_steer_no_terminal_and_stay_short(tmp_path):
    file = hostile_file(tmp_path)
    imported = import_file(file.read_bytes(), name=file.name, home=Home(timezone="UTC"))

    text = inspected(inspection([imported], imported.readings, Home()), first_line(imported.readings))

    assert set(imported.readings.names) == set(NAMES.values())
    assert not [char for char in text if ord(char) < 32 and char != "\n"]
    assert not {"\u200b", "\u202e"} & set(text)
    assert max(map(len, text.splitlines())) <= 118
    assert "Very long name " * 10 not in text
