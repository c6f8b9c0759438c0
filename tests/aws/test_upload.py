"""energy upload against a server that speaks S3."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.cloud.session import Cloud, open_cloud
from energy_core.cloud.transfer import PART_BYTES, Target, digest, put_file
from energy_core.cloud.upload import upload
from energy_core.errors import EnergyError, RequestError, StoreError
from tests.aws.deployment import Told, keys, standing
from tests.aws.moto_server import Aws
from tests.cli.alone import alone

LAKE = "lake"


@pytest.fixture
def cloud(aws: Aws) -> Cloud:
    aws.client("s3").create_bucket(Bucket=LAKE, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return open_cloud()


def file(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def send(
    cloud: Cloud, *paths: Path, home_id: str = "default", replace: bool = False, told: Told | None = None
):
    said = (told or Told()).lines.append
    return upload(cloud, LAKE, paths, home_id=home_id, replace=replace, progress=said)


def content(cloud: Cloud, key: str) -> bytes:
    return cloud.client("s3").get_object(Bucket=LAKE, Key=key)["Body"].read()


def test_a_file_without_a_home_lies_right_under_raw(cloud: Cloud, tmp_path: Path):
    [done] = send(cloud, file(tmp_path, "a b+c%ü.csv", b"kWh"))

    assert (done.key, done.status) == ("raw/a b+c%ü.csv", "uploaded")
    assert content(cloud, "raw/a b+c%ü.csv") == b"kWh"


def test_a_file_of_a_home_lies_under_its_name(cloud: Cloud, tmp_path: Path):
    [done] = send(cloud, file(tmp_path, "a.csv", b"kWh"), home_id="elm-street")

    assert done.key == "raw/elm-street/a.csv"


def test_the_same_file_is_not_sent_again(cloud: Cloud, tmp_path: Path):
    path = file(tmp_path, "a.csv", b"kWh")
    send(cloud, path)

    [again] = send(cloud, path)

    assert again.status == "there"
    assert keys(cloud, LAKE) == ["raw/a.csv"]


def test_another_file_of_the_same_name_is_kept_beside_the_first(cloud: Cloud, tmp_path: Path):
    send(cloud, file(tmp_path / "1", "a.csv", b"January"))
    told = Told()

    [done] = send(cloud, file(tmp_path / "2", "a.csv", b"February"), told=told)

    assert done.key == "raw/a (2).csv"
    assert content(cloud, "raw/a.csv") == b"January"
    assert "a.csv holds something else there; it is left as it is" in told.lines


def test_two_files_of_one_name_in_one_command_are_both_kept(cloud: Cloud, tmp_path: Path):
    send(cloud, file(tmp_path / "1", "a.csv", b"January"), file(tmp_path / "2", "a.csv", b"February"))

    assert keys(cloud, LAKE) == ["raw/a (2).csv", "raw/a.csv"]


def test_a_file_is_written_over_when_that_is_said(cloud: Cloud, tmp_path: Path):
    send(cloud, file(tmp_path / "1", "a.csv", b"January"))

    [done] = send(cloud, file(tmp_path / "2", "a.csv", b"February"), replace=True)

    assert done.status == "replaced"
    assert content(cloud, "raw/a.csv") == b"February"


def test_a_file_that_another_program_put_there_is_compared_by_its_bytes(cloud: Cloud, tmp_path: Path):
    cloud.client("s3").put_object(Bucket=LAKE, Key="raw/a.csv", Body=b"kWh")

    [done] = send(cloud, file(tmp_path, "a.csv", b"kWh"))

    assert done.status == "there"


def test_a_large_file_goes_in_parts_and_tells_how_far_it_is(cloud: Cloud, tmp_path: Path):
    path = file(tmp_path, "large.csv", bytes(PART_BYTES * 2 + 5))
    told = Told()

    send(cloud, path, told=told)

    assert (
        cloud.client("s3").head_object(Bucket=LAKE, Key="raw/large.csv")["ContentLength"]
        == PART_BYTES * 2 + 5
    )
    assert "  large.csv: 100 % of 32 MB" in told.lines


@pytest.mark.parametrize("size", [3, PART_BYTES + 1])
def test_of_two_that_send_at_once_the_second_does_not_overwrite(cloud: Cloud, tmp_path: Path, size: int):
    cloud.client("s3").put_object(Bucket=LAKE, Key="raw/a.csv", Body=b"first")
    path = file(tmp_path, "a.csv", bytes(size))

    sent = put_file(
        cloud, Target(LAKE, "raw/a.csv"), path, sha256_hex=digest(path), progress=Told().lines.append
    )

    assert not sent
    assert content(cloud, "raw/a.csv") == b"first"
    assert "Uploads" not in cloud.client("s3").list_multipart_uploads(Bucket=LAKE)


@pytest.mark.parametrize(
    ("name", "sentence"), [("none.csv", "there is none"), (".", "it is a folder"), ("empty.csv", "is empty")]
)
def test_a_file_that_cannot_be_sent_stops_all_before_any_is_sent(
    cloud: Cloud, tmp_path: Path, name: str, sentence: str
):
    good = file(tmp_path, "a.csv", b"kWh")
    file(tmp_path, "empty.csv", b"")

    with pytest.raises(RequestError, match=sentence):
        send(cloud, good, tmp_path / name)

    assert keys(cloud, LAKE) == []


def test_a_home_that_cannot_be_is_refused(cloud: Cloud, tmp_path: Path):
    with pytest.raises(EnergyError, match="home"):
        send(cloud, file(tmp_path, "a.csv", b"kWh"), home_id="../elsewhere")


def test_a_bucket_that_is_gone_is_a_service_failure(aws: Aws, tmp_path: Path):
    with pytest.raises(StoreError, match=r"Could not upload a\.csv to lake"):
        send(open_cloud(), file(tmp_path, "a.csv", b"kWh"))


def test_the_command_finds_the_stack_by_the_file_of_the_folder(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    standing(aws, tmp_path)
    file(tmp_path, "home.csv", b"kWh")
    monkeypatch.chdir(tmp_path)

    ran = alone("upload", "upload", "home.csv", "--json")

    assert ran.status == 0
    assert ran.json["files"] == [{"file": "home.csv", "key": "raw/home.csv", "status": "uploaded"}]


def test_without_a_stack_the_sentence_says_how_to_make_one(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file(tmp_path, "home.csv", b"kWh")
    monkeypatch.chdir(tmp_path)

    ran = alone("upload", "upload", "home.csv")

    assert ran.status == 2
    assert "energy deploy --stack energy-analytics" in ran.err
