"""One question of the bank and what a right answer holds; the expected figures come from plain pandas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from energy_core.assistant.answer import Answer, Value
from tests.questions.homes import AskedHome

Expected = Callable[[AskedHome], float | int | str]


@dataclass(frozen=True)
class Case:
    """figure : the expected value and its unit; channel, start, end where the answer must name them.

    start, end : of the value, local dates or times. status : `answered` unless something else is right;
    `declined` is refused or asked back.
    says : words of the text. before : questions asked before it in the same conversation.
    """

    home: str
    question: str
    figure: Expected | None = None
    unit: str | None = "kWh"
    channel: str | None = None
    start: str | None = None
    end: str | None = None
    status: str = "answered"
    says: str = ""
    kind: str = "total"
    before: tuple[str, ...] = ()

    def mistakes(self, asked: AskedHome, answer: Answer) -> list[str]:
        """What is wrong with an answer; empty if nothing is."""
        wrong = []
        wanted = ("refused", "asked_back") if self.status == "declined" else (self.status,)
        if answer.status not in wanted:
            return [f"status {answer.status}: {answer.text}"]
        if self.says and self.says.lower() not in answer.text.lower():
            wrong.append(f"{self.says!r} not in {answer.text!r}")
        if self.figure is not None:
            expected = self.figure(asked)
            near = [value for value in answer.values if self._is_right(value, expected, asked)]
            if not near:
                shown = [
                    (v.name, v.value, v.unit, v.channel, str(v.start), str(v.end)) for v in answer.values
                ]
                wrong.append(
                    f"expected {expected} {self.unit} {self.channel} {self.start} to {self.end} among {shown}"
                )
        return wrong

    def _is_right(self, value: Value, expected: float | str, asked: AskedHome) -> bool:
        if value.unit != self.unit or (self.channel and value.channel != self.channel):
            return False
        if isinstance(expected, str) or isinstance(value.value, str):
            same = value.value == expected
        else:
            same = abs(value.number - expected) <= 1e-5 * max(1.0, abs(expected))
        zone = asked.context.timezone
        return (
            same
            and (self.start is None or value.start == pd.Timestamp(self.start, tz=zone))
            and (self.end is None or value.end == pd.Timestamp(self.end, tz=zone))
        )
