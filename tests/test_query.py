"""SQL over the tables of a lake, and nothing but the tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from energy_core.errors import QueryError
from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.query import result_of, run_sql
from energy_core.lake.store import Folder
from tests.analyses import analysis
from tests.build import channel, readings

Run = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two homes, in a folder whose name would be a pattern to many readers of files."""
    lake = Lake(Folder(tmp_path_factory.mktemp("lake") / "my [1] 'lake' *"))
    zone = "Europe/London"
    for home_id, kwh in (("elm", 1.0), ("oak", 2.0)):
        home = Home(home_id=home_id, timezone=zone, price_per_kwh=0.5)
        lamp = channel("lamp", [0.25] * 96, start="2024-03-30", timezone=zone)
        mains = channel("mains", [kwh] * 96, role="mains", start="2024-03-30", timezone=zone)
        lake.save_analysis(replace(analysis(readings(mains, lamp, timezone=zone), home)))
    return lake.store.path


@pytest.fixture
def run(folder: Path) -> Run:
    return lambda query: run_sql(query, folder)


def test_consumption_of_two_homes_side_by_side(run: Run):
    rows = run(
        "SELECT home_id, sum(kwh) AS kwh, sum(cost) AS cost FROM daily_energy_data "
        "WHERE counts_as_consumption GROUP BY home_id ORDER BY home_id"
    )

    assert rows.to_dict("list") == {"home_id": ["elm", "oak"], "kwh": [96, 192], "cost": [48, 96]}


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("raw_energy_data", 2 * 2 * 96),
        ("processed_energy_data", 2 * 2 * 96),
        ("daily_energy_data", 2 * 2 * 5),  # over the change to summer time 96 hours end at 1 o'clock
        ("forecast_data", 2 * 48),
        ("forecast_models", 2 * 48),
        ("anomaly_data", 0),
        ("RAW_ENERGY_DATA", 2 * 2 * 96),
    ],
)
def test_every_table_is_there(run: Run, table: str, count: int):
    assert run(f"SELECT count(*) AS n FROM {table}")["n"].tolist() == [count]


def test_each_kwh_is_there_once_in_every_table_of_energy(run: Run):
    for table in ("raw_energy_data", "processed_energy_data", "daily_energy_data"):
        rows = run(f"SELECT sum(kwh) AS kwh FROM {table} WHERE home_id = 'oak' AND channel = 'mains'")

        assert rows["kwh"].tolist() == [192]


def test_instants_are_utc_and_dates_are_dates(run: Run):
    rows = run(
        "SELECT min(start) AS start, min(local_date) AS day, max(local_start) AS last FROM raw_energy_data"
    )

    assert rows["start"].iloc[0] == pd.Timestamp("2024-03-30 00:00", tz="UTC")
    assert rows["day"].iloc[0] == datetime.date(2024, 3, 30)
    assert rows["last"].iloc[0] == pd.Timestamp("2024-04-03 00:00")


def test_a_sum_of_whole_numbers_is_a_whole_number(run: Run):
    rows = run("SELECT sum(local_hour) AS hours, 1.50::DECIMAL(5, 2) AS price FROM raw_energy_data")

    assert str(rows["hours"].dtype) == "int64"
    assert rows["price"].tolist() == [1.5]


def test_an_instant_can_be_compared_with_a_timestamp(run: Run):
    rows = run("SELECT count(*) AS n FROM raw_energy_data WHERE start >= TIMESTAMP '2024-04-02 23:00:00'")

    assert rows["n"].tolist() == [4]


def test_a_lake_without_homes_has_empty_tables_with_their_columns(tmp_path: Path):
    rows = run_sql("SELECT * FROM anomaly_data", tmp_path)

    assert rows.empty
    assert list(rows.columns)[:4] == ["home_id", "channel", "method", "kind"]


