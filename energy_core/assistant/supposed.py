"""What a supposition makes of an intent: the what-if it asks for, its hours, rate and percentages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant.context import Context
from energy_core.assistant.dates import Dates
from energy_core.assistant.intent import Intent
from energy_core.assistant.metric_choice import OF_WISH
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.times_of_day import PARTS, hours_between
from energy_core.assistant.wishes import Wish

_WITH_A_PRICE: Final = frozenset({"measures", "measure", "savings"})
"""Metrics that a supposed price changes."""

_SUPPOSING: Final = frozenset(
    {
        "measures",
        "measure",
        "savings",
        "best_tariff",
        "bill_forecast",
        "forecast",
        "cheap_hours",
        "tariff",
        "meaning",
    }
)
"""Metrics that may be asked with "if" and "would"."""

WHAT_IFS: Final = (
    "That is not worked out here. What can be: a load in other hours, an appliance used less or not"
    " at all, less "
    "always on, and other prices or tariffs."
)


def supposed(intent: Intent, wish: Wish, when: Dates, context: Context) -> Intent:
    """The intent with what the question supposes.

    Raises UnanswerableError for a supposition that nothing here works out.
    """
    if wish.rate and wish.kind != "moved" and any(limit.hours is not None for limit in when.limits):
        wish = replace(wish, rate=None)
    intent = replace(intent, line=wish.line, rate=wish.rate, percent=wish.percent, kw=wish.kw)
    if _is_bill_at_a_price(intent, when):
        return replace(intent, metric="what_if_price" if context.home.tariff is not None else "cost")
    if wish.line:
        return replace(intent, metric="bill_line", channels=() if wish.line == "export" else intent.channels)
    if intent.metric == "cheap_hours" and not intent.channels:
        return replace(intent, rate=None)
    if intent.metric in _WITH_A_PRICE and (wish.kind in ("price", "") or intent.metric != "savings"):
        return replace(intent, percent=wish.percent if wish.kind == "price" else None, rate=None)
    if wish.kind == "moved":
        return _moved(intent, wish, when, context)
    if wish.kind and not (wish.kind == "without" and not intent.channels):
        return replace(intent, metric=OF_WISH[wish.kind])
    if _UNSOLVED.search(when.rest) and intent.metric not in _SUPPOSING and not intent.price_said:
        raise UnanswerableError(WHAT_IFS, suggestions=("What should I do?", "How can I save?"))
    if wish.rate and intent.metric in ("", "share", "cost", "total", "peak_hours"):
        asks_price = not intent.metric and _ASKS_RATE.search(when.rest)
        return replace(intent, metric="tariff" if asks_price else "rate_share")
    return intent


_UNSOLVED: Final = re.compile(
    r"\b(?:what if|if i (?!pay)|suppose|imagine|would (?:i|it|my)(?! (?:pay|cost|have))|had i)\b"
)


_ASKS_RATE: Final = re.compile(
    r"^(?:and )?(?:what|how (?:much|high|low|expensive|cheap))(?:'?s| is| are| does)?(?: the| my| our)?"
    r"(?: current)?(?: ·+)+(?: (?:rates?|prices?|costs?|per|an?|the|kwh|units?))*$"
)
"""The price of a rate, not what falls into it: "what is my night rate"."""


def _is_bill_at_a_price(intent: Intent, when: Dates) -> bool:
    if not intent.price_said or intent.channels or intent.metric not in ("", "bill", "bill_forecast"):
        return False
    return bool(intent.metric) or re.search(r"\bbills?\b", when.rest) is not None


def _moved(intent: Intent, wish: Wish, when: Dates, context: Context) -> Intent:
    hours = [limit.hours for limit in when.limits if limit.hours is not None]
    if any(limit.weekdays is not None for limit in when.limits):
        raise UnclearError(
            "Loads are moved to other hours of the same day here. To which hours shall I move it?"
        )
    if not hours and not wish.rate:
        if intent.metric in _SUPPOSING:
            return intent
        raise UnanswerableError(WHAT_IFS, suggestions=("What should I do?", "How can I save?"))
    if not intent.channels and not context.has_rates:
        raise UnanswerableError(
            "Your price is the same at all hours, so no hour is cheaper than another.",
            suggestions=("When are my peak hours?",),
        )
    if not intent.channels and intent.is_yes_no:
        return replace(intent, metric="cheap_hours", periods=(), rate=None)
    rate, to = wish.rate, hours[-1] if hours else None
    if to == hours_between(*PARTS["night"]) and "night" in _rates(context):
        rate = "night"
    periods = tuple(dict.fromkeys(_all_day(period) for period in intent.periods))
    if periods and (periods[0].start, periods[0].end) == (context.whole.start, context.whole.end):
        periods = ()
    return replace(intent, metric="what_if_moved", periods=periods, to_hours=to, rate=rate)


def _all_day(period: Period) -> Period:
    return replace(period, hours=None)


def _rates(context: Context) -> list[str]:
    return [] if context.tariff is None else [rate.name.lower() for rate in context.tariff.versions[-1].rates]
