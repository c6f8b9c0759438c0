"""`energy sql --athena`: the command against a server of Athena's shape, over the same tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from energy_core.cli.sql import deployed
from energy_core.errors import RequestError
from energy_core.home import Home
from energy_core.lake.athena import Athena
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.aws.athena_server import AthenaServer, athena_server
from tests.aws.moto_server import CREDENTIALS, REGION
from tests.cli.run import Ran, energy
from tests.test_lake_homes import add, analyse, file

TOTAL = "SELECT channel, sum(kwh) AS kwh FROM daily_energy_data GROUP BY channel"


@pytest.fixture(scope="module")
def athena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AthenaServer]:
    lake = Lake(Folder(tmp_path_factory.mktemp("lake")))
    lake.save_home(Home(home_id="elm", timezone="Europe/London"))
    add(lake, "elm", "a.csv", file(0.5))
    analyse(lake, "elm")
    with athena_server(lake.store.path) as server:
        yield server


def ask(athena: AthenaServer, *arguments: str | Path, stdin: bytes = b"") -> Ran:
    environment = {**CREDENTIALS, **athena.environment, "AWS_REGION": REGION}
    return energy("sql", *arguments, stdin=stdin, environment=environment)


def test_json_says_what_was_scanned_and_what_it_cost(athena: AthenaServer):
    ran = ask(athena, TOTAL, "--athena", "--json")

    assert ran.status == 0, ran.err
    assert ran.json == {
        "columns": ["channel", "kwh"],
        "rows": [["Lamp", 24.0]],
        "truncated": False,
        "scanned_bytes": 12_345_678,
        "cost_usd": pytest.approx(0.000065),
    }


def test_a_stack_of_its_own_name_is_asked_in_its_own_database(athena: AthenaServer):
    ran = ask(athena, TOTAL, "--athena", "--stack", "test-1")

    assert (ran.status, ran.out) == (0, "channel     kwh\nLamp     24.000\n")
    assert ran.err == "Scanned 12.3 MB for about $0.000065.\n"
    request = athena.executions[-1].request
    assert request["WorkGroup"] == "test-1-energy-insights"
    assert request["QueryExecutionContext"]["Database"] == "test_1_energy_db"


def test_the_prompt_asks_athena_too_and_survives_a_mistake(athena: AthenaServer):
    lines = f"{TOTAL};\nSELECT nope FROM daily_energy_data;\nDROP TABLE x;\nSELECT 3 AS three;\n"

    ran = ask(athena, "--athena", stdin=lines.encode())

    assert ran.status == 0
    assert ran.out == "channel     kwh\nLamp     24.000\nthree\n    3\n"
    assert "nope" in ran.err
    assert "DROP is refused" in ran.err


def test_the_rows_go_into_a_file_that_a_spreadsheet_opens(athena: AthenaServer, tmp_path: Path):
    ran = ask(athena, TOTAL, "--athena", "--csv", tmp_path / "out.csv")

    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "out.csv").read_text() == "channel,kwh\nLamp,24.0\n"


def test_deployment_info_says_where_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("AWS_REGION", raising=False)
    outputs = {"DatabaseName": "x_energy_db", "WorkgroupName": "x-energy-insights"}
    known = {"stack": "x", "account": "123456789012", "region": "eu-north-1", "outputs": outputs}
    (tmp_path / "deployment_info.json").write_text(json.dumps(known))

    assert deployed(None, tmp_path) == Athena("x_energy_db", "x-energy-insights", "eu-north-1")
    assert deployed("y", tmp_path) == Athena("y_energy_db", "y-energy-insights", None)
    with pytest.raises(RequestError, match="lower-case letters"):
        deployed("No Name", tmp_path)
