"""A conversation to take along, and what its figures rest on."""

from __future__ import annotations

import json

import pandas as pd

from energy_core.assistant.answer import Answer, Rows, Turn, Value
from energy_core.assistant.conversation import Context, ask
from energy_core.assistant.evidence import readings_behind
from energy_core.assistant.transcript import as_json, as_markdown
from energy_core.home import Home
from tests import build

NAME = "<b>Fridge</b> [click](https://evil.example) =1+1"


def _turn(*, channel: str = NAME) -> Turn:
    start = pd.Timestamp("2024-01-01", tz="UTC")
    value = Value("usage", 1.5, "kWh", channel, start, start + pd.Timedelta(days=1), "usage_total")
    table = Rows(("channel", "kwh"), ((channel, 1.5),))
    return Turn(
        f"How much did {channel} use?", Answer("It used 1.5 kWh.", "answered", values=(value,), table=table)
    )


def test_markdown_names_the_question_the_answer_and_how_each_figure_was_computed():
    text = as_markdown([_turn(channel="Fridge")], title="Questions about home")

    assert text.startswith("# Questions about home\n")
    assert "## How much did Fridge use?" in text
    assert "It used 1.5 kWh." in text
    assert "- usage: 1.5 kWh, 1 Jan 2024, Fridge, by usage_total" in text


def test_names_stay_text_in_markdown():
    text = as_markdown([_turn()], title=NAME)

    assert "<b>" not in text
    assert "](https:" not in text
    assert "https://" not in text
    assert "| =1" not in text


def test_json_is_the_json_of_the_command_line_with_the_question():
    written = json.loads(as_json([_turn(channel="Fridge")]))

    assert written[0]["question"] == "How much did Fridge use?"
    assert written[0]["answer"] == "It used 1.5 kWh."
    assert written[0]["values"][0]["value"] == 1.5


def test_a_figure_rests_on_the_readings_within_its_period():
    readings = build.readings(
        build.channel("Fridge", [0.1] * 48), build.channel("Lamp", [0.2] * 24 + [None] * 24)
    )
    answer = ask("How much did the lamp use on 1 January 2024?", Context(Home(), readings))
    of_lamp = answer.values[0]

    assert readings_behind(readings, of_lamp) == 24


def test_a_figure_of_the_whole_home_rests_on_all_that_is_counted_and_a_missing_reading_on_nothing():
    readings = build.readings(
        build.channel("Fridge", [0.1] * 48), build.channel("Lamp", [0.2] * 24 + [None] * 24)
    )
    start = pd.Timestamp("2024-01-02", tz="UTC")
    whole = Value("usage", 2.4, "kWh", "total", start, start + pd.Timedelta(days=1))

    assert readings_behind(readings, whole) == 24
