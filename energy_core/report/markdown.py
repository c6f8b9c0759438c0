"""Content as one Markdown file that also reads well as plain text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import singledispatch
from pathlib import Path
from typing import Final

from energy_core.insights import Finding
from energy_core.report.content import (
    Definitions,
    Document,
    Findings,
    Headlines,
    Heat,
    Paragraph,
    Table,
)
from energy_core.report.inert import cell, markdown, markdown_paragraph
from energy_core.report.plane import WIDE
from energy_core.report.svg import Picture, picture

STYLE: Final = Path(__file__).parent / "chart.css"


def as_markdown(document: Document) -> str:
    """One heading, the sections, a blank line between all blocks."""
    parts = [f"# {markdown(document.title)}", markdown_paragraph(document.subtitle)]
    for section in document.sections:
        parts.append(f"## {markdown(section.title)}")
        for block in section.blocks:
            parts += _lines(block)
    return "\n\n".join(part for part in parts if part) + "\n"


@singledispatch
def _lines(block: object) -> list[str]:
    raise ValueError(f"no Markdown for {type(block).__name__}")


@_lines.register
def _(block: Paragraph) -> list[str]:
    return [markdown_paragraph(block.text)]


@_lines.register
def _(block: Headlines) -> list[str]:
    return [_table(("Figure", "Value", ""), [(item.name, item.value, item.note) for item in block.items])]


@_lines.register
def _(block: Findings) -> list[str]:
    return [part for number, item in enumerate(block.items, 1) for part in _finding(number, item)]


def _finding(number: int, item: Finding) -> Iterator[str]:
    yield f"### {number}. {markdown(item.title)}"
    yield markdown_paragraph(item.text)
    if item.advice:
        yield f"*What to do:* {markdown(item.advice)}"


@_lines.register
def _(block: Table) -> list[str]:
    return [f"**{markdown(block.caption)}**", _table(block.columns, block.rows, numeric=block.numeric)]


@_lines.register
def _(block: Heat) -> list[str]:
    rows = [(name, *(value[0] if value else "" for value in values)) for name, values in block.rows]
    numeric = frozenset(range(1, len(block.columns) + 1))
    return [f"**{markdown(block.caption)}**", _table(("", *block.columns), rows, numeric=numeric)]


@_lines.register
def _(block: Definitions) -> list[str]:
    return ["\n".join(f"- **{markdown(name)}**: {markdown(text)}" for name, text in block.items)]


@_lines.register
def _(block: Picture) -> list[str]:
    image = picture(block, WIDE, style=STYLE.read_text(encoding="utf-8"))
    code = b64encode(image.encode()).decode("ascii")
    return [f"![{markdown(f'{block.title}. {block.description}')}](data:image/svg+xml;base64,{code})"]


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: frozenset[int] = frozenset()
) -> str:
    """Padded, so that it is a table to the eye as well."""
    cells = [[markdown(cell(text)) for text in row] for row in (columns, *rows)]
    widths = [max(3, *(len(row[i]) for row in cells)) for i in range(len(columns))]
    rule = "|".join(f" {'-' * (w - 1)}: " if i in numeric else f" {'-' * w} " for i, w in enumerate(widths))
    lines = [_row(row, widths, numeric) for row in cells]
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _row(row: Sequence[str], widths: Sequence[int], numeric: frozenset[int]) -> str:
    padded = (
        text.rjust(width) if i in numeric else text.ljust(width)
        for i, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(padded)} |"
