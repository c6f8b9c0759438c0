"""Text from a file as text: never markup, a link, a formula or a direction of its neighbours."""

from __future__ import annotations

import re
from typing import Final

from energy_core import words

FORMULA: Final = re.compile(r"[=+\-@]")
NUMBER: Final = re.compile(r"[+-]?([A-Z]{3} |[A-Z]{0,2}[£€$¥₹])?[\d.,]+(%| kWh| k?W)?")
MARKDOWN: Final = re.compile(r"([\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_]))")
LINK: Final = re.compile(r"(?i)(https?|ftp|mailto|javascript|data):|(www)\.")
LEADING: Final = re.compile(r"([#+\-=>:]|\d+(?=[.)]))")


def cell(text: str) -> str:
    """One line; an apostrophe in front of what a spreadsheet would take for a formula."""
    shown = words.label(text) if text else ""
    return f"'{shown}" if FORMULA.match(shown) and not NUMBER.fullmatch(shown) else shown


def markdown(text: str) -> str:
    """One line of Markdown that reads as the text."""
    shown = words.label(text) if text else ""
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = MARKDOWN.sub(r"\\\1", shown)
    shown = LINK.sub(lambda found: f"{found[1]}&#58;" if found[1] else f"{found[2]}&#46;", shown)
    return shown.replace("@", "&#64;")


def markdown_paragraph(text: str) -> str:
    """The same at the start of a line, where some characters begin a heading, a list or a quotation."""
    shown = markdown(text)
    first = LEADING.match(shown)
    if first is None:
        return shown
    return f"{first[0]}\\{shown[first.end() :]}" if first[0].isdigit() else f"\\{shown}"
