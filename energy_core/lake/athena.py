"""SQL over the tables of a bucket, run by Athena: read only, with what was scanned and what that cost."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from energy_core.errors import EnergyError, QueryError, RequestError, StoreError
from energy_core.lake.arrow_rows import frame_of
from energy_core.lake.result import MAX_ROWS, Result
from energy_core.lake.statement import reading

if TYPE_CHECKING:
    from pyathena.model import AthenaQueryExecution

DATABASE: Final = "energy_db"
WORKGROUP: Final = "energy-insights"
BUCKET: Final = "energy-analytics-"
MAX_SECONDS: Final = 300.0
POLL_SECONDS: Final = 0.5
ATTEMPTS: Final = 3
"""Where Athena is busy: three take 3 seconds. A person waits, and can ask again."""

USD_PER_TB: Final = 5.0
"""AWS, Amazon Athena pricing, SQL queries by data scanned, us-east-1 and most regions, 2025."""

BYTES_PER_TB: Final = 10**12
SMALLEST_SCAN_BYTES: Final = 10 * 10**6
SCAN_STEP_BYTES: Final = 10**6
"""The same page: rounded up to a megabyte, at least 10 MB a query; statements on the catalogue are free.

Athena's own limits count 10 MB as 10,000,000 bytes (API reference, BytesScannedCutoffPerQuery).
"""

SYSTEM_FAULT: Final = 1
"""ErrorCategory of a failure that is Athena's own (API reference, AthenaError)."""

BUSY: Final = frozenset(
    {"ThrottlingException", "TooManyRequestsException", "InternalServerException", "ServiceUnavailable"}
)
SIGN_IN: Final = "Check the credentials, and that they may use Athena, Glue and the bucket (AWS_PROFILE)."
DEPLOY: Final = "Deploy first, or name the stack and its region: --stack NAME, AWS_REGION."
UNREACHED: Final = "Check the network and the region, then try again."
ADVICE: Final = {
    "NoCredentialsError": "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "PartialCredentialsError": "Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "ProfileNotFound": "Set AWS_PROFILE to a profile that exists.",
    "NoRegionError": "Set AWS_REGION to the region of the deployment.",
}
"""By the name of botocore's exception."""


@dataclass(frozen=True)
class Athena:
    """Where queries run: names of the deployment. The workgroup says where results go."""

    database: str = DATABASE
    workgroup: str = WORKGROUP
    region: str | None = None


def athena_of(prefix: str, *, region: str | None = None) -> Athena:
    """The names that a deployment gives, whose own names begin with this prefix; none for the default one."""
    return Athena(f"{prefix}{DATABASE}".replace("-", "_"), f"{prefix}{WORKGROUP}", region)


def athena_beside(bucket: str, *, region: str | None = None) -> Athena:
    """The names that the deployment gave which made this bucket."""
    prefix, made_here, _ = bucket.partition(BUCKET)
    return athena_of(prefix if made_here else "", region=region)


@dataclass(frozen=True)
class Scan(Result):
    """Rows of a query on Athena. `cost_usd` is of the scan; storage and requests are not in it."""

    scanned_bytes: int
    cost_usd: float


