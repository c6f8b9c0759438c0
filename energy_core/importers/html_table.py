"""Tables of a web page, which many portals save as .xls: read as any other table. Nothing of it is run."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.importers.encoding import utf8
from energy_core.importers.foreign_files import web_page
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import Row, Sheet, read_sheets

FORMAT: Final = "html_table"

LARGEST_BYTES: Final = 100_000_000
MOST_CELLS: Final = 10_000_000
MOST_TABLES: Final = 200
MOST_SPAN: Final = 400
LOOKED_AT: Final = 4_096
SILENT: Final = ("script", "style", "title", "textarea")
"""Elements whose text is not shown in a table."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})((?:[\s/][^<>]*)?)>")
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,4})", re.I)

_BEGIN: Final = re.compile(
    rb"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<\s*(?:!doctype\s+html|html|head|body|table|meta|style|div|form)\b",
    re.I | re.S,
)


def recognises(head: bytes) -> bool:
    """A page, or what begins like one."""
    text = head[:LOOKED_AT].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _BEGIN.match(text) is not None


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnknownFormatError for a page without readings, such as a login page."""
    if len(content) > LARGEST_BYTES:
        raise web_page(name)
    page = _Page()
    page.read(_without_comments(utf8(content, name=name)[0].decode()))
    tables = [rows for rows in page.tables if len(rows) > 2 and max(map(len, rows)) > 1]
    sheets = [Sheet(f"table {i}", partial(_numbered, rows)) for i, rows in enumerate(tables, 1)]
    if not sheets:
        raise web_page(name)
    try:
        return read_sheets(sheets, name=name, form=FORMAT, hints=hints, noun="table")
    except UnknownFormatError as error:
        if page.has_form:
            raise web_page(name) from error
        raise


def _without_comments(text: str) -> str:
    """The page without its comments: the parser looks for the end of each from its beginning."""
    parts, place = [], 0
    while (begin := text.find("<!--", place)) >= 0:
        parts.append(text[place:begin])
        end = text.find("-->", begin + 4)
        if end < 0:
            return "".join(parts)
        place = end + 3
    return "".join([*parts, text[place:]])


def _numbered(rows: Sequence[list[str]]) -> Iterator[Row]:
    yield from enumerate(rows, 1)


class _Page:
    """The cells of all tables; a table within a cell is a table of its own.

    Tags are found by one pattern that never looks further than the next `<`: hostile pages take no longer.
    """

    def __init__(self) -> None:
        self.tables: list[list[list[str]]] = []
        self.has_form = False
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._width = 1
        self._count = 0

    def read(self, text: str) -> None:
        place, silent = 0, ""
        for match in _TAG.finditer(text):
            closing, tag, attributes = match[1] == "/", match[2].lower(), match[3]
            if silent:
                silent = "" if closing and tag == silent else silent
            else:
                self._data(text[place : match.start()])
                silent = tag if tag in SILENT and not closing else ""
                self._close(tag) if closing else self._begin(tag, attributes)
            place = match.end()
        self._end_cell()

    def _begin(self, tag: str, attributes: str) -> None:
        if tag in ("form", "input"):
            self.has_form = True
        elif tag == "table" and len(self.tables) < MOST_TABLES:
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            self._begin_cell(attributes)
        elif tag in ("br", "p", "div"):
            self._data(" ")

    def _begin_cell(self, attributes: str) -> None:
        if not self._open[-1]:
            self._open[-1].append([])
        span = _SPAN.search(attributes)
        self._width = max(1, min(int(span[1]), MOST_SPAN)) if span else 1
        self._count += self._width
        if self._count > MOST_CELLS:
            raise UnreadableFileError(
                f"Needed a page with at most {MOST_CELLS:,} cells; this one has more. Download a shorter "
                "period.",
            )
        self._cell = []

    def _close(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def _end_cell(self) -> None:
        """The text of a cell; one that is wider than a column stands in each."""
        if self._cell is not None and self._open and self._open[-1]:
            text = " ".join(html.unescape("".join(self._cell)).split())
            self._open[-1][-1] += [text] * self._width
        self._cell = None

    def _data(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)
