"""A bucket holds a lake as a folder does."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.config import Config

from energy_core.errors import RequestError, StoreError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.lake.address import open_bucket, open_lake
from energy_core.lake.bucket import Bucket, ChangedMeanwhileError
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder, Store
from tests.analyses import analysis
from tests.aws.moto_server import REGION, Aws

LAMP = b"timestamp,appliance,kwh\n2024-01-01 00:00,Lamp,1\n2024-01-01 01:00,Lamp,1\n2024-01-01 02:00,Lamp,1\n"


@pytest.fixture
def bucket(aws: Aws) -> Bucket:
    aws.client("s3").create_bucket(Bucket="lake", CreateBucketConfiguration={"LocationConstraint": REGION})
    return Bucket("lake", aws.client("s3"))


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Folder(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket")


def test_what_was_put_is_there_under_any_name(store: Store):
    store.put("raw/elm/ü +%20&=.csv", b"kWh")

    assert store.get("raw/elm/ü +%20&=.csv") == b"kWh"
    assert store.list("raw/") == ["raw/elm/ü +%20&=.csv"]
    assert store.get("raw/elm/other.csv") is None


def test_entries_tell_size_and_change_with_the_bytes(store: Store):
    store.put("raw/a.csv", b"1")
    store.put("raw/elm/b.csv", b"22")
    before = {entry.key: entry for entry in store.entries("raw/")}

    store.put("raw/a.csv", b"333")

    after = {entry.key: entry for entry in store.entries("raw/")}
    assert (before["raw/a.csv"].size, after["raw/a.csv"].size) == (1, 3)
    assert before["raw/a.csv"].etag != after["raw/a.csv"].etag
    assert before["raw/elm/b.csv"] == after["raw/elm/b.csv"]


def test_folders_and_what_lies_beside_them_are_told_apart(store: Store):
    for key in ("raw/a.csv", "raw/elm/b.csv", "raw/elm/deep/c.csv", "raw/oak/d.csv", "homes/elm/home.toml"):
        store.put(key, b"1")

    assert store.folders("raw/") == ["elm", "oak"]
    assert [entry.key for entry in store.entries("raw/", deep=False)] == ["raw/a.csv"]


def test_deleting_twice_is_deleting_once(store: Store):
    store.put("raw/a.csv", b"1")

    store.delete("raw/a.csv")
    store.delete("raw/a.csv")

    assert store.list("") == []


def test_more_objects_than_one_answer_holds_are_listed_whole(bucket: Bucket):
    keys = [f"raw/elm/{number:04}.csv" for number in range(1001)]
    for key in keys:
        bucket.put(key, b"")

    assert bucket.list("raw/") == keys


def test_only_the_object_that_was_listed_is_replaced(bucket: Bucket):
    etag = bucket.replace("homes/elm/a", b"1", etag=None)
    bucket.put("homes/elm/a", b"someone else's")

    with pytest.raises(ChangedMeanwhileError):
        bucket.replace("homes/elm/a", b"2", etag=etag)
    with pytest.raises(ChangedMeanwhileError):
        bucket.replace("homes/elm/a", b"2", etag=None)
    with pytest.raises(ChangedMeanwhileError):
        bucket.get("homes/elm/a", etag=etag)
    with pytest.raises(ChangedMeanwhileError):
        bucket.replace("homes/elm/gone", b"2", etag=etag)
    assert bucket.get("homes/elm/a") == b"someone else's"


def test_a_copy_has_the_bytes_of_what_was_listed(bucket: Bucket):
    bucket.put("raw/elm/a +ü.csv", b"1")
    (entry,) = bucket.entries("raw/")

    etag = bucket.copy(entry, "quarantine/elm/a +ü.csv")

    assert bucket.get("quarantine/elm/a +ü.csv") == b"1"
    assert etag == bucket.entries("quarantine/")[0].etag


@pytest.mark.parametrize("call", ["get", "put", "list", "entries", "folders", "delete"])
def test_a_bucket_that_is_not_there_is_told_in_a_sentence(aws: Aws, call: str):
    missing = Bucket("missing", aws.client("s3"))
    arguments = ("raw/a", b"1") if call == "put" else ("raw/a",)

    with pytest.raises(StoreError, match=r"in the bucket missing: NoSuchBucket, .*; try again.") as raised:
        getattr(missing, call)(*arguments)

    assert raised.value.__cause__ is not None


def test_a_server_that_does_not_answer_is_told_in_a_sentence(aws: Aws):
    quick = Config(connect_timeout=1, retries={"max_attempts": 0})
    deaf = Bucket("lake", aws.client("s3", endpoint_url="http://127.0.0.1:9", config=quick))

    with pytest.raises(StoreError, match="Could not read raw/a in the bucket lake: Could not connect"):
        deaf.get("raw/a")


def test_an_address_opens_a_folder_or_a_bucket(bucket: Bucket, tmp_path: Path):
    bucket.put("raw/elm/a.csv", LAMP)

    assert open_lake("s3://lake").homes() == ["elm"]
    assert open_lake("s3://lake/").homes() == ["elm"]
    assert open_lake(str(tmp_path / "none yet")).homes() == []


@pytest.mark.parametrize("address", ["gs://lake", "s3://", "s3://lake/folder"])
def test_an_address_of_another_kind_is_refused(address: str):
    with pytest.raises(RequestError, match="found"):
        open_lake(address)


def test_the_client_tries_again_by_itself(aws: Aws):
    config = open_bucket("s3://lake")._client.meta.config

    assert config.retries == {"mode": "standard", "total_max_attempts": 5}


def test_a_lake_in_a_bucket_is_a_lake(store: Store):
    lake = Lake(store)
    lake.save_home(Home(home_id="elm", timezone="UTC", name="Elm"))
    for name in ("b.csv", "a.csv"):
        lake.add_file("elm", name, LAMP, import_file(LAMP, name=name, home=lake.home("elm")))
    lake.save_analysis(analysis(lake.readings("elm"), lake.home("elm")))

    again = Lake(store, read=lambda *_, **__: pytest.fail("the tables have the readings"))

    assert again.homes() == ["elm"]
    assert again.readings("elm").consumption_kwh == 3.0
    assert sorted(receipt["file"] for receipt in again.receipts("elm")) == ["a.csv", "b.csv"]
    lake.rename("elm", "oak")
    lake.forget("oak")
    assert store.list("") == []


def test_in_a_bucket_the_older_upload_is_the_one_that_was_stamped_earlier(bucket: Bucket):
    lake = Lake(bucket)
    for name in ("b.csv", "a.csv"):
        bucket.put(f"raw/elm/{name}", LAMP)

    stamps = {entry.key: entry.modified_at for entry in bucket.entries("raw/")}
    expected = sorted(stamps, key=lambda key: (stamps[key], key))
    assert [f"raw/elm/{file}" for file in lake.files("elm")] == expected


def test_folder_markers_and_empty_objects_are_no_uploads(bucket: Bucket):
    bucket.put("raw/elm/", b"")
    bucket.put("raw/elm/empty.csv", b"")
    bucket.put("raw/empty.csv", b"")
    bucket.put("raw/elm/a.csv", LAMP)

    assert Lake(bucket).homes() == ["elm"]
    assert Lake(bucket).files("elm") == ["a.csv"]
