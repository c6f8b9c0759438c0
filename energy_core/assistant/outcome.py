"""Why a question gets no figure: it is unclear, or nothing here can answer it. Both end one question only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from energy_core.errors import AssistantError

if TYPE_CHECKING:
    from energy_core.assistant.answer import Answer


class NoAnswerError(Exception):
    """`text` is the whole reply, `suggestions` are questions that do work."""

    def __init__(self, text: str, *, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.suggestions = suggestions


class UnclearError(NoAnswerError):
    """Asked back: more than one meaning, or a part that was not understood."""


class NotUnderstoodError(UnclearError):
    """Asked back because the grammar lacks the words; a language model may know them."""


class UnanswerableError(NoAnswerError):
    """Refused: the readings, or these rules, hold no answer; the text says what comes nearest."""


class SettledError(AssistantError):
    """A model did not word the answer, and no other needs to be asked: `answer` is that of the rules."""

    def __init__(self, message: str, answer: Answer) -> None:
        super().__init__(message)
        self.answer = answer
