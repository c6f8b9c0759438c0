"""A stretch of days in naive local time, as a date phrase gives it, and how to step from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

import pandas as pd

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "span", "range"]


@dataclass(frozen=True)
class Stretch:
    """[start, end). relative: counted from today. future: begins after today. yearless: no year was said."""

    start: datetime
    end: datetime
    unit: Unit = "span"
    relative: bool = False
    future: bool = False
    yearless: bool = False
    notes: tuple[str, ...] = ()

    def one_before(self) -> Stretch:
        """The stretch of the same unit that ends where this one begins."""
        return self.stepped(-1)

    def stepped(self, count: int) -> Stretch:
        """The stretch `count` units later."""
        return {
            "day": lambda: days(self.start.date() + count * (self.end - self.start), self._days),
            "range": lambda: days(self.start.date() + count * (self.end - self.start), self._days),
            "span": lambda: days(self.start.date() + count * (self.end - self.start), self._days),
            "week": lambda: week(self.start.date() + timedelta(days=7 * count)),
            "weekend": lambda: weekend(self.start.date() + timedelta(days=7 * count)),
            "month": lambda: month(self.start.date(), count),
            "quarter": lambda: quarter(self.start.date(), count),
            "year": lambda: year(self.start.year + count),
        }[self.unit]()

    def year_before(self) -> Stretch:
        back = pd.DateOffset(years=1)
        start, end = pd.Timestamp(self.start) - back, pd.Timestamp(self.end) - back
        return Stretch(start.to_pydatetime(), end.to_pydatetime(), self.unit)

    def until(self, end: datetime) -> Stretch:
        """The stretch, ended where the readings end within it."""
        return replace(self, end=end) if self.start < end < self.end else self

    def marked(self, *, relative: bool = True, future: bool = False) -> Stretch:
        return replace(self, relative=relative, future=future)

    @property
    def is_two_dates(self) -> bool:
        """Whether it was said as one date to the next."""
        return self.unit == "range" and self._days == 2

    @property
    def _days(self) -> int:
        return max(1, (self.end - self.start).days)


def said(start: datetime, end: datetime) -> Stretch:
    """The stretch between two moments, as the calendar unit it is."""
    whole = (
        days(start.date()),
        week(start.date()),
        month(start.date()),
        quarter(start.date()),
        year(start.year),
    )
    return next((unit for unit in whole if (unit.start, unit.end) == (start, end)), Stretch(start, end))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def days(first: date, count: int = 1) -> Stretch:
    start = midnight(first)
    return Stretch(start, start + timedelta(days=count), "day" if count == 1 else "span")


def week(day: date) -> Stretch:
    """Monday to Sunday around a date."""
    start = midnight(day) - timedelta(days=day.weekday())
    return Stretch(start, start + timedelta(days=7), "week")


def weekend(day: date) -> Stretch:
    """Saturday and Sunday of a date's week."""
    start = midnight(day) - timedelta(days=day.weekday()) + timedelta(days=5)
    return Stretch(start, start + timedelta(days=2), "weekend")


def month(day: date, step: int = 0) -> Stretch:
    """The calendar month of a date, or `step` months later."""
    return _months(day, step, length=1, unit="month")


def quarter(day: date, step: int = 0) -> Stretch:
    return _months(
        day.replace(day=1, month=day.month - (day.month - 1) % 3), 3 * step, length=3, unit="quarter"
    )


def year(number: int) -> Stretch:
    return Stretch(datetime(number, 1, 1), datetime(number + 1, 1, 1), "year")  # noqa: DTZ001 - local by intent


def _months(day: date, step: int, *, length: int, unit: Unit) -> Stretch:
    start = pd.Timestamp(midnight(day)).replace(day=1) + pd.DateOffset(months=step)
    return Stretch(start.to_pydatetime(), (start + pd.DateOffset(months=length)).to_pydatetime(), unit)
