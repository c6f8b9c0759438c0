"""What lies in the bucket of a stack, with its earlier versions, and how it is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from energy_core.cloud.failures import MISSING, asking, code_of
from energy_core.cloud.session import Cloud
from energy_core.errors import StoreError

MADE: Final = ("processed/", "forecast/", "forecast-models/", "anomalies/", "reports/", "athena-results/")
"""What an analysis or a query makes again; homes' current.json and run.json besides."""
MADE_OF_HOMES: Final = ("/current.json", "/run.json")
BATCH: Final = 1_000
"""As many as S3 deletes in one request."""


@dataclass(frozen=True)
class Held:
    """Objects as they are now, and their bytes."""

    objects: int = 0
    size: int = 0


def is_upload(key: str) -> bool:
    """Whether a cleanup keeps it: all that we did not make, whoever put it there."""
    return not (key.startswith(MADE) or (key.startswith("homes/") and key.endswith(MADE_OF_HOMES)))


def bucket_exists(cloud: Cloud, bucket: str) -> bool:
    """Whether this account has it. Raises EnergyError if it is another account's."""
    from botocore.exceptions import ClientError

    with asking(f"look at the bucket {bucket}"):
        try:
            cloud.client("s3").head_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.account)
        except ClientError as error:
            if code_of(error) in MISSING:
                return False
            raise
    return True


def count(cloud: Cloud, bucket: str) -> tuple[Held, Held]:
    """What can be made again, and what can't."""
    totals = {True: [0, 0], False: [0, 0]}
    pages = cloud.client("s3").get_paginator("list_objects_v2")
    with asking(f"list {bucket}"):
        for page in pages.paginate(Bucket=bucket):
            for entry in page.get("Contents", []):
                total = totals[is_upload(entry["Key"])]
                total[0] += 1
                total[1] += entry["Size"]
    return Held(*totals[False]), Held(*totals[True])


def delete_all(cloud: Cloud, bucket: str, *, keep: Callable[[str], bool]) -> None:
    """Delete every version of every object that is not to be kept, and unfinished uploads of them.

    Raises StoreError that names the first object that could not be deleted.
    """
    s3 = cloud.client("s3")
    with asking(f"delete what is in {bucket}"):
        for batch in _batches(s3, bucket, keep):
            answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": batch, "Quiet": True})
            if errors := answer.get("Errors"):
                first = errors[0]
                reason = first.get("Message", first.get("Code"))
                raise StoreError(
                    f"Could not delete {first['Key']} in {bucket}: {reason}. "
                    f"{len(errors)} of {len(batch)} objects are still there; run it again."
                )
        for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket):
            for unfinished in page.get("Uploads", []):
                if not keep(unfinished["Key"]):
                    s3.abort_multipart_upload(
                        Bucket=bucket, Key=unfinished["Key"], UploadId=unfinished["UploadId"]
                    )


def _batches(s3: Any, bucket: str, keep: Callable[[str], bool]) -> Iterator[list[dict[str, str]]]:
    batch: list[dict[str, str]] = []
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for version in (*page.get("Versions", []), *page.get("DeleteMarkers", [])):
            if keep(version["Key"]):
                continue
            batch.append({"Key": version["Key"], "VersionId": version["VersionId"]})
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch
