"""Phrases that stand for several periods, or for the same days of another year, put into named dates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import COUNT, MONTH, YEAR, number
from energy_core.assistant.outcome import UnclearError

MOST_QUARTERS: Final = 8
_EACH_QUARTER: Final = re.compile(
    r"\b(?:(?:per|by|for|in|of)(?: each| every)? quarters?|(?:each|every) quarter|quarterly)\b"
)
_OF_A_YEAR: Final = re.compile(
    rf"\b(?:(?:in|for|of|over|during) )?(?:(?P<year>{YEAR})|(?P<which>this|last) year)\b"
)
_LAST_EACH: Final = re.compile(
    rf"\b(?:each of )?(?:the )?(?:last|past|previous) (?P<count>{COUNT}) (?P<unit>months|quarters)"
    r"(?P<each>,? (?:each|separately|individually|one by one|side by side|month by month|respectively))?\b"
)
_SAME_TIME: Final = re.compile(
    r"\b(?:at |around |about )?(?:this|the same|same) (?:time|point|stage|period|days)"
    rf" (?:in |of )?(?:the )?last (?P<unit>year|(?P<month>{MONTH}))\b"
)
_BESIDE: Final = re.compile(r"\b(?:than|vs|versus|compared (?:to|with)|against) (?:at |in )?$")
_NOW: Final = re.compile(r"\b(?:this (?:month|week|year|quarter)|so far|ytd|mtd)\b")


def listed_periods(text: str, cal: Calendar) -> str:
    """The text with several periods in one phrase named one by one."""
    return _same_time(_last_each(_quarters(text, cal), cal))


def _quarters(text: str, cal: Calendar) -> str:
    """ "By quarter" is Q1 2024, Q2 2024 … as far as there are readings."""
    asked = _EACH_QUARTER.search(text)
    if asked is None or re.search(r"\b(?:average|mean|highest|lowest|most|least|which)\b", text):
        return text
    year = _OF_A_YEAR.search(text)
    first, last = cal.first, cal.last
    if year is not None:
        wanted = int(year["year"]) if year["year"] else cal.today.year - (year["which"] == "last")
        first, last = max(first, date(wanted, 1, 1)), min(last, date(wanted, 12, 31))
    if last < first:
        return text
    numbers = range(_quarter(first), _quarter(last) + 1)
    named = [f"q{at % 4 + 1} {at // 4}" for at in numbers][-MOST_QUARTERS:]
    text = text[: asked.start()] + "#" + text[asked.end() :]
    text = _OF_A_YEAR.sub("", text, count=1) if year is not None else text
    return text.replace("#", f"in {' and '.join(named)}")


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _last_each(text: str, cal: Calendar) -> str:
    """ "The last three months, each" is the last three whole months by name."""
    asked = _LAST_EACH.search(text)
    if asked is None or not (asked["each"] or asked[0].startswith("each of")):
        return text
    count, length = number(asked["count"]), 3 if asked["unit"] == "quarters" else 1
    after = cal.today + timedelta(days=1)
    end = after.year * 12 + after.month - 1
    end -= end % length
    starts = [end - length * back for back in range(count, 0, -1)]
    names = [
        f"q{at % 12 // 3 + 1} {at // 12}"
        if length == 3
        else date(at // 12, at % 12 + 1, 1).strftime("%B %Y").lower()
        for at in starts
    ]
    return f"{text[: asked.start()]}in {' and '.join(names)}{text[asked.end() :]}"


def _same_time(text: str) -> str:
    """ "This month vs the same time last year" are the same dates of both; alone it is asked about."""
    asked = _SAME_TIME.search(text)
    if asked is None:
        return text
    rest = text[: asked.start()] + text[asked.end() :]
    month = re.search(rf"\b{MONTH}\b", rest)
    if month is not None and asked["month"] and month[0][:3] != asked["month"][:3]:
        return text
    if month is None and not _NOW.search(rest) and (beside := _BESIDE.search(text[: asked.start()])):
        return f"{text[: beside.start()]}this month {beside[0]}the same days last year{text[asked.end() :]}"
    if month is None and not _NOW.search(rest):
        raise UnclearError(f"From when to when is “{asked[0]}”? Please name the month or the dates.")
    if asked["month"] is None and not _NOW.search(rest):
        return text
    return f"{text[: asked.start()]}the same days last year{text[asked.end() :]}"
