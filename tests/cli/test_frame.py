"""What every command does alike: help, refusals, exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.cli import GROUPS
from tests.cli.run import energy

COMMANDS = (
    "inspect", "usage", "anomalies", "forecast", "backtest", "report", "ask", "generate", "analyse", "home",
    "sql",
    "package", "deploy", "upload", "results", "logs", "retry", "cleanup",
)  # fmt: skip


def test_every_command_is_listed():
    ran = energy("--help")

    assert ran.status == 0
    assert not [command for command in COMMANDS if f"\n  {command} " not in ran.out]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str):
    ran = energy(command, "--help")

    assert ran.status == 0
    assert "Example" in ran.out
    assert f"energy {command}" in ran.out


def test_a_command_that_does_not_exist_is_refused_in_one_sentence():
    ran = energy("analize", "home.csv")

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("No such command 'analize'.")


def test_a_wrong_option_with_json_gives_an_error_object():
    ran = energy("usage", "home.csv", "--by", "fortnight", "--json")

    assert ran.status == 2
    assert ran.json["error"]["message"]
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    ran = energy("inspect", tmp_path / "nothing.csv", "--json")

    assert ran.status == 2
    assert ran.json["error"]["where"]["file"].endswith("nothing.csv")
    assert "No such file" in ran.err


def test_an_unknown_unit_names_the_units_there_are(tmp_path: Path):
    ran = energy("inspect", tmp_path / "nothing.csv", "--unit", "joule")

    assert ran.status == 2
    assert "kWh, Wh, MWh, kW, W" in ran.err


def test_every_group_of_commands_registers_something():
    assert len(set(GROUPS)) == len(GROUPS)
