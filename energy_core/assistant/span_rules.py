"""Phrases for one stretch of days: "5 March", "last month", "first week of April", "Q2 2024", "tomorrow"."""

from __future__ import annotations

import re
from typing import Final

from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import (
    COUNT,
    DAY_NUMBER,
    FEASTS,
    MONTH,
    ORDINAL,
    WEEKDAY,
    YEAR,
    any_of,
)
from energy_core.assistant.month_parts import (
    days_of_month_meant,
    half_of_month_meant,
    half_of_year_meant,
    moving_feast_meant,
    nth_day_of_month_meant,
    third_of_month_meant,
    week_of_month_meant,
)
from energy_core.assistant.span_meanings import (
    LAST,
    THIS,
    Rule,
    ago_meant,
    before_last_meant,
    calendar_unit_meant,
    coming_meant,
    day_month_meant,
    day_of_this_month_meant,
    feast_meant,
    feast_week_meant,
    iso_meant,
    last_night_meant,
    month_meant,
    near_day_meant,
    quarter_meant,
    rolling_meant,
    season_meant,
    slashed_meant,
    week_containing_meant,
    weekday_and_date_meant,
    weekday_meant,
    weekend_of_meant,
    year_meant,
)
from energy_core.assistant.stretches import Stretch

_AFTER_PREPOSITION: Final = "|".join(
    f"(?<={word} )"
    for word in (
        *("in", "of", "for", "since", "and", "during", "than", "vs", "until", "to", "from", "between"),
        *("did", "would", "was", "compare", "versus", "over", "with", "against", "is", "has", "·"),
    )
)
"""`fall` is a date only after such a word."""

