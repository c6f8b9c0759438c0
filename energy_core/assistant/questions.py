"""A question in words to an intent, by grammar. What is not understood is asked back, never skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from energy_core.assistant.asides import charging, numbered, with_story, without_story, without_units
from energy_core.assistant.context import Context, Price
from energy_core.assistant.dates import Dates, dates, limited
from energy_core.assistant.fit import refuse_ignored, refuse_unmetered
from energy_core.assistant.intent import Intent
from energy_core.assistant.left_out import car_charging, left_out, net_of_export
from energy_core.assistant.lexicon import PLEASANTRY, RISKY, mended, normal, not_understood
from energy_core.assistant.metric_choice import completed, metric_in, plain_metric, without_channels
from energy_core.assistant.outcome import NotUnderstoodError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.prices import asks_money, price_in
from energy_core.assistant.said_plainly import said_plainly
from energy_core.assistant.signals import Signals, signals
from energy_core.assistant.supposed import supposed
from energy_core.assistant.times_of_day import Limit
from energy_core.assistant.topics import refuse_foreign
from energy_core.assistant.wishes import wish_in
from energy_core.assistant.words_asked import word_in

_CONDITION: Final = re.compile(
    r"[\w·] (?P<word>when|whenever|while) "
    r"(?:it|i|i'm|we|we're|they|he|she|you|the|my|our|no|nobody|everyone|·+)(?!\w)"
)
"""A time that a question describes instead of naming it."""

ASK: Final = "What would you like to know?"
_JOINED: Final = re.compile(
    r"\b(?:how|what|what's|which|when|where|why|who|did|do|does|is|are|was|were|show|give|tell|list|compare)\b"
    r"[^?]*\w[,;]? (?:and|but|then|plus) (?:also |then )?"
    r"(?:which|what|how|when|where|why|who|is|are|was|were|did|do|does)\b"
)
AMOUNT_TOO: Final = re.compile(r",? and how much(?: (?:was|is|did|does) (?:it|that)(?: use| cost)?)?\s*\??$")
WHEN_TOO: Final = re.compile(r" and when (?:was|is) (?:it|that)$")
"""The time of a highest or a last one, which its answer tells anyway."""
_COST_OF_IT: Final = re.compile(
    r"\b(?:and|,) (?:what|how much) (?:did|does|do|has|have|will|would) (?:it|that|this|they|those|these)"
    r"(?: all)?(?= cost\b)"
)
"""A second question that only adds the money to the first."""

YEARLY: Final = frozenset(
    {
        "yearly",
        "baseload",
        "similar",
        "savings",
        "cost",
        "total",
        "average",
        "by_channel",
        "usage_by",
        "",
        "measures",
        "measure",
        "best_tariff",
    }
)
"""Metrics that are told per year."""


@dataclass(frozen=True)
class Parsed:
    """An intent, whether the question said which figure it wants and of what kind of thing.

    limits : hours and days of the week it said without a period. praises : whether it asks for the best.
    """

    intent: Intent
    said_metric: bool
    said_subject: bool
    limits: tuple[Limit, ...] = ()
    praises: bool | None = None


def intent_of(question: str, context: Context, *, before: Period | None = None) -> Parsed:
    """Raises UnclearError or UnanswerableError with the whole reply.

    before : the period last spoken of, if the question may lean on it.
    """
    _refuse_several(question)
    text = normal(question)
    if not re.search(r"\w", text):
        raise UnclearError(ASK, suggestions=("What can I ask?",))
    word = word_in(text)
    if word is not None:
        return Parsed(Intent("meaning", word=word), True, False)
    text = without_units(numbered(AMOUNT_TOO.sub("", said_plainly(text))))
    text = car_charging(net_of_export(text, context.names), context.names)
    excluded, text = left_out(text, context.names)
    named = context.names.find_names(text)
    price, price_said, rest = price_in(named.rest, context.price, context.home.currency)
    in_money = price_said or asks_money(named.rest, price)
    rest = mended(rest, context.names.vocabulary)
    refuse_foreign(rest)
    wish = wish_in(rest, context.tariff, whole=text, price_said=price_said)
    when = dates(wish.rest, context.calendar, context.timezone, before=before)
    found = with_story(when.rest, named, context.names)
    found = replace(found, rest=without_story(charging(found.rest)))
    refuse_unmetered(found, context.names)
    metric, cut = metric_in(found.rest)
    told = signals(cut, whole=found.rest)
    money = _Money(told.money or in_money, price, price_said)
    intent = _intent(told, when, found.names, context=context, money=money)
    intent = supposed(replace(intent, metric=metric), wish, when, context)
    _refuse_hours_to_come(when)
    _refuse_leftovers(told.rest)
    if told.yearly and intent.metric not in YEARLY:
        raise UnclearError("That is not told for a year. You can ask what the home uses in a year.")
    says_metric = bool(intent.metric) or told.says_metric
    if not (says_metric or price_said or in_money or when.said or found.names):
        raise NotUnderstoodError(ASK, suggestions=("What can I ask?",))
    intent = replace(intent, metric=intent.metric or plain_metric(intent, told, when))
    intent = without_channels(completed(intent, context, told), excluded)
    refuse_ignored(intent, told, when)
    limits = () if when.periods else when.limits
    return Parsed(intent, says_metric, told.subject is not None, limits, told.praises)


@dataclass(frozen=True)
class _Money:
    asked: bool
    price: Price | None
    said: bool


def _intent(
    told: Signals, when: Dates, channels: tuple[str, ...], *, context: Context, money: _Money
) -> Intent:
    """What the question says, before its metric is chosen."""
    return Intent(
        metric="",
        channels=channels,
        every_channel=told.every_channel,
        periods=when.periods or (limited(context.whole, when.limits) if when.limits else ()),
        future=when.future,
        subject=told.subject,
        lowest=told.lowest,
        ranked=told.superlative,
        place=told.place,
        change=told.change,
        count=told.count,
        span=told.span,
        more=told.more,
        is_yes_no=told.is_yes_no and not told.offers_either,
        money=money.asked,
        price=money.price,
        price_said=money.said,
        limit_kwh=told.limit_kwh,
        limit_above=told.limit_above,
    )


def _refuse_hours_to_come(when: Dates) -> None:
    if when.future is not None and when.limits:
        raise UnclearError(
            "The forecast is of whole days here, not of hours or days of the week within them. "
            "You can ask about the whole day.",
            suggestions=("What will I use next week?",),
        )


def _refuse_several(question: str) -> None:
    joined = _COST_OF_IT.sub("", WHEN_TOO.sub("", question.lower().rstrip(" ?.!")))
    joined = PLEASANTRY.sub("", AMOUNT_TOO.sub("", joined))
    if _JOINED.search(joined) or len([part for part in question.split("?") if re.search(r"\w", part)]) > 1:
        raise NotUnderstoodError("That is more than one question. Please ask one at a time.")


def _refuse_leftovers(rest: str) -> None:
    if condition := _CONDITION.search(rest):
        raise NotUnderstoodError(
            f"I can't tell the times meant by “{condition['word']} …”. Please name dates or hours instead."
        )
    leftovers = not_understood(rest)
    if not leftovers:
        return
    risky = [word for word in leftovers if word in RISKY]
    shown = ", ".join(f"“{word}”" for word in dict.fromkeys(risky or leftovers))
    raise NotUnderstoodError(
        f"I did not understand {shown}. Can you say it in other words?", suggestions=("What can I ask?",)
    )
