"""SQL on Athena: the calls that are made, the rows that come back, what was scanned and what that cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pandas as pd
import pytest

from energy_core.errors import QueryError, RequestError, StoreError
from energy_core.home import Home
from energy_core.lake.athena import Athena, Scan, athena_beside, athena_of, cost_usd, scan
from energy_core.lake.examples import Example, examples
from energy_core.lake.lake import Lake
from energy_core.lake.query import run_sql
from energy_core.lake.store import Folder
from tests.analyses import analysis
from tests.aws.athena_server import AthenaServer, athena_server
from tests.aws.moto_server import CREDENTIALS, REGION, Aws
from tests.build import channel, readings

WHERE = Athena(database="energy_db", workgroup="energy-insights", region=REGION)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of 30 days: half a kWh every hour on its mains, five on one evening."""
    made = Lake(Folder(tmp_path_factory.mktemp("lake")))
    kwh = [0.5] * 720
    kwh[500] = 5.0
    zone = "Europe/London"
    mains = channel("mains", kwh, role="mains", start="2024-01-01", timezone=zone)
    home = Home(home_id="elm", timezone=zone, price_per_kwh=0.5)
    made.save_analysis(analysis(readings(mains, timezone=zone), home))
    return made.store.path


@pytest.fixture
def athena(lake: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AthenaServer]:
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with athena_server(lake) as server:
        for name, value in {**CREDENTIALS, **server.environment, "AWS_MAX_ATTEMPTS": "1"}.items():
            monkeypatch.setenv(name, value)
        yield server


def ask(query: str, *, max_rows: int = 10_000, max_seconds: float = 20) -> Scan:
    return scan(query, WHERE, max_rows=max_rows, max_seconds=max_seconds, poll_seconds=0.05)


def test_rows_come_back_with_what_was_scanned_and_what_that_cost(athena: AthenaServer):
    result = ask("SELECT home_id, sum(kwh) AS kwh, sum(cost) AS cost FROM daily_energy_data GROUP BY home_id")

    assert result.rows.to_dict("list") == {"home_id": ["elm"], "kwh": [364.5], "cost": [182.25]}
    assert result.scanned_bytes == 12_345_678
    assert result.cost_usd == pytest.approx(13 * 5 / 1_000_000)
    assert not result.truncated


def test_the_query_runs_in_the_workgroup_and_database_of_the_deployment(athena: AthenaServer):
    ask("SELECT 1 AS one;")

    request = athena.executions[0].request
    assert request["WorkGroup"] == "energy-insights"
    assert request["QueryExecutionContext"]["Database"] == "energy_db"
    assert request["QueryString"] == "SELECT 1 AS one"
    assert "OutputLocation" not in request.get("ResultConfiguration", {})


def test_columns_have_the_same_types_as_on_this_machine(athena: AthenaServer, lake: Path):
    query = (
        "SELECT channel, local_date, local_hour, weekday, is_peak_hour, kwh, cost FROM processed_energy_data "
        "ORDER BY local_date, local_hour LIMIT 50"
    )

    there, here = ask(query).rows, run_sql(query, lake)

    pd.testing.assert_frame_equal(there, here, check_dtype=False)
    assert [kind.kind for kind in there.dtypes] == [kind.kind for kind in here.dtypes]


def test_what_is_unknown_stays_unknown(athena: AthenaServer):
    rows = ask("SELECT CAST(NULL AS DOUBLE) AS kwh, CAST(NULL AS VARCHAR) AS reason, 2 AS two").rows

    assert rows["kwh"].isna().all()
    assert rows["reason"].isna().all()
    assert rows["two"].tolist() == [2]


def test_text_with_signs_of_formats_arrives_as_it_was_written(athena: AthenaServer):
    rows = ask(
        "SELECT channel FROM daily_energy_data WHERE channel LIKE 'ma%' AND '%s' <> '{0}' LIMIT 1"
    ).rows

    assert rows["channel"].tolist() == ["mains"]


def test_more_rows_than_asked_for_are_cut_and_it_says_so(athena: AthenaServer):
    cut = ask("SELECT kwh FROM processed_energy_data", max_rows=500)
    whole = ask("SELECT kwh FROM processed_energy_data", max_rows=720)

    assert (len(cut.rows), cut.truncated) == (500, True)
    assert (len(whole.rows), whole.truncated) == (720, False)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_every_example_gives_the_same_rows_as_on_this_machine(
    athena: AthenaServer, lake: Path, example: Example
):
    there, here = ask(example.sql).rows, run_sql(example.sql, lake)

    without_zone = here.apply(
        lambda column: column.dt.tz_localize(None) if column.dtype.kind == "M" else column
    )
    pd.testing.assert_frame_equal(there, without_zone, check_dtype=False)


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE daily_energy_data",
        "INSERT INTO daily_energy_data SELECT * FROM daily_energy_data",
        "CREATE TABLE mine AS SELECT 1 AS one",
        "UNLOAD (SELECT 1) TO 's3://elsewhere/' WITH (format = 'PARQUET')",
        "MSCK REPAIR TABLE daily_energy_data",
        "EXPLAIN ANALYZE INSERT INTO daily_energy_data SELECT * FROM daily_energy_data",
        'SELECT * FROM "lambda:arn:aws:lambda:eu-west-1:1:function:x".db.t',
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_what_does_more_than_read_is_refused_before_athena_hears_of_it(athena: AthenaServer, query: str):
    with pytest.raises(QueryError, match=r"^Needed (a|one) SELECT"):
        ask(query)

    assert athena.executions == []


