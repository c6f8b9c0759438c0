"""The calls of S3 that the pipeline makes, in memory: for thousands of cases. Its answers are S3's."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any

from botocore.exceptions import ClientError

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class MemoryS3:
    """One bucket. Each write is a second later than the one before."""

    def __init__(self) -> None:
        self._objects: dict[str, tuple[bytes, datetime]] = {}
        self._writes = 0
        self._lock = threading.Lock()

    def get_object(self, *, Bucket: str, Key: str, IfMatch: str | None = None) -> dict[str, Any]:  # noqa: N803
        if Key not in self._objects:
            raise _error("NoSuchKey", "GetObject")
        content = self._objects[Key][0]
        if IfMatch not in (None, _etag(content)):
            raise _error("PreconditionFailed", "GetObject")
        return {"Body": io.BytesIO(content), "ETag": f'"{_etag(content)}"'}

    def put_object(
        self,
        *,
        Bucket: str,  # noqa: N803
        Key: str,  # noqa: N803
        Body: bytes,  # noqa: N803
        IfMatch: str | None = None,  # noqa: N803
        IfNoneMatch: str | None = None,  # noqa: N803
    ) -> dict[str, Any]:
        with self._lock:
            there = self._objects.get(Key)
            if IfMatch is not None and there is None:
                raise _error("NoSuchKey", "PutObject")
            if there is not None and (IfNoneMatch == "*" or IfMatch not in (None, _etag(there[0]))):
                raise _error("PreconditionFailed", "PutObject")
            self._writes += 1
            self._objects[Key] = (Body, BEGIN + timedelta(seconds=self._writes))
        return {"ETag": f'"{_etag(Body)}"'}

    def copy_object(
        self,
        *,
        Bucket: str,  # noqa: N803
        Key: str,  # noqa: N803
        CopySource: dict[str, str],  # noqa: N803
        CopySourceIfMatch: str,  # noqa: N803
        TaggingDirective: str,  # noqa: N803
    ) -> dict[str, Any]:
        found = self.get_object(Bucket=Bucket, Key=CopySource["Key"], IfMatch=CopySourceIfMatch)
        return {"CopyObjectResult": self.put_object(Bucket=Bucket, Key=Key, Body=found["Body"].read())}

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803
        self._objects.pop(Key, None)
        return {}

    def get_paginator(self, operation: str) -> MemoryS3:
        return self

    def paginate(self, *, Bucket: str, Prefix: str, Delimiter: str = "") -> Iterator[dict[str, Any]]:  # noqa: N803
        contents, folders = [], set[str]()
        for key, (content, modified_at) in sorted(self._objects.items()):
            rest = key.removeprefix(Prefix)
            if key.startswith(Prefix) and Delimiter and Delimiter in rest:
                folders.add(f"{Prefix}{rest.partition(Delimiter)[0]}{Delimiter}")
            elif key.startswith(Prefix):
                stamp = {"LastModified": modified_at, "ETag": f'"{_etag(content)}"', "Size": len(content)}
                contents.append({"Key": key, **stamp})
        yield {
            "Contents": contents,
            "CommonPrefixes": [{"Prefix": prefix} for prefix in sorted(folders)],
            "IsTruncated": False,
        }


def _etag(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def _error(code: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "As S3 says it."}}, operation)