@pytest.mark.parametrize(
    "query",
    [
        "WITH days AS (SELECT * FROM daily_energy_data) SELECT count(*) FROM days",
        "DESCRIBE anomaly_data",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM daily_energy_data",
        "FROM forecast_data",
        "VALUES (1)",
        "SELECT 1;",
        "-- how much\nSELECT 1",
    ],
)
def test_reading_statements_run(run: Run, query: str):
    assert len(run(query))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("COPY daily_energy_data TO 'out.csv'", "COPY"),
        ("COPY (SELECT 1) TO '/tmp/out.parquet'", "COPY"),
        ("ATTACH 'other.db'", "ATTACH"),
        ("INSTALL httpfs", "LOAD"),
        ("LOAD httpfs", "LOAD"),
        ("PRAGMA database_list", "PRAGMA"),
        ("SET memory_limit = '100GB'", "SET"),
        ("RESET memory_limit", "SET"),
        ("CREATE TABLE mine AS SELECT 1", "CREATE"),
        ("CREATE MACRO f(x) AS x", "CREATE"),
        ("INSERT INTO daily_energy_data SELECT * FROM daily_energy_data", "INSERT"),
        ("DELETE FROM daily_energy_data", "DELETE"),
        ("DROP VIEW daily_energy_data", "DROP"),
        ("CALL pragma_version()", "CALL"),
        ("EXPORT DATABASE 'out'", "EXPORT"),
        ("USE memory", "SET"),
        ("CHECKPOINT", "CALL"),
    ],
)
def test_a_statement_that_does_more_than_read_is_refused(run: Run, query: str, named: str):
    with pytest.raises(
        QueryError, match=f"^Needed a SELECT, WITH, EXPLAIN or DESCRIBE statement; {named} is refused"
    ):
        run(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SELECT getenv('HOME')",
        "WITH x AS (INSERT INTO daily_energy_data SELECT * FROM daily_energy_data RETURNING 1) FROM x",
        "SELECT * FROM folder",
        "SELECT * FROM result_of",
        "EXPLAIN ANALYZE SELECT * FROM read_csv('/etc/passwd')",
    ],
)
def test_no_query_reaches_a_file_the_network_or_a_variable(folder: Path, query: str):
    file = next(folder.rglob("*.parquet"))

    with pytest.raises(QueryError, match=r"^The query can't be run: .*[.!?]$"):
        run_sql(query.replace("{file}", str(file).replace("'", "''")), folder)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Needed one SELECT statement; found none."),
        ("-- nothing", "Needed one SELECT statement; found none."),
        ("SELECT 1; SELECT 2", "Needed one SELECT statement; found 2."),
        ("SELEC 1", 'The query can\'t be run: syntax error at or near "SELEC".'),
        ("SELECT nope FROM daily_energy_data", "nope"),
        ("SELECT * FROM daily", "The tables are: raw_energy_data, processed_energy_data,"),
        ("SELECT CAST('x' AS INTEGER)", "Could not convert string 'x' to INT32"),
        ("SELECT ?", "parameter"),
    ],
)
def test_a_query_that_cannot_be_run_says_why(run: Run, query: str, sentence: str):
    with pytest.raises(QueryError) as refused:
        run(query)

    assert sentence in refused.value.message


def test_more_rows_than_asked_for_are_cut_and_it_says_so(folder: Path):
    cut = result_of("SELECT * FROM raw_energy_data", folder, max_rows=10)
    whole = result_of("SELECT * FROM range(10)", folder, max_rows=10)

    assert (len(cut.rows), cut.truncated) == (10, True)
    assert (len(whole.rows), whole.truncated) == (10, False)


def test_an_endless_query_is_stopped(folder: Path):
    with pytest.raises(QueryError, match=r"took longer than 0\.5 seconds"):
        result_of("SELECT count(*) FROM range(1e12::BIGINT) a, range(1000000) b", folder, max_seconds=0.5)


def test_a_query_that_needs_too_much_memory_is_stopped_and_leaves_no_file(folder: Path):
    with pytest.raises(QueryError, match="memory"):
        run_sql("SELECT list(x || repeat('y', 1000)) FROM range(20000000) t(x)", folder)

    assert not [path for path in Path.cwd().iterdir() if path.name.endswith(".tmp")]


def test_a_damaged_table_is_a_clear_refusal(tmp_path: Path):
    store = Folder(tmp_path)
    store.put("processed/daily/bucket=01/elm.parquet", b"half a file")

    with pytest.raises(QueryError, match=r"^The query can't be run"):
        run_sql("SELECT * FROM daily_energy_data", tmp_path)
