"""The bank as a benchmark: what is written, and how answers are counted."""

from __future__ import annotations

import json
from pathlib import Path

from energy_core.assistant.conversation import ask
from tests.questions.bank import BANK
from tests.questions.case import Case
from tests.questions.export import row
from tests.questions.homes import home
from tests.questions.score import is_right, score

CASE = next(case for case in BANK if case.home == "gas" and case.question == "What was my bill in February?")


def test_a_question_is_written_with_the_value_unit_and_status_of_its_right_answer() -> None:
    written = row(CASE, 7)

    assert (written["id"], written["home"], written["status"], written["unit"]) == (
        7,
        "gas",
        "answered",
        "GBP",
    )
    assert written["value"] == CASE.figure(home("gas"))
    assert json.loads(json.dumps(written)) == written


def test_the_products_own_answer_is_right_and_another_figure_or_unit_is_not() -> None:
    wanted = row(CASE, 1)
    answer = ask(CASE.question, home("gas").context).fields()
    false = {
        **answer,
        "values": [{**v, "value": v["value"] + 0.01} for v in answer["values"] if v["unit"] == "GBP"],
    }
    other = {**answer, "values": [{**v, "unit": "EUR"} for v in answer["values"]]}

    assert is_right(wanted, answer)
    assert not is_right(wanted, false)
    assert not is_right(wanted, other)


def test_an_unanswered_question_counts_as_wrong_and_is_named() -> None:
    wanted = [row(CASE, 1), row(Case("gas", "What is a kWh?", says="1 kW", kind="meaning"), 2)]
    answers = {2: ask("What is a kWh?", home("gas").context).fields()}

    table, wrong = score(wanted, answers)

    assert wrong == [1]
    assert table.splitlines()[-1].split() == ["all", "1", "of", "2"]


def test_a_home_is_written_as_a_table_that_the_product_reads_to_the_same_energy(tmp_path: Path) -> None:
    from energy_core.home import home_from_toml
    from energy_core.importers import import_file
    from tests.questions.export import _write_home

    _write_home(tmp_path, "german", home("german"))

    known = home_from_toml((tmp_path / "german.toml").read_text(encoding="utf-8"))
    read = import_file((tmp_path / "german.csv").read_bytes(), name="german.csv", home=known).readings
    assert abs(read.consumption_kwh - float(home("german").total().sum())) < 1e-6
    assert next(c.role for c in read.channels) == "mains"
