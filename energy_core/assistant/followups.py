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
_SHORT: Final = 5
"""A question of up to this many words that names no figure leans on the one before."""

_REFERS: Final = re.compile(r"\b(?:it|that|then|this|they|them|those)\b", re.IGNORECASE)


def carried_over(question: str, context: Context, history: tuple[Turn, ...]) -> Intent:
    """The intent of a question, with what it leaves out taken from the last one that was understood."""
    parsed = intent_of(question, context)
    before = _last(context, history)
    if before is None:
        return parsed.intent
    leans = _LEANING.search(question) is not None or (
        not parsed.said_metric and len(question.split()) <= _SHORT
    )
    if not leans:
        refers = _REFERS.search(question) is not None
        return _with_subject(parsed, before) if refers else parsed.intent
    if parsed.said_metric:
        return _with_subject(parsed, before)
    return _with_changes(parsed, before)


def _last(context: Context, history: tuple[Turn, ...]) -> Intent | None:
    """The intent behind the latest question that got an answer; each leans on those before it."""
    known: Intent | None = None
    for index, turn in enumerate(history):
        if turn.answer.status != "answered":
            continue
        try:
            known = (
                carried_over(turn.question, context, history[:index])
                if index
                else intent_of(turn.question, context).intent
            )
        except NoAnswerError:
            continue  # answered by another provider, not by these rules: there is nothing to lean on
    return known


def _with_subject(parsed: Parsed, before: Intent) -> Intent:
    """A new figure of the same appliance and period: "what did it cost?"."""
    new = parsed.intent
    return replace(
        new,
        channels=new.channels or before.channels,
        periods=new.periods or (before.periods[:1] if new.future is None else ()),
        price=new.price if new.price_said else before.price,
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
