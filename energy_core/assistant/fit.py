"""Whether an answer can use every part of its question; a part it would leave out is asked about instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from energy_core.assistant.catalogue import BY_NAME
from energy_core.assistant.channels import Found, Names
from energy_core.assistant.dates import Dates
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.signals import Signals

_NAMES: Final[Mapping[str, str]] = {
    "rank": "the highest or lowest",
    "count": "a number of highest or lowest",
    "span": "hours, days, weeks or months one by one",
    "subject": "single hours, days, weeks or months",
    "average": "an average",
    "every": "each appliance",
    "more": "more or less than something",
    "compares": "a comparison",
    "money": "cost",
    "limit": "a limit in kWh",
    "times": "hours or days of the week",
    "periods": "a period",
    "channel": "an appliance",
    "amount": "an amount",
    "percent": "a change in percent",
    "rate": "a rate of the tariff",
    "line": "a line of the bill",
    "when": "a time",
}
"""Parts of a question, as they are told to the user."""

NO_TIME: Final = frozenset({"total", "cost", "average", "by_channel", "share", "yearly", "comparison"})
"""Metrics that tell how much, not when."""

NO_AMOUNT: Final = frozenset({"peak_hours", "channels"})
"""Metrics that tell when or what, not how much."""


def refuse_unmetered(found: Found, names: Names) -> None:
    """Raises UnanswerableError for the part of one appliance that came from the sun: no meter tells it."""
    roles = {names.readings.channel(name).role for name in found.names}
    if {"appliance", "generation"} <= roles and _FROM.search(found.rest):
        raise UnanswerableError(
            "Which part of one appliance's energy came from the panels is not metered. "
            "The share of the home's use that they covered can be told.",
            suggestions=("How self-sufficient was I?",),
        )


_FROM: Final = re.compile(r"\b(?:from|by|with|on) (?:the |my |our |own )*·+")


def refuse_ignored(intent: Intent, told: Signals, when: Dates) -> None:
    """Raises UnclearError for a part of the question that the answer to it would leave out."""
    if told.several_spans and intent.metric in ("average", "usage_by"):
        raise UnclearError(
            "An average of one length of time is not listed for each of another. "
            "Please ask for the average, or for the list.",
            suggestions=("What do I use per day?", "Show my usage by month"),
        )
    if intent.subject == "half-hour" and intent.metric != "ranking":
        raise UnclearError(
            "Of half hours the highest and lowest are told, nothing else. You can ask about hours or days.",
            suggestions=("What was my peak power?",),
        )
    if told.changes and intent.metric == "bill_line":
        raise UnclearError(
            "Whether a line of the bill changed is not told; what it came to in a period is.",
            suggestions=("What is on my bill?",),
        )
    uses = set(BY_NAME[intent.metric].uses)
    if told.compares_usual or intent.subject in ("weekday", "hour-of-day"):
        uses.add("average")
    if intent.metric == "comparison" and told.span not in (None, "day"):
        uses.discard("span")
    ignored = [part for part in _NAMES if part in _parts(intent, told, when) and part not in uses]
    if ignored:
        raise UnclearError(
            f"I can't bring {_NAMES[ignored[0]]} together with {BY_NAME[intent.metric].description}. "
            "Please ask about one thing at a time.",
            suggestions=("What can I ask?",),
        )


def _parts(intent: Intent, told: Signals, when: Dates) -> set[str]:
    said = {
        "rank": told.superlative,
        "count": intent.count > 1,
        "span": told.span is not None,
        "subject": intent.subject not in (None, "channel"),
        "average": told.says_average,
        "every": told.every_channel,
        "more": told.more is not None,
        "compares": told.compares,
        "money": intent.money,
        "limit": intent.limit_kwh is not None,
        "times": bool(when.limits),
        "periods": bool(when.periods or when.future),
        "channel": bool(intent.channels),
        "amount": told.asks_how_much and intent.metric in NO_AMOUNT,
        "percent": intent.percent is not None,
        "rate": intent.rate is not None,
        "line": intent.line is not None,
        "when": told.asks_when and intent.metric in NO_TIME,
    }
    return {part for part, is_said in said.items() if is_said}
