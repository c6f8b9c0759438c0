"""Questions that lean on the one before: "and the fridge?", "and last month?", "why?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant.answer import Turn
from energy_core.assistant.context import Context, Price
from energy_core.assistant.dates import limited
from energy_core.assistant.intent import Intent
from energy_core.assistant.lexicon import PLEASANTRY
from energy_core.assistant.outcome import NoAnswerError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.questions import Parsed, intent_of

_LEANING: Final = re.compile(
    r"^\s*(?:and|what about|how about|also|ok and|then|same (?:for|with|in)|the same (?:for|in|with)|"
    r"now|but)\b|"
    r"^\s*(?:per|each|every|on average|only|just|in|on|at|for|during)\b(?!(?: \S+){5})|"
    r"\b(?:instead|too|as well)\s*[?.!]*\s*$|^\s*(?:why|how come)\b",
    re.IGNORECASE,
)
PRICED: Final = frozenset(
    {"total", "cost", "average", "ranking", "by_channel", "usage_by", "comparison", "forecast", "anomalies"}
    | {"baseload", "price"}
)
"""Metrics whose figure can be told in money."""

MOST_TURNS: Final = 20
"""What was asked longer ago is no longer leant on."""

_SHORT: Final = 5
"""A question of up to this many words that names no figure leans on the one before."""

_BOUGHT: Final = re.compile(r"\b(?:electric(?:ity)?|imports?|imported|the (?:home|house)|grid)\b")
_NOT_USE: Final = frozenset({"gas", "export", "generation"})
"""Roles of channels beside what the home uses of the grid."""

_REFERS: Final = re.compile(r"\b(?:it|that|then|this|they|them|those)\b", re.IGNORECASE)


def carried_over(question: str, context: Context, history: tuple[Turn, ...]) -> Intent:
    """The intent of a question, with what it leaves out taken from the last one that was understood."""
    before: Intent | None = None
    for turn in history[-MOST_TURNS:]:
        if turn.answer.status != "answered":
            continue
        try:
            before = _after(turn.question, context, before)
        except NoAnswerError:
            continue  # answered by another provider, not by these rules: there is nothing to lean on
    return _after(question, context, before)


def _after(question: str, context: Context, before: Intent | None) -> Intent:
    question = PLEASANTRY.sub("", question.lower())
    leans = _LEANING.search(question) is not None
    refers = _REFERS.search(question) is not None
    short = len(question.split()) <= _SHORT
    last = before.periods[0] if before is not None and before.periods and (leans or refers or short) else None
    parsed = intent_of(question, context, before=last)
    if before is None:
        return parsed.intent
    dearer = parsed.intent.metric == "what_if_price" and parsed.intent.percent is not None
    if dearer and before.metric == "measure" and not parsed.intent.periods:
        return replace(before, percent=parsed.intent.percent)
    if (leans or short) and not parsed.said_metric:
        return _with_changes(parsed, before)
    if leans and _BOUGHT.search(question) and not parsed.intent.channels:
        before = _of_the_home(before, context)
    return _with_subject(parsed, before) if leans or refers else parsed.intent


def _of_the_home(before: Intent, context: Context) -> Intent:
    """ "And electricity?" after gas, "and import?" after export: what the home takes from the grid."""
    others = [name for name in before.channels if context.readings.channel(name).role in _NOT_USE]
    return replace(before, channels=()) if others else before


def _with_subject(parsed: Parsed, before: Intent) -> Intent:
    """A new figure of the same appliance and period: "what did it cost?"."""
    new = parsed.intent
    price = new.price if new.price_said else before.price
    if new.metric in ("cost", "total") and new.money and not (new.channels or new.periods):
        return _in_money(before, price)
    if new.metric in ("cost", "total") and before.future is not None and not new.periods:
        return replace(before, channels=new.channels or before.channels, money=new.money, price=price)
    same_ranking = new.metric == before.metric == "ranking" and not parsed.said_subject
    return replace(
        new,
        subject=before.subject if same_ranking else new.subject,
        channels=_channels(new, before),
        periods=_periods(parsed, before),
        money=new.money or (new.metric == "average" and before.money),
        price=price,
    )


def _in_money(before: Intent, price: Price | None) -> Intent:
    """The figure just given, in money. Raises UnclearError for one that has none."""
    if before.metric not in PRICED:
        raise UnclearError("The cost of what? Please name the period or the appliance.")
    return replace(before, money=True, price=price)


def _channels(new: Intent, before: Intent) -> tuple[str, ...]:
    """The channels meant: for "is that more than the fridge?" both the one before and the new one."""
    compared = new.metric == "comparison" and len(new.channels) == len(before.channels) == 1
    return (*before.channels, *new.channels) if compared else new.channels or before.channels


def _periods(parsed: Parsed, before: Intent) -> tuple[Period, ...]:
    """The periods meant: for "is that more than in July?" both the one before and the new one."""
    new = parsed.intent
    if parsed.limits and before.periods:
        return tuple(period for one in before.periods for period in limited(one, parsed.limits))
    if new.metric == "comparison" and len(new.periods) == len(before.periods) == 1 and not new.channels:
        return (*before.periods, *new.periods)
    return new.periods or (before.periods[:1] if new.future is None else ())


def _with_changes(parsed: Parsed, before: Intent) -> Intent:
    """The same figure for what the question names anew."""
    new = parsed.intent
    if before.metric == "comparison" and len(before.channels) == 2 and len(new.channels) == 1:
        return replace(before, channels=(before.channels[0], new.channels[0]))
    if before.metric == "ranking" and before.subject == "channel" and len(new.channels) == 1:
        before = replace(before, metric="cost" if before.money else "total", subject=None, ranked=False)
    if new.price_said or (new.money and not before.money):
        before = _in_money(before, new.price)
    changed = replace(
        before,
        channels=new.channels or before.channels,
        periods=_periods(parsed, before) if new.periods else before.periods,
        future=new.future if new.future or new.periods else before.future,
    )
    if new.future is not None:
        return replace(changed, metric="forecast", periods=())
    return replace(changed, metric="total") if before.metric == "forecast" and new.periods else changed
