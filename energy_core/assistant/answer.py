"""What goes in and out of the assistant: turns, computed values, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pandas as pd

from energy_core.assistant.periods import Period

NO_CURRENCY: Final = "XXX"
"""ISO 4217's code for a sum in no currency."""

NOT_SET_UP: Final = "is not set up"

Status = Literal["answered", "refused", "asked_back"]


@dataclass(frozen=True)
class Value:
    """One computed figure and how it came about.

    unit : kWh, kW, %, fraction, hours, days, readings, count, kg, hour (of the day), an ISO currency, money
        in a currency nobody has said, or an empty text for names and times.
    tool, arguments : what was called; calling it again gives the same value.
    lower, upper : the band of a forecast value.
    """

    name: str
    value: float | int | str
    unit: str
    channel: str | None = None
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None
    tool: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    lower: float | None = None
    upper: float | None = None

    @property
    def number(self) -> float:
        """The figure. Raises ValueError for a name or a time: a bug of the caller."""
        if isinstance(self.value, str):
            raise ValueError(f"{self.name} is {self.value!r}, not a number")
        return float(self.value)

    def fields(self) -> dict[str, Any]:
        """As CONTRACT's JSON knows it: names and times have no unit; the band only where there is one."""
        plain = {
            "name": self.name,
            "value": self.value,
            "unit": (NO_CURRENCY if self.unit == "money" else self.unit) or None,
            "channel": self.channel,
            "start": _iso(self.start),
            "end": _iso(self.end),
            "tool": self.tool,
            "arguments": dict(self.arguments),
        }
        band = {"lower": self.lower, "upper": self.upper}
        return plain | ({} if self.lower is None else band)


@dataclass(frozen=True)
class Rows:
    """A table to show under an answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def fields(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


TITLES: Final = {"bedrock": "Bedrock", "openai": "OpenAI", "rules": "The built-in rules"}
"""Providers as people know them."""


@dataclass(frozen=True)
class PassedOver:
    """A provider that did not answer, and why, to be read after its name: "did not respond in time"."""

    provider: str
    reason: str

    @property
    def was_set_up(self) -> bool:
        return not self.reason.startswith(NOT_SET_UP)

    @property
    def text(self) -> str:
        """ "Bedrock did not respond in time"."""
        return f"{TITLES.get(self.provider, self.provider)} {self.reason}"


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    values : every number in `text`; none when asked back.
    chart : a Vega-Lite object, or None.
    suggestions : questions that can be asked next.
    """

    text: str
    status: Status
    provider: str = "rules"
    passed_over: tuple[PassedOver, ...] = ()
    values: tuple[Value, ...] = ()
    period: Period | None = None
    chart: dict[str, Any] | None = None
    table: Rows | None = None
    suggestions: tuple[str, ...] = ()

    def fields(self) -> dict[str, Any]:
        """CONTRACT's `ask` JSON; `table` and `suggestions` are added to it."""
        period = self.period
        return {
            "answer": self.text,
            "status": self.status,
            "provider": self.provider,
            "passed_over": [{"provider": p.provider, "reason": p.reason} for p in self.passed_over],
            "values": [value.fields() for value in self.values],
            "period": {"start": _iso(period.start), "end": _iso(period.end)} if period else None,
            "chart": self.chart,
            "table": self.table.fields() if self.table else [],
            "suggestions": list(self.suggestions),
        }


@dataclass(frozen=True)
class Turn:
    """A question already asked and the answer it got."""

    question: str
    answer: Answer


def _iso(moment: pd.Timestamp | None) -> str | None:
    return None if moment is None else moment.isoformat()
