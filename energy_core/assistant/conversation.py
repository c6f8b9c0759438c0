"""One question to the assistant, and the answer by the first provider that can give one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from energy_core.assistant.answer import Answer, PassedOver, Rows, Status, Turn, Value
from energy_core.assistant.context import Context, context_of
from energy_core.assistant.providers import provider
from energy_core.assistant.rules import answer as answer_by_rules
from energy_core.assistant.rules_about import examples
from energy_core.errors import AssistantError

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

__all__ = [
    "Answer",
    "Context",
    "PassedOver",
    "Rows",
    "Status",
    "Turn",
    "Value",
    "ask",
    "context_of",
    "suggestions",
]

LONGEST_QUESTION = 500
"""Characters of a question; what is longer is no question about energy."""


def ask(
    question: str,
    analysis: Analysis | Context,
    *,
    providers: Sequence[str] = ("rules",),
    history: Sequence[Turn] = (),
) -> Answer:
    """The answer to a question about a home.

    Providers are tried in order; one that is not set up or fails is passed over with its reason, and the
    rules always answer. Raises UnknownNameError for a provider that does not exist.
    """
    context = analysis if isinstance(analysis, Context) else context_of(analysis)
    if len(question) > LONGEST_QUESTION:
        return Answer("That is too long for a question. Please ask about one thing at a time.", "asked_back")
    passed_over: list[PassedOver] = []
    for name in providers:
        try:
            answered = provider(name)(question, context, tuple(history))
        except AssistantError as error:
            passed_over.append(PassedOver(name, error.message))
            continue
        return replace(answered, provider=name, passed_over=tuple(passed_over))
    return replace(answer_by_rules(question, context, tuple(history)), passed_over=tuple(passed_over))


def suggestions(analysis: Analysis | Context, *, count: int = 6) -> tuple[str, ...]:
    """Questions to begin with, that this home can answer."""
    context = analysis if isinstance(analysis, Context) else context_of(analysis)
    return examples(context)[-count:][::-1]
