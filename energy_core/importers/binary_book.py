"""Workbooks of bytes (.xls of Excel 97 to 2003, .xlsb): read as any other workbook."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import Row, Sheet, header_of, read_sheets
from energy_core.importers.xlsx_cells import text_of

FORMAT: Final = "xls"

MOST_CELLS: Final = 10_000_000
"""A sheet of .xls has at most 65,536 rows: a year of ten minutes of some dozens of meters."""
MOST_BYTES: Final = 200_000_000
MOST_MEMORY: Final = 2 << 30
"""What the library may take; it keeps each sheet's whole rectangle. [bytes]"""
LONGEST_SECONDS: Final = 120.0
CLOCK: Final = "hh:mm:ss"

_OLD: Final = b"\xd0\xcf\x11\xe0"
_SAVE: Final = "Open it in your spreadsheet program, save it as .xlsx or CSV and add that."
_CELLS: Final = Path(__file__).with_name("binary_cells.py")
_TOO_LARGE, _LOCKED = 3, 4


def recognises(head: bytes) -> bool:
    """The container of the older Office documents."""
    return head.startswith(_OLD)


def read(content: bytes, *, name: str, hints: Hints, kind: str = ".xls") -> Import:
    """Read the file. Raises UnreadableFileError for an empty, damaged, locked or huge one.

    kind : how such a workbook's name ends.
    """
    sheets = [
        Sheet(title, partial(_rows, rows)) for title, rows in _sheets(content, name=name, kind=kind) if rows
    ]
    if not sheets:
        raise UnreadableFileError(
            f"Needed a workbook with readings; {name} is empty. Download a period that has data.",
            where={"file": name},
        )
    return read_sheets(sheets, name=name, form=FORMAT, hints=hints, noun="sheet")


def column_names(content: bytes) -> list[str]:
    """What stands in the headers of its sheets, by which the next workbook of the same kind is known."""
    try:
        sheets = _sheets(content, name="the workbook", kind=".xls")
    except UnreadableFileError:
        return []
    return [cell for _, rows in sheets for cell in header_of(_rows(rows))]


def _sheets(content: bytes, *, name: str, kind: str) -> list[tuple[str, list[list[Any]]]]:
    """The filled rows of each sheet, the number of the row first."""
    found: list[tuple[str, list[list[Any]]]] = []
    for line in _lines(content, name=name, kind=kind):
        row = json.loads(line, object_hook=_value)
        if isinstance(row, str):
            found.append((row, []))
        else:
            found[-1][1].append(row)
    return found


def _lines(content: bytes, *, name: str, kind: str) -> list[bytes]:
    if find_spec("python_calamine") is None:
        raise UnknownFormatError(
            f"Needed a meter file as CSV or .xlsx; {name} is an old or binary Excel workbook "
            f"({kind}), which is not read here. {_SAVE}",
            where={"file": name},
        )
    if len(content) > MOST_BYTES:
        raise _too_large(name)
    # Our own script in this interpreter; the file is nothing but its input.
    command = [sys.executable, "-I", str(_CELLS), str(MOST_CELLS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603  the command is ours alone
            command, input=content, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(name) from error
    if done.returncode == _TOO_LARGE:
        raise _too_large(name)
    if done.returncode == _LOCKED:
        raise UnknownFormatError(
            f"Needed a workbook that can be opened; {name} is protected by a password. Save it without "
            "one and add that.",
            where={"file": name},
        )
    if done.returncode:
        raise MalformedFileError(
            f"Needed a whole Excel workbook ({kind}); {name} is damaged, incomplete, another kind of "
            f"document or larger than any such workbook of readings. {_SAVE}",
            where={"file": name},
        )
    return done.stdout.splitlines()


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed a workbook of at most {MOST_CELLS:,} cells; {name} has more. Keep the sheet with the "
        "readings, and in it the time and the meters.",
        where={"file": name},
    )


def _value(found: dict[str, Any]) -> Any:
    if "sheet" in found:
        return found["sheet"]
    if "at" in found:
        return datetime.fromisoformat(found["at"])
    return date.fromisoformat(found["on"]) if "on" in found else timedelta(seconds=found["lasts"])


def _rows(rows: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """Cells as text. A day in a column of moments is its midnight: the library leaves out a time of 00:00."""
    moments = {i for row in rows for i, cell in enumerate(row) if isinstance(cell, datetime)}
    for number, *cells in rows:
        yield number, [_text(cell, i in moments) for i, cell in enumerate(cells, 1)]


def _text(cell: Any, is_moment: bool) -> str:
    if is_moment and isinstance(cell, date) and not isinstance(cell, datetime):
        cell = datetime.fromisoformat(cell.isoformat())
    return text_of(cell, CLOCK if isinstance(cell, datetime) else "")
