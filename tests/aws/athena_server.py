"""A server with the shape of Athena's API over the tables of a lake: what moto does not do, run the SQL.

It speaks the JSON protocol of StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution.
Queries are translated from Athena's dialect by sqlglot and run by DuckDB as `energy sql` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pandas as pd
import sqlglot

from energy_core.errors import QueryError
from energy_core.lake.query import result_of

PAGE_ROWS = 400
"""Smaller than Athena's 1,000, so that tests meet several pages."""

TYPES = {"bool": "boolean", "int64": "bigint", "int32": "integer", "float64": "double", "str": "varchar"}


@dataclass
class Execution:
    """One query: what was asked, and what became of it."""

    request: dict[str, Any]
    state: str
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: str | None = None
    category: int | None = None


@dataclass
class AthenaServer:
    """`refuses`: code and message of an error for every start; `never_ends`: queries run until stopped."""

    lake: Path
    endpoint: str = ""
    scanned_bytes: int = 12_345_678
    refuses: tuple[str, str] | None = None
    fails_itself: bool = False
    never_ends: bool = False
    executions: list[Execution] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL_ATHENA": self.endpoint}

    def StartQueryExecution(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.refuses:
            code, message = self.refuses
            raise LookupError(code, message)
        execution = Execution(request, "RUNNING")
        if not self.never_ends:
            self._run(execution)
        self.executions.append(execution)
        return {"QueryExecutionId": str(len(self.executions) - 1)}

    def StopQueryExecution(self, request: dict[str, Any]) -> dict[str, Any]:
        self._execution(request).state = "CANCELLED"
        return {}

    def GetQueryExecution(self, request: dict[str, Any]) -> dict[str, Any]:
        execution = self._execution(request)
        status: dict[str, Any] = {"State": execution.state, "SubmissionDateTime": 1.7e9}
        if execution.reason:
            status["StateChangeReason"] = execution.reason
            status["AthenaError"] = {"ErrorCategory": execution.category, "ErrorMessage": execution.reason}
        return {
            "QueryExecution": {
                "QueryExecutionId": request["QueryExecutionId"],
                "Query": execution.request["QueryString"],
                "StatementType": "DML",
                "Status": status,
                "Statistics": {"DataScannedInBytes": self.scanned_bytes},
                "WorkGroup": execution.request["WorkGroup"],
                "QueryExecutionContext": execution.request["QueryExecutionContext"],
                "ResultConfiguration": {"OutputLocation": "s3://lake/athena-results/0.csv"},
            }
        }

    def GetQueryResults(self, request: dict[str, Any]) -> dict[str, Any]:
        rows = self._execution(request).rows
        first = int(request.get("NextToken", 0))
        page = rows.iloc[first : first + PAGE_ROWS]
        cells = [[_text(value) for value in row] for row in page.astype(object).to_numpy().tolist()]
        header = [[str(name) for name in rows.columns]] if first == 0 else []
        answer: dict[str, Any] = {
            "ResultSet": {
                "Rows": [{"Data": [_datum(text) for text in row]} for row in [*header, *cells]],
                "ResultSetMetadata": {"ColumnInfo": [_column(rows, place) for place in range(rows.shape[1])]},
            }
        }
        if first + PAGE_ROWS < len(rows):
            answer["NextToken"] = str(first + PAGE_ROWS)
        return answer

    def _execution(self, request: dict[str, Any]) -> Execution:
        return self.executions[int(request["QueryExecutionId"])]

    def _run(self, execution: Execution) -> None:
        if self.fails_itself:
            execution.state, execution.reason, execution.category = "FAILED", "Internal error", 1
            return
        try:
            query = sqlglot.transpile(execution.request["QueryString"], read="athena", write="duckdb")[0]
            execution.rows = result_of(query, self.lake, max_rows=100_000).rows
            execution.state = "SUCCEEDED"
        except (QueryError, sqlglot.errors.SqlglotError) as error:
            execution.state, execution.reason, execution.category = "FAILED", str(error), 2


@contextmanager
def athena_server(lake: Path) -> Iterator[AthenaServer]:
    """The server on a free port of this machine."""
    athena = AthenaServer(lake)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            operation = self.headers["X-Amz-Target"].partition(".")[2]
            status, answer = 200, {}
            try:
                answer = getattr(athena, operation)(request)
            except LookupError as error:
                code, message = error.args
                status, answer = 400, {"__type": code, "Message": message}
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    athena.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield athena
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _datum(text: str | None) -> dict[str, str]:
    return {} if text is None else {"VarCharValue": text}


def _text(value: Any) -> str | None:
    """A value as Athena writes it."""
    if pd.isna(value):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, pd.Timestamp):
        return f"{value.tz_localize(None):%Y-%m-%d %H:%M:%S.%f}"[:-3]
    return str(value)


def _column(rows: pd.DataFrame, place: int) -> dict[str, Any]:
    return {
        "Name": str(rows.columns[place]),
        "Type": _type(rows.iloc[:, place]),
        "Precision": 0,
        "Scale": 0,
        "Nullable": "UNKNOWN",
    }


def _type(column: pd.Series) -> str:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return "timestamp"
    known = column.dropna()
    if len(known) and hasattr(known.iloc[0], "isoformat"):
        return "date"
    return TYPES.get(str(column.dtype), "varchar")
