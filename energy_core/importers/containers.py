"""Archives around meter files: ZIP, gzip, bzip2, xz, unpacked in memory within limits; nothing is written."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Final, Protocol

from energy_core.errors import UnreadableFileError
from energy_core.importers.foreign_files import LARGEST_BYTES

MOST_MEMBERS: Final = 5_000
MOST_RATIO: Final = 200
"""Meter files shrink 5 to 50 times (measured on sample files, 2026); a bomb shrinks 1,000 times."""
SMALL_BYTES: Final = 64 << 20
"""Below this size the ratio does not matter: a small file of zeros is no bomb."""
CHUNK: Final = 1 << 20

DOCUMENT_PARTS: Final = (b"[Content_Types].xml", b"xl/", b"mimetypeapplication/vnd.")
"""What the first bytes of office documents hold, which are ZIP files too."""
_JUNK: Final = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Member:
    """A file of an archive: its name in it, and how to get at it."""

    name: str
    content: Callable[[], bytes]


class _Decompressor(Protocol):
    """What zlib, bz2 and lzma have in common; `max_length` bounds what one call gives."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


@dataclass
class Budget:
    """What all archives of one file may unpack to together."""

    name: str
    packed: int
    produced: int = 0

    def take(self, count: int) -> None:
        """Raises UnreadableFileError once more comes out than a meter file can hold."""
        self.produced += count
        bomb = self.produced > SMALL_BYTES and self.produced > MOST_RATIO * self.packed
        if bomb or self.produced > LARGEST_BYTES:
            most = SMALL_BYTES if bomb else LARGEST_BYTES
            raise UnreadableFileError(
                f"Needed an archive of meter files; {self.name} unpacks to more than {most // 1_000_000:,} "
                "MB, far more than such files hold. It was not read. Unpack it and add the file with your "
                "readings.",
                where={"file": self.name},
            )


def is_archive(content: bytes) -> bool:
    """Whether content is an archive that is opened here; a workbook is a ZIP file, but no archive."""
    if content.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")):
        return True
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return False
    names = zip_names(content)
    if names is None:
        return not any(part in content[:65_536] for part in DOCUMENT_PARTS)
    return not is_document(names)


def is_document(names: Sequence[str]) -> bool:
    """Whether a ZIP file with these members is a document of an office program."""
    return "[Content_Types].xml" in names or names[:1] == ["mimetype"]


def zip_names(content: bytes) -> list[str] | None:
    """The names of a ZIP file's members; None if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def members(content: bytes, *, name: str, budget: Budget | None = None) -> list[Member]:
    """The files of an archive in their order; folders and what systems add (__MACOSX, .DS_Store) left out.

    Raises UnreadableFileError for one that is damaged, empty, encrypted, or holds paths that lead elsewhere;
    `Member.content` does so too, and for what unpacks to far more than meter files do.
    """
    budget = budget or Budget(name, len(content))
    if content.startswith(b"PK"):
        return _zip_members(content, name=name, budget=budget)
    stem = PurePosixPath(name).name
    inside = stem.rpartition(".")[0] if stem.lower().endswith((".gz", ".bz2", ".xz")) else stem
    return [Member(inside or stem, partial(_single, content, name=name, budget=budget))]


def _zip_members(content: bytes, *, name: str, budget: Budget) -> list[Member]:
    with _damage(name), zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries:
        raise UnreadableFileError(
            f"Needed a meter file; the archive {name} is empty. Download it again.", where={"file": name}
        )
    if len(entries) > MOST_MEMBERS:
        raise UnreadableFileError(
            f"Needed an archive of at most {MOST_MEMBERS:,} files; {name} has {len(entries):,}. Unpack it "
            "and add the files with your readings.",
            where={"file": name},
        )
    names = [entry.filename.replace("\\", "/") for entry in entries]
    _refuse_paths(names, name=name)
    return [
        Member(path, partial(_unzipped, content, entry, name=name, budget=budget))
        for path, entry in zip(names, entries, strict=True)
        if not _is_junk(path)
    ]


def _refuse_paths(names: Sequence[str], *, name: str) -> None:
    for path in names:
        if path.startswith("/") or ".." in path.split("/") or path[1:3] == ":/":
            raise UnreadableFileError(
                f"Needed an archive of plain files; {name} holds a file whose path leads out of it "
                f"({path[:80]!r}). It was not opened; download it again.",
                where={"file": name},
            )


def _is_junk(path: str) -> bool:
    parts = path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1].lower() in _JUNK


def _unzipped(content: bytes, entry: zipfile.ZipInfo, *, name: str, budget: Budget) -> bytes:
    if entry.flag_bits & 1:
        raise UnreadableFileError(
            f"Needed a file that is not protected; {name} is a password-protected (encrypted) archive. "
            "Unpack it with its password and add the file inside.",
            where={"file": name},
        )
    with _damage(name), zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(entry) as stream:
        return _gathered(iter(lambda: stream.read(CHUNK), b""), budget)


def _single(content: bytes, *, name: str, budget: Budget) -> bytes:
    with _damage(name):
        return _gathered(_decompressed(content), budget)


def _decompressed(content: bytes) -> Iterator[bytes]:
    """The content of a gzip, bzip2 or xz file, which may be several of them one after the other."""
    place = 0
    while place < len(content):
        engine, data = _engine(content[place : place + 6]), b""
        while not engine.eof:
            piece = engine.decompress(data, CHUNK)
            data = getattr(engine, "unconsumed_tail", b"")
            if not piece and not data and not engine.eof:
                if place >= len(content):
                    raise EOFError("its end is missing")
                data = content[place : place + CHUNK]
                place += len(data)
            yield piece
        place -= len(engine.unused_data)
        while content[place : place + 1] == b"\x00":
            place += 1


def _engine(head: bytes) -> _Decompressor:
    if head.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(wbits=31)
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMADecompressor(memlimit=256 << 20)
    raise EOFError("something else follows the archive")


def _gathered(pieces: Iterator[bytes], budget: Budget) -> bytes:
    found = io.BytesIO()
    for piece in pieces:
        budget.take(len(piece))
        found.write(piece)
    return found.getvalue()


@contextmanager
def _damage(name: str) -> Iterator[None]:
    try:
        yield
    except NotImplementedError as error:
        raise UnreadableFileError(
            f"Needed an archive packed in a usual way; {name} is not ({error}). Unpack it and add the file "
            "inside.",
            where={"file": name},
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableFileError(
            f"Needed a whole archive; {name} is damaged or incomplete ({str(error)[:80]}). Download it "
            "again.",
            where={"file": name},
        ) from error
