"""Files to a bucket: whole or not at all, and never over an object that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from energy_core.cloud.failures import MISSING, asking, code_of
from energy_core.cloud.session import Cloud

PART_BYTES: Final = 16 << 20
"""A file of up to one part goes in one request; S3 takes up to 10,000 parts, so up to 156 GB this way."""

HASH: Final = "sha256"
"""Metadata of every object written here: what it holds can be compared without reading it."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Target:
    """Where a file goes. `replace`: other bytes that are there may be written over."""

    bucket: str
    key: str
    replace: bool = False

    @property
    def condition(self) -> dict[str, str]:
        return {} if self.replace else {"IfNoneMatch": "*"}


def put_file(cloud: Cloud, target: Target, path: Path, *, sha256_hex: str, progress: Progress) -> bool:
    """Send a file. False if an object is there already: two that send at once don't overwrite each other.

    Raises StoreError when S3 fails; nothing is there then.
    """
    from botocore.exceptions import ClientError

    s3, size, noted = cloud.client("s3"), path.stat().st_size, {HASH: sha256_hex}
    with asking(f"upload {path.name} to {target.bucket}"):
        try:
            with path.open("rb") as file:
                if size > PART_BYTES:
                    _send_in_parts(s3, target, file, metadata=noted, told=_steps(path.name, size, progress))
                else:
                    _send_whole(s3, target, file, metadata=noted)
        except ClientError as error:
            if code_of(error) in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409"):
                return False
            raise
    return True


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return digest_of(iter(lambda: file.read(1 << 20), b""))


def digest_of(chunks: Iterator[bytes]) -> str:
    summed = sha256()
    for chunk in chunks:
        summed.update(chunk)
    return summed.hexdigest()


def stored_digest(cloud: Cloud, bucket: str, key: str) -> str | None:
    """SHA-256 of an object: as its writer noted it, else by reading it. None if there is no object."""
    from botocore.exceptions import ClientError

    s3 = cloud.client("s3")
    with asking(f"look at {key} in {bucket}"):
        try:
            noted = s3.head_object(Bucket=bucket, Key=key)["Metadata"].get(HASH)
            return noted or digest_of(s3.get_object(Bucket=bucket, Key=key)["Body"].iter_chunks(1 << 20))
        except ClientError as error:
            if code_of(error) in MISSING:
                return None
            raise


def _send_whole(s3: Any, target: Target, file: BinaryIO, *, metadata: dict[str, str]) -> None:
    s3.put_object(Bucket=target.bucket, Key=target.key, Body=file, Metadata=metadata, **target.condition)


def _send_in_parts(
    s3: Any, target: Target, file: BinaryIO, *, metadata: dict[str, str], told: Callable[[int], None]
) -> None:
    where = {"Bucket": target.bucket, "Key": target.key}
    where["UploadId"] = s3.create_multipart_upload(**where, Metadata=metadata)["UploadId"]
    try:
        parts = []
        for number, part in enumerate(iter(lambda: file.read(PART_BYTES), b""), start=1):
            etag = s3.upload_part(**where, PartNumber=number, Body=part)["ETag"]
            parts.append({"PartNumber": number, "ETag": etag})
            told(number * PART_BYTES)
        s3.complete_multipart_upload(**where, MultipartUpload={"Parts": parts}, **target.condition)
    except BaseException:
        s3.abort_multipart_upload(**where)
        raise


def _steps(name: str, size: int, progress: Progress) -> Callable[[int], None]:
    """Says every tenth of the way."""
    reached = 0

    def sent(there: int) -> None:
        nonlocal reached
        tenths = min(there, size) * 10 // size
        if tenths > reached:
            reached = tenths
            progress(f"  {name}: {tenths * 10} % of {size / 2**20:,.0f} MB")

    return sent
