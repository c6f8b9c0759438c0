"""What a matched date phrase stands for: one function for each kind of phrase."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from energy_core import words
from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import (
    FEASTS,
    MONTHS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    number,
)
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
        raise UnclearError(f"{_no_such_day(year, month, day)} Which date do you mean?") from None


def _no_such_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= len(month_name) - 1:
        return f"There is no month {month}."
    days = 29 if month == 2 and day > 29 else monthrange(year, month)[1]
    which = f"{month_name[month]} {year}" if (month, day) == (2, 29) else month_name[month]
    return f"{which} has no day {day}; its last is {days}."


def latest(stretch_of: Callable[[int], Stretch], year: str | None, cal: Calendar) -> Stretch:
    """Without a year: the latest occurrence that the readings know, else the one nearest to them.

    Of the time to come: the first that is not over.
    """
    if year:
        return stretch_of(int(year))
    options = [stretch_of(number) for number in range(cal.first.year - 1, cal.today.year + 2)]
    if cal.ahead:
        to_come = [option for option in options if option.end > s.midnight(cal.last) + timedelta(days=1)]
        chosen = to_come[0]
        return Stretch(chosen.start, chosen.end, chosen.unit, yearless=True, notes=chosen.notes)
    known = [option for option in options if cal.knows(option.start, option.end)]
    nearest = min(options, key=lambda option: cal.days_away(option.start, option.end))
    chosen = known[-1] if known else nearest
    several = (
        ("That date occurs more than once in the readings; this is the latest.",) if len(known) > 1 else ()
    )
    return Stretch(chosen.start, chosen.end, chosen.unit, yearless=True, notes=(*chosen.notes, *several))


def day_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
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
    return latest(lambda y: s.days(_date_of(y, month, day)), year, cal)


def day_of_this_month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """The latest such day that is not after today."""
    day, month = int(m["day"]), s.month(cal.today)
    if day > cal.today.day:
        month = month.one_before()
    return s.days(_date_of(month.start.year, month.start.month, day)).marked()


def iso_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.days(_date_of(int(m["year"]), int(m["month"]), int(m["day"])))


def slashed_meant(m: re.Match[str], cal: Calendar) -> Stretch:
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


def feast_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    month, day = FEASTS[m["feast"]]
    return _dated(day, month, m["year"], cal)


def feast_week_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """Monday to Sunday around a feast."""
    return s.week(feast_meant(m, cal).start.date())


def month_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    which = m["which"]
    if which in ("last", "previous") and not m["year"]:
        this = s.month(cal.today)
        found = latest(lambda y: s.month(date(y, MONTHS[m["month"]], 1)), None, cal)
        return found if found.start < this.start else found.stepped(-12)
    return latest(lambda y: s.month(date(y, MONTHS[m["month"]], 1)), m["year"], cal)


def quarter_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    index = int(m["q"]) if m["q"] else ORDINALS[m["ordinal"]]
    if not 1 <= index <= 4:
        raise UnclearError("A year has four quarters. Which one do you mean?")
    return latest(lambda y: s.quarter(date(y, 3 * index - 2, 1)), m["year"], cal)


def season_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    first = (SEASONS[m["season"]] + (6 if cal.southern else 0) - 1) % 12 + 1

    def part(year: int) -> Stretch:
        start = datetime(year, first, 1)  # noqa: DTZ001 - naive local time by intent
        return Stretch(start, s.month(start.date(), 2).end)

    found = latest(part, m["year"], cal)
    is_over = "which" in m.groupdict() and m["which"] in ("last", "past", "previous")
    return found.year_before() if is_over and found.start.date() <= cal.today < found.end.date() else found


def year_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.year(int(m["year"]))


def near_day_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    back = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(m[0], 2 if "yesterday" in m[0] else -2)
    return s.days(cal.today - timedelta(days=back)).marked(future=back < 0)


def ago_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    count = number(m["count"])
    stretch = {
        "day": lambda: s.days(cal.today - timedelta(days=count)),
        "week": lambda: s.week(cal.today - timedelta(days=7 * count)),
        "month": lambda: s.month(cal.today, -count),
        "year": lambda: s.year(cal.today.year - count),
    }[m["unit"]]()
    return stretch.marked()


def last_night_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    morning = s.midnight(cal.today)
    return Stretch(morning - timedelta(hours=2), morning + timedelta(hours=6), "day", relative=True)


def rolling_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    count, unit = number(m["count"]) if m["count"] else 1, m["unit"]
    end = s.midnight(cal.today) + timedelta(days=1)
    if unit == "hour":
        if count % 24:
            raise UnclearError("These answers count whole days back. How many days do you mean?")
        count, unit = count // 24, "day"
    if (unit in ("month", "year") and count > 1) or unit == "year":
        months = count * (12 if unit == "year" else 1)
        return Stretch(s.month(end.date(), -months).start.replace(day=min(end.day, 28)), end, relative=True)
    return Stretch(end - timedelta(days=count * ROLLING[unit]), end, relative=True)


def coming_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    if m["unit"] == "month" and not m["count"]:
        return s.month(cal.today, 1).marked(future=True)
    count = number(m["count"]) if m["count"] else 1
    first = cal.today + timedelta(days=1)
    notes = () if m["count"] or m["unit"] == "day" else ("Counted from the first day after the readings.",)
    found = s.days(first, count * ROLLING[m["unit"]])
    return Stretch(found.start, found.end, "span", relative=True, future=True, notes=notes)


def calendar_unit_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    this = _this_unit(m["unit"], cal)
    if m["which"] in ("this", "current", "the current"):
        return this.marked()
    # a weekend that is over is the last one
    over = m["unit"] == "weekend" and this.end.date() - timedelta(days=1) <= cal.today
    return this.marked() if over else this.one_before().marked()


def before_last_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    return _this_unit(m["unit"], cal).stepped(-2).marked()


def _this_unit(unit: str, cal: Calendar) -> Stretch:
    of_date = {"week": s.week, "weekend": s.weekend, "month": s.month, "quarter": s.quarter}.get(unit)
    return of_date(cal.today) if of_date else s.year(cal.today.year)


def weekday_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    wanted = WEEKDAYS[m["weekday"]]
    if m["which"] in ("next", "coming") or (cal.ahead and not m["which"]):
        ahead = (wanted - cal.today.weekday() - 1) % 7 + 1
        return s.days(cal.today + timedelta(days=ahead)).marked(future=True)
    back = (cal.today.weekday() - wanted) % 7
    back = 7 if back == 0 and m["which"] in ("last", "previous") else back
    return s.days(cal.today - timedelta(days=back)).marked()


def week_containing_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.week(_either_order(m, cal).start.date())


def weekend_of_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    return s.weekend(_either_order(m, cal).start.date())


def weekday_and_date_meant(m: re.Match[str], cal: Calendar) -> Stretch:
    """ "Tuesday 2 July". Raises UnclearError if it was no Tuesday."""
    day = _either_order(m, cal)
    if day.start.weekday() != WEEKDAYS[m["weekday"]]:
        raise UnclearError(
            f"{words.day(day.start)} was a {day_name[day.start.weekday()]}. Which day do you mean?"
        )
    return day


def _either_order(m: re.Match[str], cal: Calendar) -> Stretch:
    """A date said as "2 July" or "July 2"."""
    day, month = re.sub(r"\D", "", m["day"] or m["day2"]), MONTHS[m["month"] or m["month2"]]
    return _dated(int(day), month, m["year"], cal)
