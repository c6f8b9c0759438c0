"""Questions that lean on the one before: "and the fridge?", "and last month?", "why?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant.answer import Turn
from energy_core.assistant.context import Context
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import NoAnswerError
from energy_core.assistant.questions import Parsed, intent_of

_LEANING: Final = re.compile(
    r"^\s*(?:and|what about|how about|also|ok and|then|same (?:for|with|in)|the same (?:for|in|with)|"
    r"now|but)\b|"
    r"\b(?:instead|too|as well)\s*[?.!]*\s*$|^\s*(?:why|how come)\b",
    re.IGNORECASE,
)
MOST_TURNS: Final = 20
"""What was asked longer ago is no longer leant on."""

_SHORT: Final = 5
"""A question of up to this many words that names no figure leans on the one before."""

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
    parsed = intent_of(question, context)
    if before is None:
        return parsed.intent
    leans = _LEANING.search(question) is not None or (
        not parsed.said_metric and len(question.split()) <= _SHORT
    )
    if leans and not parsed.said_metric:
        return _with_changes(parsed, before)
    refers = _REFERS.search(question) is not None
    return _with_subject(parsed, before) if leans or refers else parsed.intent


def _with_subject(parsed: Parsed, before: Intent) -> Intent:
    """A new figure of the same appliance and period: "what did it cost?"."""
    new = parsed.intent
    price = new.price if new.price_said else before.price
    if new.metric in ("cost", "total") and before.future is not None and not new.periods:
        return replace(before, channels=new.channels or before.channels, money=new.money, price=price)
    same_ranking = new.metric == before.metric == "ranking" and not parsed.said_subject
    return replace(
        new,
        subject=before.subject if same_ranking else new.subject,
        channels=new.channels or before.channels,
        periods=new.periods or (before.periods[:1] if new.future is None else ()),
        price=price,
    )


def _with_changes(parsed: Parsed, before: Intent) -> Intent:
    """The same figure for what the question names anew."""
    new = parsed.intent
    if before.metric == "comparison" and len(before.channels) == 2 and len(new.channels) == 1:
        return replace(before, channels=(before.channels[0], new.channels[0]))
    changed = replace(
        before,
        channels=new.channels or before.channels,
        periods=new.periods or before.periods,
        future=new.future if new.future or new.periods else before.future,
        price=new.price if new.price_said else before.price,
    )
    if new.future is not None:
        return replace(changed, metric="forecast", periods=())
    return replace(changed, metric="total") if before.metric == "forecast" and new.periods else changed
