"""What a language model may say in a tool call, as a typed schema, and what it means in an intent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, create_model

from energy_core.assistant.aliases import Aliases
from energy_core.assistant.catalogue import ARGUMENTS, Argument, Metric
from energy_core.assistant.context import Context, Price
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period, dates_text

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TEXT: Final = 60
MOST_COUNTED: Final = 31
LARGEST: Final = 1e6


class LocalDates(BaseModel):
    """Local dates; the end is the day after the last one."""

    model_config = ConfigDict(extra="forbid")

    start: date
    end: date


_DAYS_OF_WEEK: Final[Any] = Annotated[
    list[Annotated[int, Field(ge=0, le=6)]], Field(min_length=1, max_length=7)
]
_PLAIN: Final[Mapping[str, Any]] = {
    "period": LocalDates,
    "number": Annotated[float, Field(ge=-LARGEST, le=LARGEST)],
    "integer": Annotated[int, Field(ge=1, le=MOST_COUNTED)],
    "integers": Annotated[list[Annotated[int, Field(ge=0, le=23)]], Field(min_length=1, max_length=24)],
    "boolean": bool,
    "text": Annotated[str, Field(max_length=LONGEST_TEXT)],
}


def schema(metric: Metric, aliases: Aliases) -> type[BaseModel]:
    """The arguments of a metric's tool. None of them has to be given; others are refused."""
    fields: dict[str, Any] = {
        name: (
            _type(ARGUMENTS[name], aliases.consumers) | None,
            Field(None, description=ARGUMENTS[name].text),
        )
        for name in metric.arguments
    }
    return create_model(metric.name, __config__=ConfigDict(extra="forbid"), **fields)


def json_schema(arguments: type[BaseModel]) -> dict[str, Any]:
    """The schema as a model reads it: each argument with its type, none of them null."""
    whole = arguments.model_json_schema()
    dates = LocalDates.model_json_schema()["properties"]
    plain = {"type": "object", "properties": dates, "required": list(dates)}
    return {
        "type": "object",
        "properties": {
            name: {"description": field["description"], **(plain if "$ref" in one else one)}
            for name, field in whole.get("properties", {}).items()
            for one in field["anyOf"][:1]
        },
    }


def _type(argument: Argument, channels: Sequence[str]) -> Any:
    if argument.type == "enum":
        return Literal[argument.values]  # noqa: PD011 - no frame
    one: Any = Literal[tuple(channels)]
    if argument.type == "channel":
        return one
    if argument.type == "channels":
        return Annotated[list[one], Field(max_length=len(channels))]
    if argument.name == "weekdays":
        return _DAYS_OF_WEEK
    return _PLAIN[argument.type]


@dataclass(frozen=True)
class Said:
    """The arguments of one call, validated; what was left out is not in it."""

    arguments: Mapping[str, Any]
    context: Context
    aliases: Aliases

    def intent(self, start: Intent) -> Intent:
        """The intent with what the call says; raises UnclearError for dates that are none."""
        intent = start
        for name, value in self.arguments.items():
            argument = ARGUMENTS[name]
            if argument.type in ("channel", "channels"):
                said = [value] if isinstance(value, str) else value
                intent = replace(intent, channels=tuple(self.aliases.by_alias[alias] for alias in said))
            elif argument.field not in ("periods", "future"):
                intent = self._with_plain(intent, argument, value)
        return self._with_periods(intent)

    def _with_plain(self, intent: Intent, argument: Argument, value: Any) -> Intent:
        if argument.name == "price":
            price = Price(value, self.context.home.currency)
            return replace(intent, price=price, price_said=True, money=True)
        if argument.name == "rate":
            value = self.aliases.rate(value)
        kept: Any = frozenset(value) if argument.type == "integers" else value
        field: dict[str, Any] = {argument.field: kept}
        return replace(intent, **field)

    def _with_periods(self, intent: Intent) -> Intent:
        said = [self._period(name) for name in ("period", "other_period") if name in self.arguments]
        periods = tuple(said) or intent.periods
        hours, weekdays = self.arguments.get("hours"), self.arguments.get("weekdays")
        if hours is not None or weekdays is not None:
            periods = tuple(
                replace(
                    period,
                    hours=period.hours if hours is None else frozenset(hours),
                    weekdays=period.weekdays if weekdays is None else frozenset(weekdays),
                )
                for period in periods or (self.context.whole,)
            )
        future = self._period("future") if "future" in self.arguments else intent.future
        return replace(intent, periods=periods, future=future)

    def _period(self, name: str) -> Period:
        said: LocalDates = self.arguments[name]
        if said.end <= said.start:
            raise UnclearError(f"{name}: the end is the day after the last one, so it is after the start.")
        zone = self.context.timezone
        start, end = (
            pd.Timestamp(day).tz_localize(zone, nonexistent="shift_forward", ambiguous=True)
            for day in (said.start, said.end)
        )
        return Period(start, end, phrase=dates_text(start, end))
