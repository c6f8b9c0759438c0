"""Parts of a month as phrases name them: its first week, second half, last Sunday, early and late."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import MONTHS, ORDINALS, WEEKDAYS, number
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.span_meanings import latest
from energy_core.assistant.stretches import Stretch


def week_of_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    month, ordinal = MONTHS[m["month"]], m["ordinal"]

    def part(year: int) -> Stretch:
        whole = s.month(date(year, month, 1))
        if ordinal in ("last", "final"):
            return s.days(whole.end.date() - timedelta(days=7), 7)
        return s.days(date(year, month, 1) + timedelta(days=7 * (ORDINALS[ordinal] - 1)), 7)

    chosen = latest(part, m["year"], cal)
    note = "The weeks of a month are counted from its first day."
    return Stretch(chosen.start, chosen.end, "span", yearless=chosen.yearless, notes=(*chosen.notes, note))


def half_of_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    def part(year: int) -> Stretch:
        whole = s.month(date(year, MONTHS[m["month"]], 1))
        middle = whole.start + timedelta(days=15)
        return (
            Stretch(whole.start, middle) if m["ordinal"] in ("first", "1st") else Stretch(middle, whole.end)
        )

    return latest(part, m["year"], cal)


def half_of_year_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """January to June, or July to December."""
    said = m["year"]
    year = int(said) if said.isdigit() else cal.today.year - (said == "last year")
    first = 1 if m["ordinal"] in ("first", "1st") else 7
    start = s.month(date(year, first, 1)).start
    return Stretch(start, s.month(date(year, first + 5, 1)).end)


def moving_feast_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """Easter and its days, Thanksgiving; the weekend of Easter is Friday to Monday."""

    def days(year: int) -> Stretch:
        if m["feast"] == "thanksgiving":
            first = date(year, 11, 1)
            thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
            return s.days(thursday, 4 if m["whole"] else 1)
        sunday = easter(year)
        if m["whole"]:
            return s.days(sunday - timedelta(days=2), 4)
        return s.days(sunday + timedelta(days={"good friday": -2, "easter monday": 1}.get(m["feast"], 0)))

    return latest(days, m["year"], cal)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (anonymous algorithm, Nature, 20 April 1876, p. 487)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, moon = divmod(century, 4)[0], (8 * century + 13) // 25
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def days_of_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    count = number(m["count"]) if m["count"] else 1

    def part(year: int) -> Stretch:
        whole = s.month(date(year, MONTHS[m["month"]], 1))
        first = whole.start.date() if m["side"] == "first" else whole.end.date() - timedelta(days=count)
        return s.days(first, count)

    return latest(part, m["year"], cal)


def third_of_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """Early, mid and late are thirds: days 1 to 10, 11 to 20 and the rest."""
    first = {"early": 1, "mid": 11, "late": 21}[m["third"]]

    def part(year: int) -> Stretch:
        month = s.month(date(year, MONTHS[m["month"]], 1))
        start = month.start + timedelta(days=first - 1)
        return Stretch(start, month.end if first == 21 else start + timedelta(days=10))

    note = "Early, mid and late in a month are counted as its first ten days, the next ten and the rest."
    found = latest(part, m["year"], cal)
    return replace(found, notes=(*found.notes, note))


def nth_day_of_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """The last Sunday of June, the first weekend of May."""
    is_weekend, ordinal = m["name"] == "weekend", m["ordinal"]
    wanted = 5 if is_weekend else WEEKDAYS[m["name"]]

    def day(year: int) -> Stretch:
        month = s.month(date(year, MONTHS[m["month"]], 1))
        dates = [month.start.date() + timedelta(days=step) for step in range((month.end - month.start).days)]
        fitting = [d for d in dates if d.weekday() == wanted]
        place = -1 if ordinal in ("last", "final") else ORDINALS[ordinal] - 1
        if place >= len(fitting):
            raise UnclearError("That month has only four of them. Which one do you mean?")
        return s.days(fitting[place], 2 if is_weekend else 1)

    return latest(day, m["year"], cal)
