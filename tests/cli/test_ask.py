"""`energy ask` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from energy_core.cli import ask
from energy_core.errors import EnergyError, UnknownNameError

CSV = "timestamp,appliance,kwh\n" + "\n".join(
    f"2024-03-{day:02d}T{hour:02d}:00:00+00:00,{name},{kwh}"
    for day in range(1, 4)
    for hour in range(24)
    for name, kwh in (("Kettle", 0.5), ("Lamp", 0.25))
)


@pytest.fixture
def app() -> typer.Typer:
    built = typer.Typer()
    built.callback()(lambda: None)
    ask.register(built)
    return built


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "home.csv"
    path.write_text(CSV + "\n")
    return str(path)


def test_the_last_argument_is_the_question(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file, "How much did the kettle use?"])

    assert result.exit_code == 0, result.output
    assert "Kettle used 36 kWh" in result.stdout


def test_json_is_one_object_and_nothing_else(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file, "What did the lamp cost\nat £0.20 per kWh?", "--json"])

    fields = json.loads(result.stdout)
    (money,) = [value for value in fields["values"] if value["name"] == "cost"]
    assert (money["value"], money["unit"], money["channel"]) == (3.6, "GBP", "Lamp")
    assert [passed["provider"] for passed in fields["passed_over"]] == ["bedrock", "openai"]


def test_a_refused_question_is_no_failure(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file, "How much did the sauna use?", "--json"])

    assert (result.exit_code, json.loads(result.stdout)["status"]) == (0, "refused")


def test_the_rules_alone_pass_nobody_over(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file, "How much in total?", "--provider", "rules", "--json"])

    assert json.loads(result.stdout)["passed_over"] == []


def test_a_file_without_a_question_says_what_to_write(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file])

    assert isinstance(result.exception, EnergyError)
    assert "energy ask FILE" in str(result.exception)


def test_an_unknown_provider_is_named(app: typer.Typer, file: str) -> None:
    result = CliRunner().invoke(app, ["ask", file, "How much?", "--provider", "oracle"])

    assert isinstance(result.exception, UnknownNameError)
