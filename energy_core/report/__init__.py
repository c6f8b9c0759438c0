"""The report: one document to keep, print or send, with every chart inside and nothing to load.

HTML and Markdown are made from the same content. There is no clock and no chance in it: the same analysis
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from energy_core import words
from energy_core.errors import UnknownNameError
from energy_core.home import DEFAULT_HOME_ID, Home
from energy_core.report import auditor, bills, method, outlook, overview, shape, unusual
from energy_core.report.content import Document, Section
from energy_core.report.html import as_html
from energy_core.report.markdown import as_markdown
from energy_core.report.wording import in_words

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.assistant.narrative import Narrative

_BUILDERS: Final[Mapping[str, Callable[[Analysis], Section]]] = {
    "summary": overview.summary,
    "findings": overview.findings,
    "usage": shape.usage_section,
    "profile": shape.profile_section,
    "bill": bills.bill_section,
    "audit": auditor.audit_section,
    "anomalies": unusual.anomalies_section,
    "forecast": outlook.forecast_section,
    "quality": method.quality_section,
    "method": method.method_section,
}
SECTIONS: Final = tuple(_BUILDERS)


def report_html(
    analysis: Analysis, *, sections: Sequence[str] | None = None, narrative: Narrative | None = None
) -> str:
    """The report as one HTML file that asks for nothing from outside.

    Raises UnknownNameError for a section that does not exist.
    """
    return as_html(document(analysis, sections=sections, narrative=narrative))


def report_markdown(
    analysis: Analysis, *, sections: Sequence[str] | None = None, narrative: Narrative | None = None
) -> str:
    """The report as one Markdown file; charts are images inside it, their figures stand in tables too.

    Raises UnknownNameError for a section that does not exist.
    """
    return as_markdown(document(analysis, sections=sections, narrative=narrative))


def document(
    analysis: Analysis, *, sections: Sequence[str] | None = None, narrative: Narrative | None = None
) -> Document:
    """The content of a report: the sections asked for, in the report's order; all by default.

    narrative : the report in words, told in front.
    """
    check_sections(sections)
    chosen = [name for name in SECTIONS if not sections or name in sections]
    readings = analysis.readings
    return Document(
        title=_title(analysis.home),
        subtitle=f"{words.period(readings.start, readings.end)} · {readings.timezone}",
        sections=(*in_words(narrative), *(_BUILDERS[name](analysis) for name in chosen)),
    )


def _title(home: Home) -> str:
    named = home.name or home.home_id != DEFAULT_HOME_ID
    return f"Energy report: {words.label(home.title)}" if named else "Energy report"


def check_sections(sections: Sequence[str] | None) -> None:
    """Raises UnknownNameError for a section that does not exist."""
    for name in sections or ():
        if name not in _BUILDERS:
            raise UnknownNameError(
                f"Needed a section of the report ({', '.join(SECTIONS)}); found {name!r}.",
                where={"option": "--section"},
            )
