"""Words around a question that are no part of it: what is told beside it, and other ways to say a thing."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import Final

from energy_core.assistant.channels import Found, Names
from energy_core.assistant.lexicon import RISKY, not_understood
from energy_core.assistant.outcome import NoAnswerError
from energy_core.assistant.signal_words import LIMIT, MEAN, MONEY, PER, RANK

_ASKS: Final = (
    r"(?:how|what|what's|which|when|where|why|who|did|do|does|is|are|was|were|has|have|show|give|tell|list|compare|"
    r"usage|use|consumption|cost|total)\b"
)
_STORY: Final = re.compile(
    r"^(?P<story>(?:(?:i|i'm|i've|i'd|we|we're|we've|my|our|the|an?|tenant|tenants|somebody|someone|he|she|they|"
    r"there|since|just|so|ok|okay|well|it's|it|this|that|silly|quick|stupid|question|people|everyone|since|as|"
    r"because|after|now|when|if i'm|wondering|curious|not sure)\b|·)[^?]*?)"
    rf"(?P<joint>[,;:.-]+ (?:so |and |then |but |please )*)(?={_ASKS})"
)
_WHEN: Final = re.compile(
    r"\b(?:when|while|whilst|as|because|since) (?:i|we|he|she|they|the \w+|my \w+|our \w+)(?:'\w+)? "
    r"(?:\w+ ){1,6}?(?:(?:on|in|from|between|over|at|during) )?(?=·{3,}$|·{3,} *[,.?]?$)"
)
_GONE: Final = re.compile(
    r" (?:while|when|whilst) (?:i|we|they|he|she) (?:was|were) (?:gone|away|out|there|here|off"
    r"|on holiday|on vacation)$"
)
_DATED: Final = re.compile(r"·{3,}")
_NUMBERED: Final = re.compile(
    r"\b(?P<name>[a-z]{3,})s (?P<numbers>\d{1,2}(?:(?:, ?| and | & | \+ |/)\d{1,2})+)\b"
)
_CHARGES: Final = re.compile(r"(?<=·)(?P<has> (?:has |have |was |been )*)charg(?:es|ed|ing|e)\b")
_DATES_NAMES: Final = frozenset({"day", "week", "month", "hour", "quarter", "year", "minute"})


def with_story(text: str, named: Found, names: Names) -> Found:
    """The channels of the question itself; those of a story told before it where it names none.

    A story's unknown things are no matter: "we had a pool party, how much did we use".
    """
    told = _STORY.search(text)
    if told is None or not not_understood(told["story"]) or _turns_round(told["story"], text[told.end() :]):
        return names.find(text, already=named)
    found = names.find(text[told.end() :], already=named)
    dots = re.sub(r"[^·\s]", "·", text[: told.end()])
    if not found.names:
        leans = _IT.search(text[told.end() :]) is not None
        with suppress(*(() if leans else (NoAnswerError,))):
            found = replace(found, mentions=names.find(told["story"], already=named).mentions)
    return replace(found, rest=dots + found.rest)


_IT: Final = re.compile(r"\b(?:it|its|that one|this one|they|them)\b")
"""Words by which a question means a thing of the story before it."""


def _turns_round(story: str, question: str) -> bool:
    """Whether a story says more of what is asked than the question does."""
    if any(re.search(rf"\b{re.escape(word)}\b", story) for word in RISKY):
        return True
    return any(kind.search(story) and not kind.search(question) for kind in (MONEY, RANK, MEAN, PER, LIMIT))


def without_story(text: str) -> str:
    """The question without a sentence told before it, or a time told beside its date.

    Only where it names a date or a channel, both of which are cut out already: "we were away from ·····, how
    much did we use".
    """
    if (story := _STORY.search(text)) and _DATED.search(story["story"]):
        text = re.sub(r"[^·\s]", "·", text[: story.end()]) + text[story.end() :]
    if _DATED.search(text):
        text = _GONE.sub("", text)
    return _WHEN.sub(lambda m: re.sub(r"\S", "·", m[0]), text)


def numbered(text: str) -> str:
    """ "flats 1 and 3" is "flat 1 and flat 3"."""

    def each(m: re.Match[str]) -> str:
        if m["name"] in _DATES_NAMES:
            return m[0]
        return re.sub(r"\d+", lambda number: f"{m['name']} {number[0]}", m["numbers"])

    return _NUMBERED.sub(each, text)


def charging(text: str) -> str:
    """A car that charges runs; only money is charged for."""
    text = _CHARGING.sub("using ", text)
    return _CHARGES.sub(lambda m: f"{m['has']}ran", text)


def without_units(text: str) -> str:
    """ "Peak demand in June, kW": the unit of a power, said after it. Also "the same months", said again."""
    text = _CHANGE.sub("", _SAME.sub("", text))
    text = _MONTH_TO_COME.sub("will my bill be", text)
    if _CARBON.search(text):
        text = _MADE.sub("caused", text)
    return _UNIT.sub(lambda m: m["before"], text)


_UNIT: Final = re.compile(r"(?P<before>\b(?:demand|power|load)\b.*?),? (?:in )?(?:kw|w|watts?)$")
_SAME: Final = re.compile(
    r" (?:in|for|over|during|at) (?:the|that|those|these) same (?:months?|periods?|times?|days?"
    r"|weeks?|dates?)$"
)
_CARBON: Final = re.compile(r"\b(?:co2|carbon|emissions?|footprint)\b")
_MADE: Final = re.compile(r"\b(?:produced?|generated?|created?)\b")
_CHANGE: Final = re.compile(
    r"(?<!\w)(?:percentage|percent|%) (?=(?:change|difference|increase|decrease)s?\b)"
)
_MONTH_TO_COME: Final = re.compile(
    r"\bwill (?:this|the current) month (?:cost|come to)(?: me| us)?\b"
    r"|\bwill (?:i|we) (?:pay|spend) this month\b"
)
_CHARGING: Final = re.compile(r"\bcharging (?=(?:the |my |our )?·)")
