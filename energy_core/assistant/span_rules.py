"""Phrases for one stretch of days: "5 March", "last month", "first week of April", "Q2 2024", "tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import (
    COUNT, DAY_NUMBER, FEASTS, MONTH, MONTHS, ORDINAL, ORDINALS, SEASONS, WEEKDAY, WEEKDAYS, YEAR, any_of, number,
)  # fmt: skip
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.stretches import Stretch

Rule = Callable[[re.Match[str], Calendar], Stretch]
ROLLING: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
LAST: Final = "(?:last|previous|prior)"
THIS: Final = "(?:this|current|the current)"


def _date_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnclearError(
            f"There is no day {day} in month {month} of {year}. Which date do you mean?"
        ) from None


def _latest(stretch_of: Callable[[int], Stretch], year: str | None, cal: Calendar) -> Stretch:
    """Without a year: the latest occurrence that the readings know, else the latest that has begun."""
    if year:
        return stretch_of(int(year))
    options = [stretch_of(number) for number in range(cal.first.year - 1, cal.today.year + 1)]
    known = [option for option in options if cal.knows(option.start, option.end)]
    begun = [option for option in options if option.start.date() <= cal.today]
    chosen = (known or begun or options)[-1]
    several = (
        ("That date occurs more than once in the readings; this is the latest.",) if len(known) > 1 else ()
    )
    return Stretch(chosen.start, chosen.end, chosen.unit, yearless=True, notes=several)


def _day_month(m: re.Match[str], cal: Calendar) -> Stretch:
    day, month = int(re.sub(r"\D", "", m["day"])), MONTHS[m["month"]]
    return _dated(day, month, m["year"], cal)


def _dated(day: int, month: int, year: str | None, cal: Calendar) -> Stretch:
    if year is None and (month, day) == (2, 29):
        leap = [
            y
            for y in range(cal.first.year - 4, cal.today.year + 1)
            if y % 4 == 0 and (y % 100 or y % 400 == 0)
        ]
        return s.days(date(leap[-1], 2, 29))
    return _latest(lambda y: s.days(_date_of(y, month, day)), year, cal)


def _day_of_this_month(m: re.Match[str], cal: Calendar) -> Stretch:
    """The latest such day that is not after today."""
    day, month = int(m["day"]), s.month(cal.today)
    if day > cal.today.day:
        month = month.one_before()
    return s.days(_date_of(month.start.year, month.start.month, day)).marked()


def _iso(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.days(_date_of(int(m["year"]), int(m["month"]), int(m["day"])))


def _slashed(m: re.Match[str], cal: Calendar) -> Stretch:
    first, second, year = int(m["first"]), int(m["second"]), m["year"]
    year = f"20{year}" if year and len(year) == 2 else year
    if first == second or first > 12:
        return _dated(first, second, year, cal)
    if second > 12:
        return _dated(second, first, year, cal)
    if cal.month_first is None:
        raise UnclearError(
            f"Is {m[0]} the day before the month or the month before the day? "
            "Please write the month as a word, such as 5 March."
        )
    return _dated(second, first, year, cal) if cal.month_first else _dated(first, second, year, cal)


def _feast(m: re.Match[str], cal: Calendar) -> Stretch:
    month, day = FEASTS[m["feast"]]
    return _dated(day, month, m["year"], cal)


def _week_of_month(m: re.Match[str], cal: Calendar) -> Stretch:
    month, ordinal = MONTHS[m["month"]], m["ordinal"]

    def part(year: int) -> Stretch:
        whole = s.month(date(year, month, 1))
        if ordinal in ("last", "final"):
            return s.days(whole.end.date() - timedelta(days=7), 7)
        return s.days(date(year, month, 1) + timedelta(days=7 * (ORDINALS[ordinal] - 1)), 7)

    chosen = _latest(part, m["year"], cal)
    note = "The weeks of a month are counted from its first day."
    return Stretch(chosen.start, chosen.end, "span", yearless=chosen.yearless, notes=(*chosen.notes, note))


def _half_of_month(m: re.Match[str], cal: Calendar) -> Stretch:
    def part(year: int) -> Stretch:
        whole = s.month(date(year, MONTHS[m["month"]], 1))
        middle = whole.start + timedelta(days=15)
        return (
            Stretch(whole.start, middle) if m["ordinal"] in ("first", "1st") else Stretch(middle, whole.end)
        )

    return _latest(part, m["year"], cal)


def _days_of_month(m: re.Match[str], cal: Calendar) -> Stretch:
    count = number(m["count"]) if m["count"] else 1

    def part(year: int) -> Stretch:
        whole = s.month(date(year, MONTHS[m["month"]], 1))
        first = whole.start.date() if m["side"] == "first" else whole.end.date() - timedelta(days=count)
        return s.days(first, count)

    return _latest(part, m["year"], cal)


def _month(m: re.Match[str], cal: Calendar) -> Stretch:
    which = m["which"]
    if which in ("last", "previous") and not m["year"]:
        this = s.month(cal.today)
        found = _latest(lambda y: s.month(date(y, MONTHS[m["month"]], 1)), None, cal)
        return found if found.start < this.start else found.stepped(-12)
    return _latest(lambda y: s.month(date(y, MONTHS[m["month"]], 1)), m["year"], cal)


def _quarter(m: re.Match[str], cal: Calendar) -> Stretch:
    index = int(m["q"]) if m["q"] else ORDINALS[m["ordinal"]]
    if not 1 <= index <= 4:
        raise UnclearError("A year has four quarters. Which one do you mean?")
    return _latest(lambda y: s.quarter(date(y, 3 * index - 2, 1)), m["year"], cal)


def _season(m: re.Match[str], cal: Calendar) -> Stretch:
    first = (SEASONS[m["season"]] + (6 if cal.southern else 0) - 1) % 12 + 1

    def part(year: int) -> Stretch:
        start = datetime(year, first, 1)  # noqa: DTZ001 - naive local time by intent
        return Stretch(start, s.month(start.date(), 2).end)

    return _latest(part, m["year"], cal)


def _year(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.year(int(m["year"]))


def _near_day(m: re.Match[str], cal: Calendar) -> Stretch:
    back = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(m[0], 2 if "yesterday" in m[0] else -2)
    return s.days(cal.today - timedelta(days=back)).marked(future=back < 0)


def _ago(m: re.Match[str], cal: Calendar) -> Stretch:
    count = number(m["count"])
    stretch = {
        "day": lambda: s.days(cal.today - timedelta(days=count)),
        "week": lambda: s.week(cal.today - timedelta(days=7 * count)),
        "month": lambda: s.month(cal.today, -count),
        "year": lambda: s.year(cal.today.year - count),
    }[m["unit"]]()
    return stretch.marked()


def _last_night(m: re.Match[str], cal: Calendar) -> Stretch:
    morning = s.midnight(cal.today)
    return Stretch(morning - timedelta(hours=2), morning + timedelta(hours=6), "day", relative=True)


def _rolling(m: re.Match[str], cal: Calendar) -> Stretch:
    count, unit = number(m["count"]) if m["count"] else 1, m["unit"]
    end = s.midnight(cal.today) + timedelta(days=1)
    if unit == "hour":
        if count % 24:
            raise UnclearError("These answers count whole days back. How many days do you mean?")
        count, unit = count // 24, "day"
    if unit in ("month", "year") and count > 1 or unit == "year":
        months = count * (12 if unit == "year" else 1)
        return Stretch(s.month(end.date(), -months).start.replace(day=min(end.day, 28)), end, relative=True)
    return Stretch(end - timedelta(days=count * ROLLING[unit]), end, relative=True)


def _coming(m: re.Match[str], cal: Calendar) -> Stretch:
    count = number(m["count"]) if m["count"] else 1
    first = cal.today + timedelta(days=1)
    notes = () if m["count"] or m["unit"] == "day" else ("Counted from the first day after the readings.",)
    found = s.days(first, count * ROLLING[m["unit"]])
    return Stretch(found.start, found.end, "span", relative=True, future=True, notes=notes)


def _calendar_unit(m: re.Match[str], cal: Calendar) -> Stretch:
    this = _this_unit(m["unit"], cal)
    if m["which"] in ("this", "current", "the current"):
        return this.marked()
    # a weekend that is over is the last one
    over = m["unit"] == "weekend" and this.end.date() - timedelta(days=1) <= cal.today
    return this.marked() if over else this.one_before().marked()


def _before_last(m: re.Match[str], cal: Calendar) -> Stretch:
    return _this_unit(m["unit"], cal).stepped(-2).marked()


def _this_unit(unit: str, cal: Calendar) -> Stretch:
    of_date = {"week": s.week, "weekend": s.weekend, "month": s.month, "quarter": s.quarter}.get(unit)
    return of_date(cal.today) if of_date else s.year(cal.today.year)


def _weekday(m: re.Match[str], cal: Calendar) -> Stretch:
    wanted = WEEKDAYS[m["weekday"]]
    if m["which"] in ("next", "coming"):
        ahead = (wanted - cal.today.weekday() - 1) % 7 + 1
        return s.days(cal.today + timedelta(days=ahead)).marked(future=True)
    back = (cal.today.weekday() - wanted) % 7
    back = 7 if back == 0 and m["which"] in ("last", "previous") else back
    return s.days(cal.today - timedelta(days=back)).marked()


def _week_containing(m: re.Match[str], cal: Calendar) -> Stretch:
    day = _dated(
        int(re.sub(r"\D", "", m["day"] or m["day2"])), MONTHS[m["month"] or m["month2"]], m["year"], cal
    )
    return s.week(day.start.date())


_AFTER_PREPOSITION: Final = "|".join(
    f"(?<={word} )"
    for word in ("in", "of", "for", "since", "and", "during", "than", "vs", "until", "to", "from", "between")
)
"""`may` and `fall` are dates only after such a word."""

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    (rf"(?:the )?week (?:of|beginning|starting|containing) (?:the )?(?:(?P<day>{DAY_NUMBER}) (?:of )?(?P<month>{MONTH})"
     rf"|(?P<month2>{MONTH}) (?P<day2>{DAY_NUMBER}))(?:,? (?P<year>{YEAR}))?", _week_containing),
    (rf"(?:the )?(?P<ordinal>{ORDINAL}|last|final) week (?:of|in) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?", _week_of_month),
    (rf"(?:the )?(?P<ordinal>first|second|1st|2nd) half of (?P<month>{MONTH})(?: (?P<year>{YEAR}))?", _half_of_month),
    (rf"(?:the )?(?P<side>first|last)(?: (?P<count>{COUNT}))? days? (?:of|in) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
     _days_of_month),
    (rf"(?:the )?(?P<day>{DAY_NUMBER}) (?:of )?(?P<month>{MONTH})\b(?:,? (?P<year>{YEAR}))?", _day_month),
    (rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY_NUMBER})(?![\d:])(?! ?[ap]m)(?:,? (?P<year>{YEAR}))?", _day_month),
    (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|week|quarter|half))", _day_of_this_month),
    (r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?", _slashed),
    (r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>\d{4})", _slashed),
    (rf"(?P<feast>{any_of(FEASTS)})(?: (?P<year>{YEAR}))?", _feast),
    (rf"(?:q(?P<q>[1-4])|(?:the )?(?P<ordinal>{ORDINAL}) quarter)(?: (?:of )?(?P<year>{YEAR}))?", _quarter),
    (r"(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|today|tomorrow", _near_day),
    (r"last night", _last_night),
    (rf"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? ago", _ago),
    (rf"(?:the )?(?:last|past|previous|latest|recent) (?P<count>{COUNT}) (?P<unit>hour|day|week|month|year)s?", _rolling),
    (r"(?:the |this )?past (?:(?P<count>one) )?(?P<unit>week|month|year|day)", _rolling),
    (rf"(?:the )?(?:next|coming|upcoming|following) (?:(?P<count>{COUNT}) )?(?P<unit>day|week|month)s?", _coming),
    (r"(?:the )?(?P<unit>week|month|quarter|year|weekend) before last", _before_last),
    (rf"(?:the )?(?P<which>{LAST}|{THIS}) (?P<unit>week|weekend|month|quarter|year)(?!s)", _calendar_unit),
    (rf"(?:(?P<which>last|this|past|previous|next|coming) )?(?P<weekday>{WEEKDAY})(?!s)\b", _weekday),
    (rf"(?:(?P<which>last|previous|this|past) )?(?P<month>(?!may\b){MONTH})\b(?: (?:of )?(?P<year>{YEAR}))?", _month),
    (rf"(?:{_AFTER_PREPOSITION})(?P<which>)(?P<month>may)\b(?: (?P<year>{YEAR}))?", _month),
    (rf"(?P<which>last|previous|this|past) (?P<month>may)\b", _month),
    (rf"(?P<which>)(?P<month>may) (?P<year>{YEAR})", _month),
    (rf"(?:{_AFTER_PREPOSITION}|(?<=the )|(?<=last )|(?<=this ))(?P<season>fall)(?: (?P<year>{YEAR}))?", _season),
    (rf"(?:(?:last|this|past) )?(?P<season>spring|summer|autumn|winter)(?: (?:of )?(?P<year>{YEAR}))?", _season),
    (rf"(?P<year>{YEAR})", _year),
)  # fmt: skip


_ALONE: Final[tuple[tuple[str, Rule], ...]] = (
    (rf"(?P<which>)(?P<month>may)(?: (?P<year>{YEAR}))?", _month),
    (rf"(?P<season>fall)(?: (?P<year>{YEAR}))?", _season),
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
