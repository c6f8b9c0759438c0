"""Why a question gets no figure: it is unclear, or nothing here can answer it. Both end one question only."""

from __future__ import annotations


class NoAnswerError(Exception):
    """`text` is the whole reply, `suggestions` are questions that do work."""

    def __init__(self, text: str, *, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.suggestions = suggestions


class UnclearError(NoAnswerError):
    """Asked back: more than one meaning, or a part that was not understood."""


class UnanswerableError(NoAnswerError):
    """Refused: the readings, or these rules, hold no answer; the text says what comes nearest."""
