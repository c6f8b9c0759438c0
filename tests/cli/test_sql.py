"""`energy sql`: questions to the tables of a lake."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from energy_core.cli.sql import cells
from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.cli.run import energy
from tests.test_lake_homes import add, analyse, file

TOTAL = "SELECT channel, sum(kwh) AS kwh FROM daily_energy_data GROUP BY channel"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = Lake(Folder(tmp_path_factory.mktemp("lake")))
    lake.save_home(Home(home_id="elm", timezone="Europe/London"))
    add(lake, "elm", "a.csv", file(0.5, channel="=Lamp"))
    analyse(lake, "elm")
    return lake.store.path


def test_the_rows_come_as_a_table(folder: Path):
    ran = energy("sql", TOTAL, "--lake", folder)

    assert (ran.status, ran.out) == (0, "channel     kwh\n=Lamp    24.000\n")


def test_the_rows_come_as_json(folder: Path):
    query = (
        "SELECT channel, local_date, min(start) AS start, NULL AS nothing "
        "FROM raw_energy_data GROUP BY 1, 2 ORDER BY 2"
    )

    ran = energy("sql", query, "--lake", folder, "--json", "--max-rows", "1")

    assert ran.json == {
        "columns": ["channel", "local_date", "start", "nothing"],
        "rows": [["=Lamp", "2024-01-01", "2024-01-01T00:00:00+00:00", None]],
        "truncated": True,
    }


def test_the_rows_come_as_csv_that_a_spreadsheet_does_not_run(folder: Path, tmp_path: Path):
    ran = energy("sql", TOTAL, "--lake", folder, "--csv", tmp_path / "out.csv")

    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "out.csv").read_text() == "channel,kwh\n'=Lamp,24.0\n"


def test_without_a_query_it_asks_until_the_end_and_survives_a_mistake(folder: Path):
    lines = "SELECT 1 AS one;\nSELEC 2;\nSELECT\n 3 AS three\n\n\\q\nSELECT 4 AS four;\n"

    ran = energy("sql", "--lake", folder, stdin=lines.encode())

    assert ran.status == 0
    assert ran.out == "one\n  1\nthree\n    3\n"
    assert "SELEC" in ran.err


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("COPY daily_energy_data TO 'x.csv'", "query"),
        ("SELECT * FROM read_csv('/etc/passwd')", "query"),
        ("", "query"),
    ],
)
def test_a_refused_query_exits_with_2_and_one_sentence(folder: Path, query: str, kind: str):
    ran = energy("sql", query, "--lake", folder, "--json")

    assert ran.status == 2
    assert ran.json["error"]["kind"] == kind
    assert "Traceback" not in ran.err


def test_a_lake_that_is_not_there_is_refused(tmp_path: Path):
    ran = energy("sql", "SELECT 1", "--lake", tmp_path / "nothing")

    assert ran.status == 2
    assert "there is no folder" in ran.err


def test_lists_lengths_and_bytes_are_plain_values():
    frame = pd.DataFrame(
        {
            "list": [[1, None]],
            "struct": [{"a": 1.5}],
            "length": [pd.Timedelta(hours=1)],
            "bytes": [b"x"],
            "missing": [float("nan")],
            "whole": [3],
        }
    )

    assert cells(frame) == [[[1, None], {"a": 1.5}, "0 days 01:00:00", "b'x'", None, 3]]


def test_the_shipped_questions_are_shown_and_can_be_run_as_they_stand(folder: Path):
    listed = energy("sql", "--examples", "--json").json["examples"]
    text = energy("sql", "--examples").out

    assert {"title", "question", "sql"} == set(listed[0])
    assert energy("sql", "--lake", folder, stdin=text.partition("\n\n")[0].encode()).status == 0


def test_a_stack_without_athena_is_refused(folder: Path):
    ran = energy("sql", "SELECT 1", "--stack", "mine", "--lake", folder)

    assert ran.status == 2
    assert "--athena" in ran.err
