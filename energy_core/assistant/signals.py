"""Small words that shape a question: most, top 3, per day, each appliance, more than, cost, above 10 kWh."""

from __future__ import annotations

import re
from dataclasses import dataclass

from energy_core.assistant.date_words import ORDINALS, number
from energy_core.assistant.intent import Change, Subject
from energy_core.assistant.signal_words import (
    AN_AMOUNT,
    ASKS_FOR_ONE,
    CHANGE,
    COMPARES,
    ENERGY,
    EVERY,
    FALLS,
    HOW_MUCH,
    JUDGED,
    LIMIT,
    LIMIT_ABOVE,
    MEAN,
    MONEY,
    MORE,
    NOW,
    OR,
    PAST,
    PER,
    PLACE,
    RANK,
    RANKED_COUNT,
    RISES,
    SPANS,
    SUBJECT,
    USUAL,
    WHAT,
    WHEN,
    YEARLY,
    YES_NO,
)
from energy_core.local_time import Span


@dataclass(frozen=True)
class Signals:
    """rest : the text without what was understood."""

    rest: str
    subject: Subject | None
    place: int
    change: Change | None
    says_now: bool
    asks_how_much: bool
    superlative: bool
    lowest: bool
    count: int
    span: Span | None
    lists_spans: bool
    says_average: bool
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
    judges: str | None = None
    rises: bool | None = None
    says_bill: bool = False
    praises: bool | None = None
    several_spans: bool = False
    changes: bool = False


def signals(text: str, *, whole: str) -> Signals:
    """Every small word of a text from which all else is cut; `whole` still has the words of the metric."""
    limit, rest = _taken(LIMIT, text)
    place, rest = _taken(PLACE, rest)
    rank = RANK.search(rest)
    # a number before hours or days is a count only where something is ranked
    counted, rest_after_count = _taken(RANKED_COUNT, rest) if rank else (None, rest)
    per = PER.search(rest)
    mean = MEAN.search(rest)
    superlative = rank is not None or counted is not None
    subject = _subject(rest, per, superlative)
    return Signals(
        rest=_without_understood(rest_after_count),
        subject=subject,
        place=1 if place is None else ORDINALS[place["place"]] if place["place"] else 2,
        change=_change(rest),
        asks_how_much=_has(HOW_MUCH, whole),
        says_now=_has(NOW, rest) and not _has(PAST, rest),
        superlative=superlative,
        lowest=bool(rank and rank["low"]),
        count=number(counted["a"] or counted["b"]) if counted else _plural_count(rest, rank),
        span=_span(per) or (SPANS.get(subject or "") if limit else None),
        lists_spans=_lists(rest, per) and mean is None,
        says_average=mean is not None and re.search("average|mean", mean[0]) is not None,
        averages=mean is not None or bool(per and re.match(r"per|an? |in a", per[0]) and not superlative),
        every_channel=_has(EVERY, rest),
        more=_more(rest) if limit is None else None,
        compares=_has(COMPARES, rest),
        compares_usual=_has(USUAL, rest),
        money=_has(MONEY, rest),
        is_yes_no=_has(YES_NO, whole),
        asks_what=(_has(WHAT, rest) and not _has(AN_AMOUNT, rest)) or subject == "channel",
        limit_kwh=None if limit is None else _kwh(limit),
        limit_above=limit is None or _has(LIMIT_ABOVE, limit["how"]),
        offers_either=_has(OR, rest),
        yearly=_has(YEARLY, rest),
        asks_when=_has(WHEN, rest),
        says_metric=superlative or _names_a_figure(rest),
        rises=_rises(whole),
        says_bill=re.search(r"\bbills?\b", whole) is not None,
        changes=re.search(r"\bchang\w*", whole) is not None,
        praises=_praises(whole),
        several_spans=mean is not None and len({_span(found) for found in PER.finditer(rest)}) > 1,
        judges=None if (judged := JUDGED.search(whole)) is None else judged.lastgroup,
    )


def _change(text: str) -> Change | None:
    match = CHANGE.search(text)
    return None if match is None else match.lastgroup  # type: ignore[return-value]


def _more(text: str) -> bool | None:
    match = MORE.search(text)
    return None if match is None else match["more"] is not None


def _rises(text: str) -> bool | None:
    """Whether a question speaks of a rise or of a fall; None for neither or both."""
    up, down = (match is not None for match in (RISES.search(text), FALLS.search(text)))
    return None if up == down else up


def _praises(text: str) -> bool | None:
    """Whether a question asks for the best or the worst, which is the most of what is generated."""
    found = re.search(r"\b(?:(?P<best>best)|worst)\b", text)
    return None if found is None else found["best"] is not None


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _without_understood(text: str) -> str:
    """The text without the words that the signals were read from; a second word of other meaning stays."""
    for pattern in (
        JUDGED,
        USUAL,
        EVERY,
        CHANGE,
        YEARLY,
        PER,
        COMPARES,
        MEAN,
        RANK,
        MORE,
        SUBJECT,
        MONEY,
        OR,
    ):
        first = pattern.search(text)
        if first is not None:
            text = pattern.sub(
                lambda m, side=first.lastgroup: "·" * len(m[0]) if m.lastgroup == side else m[0],  # type: ignore[misc]
                text,
            )
    return text


def _names_a_figure(text: str) -> bool:
    return any(pattern.search(text) for pattern in (ENERGY, MONEY, MEAN, EVERY, MORE, PER, COMPARES))


def _lists(text: str, per: re.Match[str] | None) -> bool:
    """Whether every hour, day … is asked for, not one of them on average: "how much … every month"."""
    if per is None:
        return False
    is_average = re.match(r"per|an? |in a|each|every", per[0]) is not None or bool(per["adverb"])
    return not (
        is_average and (ASKS_FOR_ONE.search(text) or not (per["adverb"] or re.match("each|every", per[0])))
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    match = pattern.search(text)
    if match is None:
        return None, text
    return match, text[: match.start()] + "·" * len(match[0]) + text[match.end() :]


def _subject(text: str, per: re.Match[str] | None, superlative: bool) -> Subject | None:
    for match in SUBJECT.finditer(text):
        if per is not None and per.start() <= match.start() < per.end():
            continue
        return "half-hour" if match.lastgroup == "half" else match.lastgroup  # type: ignore[return-value]
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