def scan(
    query: str,
    athena: Athena,
    *,
    max_rows: int = MAX_ROWS,
    max_seconds: float = MAX_SECONDS,
    poll_seconds: float = POLL_SECONDS,
) -> Scan:
    """Run one statement that only reads. Instants are UTC without saying so: Athena's tables have no zones.

    Raises QueryError for any other statement, for what Athena refuses and for a query over its limit of time,
    which is cancelled; StoreError if Athena can't be reached, lets nobody in or fails.
    """
    from botocore.exceptions import BotoCoreError, ClientError
    from pyathena import connect
    from pyathena.error import Error
    from pyathena.util import RetryConfig

    statement = reading(query)
    watch = _Watch(max_seconds)
    try:
        connection = connect(
            s3_staging_dir="",
            work_group=athena.workgroup,
            schema_name=athena.database,
            region_name=athena.region,
            poll_interval=poll_seconds,
            on_poll=watch.look,
            retry_config=RetryConfig(attempt=ATTEMPTS),
        )
        watch.stop = lambda query_id: connection.client.stop_query_execution(QueryExecutionId=query_id)
        cursor = connection.cursor().execute(statement)
        rows = cursor.fetchmany(max_rows + 1)
    except (Error, BotoCoreError, ClientError) as error:
        raise watch.verdict(error, athena) from error
    scanned = cursor.data_scanned_in_bytes or 0
    columns = [(name, kind) for name, kind, *_ in cursor.description or ()]
    return Scan(
        frame_of(columns, rows[:max_rows]),
        truncated=len(rows) > max_rows,
        scanned_bytes=scanned,
        cost_usd=_cost_of(cursor, scanned),
    )


def cost_usd(scanned_bytes: int) -> float:
    """What a query costs that scanned so much. [USD]"""
    steps = math.ceil(max(scanned_bytes, SMALLEST_SCAN_BYTES) / SCAN_STEP_BYTES)
    return steps * SCAN_STEP_BYTES / BYTES_PER_TB * USD_PER_TB


def _cost_of(cursor: Any, scanned_bytes: int) -> float:
    free = cursor.statement_type != "DML" or cursor.reused_previous_result
    return 0.0 if free and not scanned_bytes else cost_usd(scanned_bytes)


class _Watch:
    """Follows one query: cancels it when its time is up, and says in the end why it failed."""

    def __init__(self, max_seconds: float) -> None:
        self.max_seconds = max_seconds
        self.started = time.monotonic()
        self.stop: Callable[[str], Any] = lambda query_id: None
        self.late = False
        self.seen: AthenaQueryExecution | None = None

    def look(self, execution: Any) -> None:
        self.seen = execution
        if not self.late and time.monotonic() - self.started > self.max_seconds:
            self.late = True
            self.stop(execution.query_id)

    def verdict(self, error: Exception, athena: Athena) -> EnergyError:
        if self.late:
            return QueryError(
                f"The query took longer than {self.max_seconds:g} seconds and was cancelled. Narrow it down: "
                "a WHERE on home_id, on dates or on channel."
            )
        if self.seen is None or self.seen.state != "FAILED":
            return _service_error(error, athena)
        reason = _sentence(str(self.seen.state_change_reason or self.seen.error_message or error))
        if self.seen.error_category == SYSTEM_FAULT:
            return StoreError(f"Athena failed: {reason} Try again.", where={"workgroup": athena.workgroup})
        return QueryError(f"The query can't be run: {reason}")


def _service_error(error: Exception, athena: Athena) -> EnergyError:
    """Why Athena did not even start the query."""
    chain = [e for e in (error, error.__cause__, error.__context__) if e is not None]
    told = next((e.response.get("Error", {}) for e in chain if hasattr(e, "response")), None)
    where: dict[str, str | int] = {"workgroup": athena.workgroup, "database": athena.database}
    if told is None:
        names = {type(e).__name__ for e in chain}
        advice = next((text for name, text in ADVICE.items() if name in names), None)
        kind = RequestError if advice else StoreError
        return kind(f"Athena can't be asked: {_sentence(str(error))} {advice or UNREACHED}", where=where)
    code, reason = told.get("Code", ""), _sentence(told.get("Message") or str(error))
    if code == "InvalidRequestException" and "workgroup" in reason.lower():
        return RequestError(
            f"Athena refused the workgroup {athena.workgroup}: {reason} {DEPLOY}", where=where
        )
    if code == "InvalidRequestException":
        return QueryError(f"The query can't be run: {reason}", where=where)
    if code in BUSY or code.startswith("5"):
        return StoreError(f"Athena is busy: {reason} Try again in a minute.", where=where)
    return RequestError(f"Athena refused: {reason} {SIGN_IN}", where=where)


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."
