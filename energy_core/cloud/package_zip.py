"""A folder as a zip that is the same, byte for byte, whenever and wherever it is made from the same files."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

from energy_core.errors import RequestError, StoreError

MOST_UNZIPPED_MB: Final = 235
"""Lambda refuses more than 250 MB unzipped (AWS, Lambda quotas, 2026); some room is left for its count."""

MOST_NAMED: Final = 6
"""How many of the largest packages a refusal names."""

LEVEL: Final = 6
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first instant a zip can name."""

UNIX: Final = 3
EXECUTABLE: Final = 0o100755
READABLE: Final = 0o100644


def sizes_mb(folder: Path) -> dict[str, float]:
    """Megabytes (10^6 bytes) of each package or file directly below a folder, the largest first."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(folder).parts[0]] += path.stat().st_size
    return {name: size / 1e6 for name, size in sizes.most_common()}


def check_size(folder: Path, *, most_mb: float = MOST_UNZIPPED_MB) -> float:
    """The size of a folder [MB]. Raises RequestError, naming what is big, when Lambda would refuse it."""
    sizes = sizes_mb(folder)
    total = sum(sizes.values())
    if total > most_mb:
        largest = ", ".join(f"{name} {size:.1f}" for name, size in list(sizes.items())[:MOST_NAMED])
        raise RequestError(
            f"The package needs to stay within {most_mb:g} MB unzipped; it would have {total:.1f} MB, "
            f"of these {largest}. Nothing was written. Leave packages out of requirements-lambda.txt.",
            where={"unzipped_mb": round(total)},
        )
    return total


def write_zip(folder: Path, out: Path) -> None:
    """Write all files below a folder; the zip is there whole or not at all. Raises StoreError."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=out.parent)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as packed:
                for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
                    if path.is_file():
                        _add(packed, path, path.relative_to(folder).as_posix())
            # mkstemp makes it the owner's alone
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(out)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"Could not write {out}: {error.strerror or 'the disk failed'}. Nothing was half-written.",
            where={"file": str(out)},
        ) from error


def _add(packed: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = UNIX
    # decided by name, not taken from the disk: some disks know no modes
    entry.external_attr = (EXECUTABLE if name.endswith(".bin") else READABLE) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, path.read_bytes(), compresslevel=LEVEL)
