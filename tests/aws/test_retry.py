"""energy retry: what it sends is what S3 sends."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from energy_core.cloud.results import open_store
from energy_core.cloud.retry import quarantined, receipt_marks, retry, wait_for_answers
from energy_core.cloud.session import open_cloud
from energy_core.errors import UnknownNameError
from energy_core.lake.bucket import Bucket
from energy_core.lake.unattended import Deployment as RunsAs
from energy_core.lake.unattended import Runner
from tests.aws.deployment import Told, standing
from tests.aws.moto_server import Aws
from tests.aws.test_results import put_receipt
from tests.cli.alone import alone

LAKE = "energy-analytics-123456789012"
REASON = {"kind": "malformed_file", "message": "The unit is not clear.", "where": {}, "option": "--unit"}


@pytest.fixture
def store(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    standing(aws, tmp_path)
    monkeypatch.chdir(tmp_path)
    return open_store(open_cloud(), LAKE)


def refuse(store: Bucket, home: str, file: str) -> None:
    store.put(f"raw/{home}/{file}", b"kWh")
    store.put(f"quarantine/{home}/{file}", b"kWh")
    store.put(f"quarantine/{home}/{file}.reason.json", json.dumps(REASON).encode())
    put_receipt(store, home, file, b"kWh", status="refused")


def queue_url(aws: Aws) -> str:
    return aws.client("sqs").get_queue_url(QueueName="energy-uploads")["QueueUrl"]


def messages(aws: Aws) -> list[dict]:
    got = aws.client("sqs").receive_message(QueueUrl=queue_url(aws), MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in got.get("Messages", [])]


def test_a_refused_file_is_sent_as_if_it_had_just_come(aws: Aws, store: Bucket):
    refuse(store, "elm", "a b+ü.csv")

    retry(open_cloud(), store, queue_url(aws), quarantined(store), bucket=LAKE)

    [message] = messages(aws)
    record = message["Records"][0]
    assert (record["eventSource"], record["eventName"]) == ("aws:s3", "ObjectCreated:Put")
    assert record["s3"]["bucket"]["name"] == LAKE
    assert record["s3"]["object"]["key"] == "raw/elm/a+b%2B%C3%BC.csv"
    assert unquote_plus(record["s3"]["object"]["key"]) == "raw/elm/a b+ü.csv"
    assert record["s3"]["object"]["size"] == 3


def test_one_home_or_one_file_can_be_chosen(store: Bucket):
    refuse(store, "elm", "a.csv")
    refuse(store, "elm", "b.csv")
    refuse(store, "oak", "a.csv")

    assert len(quarantined(store)) == 3
    assert [file.file for file in quarantined(store, home_id="elm")] == ["a.csv", "b.csv"]
    assert [file.file for file in quarantined(store, home_id="elm", file="b.csv")] == ["b.csv"]


def test_a_file_that_is_named_like_a_reason_is_a_file(store: Bucket):
    store.put("quarantine/elm/notes.reason.json", b"kWh")

    assert [file.file for file in quarantined(store)] == ["notes.reason.json"]


def test_a_file_whose_upload_has_expired_is_put_back(aws: Aws, store: Bucket):
    refuse(store, "elm", "a.csv")
    store.delete("raw/elm/a.csv")

    retry(open_cloud(), store, queue_url(aws), quarantined(store), bucket=LAKE)

    assert store.get("raw/elm/a.csv") == b"kWh"
    assert messages(aws) == []


def test_a_file_that_is_accepted_leaves_the_quarantine(store: Bucket):
    refuse(store, "elm", "a.csv")
    files = quarantined(store)
    told = Told(while_asleep=lambda: put_receipt(store, "elm", "a.csv", b"kWh"))

    [answer] = wait_for_answers(
        store, files, before=receipt_marks(store, files), seconds=30, watch=told.watch
    )

    assert answer.accepted
    assert store.list("quarantine/") == []


def test_without_an_answer_the_quarantine_stays(store: Bucket):
    refuse(store, "elm", "a.csv")
    files, told = quarantined(store), Told()

    [answer] = wait_for_answers(
        store, files, before=receipt_marks(store, files), seconds=10, watch=told.watch
    )

    assert answer.accepted is None
    assert told.slept == 10
    assert len(store.list("quarantine/")) == 2


def test_names_that_are_not_there_are_refused(store: Bucket):
    refuse(store, "elm", "a.csv")

    with pytest.raises(UnknownNameError, match="The homes are: elm"):
        quarantined(store, home_id="oak")
    with pytest.raises(UnknownNameError, match=r"in quarantine \(a\.csv\); found 'b\.csv'"):
        quarantined(store, home_id="elm", file="b.csv")


def test_the_command_sends_and_says_why_each_was_refused(aws: Aws, store: Bucket):
    refuse(store, "elm", "a.csv")

    ran = alone("retry", "retry", "elm", "--json")

    assert ran.status == 0
    assert ran.json["files"] == [
        {
            "home_id": "elm",
            "file": "a.csv",
            "status": "sent",
            "reason": "The unit is not clear.",
            "option": "--unit",
            "settle": f"energy home set elm import_choices.unit=… --lake {store}",
        }
    ]
    assert len(messages(aws)) == 1


def test_what_the_home_was_told_lets_a_refused_file_in(store: Bucket):
    store.put("raw/elm/dates.csv", b"date,kwh\n01/02/2024,1\n02/03/2024,2\n03/04/2024,3\n")
    pipeline = Runner(store, RunsAs())
    pipeline.run("elm")
    files = quarantined(store)
    before = receipt_marks(store, files)
    store.put("homes/elm/home.toml", b'home_id = "elm"\n[import_choices]\ndate-order = "dmy"\n')

    [answer] = wait_for_answers(
        store, files, before=before, seconds=30, watch=Told(while_asleep=lambda: pipeline.run("elm")).watch
    )

    assert answer.file.option == "--date-order"
    assert answer.accepted
    assert alone("results", "results", "elm", "--json").json["homes"][0]["refused"] == []


def test_a_dry_run_sends_nothing(aws: Aws, store: Bucket):
    refuse(store, "elm", "a.csv")

    ran = alone("retry", "retry", "--dry-run")

    assert "refused" in ran.out
    assert messages(aws) == []


def test_an_empty_quarantine_is_no_error(store: Bucket):
    ran = alone("retry", "retry")

    assert (ran.status, ran.out) == (0, "Nothing is in quarantine.\n")
