"""Phrases for several days or for hours said without am or pm, put into dates and clock times."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import COUNT, MONTH, SEASONS, WEEKDAY, WEEKDAYS, YEAR, any_of, number
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.span_rules import SPAN, span
from energy_core.assistant.times_of_day import CLOCK, hour_of

_PART: Final = rf"(?:{MONTH}|{any_of(SEASONS)}|q[1-4])"
_TO: Final = r" ?(?:and|to|until|till|-|–) ?"
_BARE: Final = (
    r"(?:1[0-2]|0?[1-9])(?![\d:./%]| ?(?:[ap]\.?m\b|o'?clock|k?wh?\b|percent|days|th\b|st\b|nd\b|rd\b))"
)
_LAST_DAYS: Final = re.compile(
    rf"\b(?:on )?(?:the )?(?:last|past|previous) (?P<count>{COUNT}) (?P<day>{WEEKDAY}|weekend)s\b"
)
_ENDING: Final = re.compile(
    rf"\b(?:the )?(?:(?P<unit>fortnight|week)|(?P<count>{COUNT}) (?P<units>days|weeks)) "
    rf"(?P<side>ending|up to|starting|beginning|commencing)(?: on| at| with)? (?P<date>{SPAN})(?!\w)"
)
_WEEK_NUMBER: Final = re.compile(
    rf"\b(?<!last )(?<!this )(?<!past )(?<!per )(?:calendar |iso )?(?:weeks?|wks?|cw)(?: (?:number"
    rf"|no\.?|nr\.?))? "
    rf"#?(?P<first>\d{{1,2}})(?:{_TO}(?P<last>\d{{1,2}}))?(?! ?(?:{MONTH}|of {MONTH}|times|k?wh?\b)|[\d:./%])"
    rf"(?:,? (?:of |in )?(?P<year>{YEAR}))?"
)
_PART_THEN_HOURS: Final = re.compile(
    rf"\b(?P<part>morning|afternoon|evening|night)s?,? \(?(?:from "
    rf"|between )?(?P<a>{_BARE}){_TO}(?P<b>{_BARE})\)?"
)
_HOURS_THEN_PART: Final = re.compile(
    rf"\b(?:from |between )?(?P<a>{_BARE}){_TO}(?P<b>{_BARE})(?: o'?clock)?,? (?:in |at |of )?(?:the )?"
    r"(?P<part>morning|afternoon|evening|night)s?\b"
)
_CLOCK_TO_BARE: Final = re.compile(
    rf"(?<![\w.:])(?P<first>{CLOCK}){_TO}(?P<last>{_BARE})(?!,? (?:of )?{MONTH}|\w)"
)
_BETWEEN_BARE: Final = re.compile(
    rf"\((?P<a>\d{{1,2}}) ?[-–] ?(?P<b>\d{{1,2}})\)"
    rf"|\b(?:between|from) (?P<c>\d{{1,2}}){_TO}(?P<d>\d{{1,2}})"
    r"(?=$|[?,;]| (?:on|every|each|at|in the|last|this|yesterday|today|per|during|cost|use)\b)"
)
_EVENING_HALF: Final = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}
_YEAR_ON_YEAR: Final = re.compile(r"\b(?:year|month)[- ](?:on|over)[- ](?:year|month)\b|\byoy\b")
_TWO_NAMED: Final = re.compile(
    rf"\b{_PART}(?: {YEAR})?,? (?:vs|versus|against|over|and|compared (?:to|with)|with) {_PART}\b"
)

PLAIN: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(
            rf"\bthis (?P<name>{_PART})(?P<joint>\b.{{0,30}}?) (?P<than>than|vs|versus|compared (?:to|with)) "
            r"last(?: one)?$"
        ),
        r"\g<name>\g<joint> \g<than> the same period last year",
    ),
    (
        re.compile(
            r"\b(?:in|for|of|during|over) the (?P<half>first|second|1st|2nd) half"
            r"(?=$|[?,]| (?:compared|vs|versus|than|against)\b)"
        ),
        r"in the \g<half> half of this year",
    ),
    (
        re.compile(
            r"\b(?P<more>more|less|higher|lower|worse|better)(?P<what> \w+)? "
            r"(?:now|these days|nowadays|lately|at present|currently) (?P<than>than|compared)\b"
        ),
        r"\g<more>\g<what> this month \g<than>",
    ),
    (
        re.compile(rf"\b(?:on|in|from) (?P<date>{SPAN})(?P<middle>[^?]*)\bsince$"),
        r"since \g<date>\g<middle>",
    ),
)


def named_days(text: str, cal: Calendar) -> str:
    """The text with such phrases as dates from one to another and times with am or pm."""
    if _YEAR_ON_YEAR.search(text) and _TWO_NAMED.search(text):
        text = f"compare {_YEAR_ON_YEAR.sub('', text)}"
    text = _LAST_DAYS.sub(lambda m: _last_days(m, cal), text)
    text = _ENDING.sub(lambda m: _ending(m, cal), text)
    text = _WEEK_NUMBER.sub(lambda m: _weeks(m, cal), text)
    for pattern in (_PART_THEN_HOURS, _HOURS_THEN_PART):
        text = pattern.sub(_of_part, text)
    text = _CLOCK_TO_BARE.sub(_clock_range, text)
    text = _BETWEEN_BARE.sub(_bare_range, text)
    for plain, said in PLAIN:
        text = plain.sub(said, text)
    return text


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}".lower()


def _last_days(m: re.Match[str], cal: Calendar) -> str:
    """ "The last 3 Sundays", today among them: a stretch of days and the day of the week."""
    weekend, count = m["day"] == "weekend", number(m["count"])
    wanted = 5 if weekend else WEEKDAYS[m["day"]]
    latest = cal.today - timedelta(days=(cal.today.weekday() - wanted) % 7)
    first = latest - timedelta(days=7 * (count - 1))
    last = min(latest + timedelta(days=1), cal.today) if weekend else latest
    day = "weekends" if weekend else f"{m['day']}s"
    return f"from {_said(first)} to {_said(last)} on {day}" if first < last else f"on {_said(first)}"


def _ending(m: re.Match[str], cal: Calendar) -> str:
    length = 14 if m["unit"] == "fortnight" else 7
    if m["count"]:
        length = number(m["count"]) * (7 if m["units"] == "weeks" else 1)
    known = span(m["date"], cal)
    if m["side"] in ("ending", "up to"):
        last = known.end.date() - timedelta(days=1)
        return f"from {_said(last - timedelta(days=length - 1))} to {_said(last)}"
    first = known.start.date()
    if m["unit"] == "week":
        return m[0]
    return f"from {_said(first)} to {_said(first + timedelta(days=length - 1))}"


def _weeks(m: re.Match[str], cal: Calendar) -> str:
    """Weeks by their ISO number, of the year named or else the latest that the readings know."""
    first, last = int(m["first"]), int(m["last"] or m["first"])
    if not 1 <= first <= last <= 53:
        raise UnclearError("Weeks of a year are numbered from 1 to 53. Which one do you mean?")
    years = [int(m["year"])] if m["year"] else range(cal.today.year, cal.first.year - 1, -1)
    known = [
        year
        for year in years
        if date.fromisocalendar(year, first, 1) <= cal.last
        and date.fromisocalendar(year, first, 7) >= cal.first
    ]
    year = (known or list(years))[0]
    begins = date.fromisocalendar(year, first, 1)
    return f"from {_said(begins)} to {_said(begins + timedelta(days=7 * (last - first) + 6))}"


def _of_part(m: re.Match[str]) -> str:
    """ "6 to 9 in the evening", "in the evening (6-9)"; of a night the later time is in the morning."""
    half = _EVENING_HALF[m["part"]]
    first, last = int(m["a"]), int(m["b"])
    if m["part"] == "night":
        begins = "am" if first == 12 or (first < last and first < 6) else "pm"
        return f" from {m['a']} {begins} to {m['b']} am"
    if m["part"] == "morning" and last == 12:
        return f" from {m['a']} am to noon"
    if m["part"] == "afternoon" and first in (11, 10):
        return f" from {m['a']} am to {m['b']} pm"
    return f" from {m['a']} {half} to {m['b']} {half}"


def _clock_range(m: re.Match[str]) -> str:
    """ "Midnight to 7", "10 pm to 6": the next time that its clock shows that hour."""
    first, last = m["first"].strip(), int(m["last"])
    if re.fullmatch(r"\d{1,2}:\d\d", first):
        return f"{first} to {last}:00"
    if re.search(r"o'?clock", first):
        return m[0]
    begins = hour_of(first) % 24
    ends = min((last % 12, last % 12 + 12), key=lambda hour: (hour - begins - 1) % 24)
    return f"{first} to {ends}:00"


def _bare_range(m: re.Match[str]) -> str:
    first, last = int(m["a"] or m["c"]), int(m["b"] or m["d"])
    if max(first, last) > 24:
        return m[0]
    if max(first, last) > 12:
        return f" from {first}:00 to {last}:00"
    raise UnclearError(
        f"Is {first} to {last} in the morning or in the evening? Please say am or pm.",
        suggestions=(f"How much did I use from {first} pm to {last} pm?",),
    )
