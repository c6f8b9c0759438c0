"""One home of a bucket as it was listed: read and written only while nobody else has changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import md5
from typing import Final

from energy_core.home import DEFAULT_HOME_ID
from energy_core.lake import layout
from energy_core.lake.bucket import Bucket, ChangedMeanwhileError
from energy_core.lake.store import Entries, Entry, Keys
from energy_core.lake.uploads import is_upload

UNKNOWN: Final = datetime.min.replace(tzinfo=UTC)
"""When this run wrote an object: S3 knows, and only the times of uploads say anything."""


class Snapshot:
    """The objects of one home, a Store of its own.

    Every write is made over what was listed, else ChangedMeanwhileError: of two runs of one home, the one
    that began with older files can't write over the other. What would be written as it is stays untouched.

    check : called before each request; what it raises ends the run.
    """

    orders_uploads = True

    def __init__(self, bucket: Bucket, home_id: str, *, check: Callable[[], None] = lambda: None) -> None:
        self._bucket, self._home_id, self._check = bucket, home_id, check
        self._there = self._listed()

    def __str__(self) -> str:
        return str(self._bucket)

    @property
    def etags(self) -> dict[str, str]:
        """Etag by key of all that makes the home: its uploads, what is known of it, what was made of them."""
        return etags(self._home_id, self._there)

    def is_as_listed(self) -> bool:
        """Whether the bucket holds now what this run found there and wrote, and nothing else."""
        return etags(self._home_id, self._listed()) == self.etags

    def get(self, key: str) -> bytes | None:
        """The bytes that were listed. Raises ChangedMeanwhileError if they are not there any more."""
        entry = self._there.get(key)
        if entry is None:
            return None
        self._check()
        content = self._bucket.get(key, etag=entry.etag)
        if content is None:
            raise ChangedMeanwhileError(f"{key} was deleted meanwhile. Try again.", where={"key": key})
        return content

    def put(self, key: str, content: bytes) -> None:
        there = self._there.get(key)
        if there is not None and there.etag == md5(content, usedforsecurity=False).hexdigest():
            return
        self._check()
        etag = self._bucket.replace(key, content, etag=there.etag if there else None)
        self._there[key] = Entry(key, etag, UNKNOWN, len(content))

    def copy(self, source: Entry, key: str) -> None:
        """Copy an object of the home within the bucket."""
        there = self._there.get(key)
        if there is None or there.etag != source.etag:
            self._check()
            self._there[key] = Entry(key, self._bucket.copy(source, key), UNKNOWN, source.size)

    def delete(self, key: str) -> None:
        if key in self._there:
            self._check()
            self._bucket.delete(key)
            del self._there[key]

    def list(self, prefix: str) -> Keys:
        return [entry.key for entry in self.entries(prefix)]

    def entries(self, prefix: str, *, deep: bool = True) -> Entries:
        found = (self._there[key] for key in sorted(self._there) if key.startswith(prefix))
        return [entry for entry in found if deep or "/" not in entry.key.removeprefix(prefix)]

    def folders(self, prefix: str) -> Keys:
        below = (key.removeprefix(prefix) for key in self._there if key.startswith(prefix))
        return sorted({name.partition("/")[0] for name in below if "/" in name})

    def _listed(self) -> dict[str, Entry]:
        """Outputs first, uploads last: what is found of them is then never older than the outputs."""
        made = layout.outputs_of(self._home_id)
        kinds = ("homes", "receipts", "quarantine", "raw")
        prefixes = [*made, *(f"{kind}/{self._home_id}/" for kind in kinds)]
        there: dict[str, Entry] = {}
        for prefix in prefixes:
            self._check()
            found = self._bucket.entries(prefix)
            there |= {e.key: e for e in found if prefix.endswith("/") or e.key == prefix}
        if self._home_id == DEFAULT_HOME_ID:
            self._check()
            there |= {entry.key: entry for entry in self._bucket.entries("raw/", deep=False)}
        return there


def etags(home_id: str, there: Mapping[str, Entry]) -> dict[str, str]:
    """Etag by key of what makes a home."""
    return {
        key: entry.etag
        for key, entry in sorted(there.items())
        if layout.makes_home(key, home_id) and (is_upload(entry) or not key.startswith("raw/"))
    }
