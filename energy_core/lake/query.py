"""SQL over the tables of a lake in a folder: read only, without files, network or settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow
import pyarrow.dataset

from energy_core.errors import QueryError
from energy_core.lake.parquet import FOLDERS, stored_schema

MAX_ROWS: Final = 10_000
MAX_SECONDS: Final = 30.0
MEMORY: Final = "1GB"
THREADS: Final = 2

LOCKS: Final = (
    "SET TimeZone = 'UTC'",
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""Afterwards a query reaches the registered tables and nothing else: no file, no network, no variable."""

ALLOWED: Final = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True)
class Result:
    """Rows of a query; `truncated` if there were more."""

    rows: pd.DataFrame
    truncated: bool


def run_sql(query: str, lake_path: Path, *, max_rows: int = MAX_ROWS) -> pd.DataFrame:
    """The rows of one query, at most `max_rows`; see `result_of`."""
    return result_of(query, lake_path, max_rows=max_rows).rows


def result_of(
    query: str, lake_path: Path, *, max_rows: int = MAX_ROWS, max_seconds: float = MAX_SECONDS
) -> Result:
    """Run one SELECT, WITH, EXPLAIN, DESCRIBE or SHOW over CONTRACT's tables.

    Instants are UTC, dates are dates. Raises QueryError for any other statement, for what DuckDB refuses and
    for a query over its limits of memory and time.
    """
    with _locked(query, lake_path) as connection:
        statement = _only_statement(query, connection)
        alarm = Timer(max_seconds, connection.interrupt)
        alarm.start()
        try:
            rows = _rows(connection, statement, max_rows + 1)
        except duckdb.InterruptException as error:
            raise QueryError(
                f"The query took longer than {max_seconds:g} seconds. Narrow it down: a WHERE on home_id, "
                "on dates or on channel."
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise QueryError(
                f"The query needs more than {MEMORY} of memory. Narrow it down, or group its rows."
            ) from error
        except duckdb.Error as error:
            raise QueryError(_sentence(error)) from error
        finally:
            alarm.cancel()
    return Result(rows.head(max_rows), truncated=len(rows) > max_rows)


@contextmanager
def _locked(query: str, lake_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with all tables; those that the query does not name stay empty."""
    limits: dict[str, Any] = {"memory_limit": MEMORY, "threads": THREADS, "temp_directory": ""}
    with duckdb.connect(":memory:", config=limits) as connection:
        for table, folder in FOLDERS.items():
            named = re.search(rf"\b{table}\b", query, re.IGNORECASE)
            connection.register(table, _table(lake_path, folder if named else None, FOLDERS[table]))
        for lock in LOCKS:
            connection.execute(lock)
        yield connection


def _table(lake_path: Path, folder: str | None, schema_of: str) -> Any:
    """DuckDB reads the files through Arrow, so it needs no access to files itself."""
    schema = stored_schema(schema_of)
    files = sorted((lake_path / folder).rglob("bucket=*/**/*.parquet")) if folder else []
    if not files:
        return schema.empty_table()
    return pyarrow.dataset.dataset([str(file) for file in files], schema=schema, format="parquet")


def _only_statement(query: str, connection: duckdb.DuckDBPyConnection) -> duckdb.Statement:
    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(_sentence(error)) from error
    if len(statements) != 1:
        raise QueryError(f"Needed one SELECT statement; found {len(statements) or 'none'}.")
    if statements[0].type not in ALLOWED:
        kind = statements[0].type.name.replace("_", " ")
        raise QueryError(
            f"Needed a SELECT, WITH, EXPLAIN or DESCRIBE statement; {kind} is refused: the lake is read only."
        )
    return statements[0]


def _rows(connection: duckdb.DuckDBPyConnection, statement: Any, limit: int) -> pd.DataFrame:
    relation = connection.query(statement)
    if relation is None:
        raise QueryError("Needed a SELECT statement; this one has no rows to show.")
    if statement.type == duckdb.StatementType.SELECT:
        relation = relation.limit(limit)
    frame: pd.DataFrame = _whole_numbers(relation.to_arrow_table()).to_pandas()
    return frame


def _whole_numbers(rows: Any) -> Any:
    """A sum of integers comes as a decimal of 38 digits: integers where they fit, else floating point."""
    for place, field in enumerate(rows.schema):
        if pyarrow.types.is_decimal(field.type):
            column = rows.column(place)
            try:
                numbers = column.cast(pyarrow.float64() if field.type.scale else pyarrow.int64())
            except pyarrow.ArrowInvalid:
                numbers = column.cast(pyarrow.float64())
            rows = rows.set_column(place, field.name, numbers)
    return rows


def _sentence(error: duckdb.Error) -> str:
    """DuckDB's first line, and the tables there are if it misses one."""
    first = str(error).partition("\n\n")[0].replace("\n", " ").strip()
    kind, _, what = first.partition(": ")
    reason = what or kind
    text = f"The query can't be run: {reason}" + ("" if reason.endswith((".", "!", "?")) else ".")
    if "does not exist" in first and first.startswith("Catalog"):
        text += f" The tables are: {', '.join(FOLDERS)}."
    return text
