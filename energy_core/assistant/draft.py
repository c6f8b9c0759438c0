"""An answer being written: sentences and the values they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from energy_core.assistant.answer import Answer, Rows, Value
from energy_core.assistant.context import Context
from energy_core.assistant.periods import Period
from energy_core.assistant.slots import Slot, filled
from energy_core.assistant.tools.result import Result

NEW_LINE: Final = "\n"


@dataclass
class Draft:
    """texts : sentences taken over whole from a checked source, such as a finding."""

    context: Context
    sentences: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    period: Period | None = None
    table: Rows | None = None
    chart_of: Result | None = None
    suggestions: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)

    def say(self, template: str, **slots: Slot) -> None:
        """One sentence; the values in its slots become values of the answer."""
        self.sentences.append(filled(template, **slots))
        self.keep(slot for slot in slots.values() if isinstance(slot, Value))

    def quote(self, text: str) -> None:
        """A sentence from a checked source."""
        self.sentences.append(text)
        self.texts.append(text)

    def paragraph(self) -> None:
        """What is said next begins a line of its own."""
        if self.sentences:
            self.sentences.append(NEW_LINE)

    def keep(self, values: Iterable[Value]) -> None:
        """Values that belong to the answer, once each."""
        self.values.extend(value for value in values if value not in self.values)

    def about(self, result: Result, *, chart: bool = False) -> None:
        """The period, table and chart of the answer are this result's."""
        self.period = result.period
        self.table = result.rows
        self.chart_of = result if chart else None
        self.keep(result.values)

    def remark(self, period: Period) -> None:
        """What must be known about how a period was understood."""
        for note in period.notes:
            if note not in self.sentences:
                self.sentences.append(note)

    def missing(self, result: Result) -> None:
        if (hours := result.get("missing")) is not None:
            self.say("{hours} of that have no readings and are not in it.", hours=hours)

    def answer(self) -> Answer:
        return Answer(
            text=" ".join(self.sentences).replace(f" {NEW_LINE} ", NEW_LINE),
            status="answered",
            values=tuple(self.values),
            period=self.period,
            table=self.table,
            suggestions=self.suggestions,
        )
