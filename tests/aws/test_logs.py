"""energy logs over a log group as the function writes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from energy_core.cli.logs import instant
from energy_core.cloud.logs import follow, log_lines, text
from energy_core.cloud.session import open_cloud
from energy_core.errors import RequestError, StoreError
from tests.aws.deployment import Told, standing
from tests.aws.moto_server import Aws
from tests.cli.alone import alone

GROUP, STREAM = "/aws/lambda/energy-pipeline", "one"
NOW = datetime.now(UTC).replace(microsecond=0)
READ = json.dumps(
    {"level": "INFO", "message": "Read a file", "home": "elm", "timestamp": "…", "service": "energy-pipeline"}
)
FAILED = json.dumps({"level": "ERROR", "message": "Could not read a file", "home": "elm"})


def write(aws: Aws, *messages: str, at: datetime = NOW) -> None:
    logs = aws.client("logs")
    if not logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"]:
        logs.create_log_group(logGroupName=GROUP)
    if not logs.describe_log_streams(logGroupName=GROUP)["logStreams"]:
        logs.create_log_stream(logGroupName=GROUP, logStreamName=STREAM)
    stamp = int(at.timestamp() * 1000)
    events = [{"timestamp": stamp + number, "message": message} for number, message in enumerate(messages)]
    logs.put_log_events(logGroupName=GROUP, logStreamName=STREAM, logEvents=events)


def test_a_structured_line_is_read_as_time_level_message_and_facts(aws: Aws):
    write(aws, READ)

    [line] = log_lines(open_cloud(), GROUP, since=NOW - timedelta(hours=1))

    assert text(line) == f"{NOW:%Y-%m-%d %H:%M:%S}Z INFO    Read a file home=elm"


def test_metrics_and_the_runtimes_own_lines_are_left_out(aws: Aws):
    write(
        aws,
        "START RequestId: 1",
        READ,
        json.dumps({"_aws": {}, "Files": 1}),
        "REPORT RequestId: 1 Duration: 9",
    )

    lines = log_lines(open_cloud(), GROUP, since=NOW - timedelta(hours=1))

    assert [line.message for line in lines] == ["Read a file"]


def test_errors_are_those_of_the_function_and_those_of_the_runtime(aws: Aws):
    write(aws, READ, FAILED, "2026-11-24T08:00:00Z 1 Task timed out after 900.00 seconds", "plain words")

    lines = log_lines(open_cloud(), GROUP, since=NOW - timedelta(hours=1), errors_only=True)

    assert [line.message[-30:] for line in lines] == [
        "Could not read a file",
        " timed out after 900.00 seconds"[-30:],
    ]


def test_what_was_before_is_not_shown(aws: Aws):
    write(aws, READ, at=NOW - timedelta(hours=2))
    write(aws, FAILED)

    lines = log_lines(open_cloud(), GROUP, since=NOW - timedelta(hours=1))

    assert [line.message for line in lines] == ["Could not read a file"]


def test_following_shows_each_line_once(aws: Aws):
    write(aws, READ)
    told = Told(while_asleep=lambda: write(aws, FAILED, at=NOW + timedelta(seconds=1)))

    lines = follow(open_cloud(), GROUP, since=NOW - timedelta(hours=1), errors_only=False, watch=told.watch)

    assert [line.message for line in islice(lines, 2)] == ["Read a file", "Could not read a file"]


def test_a_log_group_that_is_gone_is_a_service_failure(aws: Aws):
    with pytest.raises(StoreError, match="Could not read the log /aws/lambda/energy-pipeline"):
        log_lines(open_cloud(), GROUP, since=NOW)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("30m", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
        ("2d", datetime(2026, 11, 22, 8, tzinfo=UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T09:00+01:00", datetime(2026, 11, 1, 8, tzinfo=UTC)),
    ],
)
def test_since_is_a_span_or_a_time(said: str, meant: datetime):
    assert instant(said, now=datetime(2026, 11, 24, 8, tzinfo=UTC)) == meant


@pytest.mark.parametrize("said", ["yesterday", "1y", "", "-1h", "999999w"])
def test_a_span_that_is_none_is_refused(said: str):
    with pytest.raises(RequestError, match="--since needs"):
        instant(said, now=datetime(2026, 11, 24, 8, tzinfo=UTC))


def test_the_command_prints_the_lines(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    standing(aws, tmp_path)
    monkeypatch.chdir(tmp_path)
    write(aws, READ, FAILED)

    ran = alone("logs", "logs", "--since", "1h", "--errors", "--json")

    assert ran.status == 0
    assert [line["message"] for line in ran.json["lines"]] == ["Could not read a file"]


def test_following_and_one_object_exclude_each_other(aws: Aws):
    ran = alone("logs", "logs", "--follow", "--json")

    assert ran.status == 2
    assert "--follow has no end" in ran.err
