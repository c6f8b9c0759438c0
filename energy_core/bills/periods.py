"""Billing periods: from one billing day to the next."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BillingPeriod:
    """The days [start, end) of a bill inside one billing period, and whether that is all of it."""

    start: date
    end: date
    whole: bool


def billing_periods(start: date, end: date, *, billing_day: int) -> list[BillingPeriod]:
    """The billing periods that [start, end) touches, cut to it."""
    periods = []
    begin = _begin(start, billing_day)
    while begin < end:
        following = _day(begin.year + begin.month // 12, begin.month % 12 + 1, billing_day)
        first, last = max(begin, start), min(following, end)
        periods.append(BillingPeriod(first, last, (first, last) == (begin, following)))
        begin = following
    return periods


def _begin(day: date, billing_day: int) -> date:
    """The beginning of the billing period that a day is in."""
    begin = _day(day.year, day.month, billing_day)
    if begin <= day:
        return begin
    return _day(day.year - (day.month == 1), (day.month - 2) % 12 + 1, billing_day)


def _day(year: int, month: int, billing_day: int) -> date:
    """The billing day of a month; the last day of a month that is too short."""
    return date(year, month, min(billing_day, calendar.monthrange(year, month)[1]))
