"""One question to the assistant, and the answer by the first provider that can give one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from energy_core.assistant import rules
from energy_core.assistant.answer import Answer, PassedOver, Rows, Status, Turn, Value
from energy_core.assistant.context import Context, context_of
from energy_core.assistant.model_settings import ModelSettings
from energy_core.assistant.outcome import SettledError
from energy_core.assistant.providers import Request, answer, checked_name
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
    "opening",
    "suggestions",
]

NO_MODELS = ModelSettings()
"""No language model is set up."""

_log = logging.getLogger(__name__)

LONGEST_QUESTION = 500
"""Characters of a question; what is longer is no question about energy."""


def ask(
    question: str,
    analysis: Analysis | Context,
    *,
    providers: Sequence[str] = ("rules",),
    history: Sequence[Turn] = (),
    models: ModelSettings = NO_MODELS,
    progress: Callable[[str], None] | None = None,
) -> Answer:
    """The answer to a question about a home.

    Providers are tried in order; one that is not set up or fails is passed over with its reason, and the
    rules always answer. `progress` is told in plain sentences what is being done, in the caller's thread;
    what it raises passes through. Raises UnknownNameError for a provider that does not exist.
    """
    context = analysis if isinstance(analysis, Context) else context_of(analysis)
    if len(question) > LONGEST_QUESTION:
        return Answer("That is too long for a question. Please ask about one thing at a time.", "asked_back")
    for name in providers:
        checked_name(name)
    asked = Request(question, context, tuple(history), models, progress or _silent)
    passed_over: list[PassedOver] = []
    for name in providers:
        try:
            answered = answer(name, asked)
        except AssistantError as error:
            _log.info("%s passed over: %s", name, error.message)
            passed_over.append(PassedOver(name, error.message))
            if isinstance(error, SettledError):
                return replace(error.answer, provider="rules", passed_over=tuple(passed_over))
            continue
        return replace(answered, provider=name, passed_over=tuple(passed_over))
    return replace(answer("rules", asked), passed_over=tuple(passed_over))


def _silent(_: str) -> None:
    """Where nobody wants to know."""


def suggestions(analysis: Analysis | Context, *, count: int = 6) -> tuple[str, ...]:
    """Questions to begin with, that this home can answer."""
    context = analysis if isinstance(analysis, Context) else context_of(analysis)
    return examples(context)[-count:][::-1]


def opening(analysis: Analysis | Context) -> Answer:
    """What the assistant says before it is asked: the three most valuable findings, measures among them."""
    context = analysis if isinstance(analysis, Context) else context_of(analysis)
    return rules.opening(context)
