"""Which statements only read, in a dialect that no parser here knows."""

from __future__ import annotations

import pytest

from energy_core.errors import QueryError
from energy_core.lake.statement import reading


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "select 1",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "WITH x AS (SELECT 1 AS one) SELECT * FROM x",
        "VALUES (1)",
        "TABLE daily_energy_data",
        "SHOW TABLES",
        "DESCRIBE daily_energy_data",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE VERBOSE SELECT 1",
        "EXPLAIN (FORMAT JSON, TYPE LOGICAL) SELECT 1",
        "EXPLAIN (SELECT 1)",
        "-- DROP TABLE x;\nSELECT 1",
        "/* ; */ SELECT ';', '--', 'it''s', \"a;b\"",
        "SELECT ü FROM daily_energy_data",
    ],
)
def test_what_only_reads_passes_as_it_is(query: str):
    assert reading(query) == query


def test_the_semicolon_that_ends_a_query_goes():
    assert reading("  SELECT 1 ;\n; ") == "SELECT 1"
    assert reading("SELECT 1; -- done") == "SELECT 1"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("drop table x", "DROP"),
        ("/* SELECT */ INSERT INTO x SELECT 1", "INSERT"),
        ("-- SELECT\rDELETE FROM x", "DELETE"),
        ("UNLOAD (SELECT 1) TO 's3://x/'", "UNLOAD"),
        ("PREPARE p FROM SELECT 1", "PREPARE"),
        ("EXECUTE p", "EXECUTE"),
        ("USING EXTERNAL FUNCTION f(x INT) RETURNS INT LAMBDA 'x' SELECT f(1)", "USING"),
        ("EXPLAIN ANALYZE DELETE FROM x", "EXPLAIN of DELETE"),
        ("EXPLAIN (TYPE IO) CREATE TABLE x AS SELECT 1", "EXPLAIN of CREATE"),
        ("EXPLAIN", "EXPLAIN of nothing"),
        ('SELECT * FROM "Lambda:x".a.b', "a call of a Lambda function"),
        ("SELECT * FROM `lambda:x`.a.b", "a call of a Lambda function"),
        ("(", "( is refused"),
        ("'SELECT'", "'SELECT' is refused"),
    ],
)
def test_what_does_more_is_refused_by_its_name(query: str, named: str):
    with pytest.raises(QueryError) as refused:
        reading(query)

    assert named in refused.value.message


@pytest.mark.parametrize(
    ("query", "found"),
    [("", "none"), (" ; ", "none"), ("-- only words", "none"), ("SELECT 1; DROP TABLE x", "2")],
)
def test_it_must_be_one_statement(query: str, found: str):
    with pytest.raises(QueryError, match=f"found {found}"):
        reading(query)
