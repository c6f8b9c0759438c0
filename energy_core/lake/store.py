"""Objects under keys, each written whole or not at all: what every lake stands on, and the folder."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from energy_core.errors import StoreError

UNFINISHED: Final = ".unfinished-"


@dataclass(frozen=True)
class Entry:
    """An object without its bytes. Other bytes have another `etag`. size [bytes]."""

    key: str
    etag: str
    modified_at: datetime
    size: int


Keys = list[str]
Entries = list[Entry]


class Store(Protocol):
    """Where a lake lies. Every method raises StoreError when the place fails.

    orders_uploads : whether `modified_at` tells which upload came first; else the receipts count them.
    """

    orders_uploads: bool

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes) -> None: ...

    def list(self, prefix: str) -> Keys: ...

    def entries(self, prefix: str, *, deep: bool = True) -> Entries: ...

    def folders(self, prefix: str) -> Keys: ...

    def delete(self, key: str) -> None: ...


class Folder:
    """Objects as files below `path`. Every method raises StoreError when the disk fails."""

    orders_uploads = False
    """Copying a folder changes the times of its files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, None if there are none."""
        try:
            return self._file(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise _failed("read", key, error) from error

    def put(self, key: str, content: bytes) -> None:
        """Write an object. Readers see the old bytes or the new ones, also after a power cut."""
        target = self._file(key)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(unfinished).replace(target)
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
            _flush_folder(target.parent)
        except OSError as error:
            raise _failed("write", key, error) from error

    def list(self, prefix: str) -> Keys:
        """All keys that begin with the prefix, sorted."""
        return self._keys(prefix, "**/*")

    def entries(self, prefix: str, *, deep: bool = True) -> Entries:
        """What is there below the prefix, sorted by key; not `deep` = without what lies in folders below."""
        keys = self._keys(prefix, "**/*" if deep else "*")
        return [entry for key in keys if (entry := self._entry(key)) is not None]

    def folders(self, prefix: str) -> Keys:
        """The names of the folders right below the prefix, sorted; those without any file do not count."""
        top, begin = self._place(prefix)
        try:
            found = [
                path
                for path in top.glob("*")
                if path.name.startswith(begin) and path.is_dir() and _has_files(path)
            ]
        except OSError as error:
            raise _failed("list", prefix, error) from error
        return sorted(path.name.removeprefix(begin) for path in found)

    def _keys(self, prefix: str, pattern: str) -> Keys:
        top, _ = self._place(prefix)
        try:
            files = [path for path in top.glob(pattern) if _is_whole(path)]
        except OSError as error:
            raise _failed("list", prefix, error) from error
        keys = (path.relative_to(self.path).as_posix() for path in files)
        return sorted(key for key in keys if key.startswith(prefix))

    def _place(self, prefix: str) -> tuple[Path, str]:
        """The folder to look in, and how names in it begin."""
        folder, _, begin = prefix.rpartition("/")
        return self._file(folder) if folder else self.path, begin

    def delete(self, key: str) -> None:
        """Delete an object if it is there, and the folders that are empty then."""
        file = self._file(key)
        try:
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder == self.path or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        except NotADirectoryError:
            return
        except OSError as error:
            raise _failed("delete", key, error) from error

    def _entry(self, key: str) -> Entry | None:
        try:
            found = self._file(key).stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failed("read", key, error) from error
        etag = f"{found.st_size:x}-{found.st_mtime_ns:x}"
        return Entry(key, etag, datetime.fromtimestamp(found.st_mtime, UTC), found.st_size)

    def _file(self, key: str) -> Path:
        parts = key.rstrip("/").split("/")
        if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
            raise ValueError(f"{key!r} is no key of a lake")
        return self.path.joinpath(*parts)


def _is_whole(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(UNFINISHED)


def _has_files(folder: Path) -> bool:
    return any(
        not name.startswith(UNFINISHED) for _, _, names in os.walk(folder, onerror=_raised) for name in names
    )


def _raised(error: OSError) -> None:
    raise error


def _flush_folder(folder: Path) -> None:
    """Make a rename outlast a power cut; Windows can't open folders and needs no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(verb: str, key: str, error: OSError) -> StoreError:
    reason = error.strerror or "the disk failed"
    return StoreError(
        f"Could not {verb} {key} in the lake: {reason}. Nothing was half-written; try again.",
        where={"key": key},
    )
