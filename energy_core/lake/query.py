"""SQL over the tables of a lake, by DuckDB on this machine: read only, without files, network or settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

from energy_core.errors import QueryError
from energy_core.lake.arrow_rows import whole_numbers
from energy_core.lake.parquet import FOLDERS, stored_schema
from energy_core.lake.result import MAX_ROWS, Result
from energy_core.lake.statement import needs_one, refused
from energy_core.lake.store import Folder, Store

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


MOST_FETCHED_BYTES: Final = 500 * 10**6
"""Of one query's tables in a bucket: they come into memory whole."""


def run_sql(query: str, lake: Path | Store, *, max_rows: int = MAX_ROWS) -> pd.DataFrame:
    """The rows of one query, at most `max_rows`; see `result_of`."""
    return result_of(query, lake, max_rows=max_rows).rows


def result_of(
    query: str, lake: Path | Store, *, max_rows: int = MAX_ROWS, max_seconds: float = MAX_SECONDS
) -> Result:
    """Run one SELECT, WITH, EXPLAIN, DESCRIBE or SHOW over CONTRACT's tables.

    Instants are UTC, dates are dates. Raises QueryError for any other statement, for what DuckDB refuses and
    for a query over its limits of memory and time; StoreError if a bucket fails.

    Parameters
    ----------
    lake : folder or store of the lake. Files of a folder are read as the query needs them; of another store,
        the tables that the query names are fetched.
    """
    store = Folder(lake) if isinstance(lake, Path) else lake
    with _locked(query, store) as connection:
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
def _locked(query: str, store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with all tables; those that the query does not name stay empty."""
    limits: dict[str, Any] = {"memory_limit": MEMORY, "threads": THREADS, "temp_directory": ""}
    with duckdb.connect(":memory:", config=limits) as connection:
        for table, folder in FOLDERS.items():
            named = re.search(rf"\b{table}\b", query, re.IGNORECASE)
            connection.register(table, _table(store, folder if named else None, FOLDERS[table]))
        for lock in LOCKS:
            connection.execute(lock)
        yield connection


def _table(store: Store, folder: str | None, schema_of: str) -> Any:
    """DuckDB reads the files through Arrow, so it needs no access to files itself."""
    schema = stored_schema(schema_of)
    if folder and isinstance(store, Folder):
        files = sorted((store.path / folder).rglob("bucket=*/**/*.parquet"))
        if files:
            return pyarrow.dataset.dataset([str(file) for file in files], schema=schema, format="parquet")
    elif folder and (fetched := _fetched(store, f"{folder}/", schema)):
        return pyarrow.concat_tables(fetched)
    return schema.empty_table()


def _fetched(store: Store, prefix: str, schema: Any) -> list[Any]:
    there = [entry for entry in store.entries(prefix) if entry.key.endswith(".parquet")]
    if sum(entry.size for entry in there) > MOST_FETCHED_BYTES:
        raise QueryError(
            f"The tables of this query are larger than the {MOST_FETCHED_BYTES // 10**6} MB that are fetched "
            "from a bucket. Ask Athena, which reads them where they are."
        )
    contents = ((entry.key, store.get(entry.key)) for entry in there)
    return [_parsed(content, key, schema) for key, content in contents if content is not None]


def _parsed(content: bytes, key: str, schema: Any) -> Any:
    try:
        return pyarrow.parquet.read_table(pyarrow.BufferReader(content), schema=schema, partitioning=None)
    except pyarrow.ArrowInvalid as error:
        raise QueryError(f"The query can't be run: {key} is damaged. Analyse the home again.") from error


def _only_statement(query: str, connection: duckdb.DuckDBPyConnection) -> duckdb.Statement:
    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(_sentence(error)) from error
    if len(statements) != 1:
        raise needs_one(len(statements))
    if statements[0].type not in ALLOWED:
        raise refused(statements[0].type.name.replace("_", " "))
    return statements[0]


def _rows(connection: duckdb.DuckDBPyConnection, statement: Any, limit: int) -> pd.DataFrame:
    relation = connection.query(statement)
    if relation is None:
        raise QueryError("Needed a SELECT statement; this one has no rows to show.")
    if statement.type == duckdb.StatementType.SELECT:
        relation = relation.limit(limit)
    frame: pd.DataFrame = whole_numbers(relation.to_arrow_table()).to_pandas()
    return frame


def _sentence(error: duckdb.Error) -> str:
    """DuckDB's first line, and the tables there are if it misses one."""
    first = str(error).partition("\n\n")[0].replace("\n", " ").strip()
    kind, _, what = first.partition(": ")
    reason = what or kind
    text = f"The query can't be run: {reason}" + ("" if reason.endswith((".", "!", "?")) else ".")
    if "does not exist" in first and first.startswith("Catalog"):
        text += f" The tables are: {', '.join(FOLDERS)}."
    return text
