"""energy cleanup: only what is this stack's, and the uploads last of all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from energy_core.cloud.artifacts import ensure_bucket, package_key
from energy_core.cloud.bucket_objects import is_upload
from energy_core.cloud.cleanup import clean_up, plan_cleanup
from energy_core.cloud.session import Cloud, open_cloud
from energy_core.cloud.stack import Deployment
from energy_core.errors import RequestError, StoreError
from tests.aws.deployment import Told, keys, standing
from tests.aws.formation import Formation
from tests.aws.moto_server import Aws
from tests.cli.alone import alone

LAKE = "energy-analytics-123456789012"
ARTIFACTS = "energy-artifacts-123456789012-eu-west-1"
UPLOADS = ["homes/elm/home.toml", "quarantine/elm/b.csv", "raw/elm/a.csv", "receipts/elm/a.csv.json"]
MADE = ["forecast/bucket=00/elm.parquet", "homes/elm/current.json", "reports/elm/report.html"]


@pytest.fixture
def cloud(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    standing(aws, tmp_path)
    monkeypatch.chdir(tmp_path)
    cloud = open_cloud()
    put_package(cloud, "energy-analytics")
    for key in (*UPLOADS, *MADE, MADE[0]):
        cloud.client("s3").put_object(Bucket=LAKE, Key=key, Body=b"kWh")
    return cloud


def put_package(cloud: Cloud, stack: str) -> None:
    bucket = ensure_bucket(cloud, progress=Told().lines.append)
    cloud.client("s3").put_object(Bucket=bucket, Key=package_key(stack, "0a"), Body=b"zip")


def buckets(cloud: Cloud) -> list[str]:
    return [bucket["Name"] for bucket in cloud.client("s3").list_buckets()["Buckets"]]


def stacks(cloud: Cloud) -> list[str]:
    found = cloud.client("cloudformation").list_stacks(StackStatusFilter=["CREATE_COMPLETE"])
    return [stack["StackName"] for stack in found["StackSummaries"]]


def test_the_plan_names_what_goes_and_what_stays_and_changes_nothing(cloud: Cloud):
    plan = plan_cleanup(cloud, "energy-analytics", known=None, delete_raw=False)

    assert [(item.kind, item.name.rpartition("/")[2]) for item in plan.resources] == [
        ("AWS::Logs::LogGroup", "energy-pipeline"),
        ("AWS::SQS::Queue", "energy-uploads"),
    ]
    assert (plan.made.objects, plan.uploads.objects, len(plan.artifacts)) == (3, 4, 1)
    assert stacks(cloud) == ["energy-analytics"]


def test_the_uploads_stay_and_what_was_made_of_them_goes_with_all_versions(cloud: Cloud):
    ran = alone("cleanup", "cleanup", "--yes")

    versions = cloud.client("s3").list_object_versions(Bucket=LAKE)
    assert ran.status == 0
    assert stacks(cloud) == []
    assert keys(cloud, LAKE) == UPLOADS
    assert sorted(version["Key"] for version in versions["Versions"]) == UPLOADS
    assert "DeleteMarkers" not in versions
    assert f"the uploads stay in {LAKE}" in ran.out


def test_everything_goes_when_that_is_said(cloud: Cloud, tmp_path: Path):
    cloud.client("s3").create_multipart_upload(Bucket=LAKE, Key="raw/elm/large.csv")

    ran = alone("cleanup", "cleanup", "--yes", "--delete-raw", "--json")

    assert ran.status == 0
    assert ran.json["bucket_deleted"]
    assert buckets(cloud) == []
    assert not (tmp_path / "deployment_info.json").exists()


def test_the_uploads_that_a_cleanup_kept_can_go_later(cloud: Cloud, tmp_path: Path):
    alone("cleanup", "cleanup", "--yes")

    ran = alone("cleanup", "cleanup", "--yes", "--delete-raw")

    assert ran.status == 0
    assert buckets(cloud) == []


def test_another_stack_is_not_touched(aws: Aws, cloud: Cloud, tmp_path: Path):
    standing(aws, tmp_path, stack="test")
    put_package(cloud, "test")
    cloud.client("s3").create_bucket(
        Bucket="energy-analytics-of-a-person", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )

    ran = alone("cleanup", "cleanup", "--stack", "energy-analytics", "--yes", "--delete-raw")

    assert ran.status == 0
    assert stacks(cloud) == ["test"]
    assert sorted(buckets(cloud)) == ["energy-analytics-of-a-person", ARTIFACTS, f"test-{LAKE}"]
    assert [key.partition("/")[0] for key in keys(cloud, ARTIFACTS)] == ["test"]


def test_a_dry_run_deletes_nothing(cloud: Cloud):
    ran = alone("cleanup", "cleanup", "--dry-run", "--delete-raw")

    assert ran.status == 0
    assert "AWS::SQS::Queue" in ran.out
    assert stacks(cloud) == ["energy-analytics"]
    assert len(keys(cloud, LAKE)) == 7


def test_a_file_that_names_a_bucket_of_somebody_else_does_not_get_it_deleted(cloud: Cloud):
    cloud.client("s3").create_bucket(
        Bucket="family-photos", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    known = Deployment("gone", "123456789012", "eu-west-1", {"BucketName": "family-photos"})

    plan = plan_cleanup(cloud, "gone", known=known, delete_raw=True)

    assert plan.bucket is None
    assert plan.is_empty


def test_nothing_to_delete_is_said(cloud: Cloud):
    ran = alone("cleanup", "cleanup", "--stack", "other", "--yes")

    assert ran.status == 2
    assert "nothing of a stack other to delete" in ran.err


def test_a_stack_of_something_else_is_left_alone(cloud: Cloud):
    foreign = Formation("CREATE_COMPLETE", ours=False)
    seen = replace(
        cloud, clients=lambda service: foreign if service == "cloudformation" else cloud.client(service)
    )

    with pytest.raises(RequestError, match="not of Energy Insights; it was left alone"):
        plan_cleanup(seen, "energy-analytics", known=None, delete_raw=True)


def test_a_stack_that_cannot_be_deleted_says_why_and_leaves_the_bucket(cloud: Cloud):
    plan = plan_cleanup(cloud, "energy-analytics", known=None, delete_raw=True)
    stuck = Formation("CREATE_COMPLETE", deletes=False)
    seen = replace(
        cloud, clients=lambda service: stuck if service == "cloudformation" else cloud.client(service)
    )

    with pytest.raises(StoreError, match="because: the queue is in use"):
        clean_up(seen, plan, watch=Told().watch)

    assert len(keys(cloud, LAKE)) == 7


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("raw/elm/home.csv", True),
        ("receipts/elm/home.csv.json", True),
        ("homes/elm/home.toml", True),
        ("exports/somebody-elses.csv", True),
        ("raw-archive/2020.csv", True),
        ("homes/elm/current.json", False),
        ("processed/hourly/bucket=01/elm/2024-06.parquet", False),
        ("reports/elm/report.html", False),
    ],
)
def test_a_cleanup_deletes_only_what_we_made(key: str, kept: bool):
    assert is_upload(key) is kept
