"""Phrases said in other words before dates are read: "tonight" is today's evening, "ytd" this year."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import FEASTS, MONTH, ORDINALS, SEASONS, WEEKDAY, any_of
from energy_core.assistant.outcome import UnclearError

Reworded = Callable[[re.Match[str], Calendar], str]
_NAMED: Final = (
    rf"(?:{MONTH}|{any_of(FEASTS)}|{any_of(SEASONS)}|q[1-4]|(?:first|second|third|fourth) quarter)"
)
_LETTERS: Final = {"y": "year", "m": "month", "w": "week", "q": "quarter"}
_YEARS: Final = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}

_RULES: Final[tuple[tuple[re.Pattern[str], Reworded], ...]] = (
    (
        re.compile(r"\b(?:the )?(?:this |current )?(?P<unit>year|month|week|quarter)[- ]to[- ]date\b"),
        lambda m, cal: f"this {m['unit']}",
    ),
    (re.compile(r"\b(?P<letter>[ymwq])td\b"), lambda m, cal: f"this {_LETTERS[m['letter']]}"),
    (
        re.compile(r"\b(?:late |later )?tonight\b|\b(?:earlier )?this evening\b"),
        lambda m, cal: "today in the evening",
    ),
    (
        re.compile(r"\b(?:earlier |late |later )?this (?P<part>morning|afternoon)\b"),
        lambda m, cal: f"today in the {m['part']}",
    ),
    (
        re.compile(rf"\b(?P<which>which|what) (?P<day>{WEEKDAY})s?\b"),
        lambda m, cal: f"{m['which']} day on {m['day']}s",
    ),
    (
        re.compile(r"\b(?P<which>which|what) (?P<part>morning|afternoon|evening)s?\b"),
        lambda m, cal: f"{m['which']} day in the {m['part']}",
    ),
    (re.compile(r"\b(?:which|what) (?P<part>weekend|night)s?\b"), lambda m, cal: _no_such_ranking(m, cal)),
    (
        re.compile(rf"\b(?:on )?(?:any|an?|each|every|all|most) (?P<day>{WEEKDAY})s?\b"),
        lambda m, cal: f"on {m['day']}s",
    ),
    (
        re.compile(
            rf"\b(?P<name>{_NAMED}),? (?:of |in )?(?:the )?(?P<which>last|previous|this|current|next) year\b"
        ),
        lambda m, cal: f"{m['name']} {cal.today.year + _YEARS[m['which']]}",
    ),
    (
        re.compile(rf"\b(?P<ordinal>{'|'.join(ORDINALS)}) of (?=(?:the )?(?:{MONTH})\b)"),
        lambda m, cal: f"{ORDINALS[m['ordinal']]} of ",
    ),
)


def _no_such_ranking(m: re.Match[str], cal: Calendar) -> str:
    raise UnclearError(
        f"Each {m['part']} is not ranked here; hours, days, weeks, months, mornings and evenings are. "
        "Which do you mean?",
        suggestions=("Which day did I use the most?",),
    )


def reworded(text: str, cal: Calendar) -> str:
    """The text in words that the grammar of dates reads."""
    for pattern, rule in _RULES:
        text = pattern.sub(lambda m, rule=rule: rule(m, cal), text)  # type: ignore[misc]
    return text
