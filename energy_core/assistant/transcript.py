"""A conversation to keep or send: as Markdown for people, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from energy_core import words
from energy_core.assistant.answer import Answer, Turn
from energy_core.report.inert import cell, markdown, markdown_paragraph


def as_markdown(turns: Sequence[Turn], *, title: str) -> str:
    """Questions, answers, tables and how each figure was computed. Text of people and files stays text."""
    lines = [f"# {markdown(title)}", ""]
    for turn in turns:
        lines += [f"## {markdown(turn.question)}", "", *_answer(turn.answer)]
    return "\n".join(lines).rstrip() + "\n"


def as_json(turns: Sequence[Turn]) -> str:
    """One object for each question: the question and the JSON of `energy ask`."""
    exchanges = [{"question": turn.question, **turn.answer.fields()} for turn in turns]
    return json.dumps(exchanges, ensure_ascii=False, indent=1, default=str) + "\n"


def _answer(answer: Answer) -> Iterator[str]:
    for paragraph in answer.text.split("\n"):
        yield from (markdown_paragraph(paragraph), "")
    if answer.table is not None and answer.table.rows:
        yield from _table(answer.table.columns, answer.table.rows)
    for value in answer.values:
        period = "" if value.start is None or value.end is None else words.period(value.start, value.end)
        told = [words.quantity(value.value, value.unit), period, value.channel or "", f"by {value.tool}"]
        yield f"- {markdown(value.name)}: {', '.join(markdown(part) for part in told if part)}"
    if answer.values:
        yield ""
    yield from (f"*Answered by {answer.provider}.*", "")


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(markdown(cell(str(each))) for each in row)} |"
    yield ""
