"""Excel workbooks (.xlsx, .xlsm): the sheet with the readings is found, and read as any other table."""

from __future__ import annotations

from functools import partial
from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.importers import binary_book
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import Sheet, header_of, read_sheets
from energy_core.importers.xlsx_book import Book, is_binary, opened

FORMAT: Final = "xlsx"


def recognises(head: bytes) -> bool:
    """A ZIP file: archives of meter files were unpacked before, so this is a document."""
    return head.startswith(b"PK\x03\x04")


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnreadableFileError for an empty or damaged workbook, or one of another kind."""
    if is_binary(content):
        return binary_book.read(content, name=name, hints=hints, kind=".xlsb")
    sheets = _sheets(opened(content, name=name))
    filled = [sheet for sheet in sheets if next(sheet.rows(), None) is not None]
    if not filled:
        raise UnreadableFileError(
            f"Needed a workbook with readings; {name} is empty. Download a period that has data.",
            where={"file": name},
        )
    return read_sheets(filled, name=name, form=FORMAT, hints=hints, noun="sheet")


def column_names(content: bytes) -> list[str]:
    """What stands in the headers of its sheets, by which the next workbook of the same kind is known."""
    if is_binary(content):
        return binary_book.column_names(content)
    try:
        sheets = _sheets(opened(content, name="the workbook"))
        return [cell for sheet in sheets for cell in header_of(sheet.rows())]
    except UnreadableFileError:
        return []


def _sheets(book: Book) -> list[Sheet]:
    return [Sheet(str(sheet.title), partial(book.rows, sheet)) for sheet in book.sheets()]
