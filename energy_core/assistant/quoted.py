"""Numbers in sentences that are quoted whole, as a source's year or the hours of a rate: values too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from energy_core.assistant.answer import Answer, Value
from energy_core.assistant.grounding import ungrounded

TOOL: Final = "quote"
"""Stands for the tool of a number that was taken over with its sentence, not computed for this question."""


def quoted(answer: Answer, texts: Sequence[str], *, names: Iterable[str]) -> tuple[Value, ...]:
    """The numerals of an answer that only its quoted sentences hold, each with its sentence."""
    numerals = dict.fromkeys(numeral.rstrip(".,:") for numeral in ungrounded(answer, names=names))
    return tuple(
        _value(numeral, text)
        for numeral in numerals
        if (text := next((text for text in texts if numeral in text), None)) is not None
    )


def _value(numeral: str, text: str) -> Value:
    if f"{numeral}%" in text:
        return Value("quoted", float(numeral.replace(",", "")), "%", tool=TOOL, arguments={"text": text})
    return Value("quoted", numeral, "", tool=TOOL, arguments={"text": text})
