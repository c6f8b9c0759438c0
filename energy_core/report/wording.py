"""The report in words, as its first section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from energy_core.report.content import Document, Paragraph, Section
from energy_core.report.markdown import as_markdown

if TYPE_CHECKING:
    from energy_core.assistant.narrative import Narrative

BY_MODEL: Final = "Arranged by a language model; every figure is computed."
BY_RULES: Final = "Worded by built-in rules; every figure is computed."


def in_words(narrative: Narrative | None) -> tuple[Section, ...]:
    """A section with the narrative, or none."""
    if narrative is None:
        return ()
    blocks = []
    for title, text in narrative.paragraphs:
        first, *rest = text.split("\n")
        blocks.append(Paragraph(f"{title}: {first}" if title else first))
        blocks += [Paragraph(line) for line in rest]
    closing = Paragraph(BY_MODEL if narrative.is_by_model else BY_RULES)
    return (Section("narrative", "In words", (*blocks, closing)),)


def narrative_markdown(narrative: Narrative, title: str) -> str:
    """The narrative alone, as a Markdown file."""
    return as_markdown(Document(title, "", in_words(narrative)))
