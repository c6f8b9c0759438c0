"""A file lands in the bucket; everything follows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from typer.testing import CliRunner

from energy_core import lambda_handler
from energy_core.errors import StoreError
from energy_core.home import Home
from energy_core.lake.address import open_lake
from energy_core.lake.bucket import Bucket
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.aws.moto_server import Aws
from tests.aws.pipeline import (
    LAKE,
    Context,
    failures,
    hours,
    make_bucket,
    metrics_of,
    notification,
    queue_behind,
    queued,
    received,
    state,
)

RECONCILE = {"source": "energy.reconcile"}


@pytest.fixture
def bucket(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    monkeypatch.setenv("ENERGY_LAKE", f"s3://{LAKE}")
    monkeypatch.setenv("ENERGY_DEFAULT_TIMEZONE", "Europe/London")
    for name in ("ENERGY_ALERTS_TOPIC", "ENERGY_QUEUE_URL", "ENERGY_MAX_FILE_MB"):
        monkeypatch.delenv(name, raising=False)
    lambda_handler._bucket.cache_clear()
    lambda_handler._client.cache_clear()
    return make_bucket(aws)


def handle(event: dict[str, Any], *, seconds: float = 900) -> dict[str, Any]:
    answer: dict[str, Any] = lambda_handler.handler(event, Context(seconds))
    return answer


def test_an_upload_becomes_tables_reports_and_a_receipt(aws: Aws, bucket: Bucket):
    url = queue_behind(aws, bucket)
    bucket.put("raw/elm/a.csv", hours(1.0))

    answers = [handle(event) for event in received(aws, url)]

    assert all(not failures(answer) for answer in answers)
    lake = open_lake(f"s3://{LAKE}")
    assert lake.readings("elm").consumption_kwh == 30.0
    assert [receipt["status"] for receipt in lake.receipts("elm")] == ["kept"]
    assert bucket.list("reports/elm/") == [
        "reports/elm/insights.json",
        "reports/elm/report.html",
        "reports/elm/report.md",
    ]
    assert bucket.get("raw/elm/a.csv") == hours(1.0)


@pytest.mark.parametrize(
    ("key", "home_id"),
    [
        ("raw/home.csv", "default"),
        ("raw/elm/a b+c%20d (1).csv", "elm"),
        ("raw/elm/Zähler 北.csv", "elm"),
        ("raw/default/a.csv", "default"),
        (f"raw/elm/{'ü' * 500}.csv", "elm"),
    ],
)
@pytest.mark.parametrize("form", ["sqs", "s3", "eventbridge"])
def test_every_form_of_event_and_every_name_is_understood(bucket: Bucket, key: str, home_id: str, form: str):
    bucket.put(key, hours(1.0))
    event = {
        "sqs": queued(notification(quote_plus(key))),
        "s3": notification(quote_plus(key)),
        "eventbridge": {
            "source": "aws.s3",
            "detail-type": "Object Created",
            "detail": {"bucket": {"name": LAKE}, "object": {"key": key}},
        },
    }[form]

    assert handle(event) == {"batchItemFailures": []}

    assert Lake(bucket).homes() == [home_id]
    assert Lake(bucket).current(home_id)["inputs"][0]["key"] == key  # type: ignore[index]


@pytest.mark.parametrize(
    "event",
    [
        notification("raw/elm/"),
        notification("reports/elm/report.html", "processed/daily/bucket=01/elm.parquet"),
        notification("raw/elm/a.csv", bucket="another"),
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": LAKE},
        queued("not json", "[]", {"hello": "world"}, {"Records": [{"s3": None}]}),
        {},
    ],
)
def test_what_tells_of_no_upload_does_nothing(bucket: Bucket, event: dict[str, Any]):
    bucket.put("raw/elm/a.csv", hours(1.0))
    before = state(bucket)

    assert handle(event) == {"batchItemFailures": []}

    assert state(bucket) == before


def test_an_upload_that_is_gone_again_leaves_nothing(bucket: Bucket):
    assert handle(queued(notification("raw/elm/a.csv"))) == {"batchItemFailures": []}

    assert state(bucket) == {}


def test_a_bad_file_goes_into_quarantine_and_the_good_ones_count(bucket: Bucket, capsys: Any):
    bucket.put("raw/elm/bad.csv", b"no meter file\nat all\n")
    bucket.put("raw/elm/good.csv", hours(1.0))

    with metrics_of(capsys) as metrics:
        assert handle(queued(notification("raw/elm/bad.csv"))) == {"batchItemFailures": []}

    assert bucket.get("quarantine/elm/bad.csv") == bucket.get("raw/elm/bad.csv") == b"no meter file\nat all\n"
    reason = json.loads(bucket.get("quarantine/elm/bad.csv.reason.json") or b"")
    assert reason["message"]
    assert {r["file"]: r["status"] for r in Lake(bucket).receipts("elm")} == {
        "bad.csv": "refused",
        "good.csv": "kept",
    }
    assert Lake(bucket).readings("elm").consumption_kwh == 30.0
    assert (metrics["FilesRead"], metrics["FilesQuarantined"], metrics["Kwh"]) == ([2.0], [1.0], [30.0])
    assert metrics["service"] == "energy-pipeline"
    with metrics_of(capsys) as metrics:
        handle(RECONCILE)
    assert "FilesQuarantined" not in metrics
    assert metrics["FilesWithoutReceipt"] == [0.0]


def test_logs_tell_names_and_kinds_but_nothing_out_of_a_file(bucket: Bucket, monkeypatch: pytest.MonkeyPatch):
    log = io.StringIO()
    monkeypatch.setattr(lambda_handler.logger.registered_handler, "stream", log)
    bucket.put("raw/elm/bad.csv", b"when,kwh\nsecret-cell,also-secret\nsecret-cell,7\n")

    handle(queued(notification("raw/elm/bad.csv")))

    printed = log.getvalue()
    assert "bad.csv" in printed
    assert '"home_id":"elm"' in printed
    assert "secret" not in printed


def test_a_file_above_the_limit_is_refused_with_the_limit(bucket: Bucket, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ENERGY_MAX_FILE_MB", "0.001")
    bucket.put("raw/elm/large.csv", hours(1.0, count=100))

    handle(queued(notification("raw/elm/large.csv")))

    reason = json.loads(bucket.get("quarantine/elm/large.csv.reason.json") or b"")
    assert reason["message"].startswith("Needed a file of at most 0 MB; large.csv has")
    assert bucket.get("quarantine/elm/large.csv") == hours(1.0, count=100)
    monkeypatch.setenv("ENERGY_MAX_FILE_MB", "200")
    handle(RECONCILE)
    assert bucket.list("quarantine/") == []
    assert Lake(bucket).readings("elm").consumption_kwh == 100.0


def test_a_folder_that_can_be_no_home_is_told_of_and_does_not_disturb_the_others(bucket: Bucket):
    bucket.put("raw/my home!/a.csv", hours(1.0))
    bucket.put("raw/elm/a.csv", hours(1.0))

    assert handle(queued(notification("raw/my+home%21/a.csv"), notification("raw/elm/a.csv")))

    reason = json.loads(bucket.get("quarantine/my home!/a.csv.reason.json") or b"")
    assert "found 'my home!'" in reason["message"]
    assert Lake(bucket).homes() == ["elm"]
    assert handle(RECONCILE)["reconciled"] == 0


def test_an_answer_given_later_brings_a_file_out_of_quarantine(bucket: Bucket):
    stamps = [f"0{month}/0{day}/2024 00:00" for month in (1, 2) for day in (3, 4, 5)]
    table = "\n".join(["time,reading", *(f"{stamp},{n}" for n, stamp in enumerate(stamps)), ""])
    bucket.put("raw/elm/open.csv", table.encode())
    handle(queued(notification("raw/elm/open.csv")))
    before = Lake(bucket).receipts("elm")[0]["status"]

    choices = {"unit": "kWh", "date-order": "mdy", "kind": "interval", "value-column": "reading"}
    Lake(bucket).save_home(Home(home_id="elm", import_choices=choices))
    handle(RECONCILE)

    assert before == "refused"
    assert Lake(bucket).receipts("elm")[0]["status"] == "kept"
    assert bucket.list("quarantine/") == []


def test_an_answer_for_the_shape_of_a_file_lets_it_and_the_next_one_in(bucket: Bucket):
    january, february = (
        "\n".join(
            ["time,reading", *(f"2024-0{month}-{n:02d},{4 + n % 3}" for n in range(1, 29)), ""]
        ).encode()
        for month in (1, 2)
    )
    bucket.put("raw/elm/january.csv", january)
    handle(queued(notification("raw/elm/january.csv")))
    reason = json.loads(bucket.get("quarantine/elm/january.csv.reason.json") or b"")
    assert reason["option"] == "--unit"

    Lake(bucket).save_home(Home(home_id="elm", import_choices={reason["shape"]: {"unit": "kWh"}}))
    bucket.put("raw/elm/february.csv", february)
    handle(queued(notification("raw/elm/february.csv")))

    kept = Lake(bucket).receipts("elm")
    assert [each["status"] for each in kept] == ["kept", "kept"]
    evidence = [
        d["evidence"] for each in kept for d in each["receipt"]["decisions"] if d["option"] == "--unit"
    ]
    assert evidence == ["answered before", "answered before"]
    assert bucket.list("quarantine/") == []


def test_no_home_is_run_twice_for_one_batch_and_a_message_fails_alone(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
):
    bucket.put("raw/elm/a.csv", hours(1.0))
    bucket.put("raw/oak/a.csv", hours(1.0))
    run, asked = lambda_handler.Runner.run, []

    def failing(self: Any, home_id: str) -> Any:
        asked.append(home_id)
        if home_id == "oak":
            raise StoreError("S3 is slow.")
        return run(self, home_id)

    monkeypatch.setattr(lambda_handler.Runner, "run", failing)
    elm, oak = notification("raw/elm/a.csv"), notification("raw/oak/a.csv")

    answer = handle(queued(elm, oak, elm))

    assert failures(answer) == ["m2"]
    assert sorted(asked) == ["elm", "oak"]
    assert Lake(bucket).current("elm")
    with pytest.raises(StoreError, match="oak"):
        handle(oak)


def test_a_defect_of_ours_fails_its_message_and_no_other(bucket: Bucket, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lambda_handler.Runner, "run", lambda *_: [][0])

    assert failures(handle(queued(notification("raw/elm/a.csv"), {"Event": "s3:TestEvent"}))) == ["m1"]


def test_a_defect_in_reading_one_file_leaves_the_others_and_tells_no_content(bucket: Bucket):
    from energy_core.lake.lake import read_file
    from energy_core.lake.unattended import Deployment, Runner

    def defective(content: bytes, *, name: str, **options: Any) -> Any:
        if name == "odd.csv":
            raise KeyError("secret-cell")
        return read_file(content, name=name, **options)

    bucket.put("raw/elm/odd.csv", hours(7.0))
    bucket.put("raw/elm/a.csv", hours(1.0))
    told: list[Any] = []
    runner = Runner(bucket, Deployment(), read=defective, then=told.append)

    run = runner.run("elm")

    assert run.refused == {"odd.csv": "unreadable_file, KeyError"}
    assert b"secret" not in b"".join(state(bucket, prefix="quarantine/elm/odd.csv.reason").values())
    assert [analysis.readings.consumption_kwh for analysis in told] == [30.0]
    assert runner.run("elm").was_finished
    assert len(told) == 1


def test_what_only_a_person_can_mend_is_not_tried_again(bucket: Bucket, capsys: Any):
    bucket.put("raw/elm/a.csv", hours(1.0))
    bucket.put("homes/elm/home.toml", b"timezone = 'Mars/Base'")

    with metrics_of(capsys) as metrics:
        assert failures(handle(queued(notification("raw/elm/a.csv")))) == []

    assert metrics["HomesFailed"] == [1.0]
    with metrics_of(capsys) as metrics:
        handle(RECONCILE)
    assert metrics["FilesWithoutReceipt"] == [1.0]
    bucket.put("homes/elm/home.toml", b"timezone = 'Europe/London'")
    handle(RECONCILE)
    assert Lake(bucket).readings("elm").timezone == "Europe/London"


def test_a_run_stops_in_time_and_the_next_one_ends_it(bucket: Bucket):
    bucket.put("raw/elm/a.csv", hours(1.0))

    assert failures(handle(queued(notification("raw/elm/a.csv")), seconds=20)) == ["m1"]
    assert bucket.list("homes/") == []
    assert failures(handle(queued(notification("raw/elm/a.csv")))) == []
    assert Lake(bucket).current("elm")


def test_what_no_event_told_of_is_found(bucket: Bucket, capsys: Any):
    for key in ("raw/elm/a.csv", "raw/b.csv"):
        bucket.put(key, hours(1.0))

    with metrics_of(capsys) as metrics:
        first = handle(RECONCILE)

    assert (first["reconciled"], metrics["Reconciled"]) == (2, [2.0])
    assert sorted(Lake(bucket).homes()) == ["default", "elm"]
    assert handle(RECONCILE)["reconciled"] == 0


def test_homes_of_an_older_version_are_computed_again(bucket: Bucket):
    bucket.put("raw/elm/a.csv", hours(1.0))
    handle(RECONCILE)
    before = state(bucket)
    record = json.loads(before["homes/elm/run.json"])
    record["made_by"]["versions"]["tables"] = 0
    bucket.put("homes/elm/run.json", json.dumps(record).encode())

    assert handle(RECONCILE)["reconciled"] == 1

    assert state(bucket) == before


def test_outputs_that_are_lost_or_damaged_are_made_again(bucket: Bucket):
    bucket.put("raw/elm/a.csv", hours(1.0))
    handle(RECONCILE)
    before = state(bucket)
    bucket.delete("homes/elm/run.json")
    bucket.delete("reports/elm/report.md")
    bucket.put(bucket.list("forecast/")[0], b"?")
    handle(RECONCILE)
    once = state(bucket)
    bucket.delete("homes/elm/current.json")
    bucket.put("receipts/elm/a.csv.json", b"{")

    handle(RECONCILE)

    assert once == before
    assert state(bucket) == before


def test_unfinished_homes_go_into_the_queue_so_that_a_home_that_kills_its_run_holds_up_no_other(
    aws: Aws, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lambda_handler, "HOMES_IN_A_MESSAGE", 2)
    for number in range(3):
        bucket.put(f"raw/home{number}/a.csv", hours(1.0))
    url = aws.client("sqs").create_queue(QueueName="uploads")["QueueUrl"]
    monkeypatch.setenv("ENERGY_QUEUE_URL", url)

    assert len(handle(RECONCILE)["left"]) == 3

    for event in received(aws, url):
        assert handle(event) == {"batchItemFailures": []}
    assert handle(RECONCILE)["reconciled"] == 0
    assert len(Lake(bucket).homes()) == 3


def test_the_cloud_gives_the_bytes_that_the_command_gives(bucket: Bucket, tmp_path: Path):
    from energy_core.cli import application

    files = {"a.csv": hours(1.0, count=60), "b.csv": hours(2.0, start="2024-01-02", count=80)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        bucket.put(f"raw/elm/{name}", content)
    lake = tmp_path / "lake"
    named = [str(tmp_path / name) for name in files]
    result = CliRunner().invoke(application(), ["analyse", *named, "--out", str(lake), "--home-id", "elm"])
    assert result.exit_code == 0, result.output

    handle(queued(notification("raw/elm/b.csv")))

    folder = Folder(lake)
    there = [key for key in folder.list("") if not key.startswith(("receipts/", "homes/elm/home.toml"))]
    assert [
        key for key in bucket.list("") if not key.startswith(("receipts/", "homes/elm/run.json"))
    ] == there
    assert {key: folder.get(key) for key in there} == {key: bucket.get(key) for key in there}


def test_a_zone_that_one_file_says_holds_for_those_that_say_none(bucket: Bucket):
    bucket.put("raw/elm/a.csv", hours(1.0, start="2024-07-01"))
    header = b"timestamp Europe/Berlin,kwh\n"
    bucket.put("raw/elm/b.csv", header + b"".join(b"2024-07-0%d 00:00,1\n" % day for day in range(3, 9)))

    handle(RECONCILE)

    zones = {r["file"]: r["receipt"]["timezone"] for r in Lake(bucket).receipts("elm")}
    assert set(zones.values()) == {Lake(bucket).readings("elm").timezone}


def test_months_that_no_upload_has_any_more_go_and_so_does_a_home_without_uploads(bucket: Bucket):
    bucket.put("raw/elm/a.csv", hours(1.0))
    bucket.put("raw/elm/b.csv", hours(1.0, start="2024-03-01"))
    handle(RECONCILE)
    assert [key[-15:-8] for key in bucket.list("processed/readings/")] == ["2024-01", "2024-03"]

    bucket.delete("raw/elm/b.csv")
    handle(RECONCILE)
    assert [key[-15:-8] for key in bucket.list("processed/readings/")] == ["2024-01"]

    bucket.delete("raw/elm/a.csv")
    handle(RECONCILE)
    assert bucket.list("processed/") == bucket.list("reports/") == []
    assert Lake(bucket).current("elm") is None
    assert handle(RECONCILE)["reconciled"] == 0
