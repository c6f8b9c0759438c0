"""Excel's XML of 2003, which portals save as .xls or .xml: read as any other table."""

from __future__ import annotations

from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import read_sheets
from energy_core.importers.xml_sheets import excel_cell, sheets_in

FORMAT: Final = "spreadsheet_xml"

NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"


def recognises(head: bytes) -> bool:
    """XML with the namespace of Excel's sheets."""
    text = head[:8192].replace(b"\x00", b"")
    return text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and NAMESPACE in text


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnreadableFileError for an empty or damaged one."""
    begin = (
        content if content.startswith((b"\xff\xfe", b"\xfe\xff")) else content.lstrip(b"\xef\xbb\xbf \t\r\n")
    )
    sheets = sheets_in(begin, excel_cell, name=name)
    if not sheets:
        raise UnreadableFileError(
            f"Needed a spreadsheet with readings; {name} is empty. Download a period that has data.",
            where={"file": name},
        )
    return read_sheets(sheets, name=name, form=FORMAT, hints=hints, noun="sheet")
