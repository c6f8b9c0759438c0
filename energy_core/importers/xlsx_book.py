"""A workbook (.xlsx, .xlsm) -> its sheets as rows of text, read as a stream and within limits."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers.sheets import Row
from energy_core.importers.xlsx_cells import text_of
from energy_core.importers.xml_limits import refuse_endless_tags

MOST_CELLS: Final = 40_000_000
"""A year of minutes of a dozen meters has six million."""
MOST_BYTES: Final = 1_000_000_000
MOST_STRING_BYTES: Final = 60_000_000
MOST_SHEETS: Final = 60
MOST_COLUMNS: Final = 1_200
TALL: Final = 3
"""A text merged over more rows than a header has belongs to each of them; a date always does."""
PIECE: Final = 2 << 20
MOST_REST: Final = 16 << 20
KINDS: Final = {
    "word/": "a Word document", "ppt/": "a presentation", "Index/": "a Numbers document",
    "content.xml": "an OpenDocument file",
}  # fmt: skip
MOST_EMPTY_ROWS: Final = 20_000
"""So many empty rows in succession are the rest of a sheet that was formatted to its last row."""
AT_ONCE: Final = 500

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?"
    rb"\s*</(?:\w+:)?c>"
)
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, ArithmeticError, RuntimeError, SyntaxError, AssertionError,
)  # fmt: skip
"""What openpyxl raises for damaged or hostile parts, XML with entities among them."""


@dataclass(frozen=True)
class Merge:
    """Cells shown as one; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Book:
    """An open workbook. cells : how many were looked at, over all sheets."""

    name: str
    archive: zipfile.ZipFile
    workbook: Any
    cells: int = 0
    formats: dict[int, str] = field(default_factory=dict)

    def sheets(self) -> list[Any]:
        """Worksheets that are shown, or, if there is none, the hidden ones."""
        shown = [sheet for sheet in self.workbook.worksheets if sheet.sheet_state == "visible"]
        return (shown or list(self.workbook.worksheets))[:MOST_SHEETS]

    def rows(self, sheet: Any) -> Iterator[Row]:
        """The rows of a sheet as text, merged cells filled in. Raises MalformedFileError."""
        merges = self._merges(sheet)
        open_merges: list[tuple[Merge, str]] = []
        for number, texts in self._texts(sheet):
            for merge in merges.get(number, ()):
                value = texts[merge.left - 1] if merge.left <= len(texts) else ""
                _fill_across(texts, merge, value)
                if value and (value[0].isdigit() or merge.bottom - merge.top >= TALL):
                    open_merges.append((merge, value))
            for merge, value in open_merges:
                if merge.top < number <= merge.bottom:
                    texts += [""] * (merge.right - len(texts))
                    texts[merge.left - 1] = texts[merge.left - 1] or value
            open_merges = [(merge, value) for merge, value in open_merges if number < merge.bottom]
            yield number, texts

    def _texts(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        """Rows that hold anything, each at least as wide as those above it."""
        sheet.reset_dimensions()
        cells = iter(sheet.iter_rows())
        number = empty = width = 0
        while True:
            with _readable(self.name, sheet.title):
                chunk = list(islice(cells, AT_ONCE))
            if not chunk or empty > MOST_EMPTY_ROWS:
                return
            for row in chunk:
                number += 1
                self._count(len(row))
                texts = [self._text(cell) for cell in row]
                while texts and not texts[-1].strip():
                    texts.pop()
                empty = 0 if texts else empty + 1
                width = max(width, len(texts))
                if texts:
                    yield number, texts + [""] * (width - len(texts))

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise UnreadableFileError(
                f"Needed a workbook of at most {MOST_CELLS:,} cells; {self.name} has more. Keep the "
                "sheet with the readings, and in it the time and the meters.",
                where={"file": self.name},
            )

    def _text(self, cell: Any) -> str:
        if cell.value is None or cell.data_type == "e":
            return ""
        style = cell._style_id
        if style not in self.formats:
            self.formats[style] = cell.number_format or ""
        return text_of(cell.value, self.formats[style])

    def _merges(self, sheet: Any) -> dict[int, list[Merge]]:
        """Merged cells by their first row; raises for values that formulas have and nobody computed."""
        found: dict[int, list[Merge]] = {}
        rows = uncomputed = 0
        for part in self._raw(sheet):
            rows += part.count(b"<row") + part.count(b":row ")
            uncomputed += sum(1 for _ in _FORMULA.finditer(part))
            for left, top, right, bottom in _MERGED.findall(part):
                merge = Merge(int(top), _column(left), int(bottom), min(_column(right), MOST_COLUMNS))
                if merge not in found.setdefault(merge.top, []):
                    found[merge.top].append(merge)
        if uncomputed > max(3, rows // 10):
            raise MalformedFileError(
                f"Needed the results of the formulas in the sheet {sheet.title!r} of {self.name}; "
                f"{uncomputed:,} of them were never computed. Open it in your spreadsheet program, save it "
                "and add it again.",
                where={"file": self.name, "sheet": sheet.title},
            )
        return found

    def _raw(self, sheet: Any) -> Iterator[bytes]:
        """The sheet's XML in pieces that end with a whole row."""
        with _readable(self.name, sheet.title):
            stream = self.archive.open(sheet._worksheet_path)
        rest = b""
        with stream:
            while True:
                with _readable(self.name, sheet.title):
                    piece = stream.read(PIECE)
                refuse_endless_tags(piece, name=self.name)
                whole, mark, tail = (rest + piece).rpartition(b"</row>")
                rest = tail[-MOST_REST:]
                yield whole + mark if piece else rest
                if not piece:
                    return


def is_binary(content: bytes) -> bool:
    """Whether a ZIP file is a workbook whose parts are bytes, not XML (.xlsb)."""
    try:
        return "xl/workbook.bin" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    except _DAMAGE:
        return False


def opened(content: bytes, *, name: str) -> Book:
    """Open a workbook. Raises UnreadableFileError for other documents, damage and sizes no meter file has."""
    from openpyxl import load_workbook

    with _readable(name):
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = {entry.filename: entry.file_size for entry in archive.infolist()}
    _refuse_others(names, name=name)
    strings = max((size for part, size in names.items() if part.endswith("haredStrings.xml")), default=0)
    if sum(names.values()) > MOST_BYTES or strings > MOST_STRING_BYTES:
        raise UnreadableFileError(
            f"Needed a workbook of readings; {name} unpacks to {sum(names.values()) // 1_000_000:,} MB, far "
            "more than such a workbook holds. It was not opened. Save the sheet with the readings as CSV.",
            where={"file": name},
        )
    with _readable(name):
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    return Book(name, archive, workbook)


def _refuse_others(names: dict[str, int], *, name: str) -> None:
    """Other documents that are ZIP files inside."""
    if "xl/workbook.xml" in names or any(part.lower() == "xl/workbook.xml" for part in names):
        return
    what = "a document, but no workbook"
    for part, kind in KINDS.items():
        if any(path.startswith(part) for path in names):
            what = kind
    raise UnknownFormatError(
        f"Needed a workbook as .xlsx; {name} is {what}. Open it in the program it was made with, save the "
        "table as .xlsx or CSV and add that.",
        where={"file": name},
    )


@contextmanager
def _readable(name: str, sheet: str = "") -> Iterator[None]:
    """Without openpyxl's remarks on what it leaves out, and with its exceptions as one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _DAMAGE as error:
        where = f" in its sheet {sheet!r}" if sheet else ""
        raise MalformedFileError(
            f"Needed a whole Excel workbook (.xlsx); {name} is damaged or incomplete{where} "
            f"({type(error).__name__}: {str(error)[:60]}). Download it again, or open it in your spreadsheet "
            "program and save the sheet as CSV.",
            where={"file": name},
        ) from error


def _fill_across(texts: list[str], merge: Merge, value: str) -> None:
    """A name above several columns, beside others, holds for each; a title above all columns stands alone."""
    beside = any(
        text for place, text in enumerate(texts, 1) if text and not merge.left <= place <= merge.right
    )
    if merge.right > merge.left and value and beside:
        texts += [""] * (merge.right - len(texts))
        texts[merge.left - 1 : merge.right] = [value] * (merge.right - merge.left + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
