"""Spreadsheets that are XML inside, OpenDocument and Excel's XML of 2003: rows of text for each sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.sheets import Row, Sheet
from energy_core.importers.xml_limits import refuse_endless_tags

MOST_CELLS: Final = 10_000_000
MOST_REPEATED: Final = 1_200
"""Columns and rows that are repeated further than this are the empty rest of a sheet."""

_TIME: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


@dataclass
class _Table:
    name: str
    rows: list[Row] = field(default_factory=list)
    number: int = 0


CellText = Callable[[Element], str]


def sheets_in(content: bytes, cell_text: CellText, *, name: str) -> list[Sheet]:
    """The sheets that hold anything. Raises MalformedFileError for broken XML and for entities."""
    refuse_endless_tags(content, name=name)
    tables: list[_Table] = []
    cells = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            tag = local(element)
            if event == "start" and tag in ("table", "Worksheet"):
                tables.append(_Table(attribute(element, "name", "Name") or f"sheet {len(tables) + 1}"))
            elif event == "end" and tag in ("table-row", "Row") and tables:
                cells += _add_row(tables[-1], element, cell_text)
                element.clear()
                if cells > MOST_CELLS:
                    raise _too_large(name)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise MalformedFileError(
            f"Needed a whole spreadsheet; {name} is damaged or incomplete ({str(error)[:80]}). Download it "
            "again.",
            where={"file": name},
        ) from error
    return [Sheet(table.name, partial(_rows, table)) for table in tables if table.rows]


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Needed a spreadsheet of at most {MOST_CELLS:,} cells; {name} has more. Keep the sheet with the "
        "readings.",
        where={"file": name},
    )


def _rows(table: _Table) -> Iterator[Row]:
    yield from table.rows


def _add_row(table: _Table, element: Element, cell_text: CellText) -> int:
    place = attribute(element, "Index")
    table.number = int(place) if place else table.number + 1
    texts: list[str] = []
    for cell in element:
        if local(cell) not in ("table-cell", "covered-table-cell", "Cell"):
            continue
        at = attribute(cell, "Index")
        if at:
            texts += [""] * (int(at) - 1 - len(texts))
        text = cell_text(cell)
        repeated = int(attribute(cell, "number-columns-repeated") or 1)
        across = int(attribute(cell, "MergeAcross") or 0)
        texts += [text] * min(repeated, MOST_REPEATED if text else 64) + [text] * min(across, MOST_REPEATED)
    times = int(attribute(element, "number-rows-repeated") or 1)
    if any(texts):
        for number in range(table.number, table.number + min(times, MOST_REPEATED)):
            table.rows.append((number, texts))
    table.number += times - 1
    return len(texts)


def ods_cell(cell: Element) -> str:
    """A cell of an OpenDocument sheet by its type."""
    kind = attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        return attribute(cell, "value") or ""
    if kind == "date":
        return (attribute(cell, "date-value") or "").replace("T", " ")
    if kind == "time" and (match := _TIME.fullmatch(attribute(cell, "time-value") or "")):
        return f"{match[1]}:{match[2]}:{match[3]}"
    return " ".join("".join(part.itertext()) for part in cell if local(part) == "p").strip()


def excel_cell(cell: Element) -> str:
    """A cell of Excel's XML of 2003."""
    data = next((part for part in cell if local(part) == "Data"), None)
    if data is None or attribute(data, "Type") == "Error":
        return ""
    text = "".join(data.itertext()).strip()
    if attribute(data, "Type") != "DateTime":
        return text
    clock = text.partition("T")[2].removesuffix(".000")
    return clock if text.startswith("1899-12-31") else f"{text.partition('T')[0]} {clock}".strip()


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, *names: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] in names:
            return value
    return None
