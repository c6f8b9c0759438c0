"""Objects in a bucket of S3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from energy_core.errors import StoreError
from energy_core.lake.store import Entries, Entry, Keys

GONE: Final = ("NoSuchKey", "404")
CHANGED: Final = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
FAILURES: Final = (BotoCoreError, ClientError, OSError)
"""What a call raises: the service's answer, the connection, and the socket while a body is read."""


class ChangedMeanwhileError(StoreError):
    """Someone else wrote the object since it was listed; listing again and starting over settles it."""


class Bucket:
    """Objects of one bucket. S3 writes each whole or not at all, and lists what was written at once.

    client : a boto3 client of S3.
    """

    orders_uploads = True
    """S3 stamps each object itself, in whole seconds; the key decides between two of one second."""

    def __init__(self, name: str, client: Any) -> None:
        self.name = name
        self._client = client

    def __str__(self) -> str:
        return f"s3://{self.name}"

    def get(self, key: str, *, etag: str | None = None) -> bytes | None:
        """The bytes under a key, None if there are none.

        Raises ChangedMeanwhileError if an etag is given and the object has another one now.
        """
        condition = {} if etag is None else {"IfMatch": etag}
        try:
            body = self._client.get_object(Bucket=self.name, Key=key, **condition)["Body"]
            content: bytes = body.read()
        except FAILURES as error:
            if _code(error) in GONE:
                return None
            raise self._failed("read", key, error) from error
        return content

    def put(self, key: str, content: bytes) -> None:
        """Write an object."""
        self._call("write", key, "put_object", Key=key, Body=content)

    def replace(self, key: str, content: bytes, *, etag: str | None) -> str:
        """Write over the object that was listed with this etag, None = where there is none; the new etag."""
        condition = {"IfNoneMatch": "*"} if etag is None else {"IfMatch": etag}
        answer = self._call("write", key, "put_object", Key=key, Body=content, **condition)
        return _bare(answer["ETag"])

    def copy(self, source: Entry, key: str) -> str:
        """Copy an object as it was listed, without downloading it. Returns the etag of the copy."""
        answer = self._call(
            "copy",
            source.key,
            "copy_object",
            Key=key,
            CopySource={"Bucket": self.name, "Key": source.key},
            CopySourceIfMatch=source.etag,
            TaggingDirective="REPLACE",
        )
        return _bare(answer["CopyObjectResult"]["ETag"])

    def list(self, prefix: str) -> Keys:
        """All keys that begin with the prefix, sorted."""
        return [entry.key for entry in self.entries(prefix)]

    def entries(self, prefix: str, *, deep: bool = True) -> Entries:
        """What is there below the prefix, sorted by key; not `deep` = without what lies in folders below."""
        return sorted(
            (
                Entry(found["Key"], _bare(found["ETag"]), found["LastModified"], found["Size"])
                for page in self._pages(prefix, deep=deep)
                for found in page.get("Contents", ())
            ),
            key=lambda entry: entry.key,
        )

    def folders(self, prefix: str) -> Keys:
        """The names of the folders right below the prefix, sorted."""
        pages = self._pages(prefix, deep=False)
        below = [found["Prefix"] for page in pages for found in page.get("CommonPrefixes", ())]
        return sorted(key.removeprefix(prefix).removesuffix("/") for key in below)

    def delete(self, key: str) -> None:
        """Delete an object if it is there."""
        self._call("delete", key, "delete_object", Key=key)

    def _pages(self, prefix: str, *, deep: bool) -> Iterator[dict[str, Any]]:
        paginator = self._client.get_paginator("list_objects_v2")
        flat = {} if deep else {"Delimiter": "/"}
        try:
            yield from paginator.paginate(Bucket=self.name, Prefix=prefix, **flat)
        except FAILURES as error:
            raise self._failed("list", prefix, error) from error

    def _call(self, verb: str, key: str, operation: str, **arguments: Any) -> Any:
        try:
            return getattr(self._client, operation)(Bucket=self.name, **arguments)
        except FAILURES as error:
            raise self._failed(verb, key, error) from error

    def _failed(self, verb: str, key: str, error: Exception) -> StoreError:
        """The sentence; a conditional call on what has changed or is gone is an error of its own."""
        code = _code(error)
        where = {"bucket": self.name, "key": key}
        if code in CHANGED or (code in GONE and verb in ("write", "copy")):
            return ChangedMeanwhileError(
                f"Could not {verb} {key} in the bucket {self.name}: it has changed meanwhile. Try again.",
                where=where,
            )
        return StoreError(
            f"Could not {verb} {key or 'the objects'} in the bucket {self.name}: {_reason(error)}. "
            "Nothing was half-written; try again.",
            where=where,
        )


def _code(error: Exception) -> str:
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def _reason(error: Exception) -> str:
    if isinstance(error, ClientError):
        told = error.response.get("Error", {}).get("Message", "")
        return f"{_code(error)}, {told}".strip(", .") or "the service failed"
    return str(error).rstrip(".") or type(error).__name__


def _bare(etag: str) -> str:
    return etag.strip('"')
