"""energy results over a bucket that holds what the pipeline writes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from energy_core.cloud.results import homes, open_store, result, wait_for
from energy_core.cloud.session import open_cloud
from energy_core.errors import StoreError, UnknownNameError
from energy_core.lake.bucket import Bucket
from tests.aws.deployment import Told, standing
from tests.aws.moto_server import Aws
from tests.cli.alone import alone

SUMMARY = {"start": "2024-01-01T00:00:00+00:00", "end": "2024-02-01T00:00:00+00:00", "consumption_kwh": 310.0}
INSIGHTS = {
    "summary": SUMMARY,
    "findings": [{"title": "Always on: 120 W"}],
    "forecast": {
        "daily": {
            "model": "prophet",
            "horizon_days": 7,
            "total": {"kwh": 70.0, "lower": 60.0, "upper": 80.0},
        }
    },
    "not_possible": {"comparison": "Similar homes need a country. Say one."},
}


@pytest.fixture
def store(aws: Aws) -> Bucket:
    aws.client("s3").create_bucket(
        Bucket="lake", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    return open_store(open_cloud(), "lake")


def put_json(store: Bucket, key: str, value: object) -> None:
    store.put(key, json.dumps(value).encode())


def put_receipt(store: Bucket, home: str, file: str, content: bytes, *, status: str = "kept") -> None:
    error = {"kind": "malformed_file", "message": "The unit is not clear.", "where": {}, "option": "--unit"}
    receipt = {"rows_read": 744, "rows_kept": 744}
    told = {
        "file": file,
        "sequence": 1,
        "sha256": sha256(content).hexdigest(),
        "status": status,
        "hints": {},
        "receipt": receipt if status == "kept" else None,
        "error": None if status == "kept" else error,
    }
    put_json(store, f"receipts/{home}/{file}.json", told)


def put_analysis(store: Bucket, home: str, file: str, content: bytes) -> None:
    given = {"file": file, "key": f"raw/{home}/{file}", "sha256": sha256(content).hexdigest()}
    put_json(store, f"reports/{home}/insights.json", INSIGHTS)
    outputs = [{"key": f"reports/{home}/report.html", "sha256": "", "bytes": 1}]
    put_json(store, f"homes/{home}/current.json", {"inputs": [given], "outputs": outputs})


def statuses(store: Bucket, home: str) -> dict[str, str]:
    return {file.file: file.status for file in result(store, home).files}


def test_a_file_waits_until_it_has_a_receipt_and_is_done_with_its_analysis(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")
    waiting = statuses(store, "elm")
    put_receipt(store, "elm", "a.csv", b"kWh")
    read = statuses(store, "elm")
    put_analysis(store, "elm", "a.csv", b"kWh")

    done = result(store, "elm")

    assert (waiting, read) == ({"a.csv": "waiting"}, {"a.csv": "read"})
    assert [file.status for file in done.files] == ["done"]
    assert done.insights == INSIGHTS
    assert [output["key"] for output in done.outputs] == ["reports/elm/report.html"]


def test_a_refused_file_says_why(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")
    put_receipt(store, "elm", "a.csv", b"kWh", status="refused")

    found = result(store, "elm")

    assert found.refused == ["a.csv"]
    assert found.waiting == []
    assert found.files[0].error is not None
    assert found.files[0].error["message"] == "The unit is not clear."


def test_other_bytes_under_the_same_name_wait_again(store: Bucket):
    put_receipt(store, "elm", "a.csv", b"January")
    put_analysis(store, "elm", "a.csv", b"January")

    store.put("raw/elm/a.csv", b"February")

    assert statuses(store, "elm") == {"a.csv": "waiting"}


def test_a_home_with_too_few_readings_says_so_and_nobody_waits_for_it(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")
    put_receipt(store, "elm", "a.csv", b"kWh")
    [receipt] = store.entries("receipts/elm/")
    record = {"not_analysed": "A home needs 1 file.", "objects": {receipt.key: receipt.etag}}
    put_json(store, "homes/elm/run.json", record)

    found = result(store, "elm")

    assert [file.status for file in found.files] == ["not_analysed"]
    assert found.waiting == []
    assert found.not_analysed == "A home needs 1 file."


def test_homes_are_those_that_anything_was_uploaded_for(store: Bucket):
    store.put("raw/a.csv", b"kWh")
    store.put("raw/elm/a.csv", b"kWh")

    assert homes(store) == ["default", "elm"]


def test_a_home_that_is_not_there_is_named_with_those_that_are(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")

    with pytest.raises(UnknownNameError, match=r"found 'oak'\. The homes are: elm"):
        result(store, "oak")


def test_waiting_ends_when_everything_is_done(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")

    def pipeline() -> None:
        put_receipt(store, "elm", "a.csv", b"kWh")
        put_analysis(store, "elm", "a.csv", b"kWh")

    told = Told(while_asleep=pipeline)

    [found] = wait_for(store, ["elm"], seconds=60, watch=told.watch)

    assert found.waiting == []
    assert told.lines == ["Waiting: a.csv is not done yet …"]
    assert told.slept == 3


def test_waiting_has_an_end(store: Bucket):
    store.put("raw/elm/a.csv", b"kWh")
    told = Told()

    with pytest.raises(StoreError, match=r"After 10 seconds a\.csv is not done yet"):
        wait_for(store, ["elm"], seconds=10, watch=told.watch)

    assert told.slept == 10


@pytest.fixture
def folder(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    standing(aws, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def analysed(folder: Path) -> Bucket:
    """The home elm of a deployed stack, done."""
    store = open_store(open_cloud(), "energy-analytics-123456789012")
    store.put("raw/elm/a.csv", b"kWh")
    put_receipt(store, "elm", "a.csv", b"kWh")
    put_analysis(store, "elm", "a.csv", b"kWh")
    return store


def test_the_command_says_what_came_out(analysed: Bucket):
    ran = alone("results", "results", "elm")

    assert ran.status == 0
    assert ran.out.splitlines() == [
        "elm: 1 file",
        "file   status",
        "a.csv  done    744 of 744 rows",
        "Readings from 2024-01-01 to 2024-02-01: 310.0 kWh",
        "- Always on: 120 W",
        "Forecast, daily: 70.0 kWh (60.0 to 80.0) in the next 7 days, by prophet",
        "Not possible yet:",
        "- Similar homes need a country. Say one.",
        "Written:",
        "  reports/elm/report.html",
    ]


def test_a_refused_file_comes_with_the_command_that_settles_it(analysed: Bucket):
    analysed.put("raw/oak/a.csv", b"kWh")
    put_receipt(analysed, "oak", "a.csv", b"kWh", status="refused")

    ran = alone("results", "results", "oak")

    assert "a.csv  refused  The unit is not clear." in ran.out
    assert f"energy home set oak import_choices.unit=… --lake {analysed}, then energy retry oak" in ran.out


def test_with_json_every_home_is_one_object(analysed: Bucket):
    ran = alone("results", "results", "--json")

    [home] = ran.json["homes"]
    assert (home["home_id"], home["waiting"], home["refused"]) == ("elm", [], [])
    assert home["forecast"]["daily"]["total"]["kwh"] == 70.0
    assert home["outputs"] == ["reports/elm/report.html"]


def test_an_empty_bucket_says_what_to_do_first(folder: Path):
    ran = alone("results", "results")

    assert ran.status == 0
    assert "holds no home yet. Start with: energy upload FILE" in ran.out


def test_a_service_that_does_not_get_done_is_status_1(analysed: Bucket):
    analysed.put("raw/elm/b.csv", b"kWh")

    ran = alone("results", "results", "elm", "--wait", "0.1")

    assert ran.status == 1
    assert "b.csv is not done yet" in ran.err
