"""Phrases said in other words before dates are read: "tonight" is today's evening, "ytd" this year."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import (
    DAY_NUMBER,
    FEASTS,
    MONTH,
    ORDINALS,
    SEASONS,
    WEEKDAY,
    YEAR,
    any_of,
)
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.times_of_day import RANGE as CLOCK_RANGE

Reworded = Callable[[re.Match[str], Calendar], str]
_NAMED: Final = (
    rf"(?:{MONTH}|{any_of(FEASTS)}|{any_of(SEASONS)}|q[1-4]|(?:first|second|third|fourth) quarter)"
)
_PART: Final = rf"(?:{MONTH}|{any_of(SEASONS)}|q[1-4])"
_JOINT: Final = " (?:and|or|vs|versus) "
_LETTERS: Final = {"y": "year", "m": "month", "w": "week", "q": "quarter"}
_YEARS: Final = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}

_HALVES: Final = {"morning": "am", "afternoon": "pm", "evening": "pm"}

RULES: Final[tuple[tuple[re.Pattern[str], Reworded], ...]] = (
    (
        re.compile(
            r"\b(?P<first>\d{1,2}) ?(?P<joint>and|to|till|until|-) ?(?P<last>\d{1,2})(?: o'?clock)?"
            r" (?:in the |of the )"
            r"(?P<part>morning|afternoon|evening)\b"
        ),
        lambda m, cal: f"{m['first']} {_HALVES[m['part']]} {m['joint']} {m['last']} {_HALVES[m['part']]}",
    ),
    (
        re.compile(
            r"\b(?P<hour>\d{1,2}(?::\d\d)?)(?: o'?clock)? in the (?P<part>morning|afternoon|evening)\b"
        ),
        lambda m, cal: f"{m['hour']} {_HALVES[m['part']]}",
    ),
    (
        re.compile(
            r"\b(?:while|when) (?:i|we|everyone|everybody)(?:'m| am|'re| are| is)? (?:asleep"
            r"|sleep(?:ing)?|in bed)\b"
        ),
        lambda m, cal: "" if CLOCK_RANGE.search(m.string) else "at night",
    ),
    (
        re.compile(rf"\b(?P<date>{MONTH} {DAY_NUMBER}|{DAY_NUMBER} (?:of )?{MONTH}) week\b"),
        lambda m, cal: f"week of {m['date']}",
    ),
    (re.compile(r"\b(?:(?:bank holiday|long|holiday) )?weekend (?=\d)"), lambda m, cal: ""),
    (re.compile(r"\b(?:until|till|up to) now$"), lambda m, cal: ""),
    (
        re.compile(
            r"\b(?P<verb>drop\w*|f[ae]ll(?:en)?|ros?e|ris(?:e|en|es)|gr[eo]w\w*|increas\w*|decreas\w*"
            rf"|chang\w*|(?:went|gone|go) (?:up|down)|differ\w*)(?P<between>\b.{{0,30}}?)"
            rf" from (?P<first>{_PART}(?: {YEAR})?) to (?P<second>{_PART}(?: {YEAR})?)(?!\w)"
        ),
        lambda m, cal: f"{m['verb']}{m['between']} in {m['first']} compared with {m['second']}",
    ),
    (re.compile(r"\b(?:last|past|previous) fortnight\b"), lambda m, cal: "last 14 days"),
    (re.compile(r"\b(?:a|one) fortnight ago\b"), lambda m, cal: "2 weeks ago"),
    (re.compile(rf"\b(?:the )?month(?: of)? (?P<month>{MONTH})\b"), lambda m, cal: m["month"]),
    (
        re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?!\d)"),
        lambda m, cal: _dotted(m["day"], m["month"], cal),
    ),
    (
        re.compile(
            r"(?:(?<=till )|(?<=until ))(?P<day>\d{1,2})\.(?P<month>\d{1,2})$"
            r"|(?<=to )(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})$"
        ),
        lambda m, cal: _dotted(m["day"] or m["day2"], m["month"] or m["month2"], cal),
    ),
    (
        re.compile(r"\b(?P<before>.*?)\b(?:year[- ](?:on|over)[- ]year|yoy)\b(?P<after>.*)$"),
        lambda m, cal: f"{m['before']}{m['after']} compared with the same period last year",
    ),
    (
        re.compile(
            rf"\b(?:on|in|from) (?P<date>(?:the )?{DAY_NUMBER} (?:of )?{MONTH}(?:,?"
            rf" {YEAR})?)(?P<middle>.*)\bsince "
            r"(?:then|that(?: date| day)?)\b"
        ),
        lambda m, cal: f"since {m['date']}{m['middle']}",
    ),
    (
        re.compile(r"\bh(?P<half>[12])(?= (?:of )?(?:19|20)\d\d\b)"),
        lambda m, cal: "first half of" if m["half"] == "1" else "second half of",
    ),
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
        re.compile(
            rf"\b(?P<first>first|1st)(?P<joint> (?:and|vs|versus|with|to) (?:the )?)(?P<second>second|2nd) "
            rf"half of (?P<name>{MONTH})\b"
        ),
        lambda m, cal: f"first half of {m['name']}{m['joint']}second half of {m['name']}",
    ),
    (re.compile(r"\b(?:all|the whole|the entire|that whole) day(?: long)?\b"), lambda m, cal: ""),
    (
        re.compile(rf"\b(?P<which>which|what) (?P<day>{WEEKDAY})s?\b"),
        lambda m, cal: f"{m['which']} day on {m['day']}s",
    ),
    (
        re.compile(r"\b(?P<which>which|what) (?P<part>morning|afternoon|evening)s?\b"),
        lambda m, cal: f"{m['which']} day in the {m['part']}",
    ),
    (
        re.compile(rf"\b(?P<usual>typical|average|normal|usual) (?P<day>{WEEKDAY})s?\b"),
        lambda m, cal: f"{m['usual']} on {m['day']}s",
    ),
    (
        re.compile(
            r"\b(?:this|the same|same) (?:time|period|point|stage) (?:in |of )?(?:the )?last (?:week|month)\b"
        ),
        lambda m, cal: _unclear_part(m),
    ),
    (
        re.compile(
            rf"\b(?P<first>{_PART})(?P<joint>,? (?:vs|versus|and|or|with|than|to|against|"
            rf"compared (?:to|with)) (?:in )?)(?P<second>{_PART})(?P<year> {YEAR})\b"
        ),
        lambda m, cal: _of_one_year(m),
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
        re.compile(rf"\bthis (?P<name>{_PART})(?P<joint>\b.{{1,30}}?)\blast (?P=name)\b"),
        lambda m, cal: f"{m['name']}{m['joint']}the same period last year",
    ),
    (
        re.compile(
            rf"\b(?P<name>{_PART})(?P<joint> (?:compared (?:to|with)|vs|versus|than|against)(?: in)?) "
            r"last year\b"
        ),
        lambda m, cal: f"{m['name']}{m['joint']} the same period last year",
    ),
    (
        re.compile(
            rf"\b(?P<before>(?:between|from) )?(?:the )?(?P<first>{DAY_NUMBER})"
            rf"(?P<joint>{_JOINT})(?:the )?(?P<second>{DAY_NUMBER}) (?:of )?"
            rf"(?P<month>{MONTH})\b(?P<year>,? {YEAR})?"
        ),
        lambda m, cal: _two_days(m, lambda day: f"{day} {m['month']}{m['year'] or ''}"),
    ),
    (
        re.compile(
            rf"\b(?P<before>(?:between|from) )?(?P<month>{MONTH}) (?P<first>{DAY_NUMBER})"
            rf"(?P<joint>{_JOINT})(?:the )?(?P<second>{DAY_NUMBER})\b(?![:.\d]| ?[ap]m)"
            rf"(?P<year>,? {YEAR})?"
        ),
        lambda m, cal: _two_days(m, lambda day: f"{m['month']} {day}{m['year'] or ''}"),
    ),
    (
        re.compile(rf"\b(?P<ordinal>{'|'.join(ORDINALS)}) of (?=(?:the )?(?:{MONTH})\b)"),
        lambda m, cal: f"{ORDINALS[m['ordinal']]} of ",
    ),
)


def _dotted(day: str, month: str, cal: Calendar) -> str:
    return f"{day}.{month}.{_year_of(int(month), cal)}"


def _year_of(month: int, cal: Calendar) -> int:
    """The latest year in which the readings know a month; else that of today."""
    known = [
        year
        for year in range(cal.today.year, cal.first.year - 1, -1)
        if (cal.first.year, cal.first.month) <= (year, month) <= (cal.last.year, cal.last.month)
    ]
    return known[0] if known else cal.today.year


def _no_such_ranking(m: re.Match[str], cal: Calendar) -> str:
    raise UnclearError(
        f"Each {m['part']} is not ranked here; hours, days, weeks, months, mornings and evenings are. "
        "Which do you mean?",
        suggestions=("Which day did I use the most?",),
    )


def _unclear_part(m: re.Match[str]) -> str:
    raise UnclearError(f"From when to when is “{m[0]}”? Please name the dates.")


def _of_one_year(m: re.Match[str]) -> str:
    """ "January and February 2024" are both of 2024; of "December and January 2024" the first is of 2023."""
    turns = (m["first"][:3], m["second"][:3]) == ("dec", "jan") or (m["first"], m["second"]) == ("q4", "q1")
    return f"{m['first']} {int(m['year']) - turns}{m['joint']}{m['second']}{m['year']}"


def _two_days(m: re.Match[str], dated: Callable[[str], str]) -> str:
    """ "5 and 7 June" are two days; "between 5 and 7 June" is three, unless they are compared."""
    if m["before"] and not re.search(r"\b(?:differen|compar|chang)", m.string):
        return m[0]
    return f"{m['before'] or ''}{dated(m['first'])}{m['joint']}{dated(m['second'])}"


def reworded(text: str, cal: Calendar) -> str:
    """The text in words that the grammar of dates reads."""
    for pattern, rule in RULES:
        text = pattern.sub(lambda m, rule=rule: rule(m, cal), text)  # type: ignore[misc]
    return text
