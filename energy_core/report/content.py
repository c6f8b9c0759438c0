"""What a report is made of, before it is HTML or Markdown. All text is plain: the renderers escape it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from energy_core.insights import Finding
from energy_core.report.svg import Picture


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Headline:
    """One figure of the summary: what it is, its value, a word on it."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Headlines:
    items: tuple[Headline, ...]


@dataclass(frozen=True)
class Findings:
    items: tuple[Finding, ...]


@dataclass(frozen=True)
class Table:
    """Text in rows; the columns in `numeric` are aligned to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Heat:
    """A table whose cells are shaded: text, and a level from 0 (least) to 9."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, int] | None, ...]], ...]


@dataclass(frozen=True)
class Definitions:
    items: tuple[tuple[str, str], ...]


Block = Paragraph | Headlines | Findings | Table | Heat | Definitions | Picture


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    title: str
    subtitle: str
    sections: tuple[Section, ...]


def why_not(reasons: Mapping[str, str], part: str) -> Paragraph:
    """Why a part of the analysis is not there, and what would help."""
    return Paragraph(reasons.get(part, "These readings are too few for that."))
