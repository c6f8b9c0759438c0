"""A stretch of local time that a question is about, with the hours and days of the week it is limited to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from energy_core import words

WORKING_DAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


@dataclass(frozen=True)
class Period:
    """[start, end) in local time.

    hours : hours of the day that count; None = all.
    weekdays : days of the week that count, Monday = 0; None = all.
    phrase : the words of the question; empty for the whole of the readings.
    notes : what a reader must know about how it was resolved, as whole sentences.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    hours: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None
    phrase: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return self.hours is not None or self.weekdays is not None

    @property
    def is_one_day(self) -> bool:
        return self.last_day == self.start.normalize()

    @property
    def last_day(self) -> pd.Timestamp:
        """The local date of its last moment, as midnight."""
        return (self.end - pd.Timedelta(seconds=1)).normalize()

    @property
    def day_count(self) -> int:
        """Local dates it touches, those of its days of the week only."""
        dates = pd.date_range(self.start.normalize().tz_localize(None), self.last_day.tz_localize(None))
        return len(dates) if self.weekdays is None else int(dates.day_of_week.isin(self.weekdays).sum())

    @property
    def text(self) -> str:
        """Its dates, and hours and days of the week where limited: "Mar 2024, weekdays, 18:00 to 21:00"."""
        parts = [dates_text(self.start, self.end)]
        if self.weekdays is not None:
            parts.append(weekdays_text(self.weekdays))
        if self.hours is not None:
            parts.append(words.hours(self.hours))
        return ", ".join(parts)

    @property
    def placed(self) -> str:
        """Its text after the preposition it needs: on a day, in a month, from one date to another."""
        fitting = "on" if self.is_one_day else "from" if " to " in self.text.split(",")[0] else "in"
        return f"{fitting} {self.text}"

    def clipped(self, start: pd.Timestamp, end: pd.Timestamp) -> Period | None:
        """The part inside [start, end), None if there is none."""
        first, last = max(self.start, start), min(self.end, end)
        return replace(self, start=first, end=last) if first < last else None


def dates_text(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Whole months and years by name, days as dates, else with the time of day."""
    first, last = _naive(start), _naive(end)
    if first.month == first.day == 1 and last == first.replace(year=first.year + 1) and _is_midnight(first):
        return str(first.year)
    if _is_midnight(first) and _is_midnight(last):
        if first.day == 1 and last == _next_month(first):
            return words.month(first)
        return words.period(first, last)
    next_midnight = first.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    if last.date() == first.date() or last == next_midnight:
        closing = "24:00" if _is_midnight(last) else words.clock(last)
        return f"{words.day(first)}, {words.clock(first)} to {closing}"
    return f"{words.day(first)} {words.clock(first)} to {words.day(last)} {words.clock(last)}"


def weekdays_text(weekdays: frozenset[int]) -> str:
    if weekdays == WORKING_DAYS:
        return "weekdays"
    if weekdays == WEEKEND:
        return "weekends"
    return words.listed(f"{words.WEEKDAYS[day]}s" for day in sorted(weekdays))


def _naive(moment: pd.Timestamp) -> datetime:
    return moment.tz_localize(None).to_pydatetime().replace(microsecond=0)


def _is_midnight(moment: datetime) -> bool:
    return moment.hour == moment.minute == moment.second == 0


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=32)).replace(day=1)
