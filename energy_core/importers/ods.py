"""OpenDocument spreadsheets (.ods), as LibreOffice writes them: read as any other table."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import read_sheets
from energy_core.importers.xml_sheets import ods_cell, sheets_in

FORMAT: Final = "ods"

MOST_BYTES: Final = 400_000_000

_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip
_TYPE: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def recognises(head: bytes) -> bool:
    """A ZIP file whose first member says so."""
    return head.startswith(b"PK\x03\x04") and _TYPE in head[:200]


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnreadableFileError for an empty, damaged or huge one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = archive.getinfo("content.xml").file_size
            if size > MOST_BYTES:
                raise UnreadableFileError(
                    f"Needed a spreadsheet of readings; {name} unpacks to {size // 1_000_000:,} MB, far more "
                    "than that. It was not opened. Save the sheet with the readings as CSV.",
                    where={"file": name},
                )
            inside = archive.read("content.xml")
    except _DAMAGE as error:
        raise MalformedFileError(
            f"Needed a whole spreadsheet (.ods); {name} is damaged, incomplete or protected by a password. "
            "Download it again, or save the sheet as CSV.",
            where={"file": name},
        ) from error
    sheets = sheets_in(inside, ods_cell, name=name)
    if not sheets:
        raise UnreadableFileError(
            f"Needed a spreadsheet with readings; {name} is empty. Download a period that has data.",
            where={"file": name},
        )
    return read_sheets(sheets, name=name, form=FORMAT, hints=hints, noun="sheet")
