"""What every tool returns, and how a value says where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.periods import Period


@dataclass(frozen=True)
class Result:
    """values in the order of the tool's description; rows for a table or a chart."""

    values: tuple[Value, ...]
    period: Period
    rows: Rows | None = None

    def __getitem__(self, name: str) -> Value:
        for value in self.values:
            if value.name == name:
                return value
        raise KeyError(name)

    def get(self, name: str) -> Value | None:
        return next((value for value in self.values if value.name == name), None)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)


@dataclass(frozen=True)
class Origin:
    """The tool called, its channel and period; makes the values of one call."""

    tool: str
    period: Period
    channel: str | None = None
    more: Mapping[str, Any] | None = None

    @property
    def arguments(self) -> dict[str, Any]:
        """As JSON: local dates, end exclusive; limits only where there are some."""
        period = self.period
        limits: dict[str, Any] = {}
        if period.hours is not None:
            limits["hours"] = sorted(period.hours)
        if period.weekdays is not None:
            limits["weekdays"] = sorted(period.weekdays)
        span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        return {"channel": self.channel or "total", **span, **limits, **(self.more or {})}

    def value(
        self,
        name: str,
        value: float | int | str,
        unit: str,
        *,
        start: pd.Timestamp | None = None,
        end: pd.Timestamp | None = None,
        channel: str | None = None,
        band: tuple[float, float] | None = None,
    ) -> Value:
        """A value of this call, over the call's period unless it has its own."""
        return Value(
            name=name,
            value=value,
            unit=unit,
            channel=channel or self.channel or "total",
            start=self.period.start if start is None else start,
            end=self.period.end if end is None else end,
            tool=self.tool,
            arguments=self.arguments,
            lower=None if band is None else band[0],
            upper=None if band is None else band[1],
        )
