"""The bucket of artefacts: one for an account and region, a folder in it for each stack.

The key of an artefact is made of its bytes: the same package has the same key, so nothing that did not change
is sent or deployed again, and an earlier version is still there for a rollback.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from energy_core.cloud.failures import DENIED, MISSING, asking, code_of
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import TAG
from energy_core.cloud.transfer import Progress, Target, put_file
from energy_core.errors import RequestError

KEPT_PACKAGES: Final = 3
"""The one in use and two to go back to."""


def artifact_bucket(cloud: Cloud) -> str:
    return f"energy-artifacts-{cloud.account}-{cloud.region}"


def package_key(stack: str, sha256_hex: str) -> str:
    return f"{stack}/package/{sha256_hex}.zip"


def has_bucket(cloud: Cloud) -> bool:
    """Whether the bucket is there. Raises RequestError if another account has taken its name."""
    from botocore.exceptions import ClientError

    bucket = artifact_bucket(cloud)
    with asking(f"look at the bucket {bucket}"):
        try:
            cloud.client("s3").head_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.account)
        except ClientError as error:
            if code_of(error) in MISSING:
                return False
            if code_of(error) in DENIED:
                raise RequestError(
                    f"The bucket {bucket} belongs to another account, or these credentials may not look at "
                    "it. Nothing was sent there. Ask whoever looks after the account for s3:ListBucket.",
                    where={"bucket": bucket},
                ) from error
            raise
    return True


def ensure_bucket(cloud: Cloud, *, progress: Progress) -> str:
    """The bucket, made if it is not there: encrypted, private, over TLS only."""
    bucket = artifact_bucket(cloud)
    if has_bucket(cloud):
        return bucket
    progress(f"Making the bucket {bucket} for packages")
    s3 = cloud.client("s3")
    place = {} if cloud.region == "us-east-1" else {"LocationConstraint": cloud.region}
    with asking(f"make the bucket {bucket}"):
        s3.create_bucket(Bucket=bucket, **({"CreateBucketConfiguration": place} if place else {}))
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "IgnorePublicAcls": True,
                "BlockPublicPolicy": True,
                "RestrictPublicBuckets": True,
            },
        )
        encryption = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [encryption]})
        if s3.meta.endpoint_url.startswith("https:"):
            # an endpoint of one's own without TLS would be locked out
            s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(_tls_only(bucket, cloud)))
        s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [TAG]})
    return bucket


def ensure_artifact(cloud: Cloud, key: str, path: Path, *, sha256_hex: str, progress: Progress) -> str:
    """Send a file unless it is there. Returns the bucket."""
    bucket = ensure_bucket(cloud, progress=progress)
    if not is_there(cloud, bucket, key):
        progress(f"Uploading {path.name} ({path.stat().st_size / 2**20:,.1f} MB)")
        put_file(cloud, Target(bucket, key), path, sha256_hex=sha256_hex, progress=progress)
    return bucket


def is_there(cloud: Cloud, bucket: str, key: str) -> bool:
    from botocore.exceptions import ClientError

    with asking(f"look for {key} in {bucket}"):
        try:
            cloud.client("s3").head_object(Bucket=bucket, Key=key, ExpectedBucketOwner=cloud.account)
        except ClientError as error:
            if code_of(error) in MISSING:
                return False
            raise
    return True


def artifacts(cloud: Cloud, stack: str) -> list[dict[str, Any]]:
    """Key, size and time of everything kept for a stack, newest first."""
    if not has_bucket(cloud):
        return []
    bucket = artifact_bucket(cloud)
    with asking(f"list {bucket}"):
        pages = (
            cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{stack}/")
        )
        found = [entry for page in pages for entry in page.get("Contents", [])]
    return sorted(found, key=lambda entry: (entry["LastModified"], entry["Key"]), reverse=True)


def prune(cloud: Cloud, stack: str, *, in_use: str) -> None:
    """Delete packages that nobody will go back to."""
    packages = [a["Key"] for a in artifacts(cloud, stack) if a["Key"].startswith(f"{stack}/package/")]
    with asking("delete packages of earlier versions"):
        for key in [key for key in packages if key != in_use][KEPT_PACKAGES - 1 :]:
            cloud.client("s3").delete_object(Bucket=artifact_bucket(cloud), Key=key)


def _tls_only(bucket: str, cloud: Cloud) -> dict[str, Any]:
    arn = f"arn:{cloud.partition}:s3:::{bucket}"
    statement = {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def remove(cloud: Cloud, stack: str) -> None:
    """Delete the packages of a stack; the bucket too, if we made it and no other stack has any there."""
    bucket, s3 = artifact_bucket(cloud), cloud.client("s3")
    with asking(f"delete the packages of the stack {stack}"):
        for entry in artifacts(cloud, stack):
            s3.delete_object(Bucket=bucket, Key=entry["Key"])
        is_empty = s3.list_objects_v2(Bucket=bucket, MaxKeys=1).get("KeyCount") == 0
        if is_empty and TAG in _tags(s3, bucket):
            s3.delete_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.account)


def _tags(s3: Any, bucket: str) -> list[dict[str, str]]:
    from botocore.exceptions import ClientError

    try:
        tags: list[dict[str, str]] = s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
    except ClientError as error:
        if code_of(error) in MISSING:
            return []
        raise
    return tags
