"""One home as one zip: to keep, to move, to restore."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.home import DEFAULT_HOME_ID, Home, home_from_toml
from energy_core.lake.layout import home_key

MAX_ENTRIES: Final = 20_000
MAX_BYTES: Final = 2 << 30
MAX_RATIO: Final = 200
"""Meter files shrink 5 to 50 times (measured on the sample files, 2026); a bomb shrinks 1,000 times."""
SMALL_BYTES: Final = 64 << 20
"""Below this size the ratio does not matter: a small file of zeros is no bomb."""
MADE_AGAIN: Final = ("processed/", "forecast/", "forecast-models/", "anomalies/", "reports/")
MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The first a zip can hold, so that the same home gives the same zip."""


def packed(objects: Mapping[str, bytes]) -> bytes:
    """Objects by key as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in sorted(objects.items()):
            entry = zipfile.ZipInfo(key, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> tuple[Home, dict[str, bytes]]:
    """The home of an export and its files by key: home.toml, uploads, receipts, quarantine.

    Tables and reports are left out: they are made again. Raises UnreadableFileError for anything that is no
    export of one home, for keys outside it and for sizes that no export has.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            home = _home(archive, entries)
            _check_keys(home, entries)
            kept = [entry for entry in entries if not entry.filename.startswith(MADE_AGAIN)]
            _check_sizes(kept)
            return home, {entry.filename: archive.read(entry) for entry in kept}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFileError("Needed the zip that a home was exported as; this is none.") from error


def _home(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Home:
    tomls = [e for e in entries if e.filename.startswith("homes/") and e.filename.endswith("/home.toml")]
    if len(tomls) != 1:
        raise UnreadableFileError(f"Needed the zip of one home; found {len(tomls)} home.toml in it.")
    _check_sizes(tomls)
    key = tomls[0].filename
    try:
        text = archive.read(tomls[0]).decode()
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{key} in the zip is no text.") from error
    home = home_from_toml(text, file=key)
    if key != home_key(home.home_id):
        raise UnreadableFileError(f"{key} in the zip is about another home, {home.home_id}.")
    return home


def _check_keys(home: Home, entries: Sequence[zipfile.ZipInfo]) -> None:
    own = tuple(f"{kind}/{home.home_id}/" for kind in ("homes", "raw", "receipts", "quarantine"))
    for key in (entry.filename for entry in entries):
        loose = home.home_id == DEFAULT_HOME_ID and key.startswith("raw/") and key.count("/") == 1
        if not _is_plain(key) or not (loose or key.startswith((*own, *MADE_AGAIN))):
            raise UnreadableFileError(
                f"Needed the zip of one home, {home.home_id}; found {key!r}, which is none of its files.",
                where={"file": key},
            )


def _is_plain(key: str) -> bool:
    parts = key.split("/")
    return not any(part in ("", ".", "..") for part in parts) and "\\" not in key and "\0" not in key


def _check_sizes(entries: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    compressed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or total > MAX_BYTES:
        raise UnreadableFileError(
            f"The zip holds {len(entries):,} files of {total / 2**20:,.0f} MB; an export of a home has "
            f"at most {MAX_ENTRIES:,} files and {MAX_BYTES / 2**20:,.0f} MB."
        )
    if total > SMALL_BYTES and total / compressed > MAX_RATIO:
        raise UnreadableFileError(
            "The zip unpacks to far more than an export of a home does; it was not opened."
        )