_NO_SUBJECT: Final = "".join(
    rf"(?<!\b{word} )"
    for word in ("i", "we", "it", "you", "they", "he", "she", "that", "this", "there", "which")
)
_NO_VERB: Final = r"(?! (?:i|we|you|it|he|she|they|be|have|not|ask|know|well|need|want|sound|seem)\b)"
"""`may` is a month unless it helps a verb: "I may", "may I", "it may be"."""

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (r"(?P<year>\d{4})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)", iso_meant),
    (
        rf"(?P<weekday>{WEEKDAY}),? (?:the )?(?:(?P<day>{DAY_NUMBER}) (?:of )?(?P<month>{MONTH})"
        rf"|(?P<month2>{MONTH}) (?:the )?(?P<day2>{DAY_NUMBER})(?![\d:])(?! ?[ap]m))(?:,? (?P<year>{YEAR}))?",
        weekday_and_date_meant,
    ),
    (
        rf"(?:the )?weekend of (?:the )?(?:(?P<day>{DAY_NUMBER}) (?:of )?(?P<month>{MONTH})"
        rf"|(?P<month2>{MONTH}) (?P<day2>{DAY_NUMBER}))(?:,? (?P<year>{YEAR}))?",
        weekend_of_meant,
    ),
    (
        rf"(?:the )?week (?:of|beginning|starting|commencing|containing) (?:the )?(?:(?P<day>{DAY_NUMBER})"
        rf" (?:of )?(?P<month>{MONTH})"
        rf"|(?P<month2>{MONTH}) (?P<day2>{DAY_NUMBER}))(?:,? (?P<year>{YEAR}))?",
        week_containing_meant,
    ),
    (
        rf"(?:the )?(?P<ordinal>{ORDINAL}|last|final) week (?:of|in) (?P<month>{MONTH})(?: "
        rf"(?P<year>{YEAR}))?",
        week_of_month_meant,
    ),
    (
        rf"(?:the )?(?P<ordinal>{ORDINAL}|last|final) (?P<name>weekend|{WEEKDAY}) (?:of|in) "
        rf"(?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
        nth_day_of_month_meant,
    ),
    (rf"(?P<third>early|mid|late)[- ](?P<month>{MONTH})\b(?: (?P<year>{YEAR}))?", third_of_month_meant),
    (
        rf"(?:the )?(?P<ordinal>first|second|1st|2nd|last) (?:half|6 months|six months) (?:of )?(?:the"
        rf" year )?"
        rf"(?P<year>{YEAR}|(?:last|this|the) year)",
        half_of_year_meant,
    ),
    (
        rf"(?:the )?(?P<feast>good friday|easter monday|easter sunday|easter|thanksgiving)(?P<whole>"
        rf" weekend| week|"
        rf" holidays?)?(?: (?P<year>{YEAR}))?",
        moving_feast_meant,
    ),
    (
        rf"(?:the )?(?P<ordinal>first|second|1st|2nd) half of (?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
        half_of_month_meant,
    ),
    (
        rf"(?:the )?(?P<side>first|last)(?: (?P<count>{COUNT}))? days? (?:of|in) (?P<month>{MONTH})(?: "
        rf"(?P<year>{YEAR}))?",
        days_of_month_meant,
    ),
    (
        rf"(?:the )?(?P<day>{DAY_NUMBER}) (?:of )?(?P<month>{MONTH})\b(?:,? (?P<year>{YEAR}))?",
        day_month_meant,
    ),
    (
        rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY_NUMBER})(?![\d:])(?! ?[ap]m)(?:,? (?P<year>{YEAR}))?",
        day_month_meant,
    ),
    (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|week|quarter|half))", day_of_this_month_meant),
    (r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?", slashed_meant),
    (r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>\d{4})", slashed_meant),
    (rf"(?:the )?(?P<feast>{any_of(FEASTS)}) week(?: (?P<year>{YEAR}))?", feast_week_meant),
    (rf"(?:(?:last|this|past) )?(?P<feast>{any_of(FEASTS)})(?: (?P<year>{YEAR}))?", feast_meant),
    (
        rf"(?:q(?P<q>[1-4])|(?:the )?(?P<ordinal>{ORDINAL}) quarter)(?: (?:of )?(?P<year>{YEAR}))?",
        quarter_meant,
    ),
    (r"(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|today|tomorrow", near_day_meant),
    (r"last night", last_night_meant),
    (rf"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? ago", ago_meant),
    (
        rf"(?:the )?(?:last|past|previous|latest|recent) (?P<count>{COUNT}) (?P<unit>hour|day|week|"
        rf"month|year)s?",
        rolling_meant,
    ),
    (r"(?:the |this )?past (?:(?P<count>one) )?(?P<unit>week|month|year|day)", rolling_meant),
    (
        rf"(?:the )?(?:next|coming|upcoming|following) (?:(?P<count>{COUNT}) )?(?P<unit>day|week|month)s?",
        coming_meant,
    ),
    (r"(?:the )?(?P<unit>week|month|quarter|year|weekend) before last", before_last_meant),
    (
        rf"(?:the )?(?P<which>{LAST}|{THIS}) (?P<unit>week|weekend|month|quarter|year)(?!s)",
        calendar_unit_meant,
    ),
    (rf"(?:(?P<which>last|this|past|previous|next|coming) )?(?P<weekday>{WEEKDAY})(?!s)\b", weekday_meant),
    (
        rf"(?:(?P<which>last|previous|this|past) )?(?P<month>(?!may\b){MONTH})\b(?: (?:of "
        rf")?(?P<year>{YEAR}))?",
        month_meant,
    ),
    (r"(?P<which>last|previous|this|past) (?P<month>may)\b", month_meant),
    (rf"(?:{_AFTER_PREPOSITION})(?P<which>)(?P<month>may)\b(?: (?P<year>{YEAR}))?", month_meant),
    (rf"{_NO_SUBJECT}(?P<which>)(?P<month>may)\b{_NO_VERB}(?: (?P<year>{YEAR}))?", month_meant),
    (
        rf"(?:{_AFTER_PREPOSITION}|(?<=the )|(?<=last )|(?<=this ))(?P<season>fall)(?: (?P<year>{YEAR}))?",
        season_meant,
    ),
    (
        rf"(?:(?P<which>last|this|past|previous) )?(?P<season>spring|summer|autumn"
        rf"|winter)(?: (?:of )?(?P<year>{YEAR}))?",
        season_meant,
    ),
    (rf"(?P<year>{YEAR})", year_meant),
)


_ALONE: Final[tuple[tuple[str, Rule], ...]] = (
    (rf"(?P<which>)(?P<month>may)(?: (?P<year>{YEAR}))?", month_meant),
    (rf"(?P<season>fall)(?: (?P<year>{YEAR}))?", season_meant),
)
"""The same words once the text around them has shown that they are dates."""

_COMPILED: Final = tuple((re.compile(pattern), rule) for pattern, rule in (*RULES, *_ALONE))
SPAN: Final = "(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern, _ in RULES) + ")"


def span(text: str, cal: Calendar) -> Stretch:
    """The stretch that a text matched by SPAN stands for."""
    for pattern, rule in _COMPILED:
        if match := pattern.fullmatch(text):
            return rule(match, cal)
    raise ValueError(f"no rule reads {text!r}")
