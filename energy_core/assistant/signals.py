"""Small words that shape a question: most, top 3, per day, each appliance, more than, cost, above 10 kWh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from energy_core.assistant.date_words import COUNT, number
from energy_core.assistant.intent import Subject
from energy_core.local_time import Span

SPANS: Final[dict[str, Span]] = {"hour": "hour", "day": "day", "week": "week", "month": "month"}
HIGHEST: Final = (
    r"most|highest|biggest|largest|max(?:imum)?|greatest|worst|heaviest|hungriest|busiest|top|peak|main|hogs?"
    r"|priciest|most expensive|record"
)
LOWEST: Final = (
    r"least|lowest|smallest|min(?:imum)?|fewest|best|lightest|quietest|bottom|cheapest|most efficient"
)
_RANK: Final = re.compile(rf"\b(?:(?P<low>{LOWEST})|(?P<high>{HIGHEST}))\b")
_COUNT: Final = re.compile(
    rf"\b(?:(?:top|bottom|highest|lowest|biggest|largest|smallest|worst|best|first) (?P<a>{COUNT})|"
    rf"(?P<b>\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    rf"(?:{HIGHEST}|{LOWEST}|(?=days|hours|weeks|months|appliances|devices|channels)))\b"
)
_SUBJECT: Final = re.compile(
    r"\b(?:(?P<weekday>day of (?:the )?week|weekday)|(?P<channel>appliances?|devices?|channels?|"
    r"circuits?|consumers?|things?|equipment|machines?|gadgets?|energy hogs?)"
    r"|(?P<hour>hours?)|(?P<day>days?|date)|(?P<week>weeks?)|(?P<month>months?))\b"
)
_LIMIT: Final = re.compile(
    r"\b(?P<how>more than|above|over|exceed(?:s|ed|ing)?|greater than|higher than|at least|less than|"
    r"below|under|fewer than|lower than) "
    r"(?P<amount>\d+(?:[.,]\d+)?) ?(?P<unit>kwh|kilowatt[ -]?hours?|wh)\b"
)
_MORE: Final = re.compile(
    r"\b(?:(?P<more>more|above|higher|greater|bigger|increased?|up|rise|risen|rose)|(?P<less>less|below|lower|"
    r"fewer|smaller|decreased?|dropped|drop|fell|fallen))\b"
)
_COMPARES: Final = re.compile(
    r"\b(?:compar(?:e|ed|ing|ison|es)|versus|vs|differences?|differ|than|against|change[ds]?|how does|"
    r"relative)\b"
)
_USUAL: Final = re.compile(
    r"\b(?:than|as|to|with|from|vs|versus|against|above|below|over|under) "
    r"(?:(?:the |my |is |on |an )*(?:usual|normal|average|typical|typically|usually|normally))\b"
)
_PER: Final = re.compile(
    r"\b(?:per|each|every|an?|by|in an?) (?P<span>hour|day|week|month)\b|\b(?P<adverb>hourly|daily|"
    r"weekly|monthly)\b|\b(?P<twice>hour|day|week|month) by (?:hour|day|week|month)\b"
)
_MEAN: Final = re.compile(
    r"\b(?:on average|average[ds]?|averages|mean|typically|usually|normally|typical|usual)\b"
)
_THINGS: Final = r"(?:appliances?|devices?|channels?|circuits?|sub-? ?meters?|consumers?)"
_EVERY: Final = re.compile(
    rf"\b(?:(?:by|per|for) (?:each |every )?{_THINGS}"
    rf"|(?:each|every|all|individual|my|the) (?:of )?(?:the |my |appliances? )*{_THINGS}"
    r"|break ?down|split|where (?:does|did|do|is|has) (?:all )?(?:my|the|our|it)\b.*\bgo(?:es|ing|ne)?"
    rf"|rank(?:ing)?(?: of)? (?:the |my |all )*{_THINGS}|{_THINGS} by (?:use|usage|cost|consumption|energy)"
    r"|what(?:'s| is| are)? (?:using|consuming|eating|drawing|costing)(?: up)?(?: all)?(?: of)? (?:my|"
    r"the|our|so much|me))\b"
)
_OR: Final = re.compile(r"\bor\b")
_YEARLY: Final = re.compile(r"\b(?:per|an?|each|every) year\b|\b(?:yearly|annual(?:ly)?)\b")
_ASKS_FOR_ONE: Final = re.compile(r"\b(?:how (?:much|many)|what(?!.*\b(?:totals|costs)\b)|do|does)\b")
_MONEY: Final = re.compile(
    r"\b(?:costs?|costing|spen[dt]|spending|pa(?:y|id|ying)|bills?|billed|money|price|charged?|"
    r"charges|expens(?:e|es|ive)|owed?|priciest|cheapest|pounds?|euros?|dollars?|£|€|\$)(?!\w)"
)
_YES_NO: Final = re.compile(
    r"^(?:so |and |but |then )?(?:did|do|does|is|was|were|are|am|have|has|had|will)\b"
)
_WHAT: Final = re.compile(r"\b(?:what|which|who)\b")
_ENERGY: Final = re.compile(
    r"\b(?:how much|how many|kwh|energy|electricity|usage|use[ds]?|using|consum\w+|total|power|"
    r"draw\w*|burn\w*)\b"
)


@dataclass(frozen=True)
class Signals:
    """rest : the text without what was understood."""

    rest: str
    subject: Subject | None
    superlative: bool
    lowest: bool
    count: int
    span: Span | None
    lists_spans: bool
    averages: bool
    every_channel: bool
    more: bool | None
    compares: bool
    compares_usual: bool
    money: bool
    is_yes_no: bool
    asks_what: bool
    limit_kwh: float | None
    limit_above: bool
    says_metric: bool
    offers_either: bool
    yearly: bool
    asks_when: bool


def signals(text: str) -> Signals:
    """Every small word of a text from which dates, prices, metric and channels are already cut."""
    limit, rest = _taken(_LIMIT, text)
    rank = _RANK.search(rest)
    # a number before hours or days is a count only where something is ranked
    counted, rest_after_count = _taken(_COUNT, rest) if rank else (None, rest)
    per = _PER.search(rest)
    mean = _MEAN.search(rest)
    every = _EVERY.search(rest)
    more = _MORE.search(rest)
    superlative = rank is not None or counted is not None
    lowest = bool(rank and rank["low"]) and not (rank and re.search(r"more|most (?!efficient)", rank[0]))
    subject = _subject(rest, per, superlative)
    return Signals(
        rest=rest_after_count,
        subject=subject,
        superlative=superlative,
        lowest=lowest,
        count=number(counted["a"] or counted["b"]) if counted else _plural_count(rest, rank),
        span=_span(per) or (SPANS.get(subject or "") if limit else None),
        lists_spans=_lists(rest, per) and mean is None,
        averages=mean is not None or bool(per and re.match(r"per|an? |in a", per[0]) and not superlative),
        every_channel=every is not None,
        more=None if more is None or limit is not None else more["more"] is not None,
        compares=_COMPARES.search(rest) is not None,
        compares_usual=_USUAL.search(rest) is not None,
        money=_MONEY.search(rest) is not None,
        is_yes_no=_YES_NO.search(rest) is not None,
        asks_what=_WHAT.search(rest) is not None or bool(subject == "channel"),
        limit_kwh=None if limit is None else _kwh(limit),
        limit_above=limit is None
        or bool(re.match(r"more|above|over|exceed|greater|higher|at least", limit["how"])),
        offers_either=_OR.search(rest) is not None,
        yearly=_YEARLY.search(rest) is not None,
        asks_when=re.search(r"\bwhen\b", rest) is not None,
        says_metric=superlative or _names_a_figure(rest),
    )


def _names_a_figure(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_ENERGY, _MONEY, _MEAN, _EVERY, _MORE, _PER, _COMPARES))


def _lists(text: str, per: re.Match[str] | None) -> bool:
    """Whether every hour, day … is asked for, not one of them on average: "how much … every month"."""
    if per is None:
        return False
    is_average = re.match(r"per|an? |in a|each|every", per[0]) is not None or bool(per["adverb"])
    return not (
        is_average and (_ASKS_FOR_ONE.search(text) or not (per["adverb"] or re.match("each|every", per[0])))
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    match = pattern.search(text)
    if match is None:
        return None, text
    return match, text[: match.start()] + "·" * len(match[0]) + text[match.end() :]


def _subject(text: str, per: re.Match[str] | None, superlative: bool) -> Subject | None:
    for match in _SUBJECT.finditer(text):
        if per is not None and per.start() <= match.start() < per.end():
            continue
        return match.lastgroup  # type: ignore[return-value]
    if per is not None and superlative:
        return _span(per)
    return None


def _span(per: re.Match[str] | None) -> Span | None:
    if per is None:
        return None
    adverbs: dict[str, Span] = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
    return adverbs.get(per["adverb"] or "") or SPANS.get(per["span"] or per["twice"] or "")


def _plural_count(text: str, rank: re.Match[str] | None) -> int:
    """ "Which days were highest?" asks for a few, "which day" for one."""
    plural = re.search(r"\b(?:days|hours|weeks|months|appliances|devices|channels|consumers)\b", text)
    return 3 if plural and rank else 1


def _kwh(limit: re.Match[str]) -> float:
    amount = float(limit["amount"].replace(",", "."))
    return amount / 1000 if limit["unit"] == "wh" else amount
