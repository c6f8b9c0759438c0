"""What a question is about, so far as the rules can tell: a model's calls stay inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from energy_core.assistant.answer import Turn
from energy_core.assistant.catalogue import ARGUMENTS, BY_NAME
from energy_core.assistant.context import Context
from energy_core.assistant.date_words import NUMBERS
from energy_core.assistant.dates import dates
from energy_core.assistant.followups import carried_over
from energy_core.assistant.intent import Intent
from energy_core.assistant.lexicon import mended, normal
from energy_core.assistant.outcome import NoAnswerError, NotUnderstoodError, UnanswerableError
from energy_core.assistant.periods import Period

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_FREE: Final = frozenset({"count", "place"})
"""Numbers that only say how much of a list is shown."""


@dataclass(frozen=True)
class Scope:
    """intent : what the rules understood; None = they did not.

    channels, periods, future : what the question names, as far as that could be read.
    is_open : whether a model may choose what to compute.
    """

    question: str
    context: Context
    intent: Intent | None
    channels: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    future: Period | None = None
    is_open: bool = False

    @property
    def metric(self) -> str:
        """The metric that the rules understood, or nothing."""
        return self.intent.metric if self.intent is not None else ""

    def start_of(self, metric: str) -> Intent:
        """An intent with what the question says already, for a call that says nothing itself."""
        if self.intent is not None and self.intent.metric == metric:
            return self.intent
        takes = set(BY_NAME[metric].arguments)
        said = self.intent
        return Intent(
            metric,
            channels=self.channels if takes & {"channel", "channels"} else (),
            periods=self.periods if "period" in takes else (),
            future=self.future if "future" in takes else None,
            price=said.price if said else self.context.price,
            price_said=said.price_said if said else False,
            money=metric == "cost",
        )

    def checked(self, intent: Intent, said: Mapping[str, Any]) -> Intent:
        """The intent with the periods as the question means them.

        Raises UnanswerableError for a channel, a period, a number or a word that the question does not name.
        """
        if said.keys() & {"channel", "channels"}:
            self._check_channels(intent.channels)
        for name, value in said.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool) and name not in _FREE:
                self._check_number(name, float(value))
            if ARGUMENTS[name].type == "text" and not self._says(getattr(intent, name)):
                raise UnanswerableError(f"The question does not say that {name}. Leave it out.")
        if "future" in said:
            named = () if self.future is None else (self.future,)
            intent = replace(intent, future=self._meant(intent.future, named))
        if not said.keys() & {"period", "other_period", "hours", "weekdays"}:
            return intent
        left, periods = list(self.periods), []
        for period in intent.periods:
            meant = self._meant(period, (*left, *self.periods))
            if meant in left:
                left.remove(meant)
            periods += [] if meant is None else [meant]
        return replace(intent, periods=tuple(periods))

    def _check_channels(self, channels: tuple[str, ...]) -> None:
        if self.is_open and not self.channels:
            return
        if not set(channels) <= set(self.channels):
            raise UnanswerableError("The question does not name that channel. Leave it out.")

    def _meant(self, period: Period | None, named: tuple[Period, ...]) -> Period | None:
        """The period of the question that a call means; None for all readings."""
        if period is None:
            return None
        for one in named:
            if (one.start, one.end) == (period.start, period.end):
                self._check_times(period, one)
                return replace(one, hours=period.hours or one.hours, weekdays=period.weekdays or one.weekdays)
        if not named and self._is_all(period):
            self._check_times(period, self.context.whole)
            return replace(period, phrase="") if period.is_filtered else None
        if named or not self.is_open:
            raise UnanswerableError("The question does not name those dates. Leave them out.")
        return period

    def _check_times(self, period: Period, named: Period) -> None:
        """Hours and days of the week are those of the question, or none."""
        hours, weekdays = (None, named.hours), (None, named.weekdays)
        if not self.is_open and (period.hours not in hours or period.weekdays not in weekdays):
            raise UnanswerableError("The question does not name those hours or days of the week.")

    def _is_all(self, period: Period) -> bool:
        whole = self.context.whole
        return period.start <= whole.start and period.end >= whole.end

    def _check_number(self, name: str, value: float) -> None:
        if not any(abs(value - number) < 1e-9 for number in self._numbers):
            raise UnanswerableError(f"The question does not say that number for {name}. Leave it out.")

    @cached_property
    def _numbers(self) -> frozenset[float]:
        """Numbers that the question says, also as cents, as words and below zero."""
        text = normal(self.question)
        said = {float(number.replace(",", ".")) for number in _NUMBER.findall(text)}
        said |= {float(NUMBERS[word]) for word in re.findall(r"[a-z]+", text) if word in NUMBERS}
        if (intent := self.intent) is not None:
            price = intent.price.per_kwh if intent.price is not None and intent.price_said else None
            said |= {n for n in (intent.limit_kwh, intent.percent, intent.kw, price) if n is not None}
        return frozenset(sign * n / part for n in said for sign in (1, -1) for part in (1, 100))

    def _says(self, word: str) -> bool:
        known = {} if self.intent is None else vars(self.intent)
        return word in known.values() or normal(word) in normal(self.question)


def scope_of(question: str, context: Context, history: tuple[Turn, ...]) -> Scope:
    """What the rules can tell of a question; open only where they lack its words."""
    try:
        intent = carried_over(question, context, history)
    except NotUnderstoodError:
        return _as_far_as_read(question, context)
    except NoAnswerError:
        return Scope(question, context, None)
    return Scope(question, context, intent, intent.channels, intent.periods, intent.future)


def _as_far_as_read(question: str, context: Context) -> Scope:
    """Channels and dates alone, of a question that was not understood as a whole."""
    text = normal(question)
    names = context.names
    named = names.find_names(text)
    channels, rest = named.names, mended(named.rest, names.vocabulary)
    try:
        when = dates(rest, context.calendar, context.timezone)
        channels = names.find(when.rest, already=named).names
    except NoAnswerError:
        return Scope(question, context, None, channels, is_open=False)
    return Scope(question, context, None, channels, _once(when.periods), when.future, is_open=True)


def _once(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(periods))
