"""Content as one self-contained HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from energy_core import words
from energy_core.report.content import Document
from energy_core.report.inert import cell
from energy_core.report.plane import NARROW, WIDE
from energy_core.report.svg import Picture, picture

FOLDER: Final = Path(__file__).parent


def as_html(document: Document) -> str:
    """Everything that is text is escaped by the template; only our own SVG and style sheets are markup."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["cell"] = cell
    environment.filters["label"] = words.label
    environment.filters["charts"] = _charts
    environment.filters["kind"] = lambda block: type(block).__name__
    template = environment.get_template("report.html")
    style = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("report.css", "chart.css"))
    return template.render(document=document, style=Markup(style))  # noqa: S704 — our own files


def _charts(block: Picture) -> Markup:
    """The chart for wide and for narrow screens; the style sheet shows one of them."""
    both = picture(block, WIDE, suffix="-wide") + picture(block, NARROW, suffix="-narrow")
    return Markup(both)  # noqa: S704 — svg.py escapes every text