def test_what_athena_does_not_understand_is_a_sentence(athena: AthenaServer):
    with pytest.raises(QueryError, match=r"^The query can't be run: .*nope.*[.!?]$"):
        ask("SELECT nope FROM daily_energy_data")


def test_a_fault_of_athenas_own_is_a_failed_service(athena: AthenaServer):
    athena.fails_itself = True

    with pytest.raises(StoreError, match=r"^Athena failed: Internal error\. Try again\.$"):
        ask("SELECT 1 AS one")


def test_an_endless_query_is_cancelled_there_too(athena: AthenaServer):
    athena.never_ends = True

    with pytest.raises(QueryError, match=r"took longer than 0\.2 seconds and was cancelled"):
        ask("SELECT 1 AS one", max_seconds=0.2)

    assert athena.executions[0].state == "CANCELLED"


@pytest.mark.parametrize(
    ("code", "message", "kind", "sentence"),
    [
        ("InvalidRequestException", "WorkGroup energy-insights is not found", RequestError, "Deploy first"),
        ("InvalidRequestException", "line 1:8: mismatched input", QueryError, "mismatched input"),
        ("AccessDeniedException", "You are not authorized", RequestError, "Check the credentials"),
        ("TooManyRequestsException", "Rate exceeded", StoreError, "Try again in a minute"),
        (
            "UnrecognizedClientException",
            "The security token is invalid",
            RequestError,
            "Check the credentials",
        ),
    ],
)
def test_a_refusal_says_what_to_do(
    athena: AthenaServer, code: str, message: str, kind: type[Exception], sentence: str
):
    athena.refuses = (code, message)

    with pytest.raises(kind, match=sentence):
        ask("SELECT 1 AS one")


def test_without_credentials_it_says_which_are_needed(monkeypatch: pytest.MonkeyPatch):
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", *CREDENTIALS):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with pytest.raises(RequestError, match="AWS_PROFILE"):
        ask("SELECT 1 AS one")


def test_an_endpoint_that_is_not_there_is_a_failed_service(monkeypatch: pytest.MonkeyPatch):
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_ATHENA", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    with pytest.raises(StoreError, match=r"^Athena can't be asked: .* Check the network"):
        ask("SELECT 1 AS one")


@pytest.mark.parametrize(
    ("scanned_bytes", "usd"),
    [
        (0, 0.00005),
        (10_000_000, 0.00005),
        (10_000_001, 0.000055),
        (1_000_000_000, 0.005),
        (10**12, 5.0),
    ],
)
def test_a_scan_costs_five_dollars_a_terabyte_and_at_least_ten_megabytes(scanned_bytes: int, usd: float):
    assert cost_usd(scanned_bytes) == pytest.approx(usd)


def test_a_stack_of_its_own_name_has_names_of_its_own():
    assert athena_of("") == Athena("energy_db", "energy-insights", None)
    assert athena_of("my-test-") == Athena("my_test_energy_db", "my-test-energy-insights", None)
    assert athena_beside("my-test-energy-analytics-0a1b") == athena_of("my-test-")
    assert athena_beside("energy-analytics-0a1b") == athena_beside("another-bucket") == athena_of("")


def queue(aws: Aws, results: dict[str, object]) -> None:
    """What the server answers next: it runs no SQL."""
    address = f"{aws.endpoint}/moto-api/static/athena/query-results"
    with urlopen(Request(address, json.dumps(results).encode(), method="POST"), timeout=10):
        pass


def test_the_calls_are_those_that_a_server_of_the_api_takes(aws: Aws):
    client = aws.client("athena")
    client.create_work_group(
        Name="energy-insights",
        Configuration={"ResultConfiguration": {"OutputLocation": "s3://lake/athena-results/"}},
    )
    columns = ("home_id", "kwh")
    body = {
        "results": [
            {
                "rows": [
                    {"Data": [{"VarCharValue": text} for text in row]} for row in (columns, ("elm", "2.5"))
                ],
                "column_info": [
                    {
                        "Name": "home_id",
                        "Type": "varchar",
                        "Nullable": "UNKNOWN",
                        "Precision": 17,
                        "Scale": 0,
                    },
                    {"Name": "kwh", "Type": "double", "Nullable": "UNKNOWN", "Precision": 17, "Scale": 0},
                ],
            }
        ],
        "region": REGION,
    }
    queue(aws, body)

    result = ask("SELECT home_id, kwh FROM daily_energy_data")

    assert result.rows.to_dict("list") == {"home_id": ["elm"], "kwh": [2.5]}
    known = client.list_query_executions(WorkGroup="energy-insights")["QueryExecutionIds"]
    started = client.get_query_execution(QueryExecutionId=known[0])["QueryExecution"]
    assert started["QueryExecutionContext"]["Database"] == "energy_db"
