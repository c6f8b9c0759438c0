"""Dates and times in a question, by a small grammar of our own.

Every phrase that is understood is cut out of the text, so that what is left can be seen not to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

import pandas as pd

from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_ranges import (
    OPEN,
    RANGE,
    SHORT_RANGE,
    date_range,
    moments,
    open_ended,
    short_range,
)
from energy_core.assistant.limits import with_limits
from energy_core.assistant.named_holidays import named_holidays
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rewordings import reworded
from energy_core.assistant.rewordings_of_days import named_days
from energy_core.assistant.rewordings_of_periods import listed_periods
from energy_core.assistant.span_rules import SPAN, span
from energy_core.assistant.stretches import Stretch
from energy_core.assistant.times_of_day import (
    Limit,
    clock_hours,
    days_of_week,
    parts_of_day,
)

_SPAN: Final = re.compile(rf"(?<![\w.]){SPAN}(?!\w)")
_STEP: Final = re.compile(
    r"\b(?:the )?(?:same (?:days?|week|month|quarter|time|period|season) (?:of )?(?P<year>(?:the )?last "
    r"year|(?:a|the|one) year (?:ago|before|earlier)|the previous year)"
    r"|(?P<yearly>(?:a|the|one) year (?:earlier))"
    r"|(?:week|month|day|quarter|year|one|weekend|period) before(?: that| it)?(?! last| yesterday)|"
    r"previous (?:one|day|period))\b"
    r"|(?<=than )(?:the )?(?:last|previous)(?: one)?(?=$|[?.!,]| (?:for|with|by)\b)"
    r"|(?<=with )(?:the )?(?:last|previous)(?: one)?(?=$|[?.!,])"
    r"|(?<=vs )(?:the )?last(?=$|[?.!,])|(?<=to )(?:the )?last(?=$|[?.!,])"
)
_CHANGED: Final = re.compile(
    r"\b(?:differen|chang|increas|decreas|go(?:ne|ing)? (?:up|down)|went (?:up|down)|gr[eo]w|r[io]se)"
)
"""Words after which "from March to April" is from one to the other, not the time between."""

_AHEAD: Final = re.compile(
    r"\b(?:will(?! you)|won't|shall|(?:i|we|it)'ll|going to|forecast\w*|predict\w*|upcoming)\b"
)
"""Words that speak of the time to come."""


@dataclass(frozen=True)
class Dates:
    """periods : those that lie in the past, in the order of the text. future : the one still to come.

    rest : the question, with what was understood replaced by dots.
    """

    periods: tuple[Period, ...]
    future: Period | None
    limits: tuple[Limit, ...]
    rest: str
    relative: bool = False

    @property
    def said(self) -> bool:
        """Whether the question names any time."""
        return bool(self.periods or self.future or self.limits)


def dates(text: str, cal: Calendar, timezone: str, *, before: Period | None = None) -> Dates:
    """Every date and time phrase of a lower-case question. Raises UnclearError where one has two meanings.

    before : the period last spoken of, which "the week before" is counted from.
    """
    text = reworded(listed_periods(named_days(named_holidays(text, cal), cal), cal), cal)
    cal = replace(cal, ahead=_AHEAD.search(text) is not None)
    between, rest = moments(text, cal)
    hours, rest = clock_hours(rest)
    found, rest = _stretches(rest, cal, _said(before))
    found = sorted([*between, *(_ahead(at, stretch, cal) for at, stretch in found)], key=lambda pair: pair[0])
    weekly, rest = days_of_week(rest)
    parts, rest = parts_of_day(rest)
    # "overnight, 10 pm to 6 am": the clock says what the word means
    parts = [one for one in parts if not any(_overlap(one, exact) for exact in hours)]
    limits = tuple(sorted([*hours, *parts, *weekly], key=lambda limit: limit.at))
    future = [stretch for _, stretch in found if stretch.future]
    past = [stretch for _, stretch in found if not stretch.future]
    _refuse_nested(rest, [at for at, _ in found])
    if len(future) > 1:
        raise UnclearError("The question names more than one time to come. Please ask about one at a time.")
    return Dates(
        periods=with_limits(
            [_local(stretch, timezone, cal) for stretch in past],
            limits,
            nights=frozenset(place for place, stretch in enumerate(past) if stretch.is_two_dates),
        ),
        future=_local(future[0], timezone, cal) if future else None,
        limits=limits,
        rest=rest,
        relative=any(stretch.relative for _, stretch in found),
    )


def _overlap(one: Limit, other: Limit) -> bool:
    return bool(one.hours and other.hours and one.hours & other.hours)


def _said(period: Period | None) -> Stretch | None:
    if period is None:
        return None
    first, last = (moment.tz_localize(None).to_pydatetime() for moment in (period.start, period.end))
    return s.said(first, last)


def _stretches(text: str, cal: Calendar, before: Stretch | None) -> tuple[list[tuple[int, Stretch]], str]:
    found: list[tuple[int, Stretch]] = []
    steps: list[re.Match[str]] = []

    def taken(m: re.Match[str], stretch: Stretch) -> str:
        found.append((m.start(), stretch))
        return "·" * len(m[0])

    def step(m: re.Match[str]) -> str:
        steps.append(m)
        return "·" * len(m[0])

    text = re.sub(
        r"(?:from )?\bmon(?:day)?s? ?(?:to|-|through|till|until) ?fri(?:day)?s?\b",
        lambda m: "weekdays".ljust(len(m[0])),
        text,
    )
    text = SHORT_RANGE.sub(lambda m: taken(m, short_range(m, cal)), text)
    changed = _CHANGED.search(text) is not None and "the same period last year" not in text
    compared = re.search(r"\b(?:compar|versus|vs|than|differen)", text) is not None
    compared = compared and "compared with the same period last year" not in text
    text = RANGE.sub(
        lambda m: (
            m[0]
            if changed or (compared and not re.match("from|between", m[0]))
            else taken(m, date_range(m, cal))
        ),
        text,
    )
    text = _STEP.sub(step, text)
    text = OPEN.sub(lambda m: taken(m, open_ended(m, cal)), text)
    text = _SPAN.sub(lambda m: taken(m, span(m[0], cal)), text)
    for m in steps:
        _step(m, found, text, cal=cal, before=before)
    return sorted(found, key=lambda pair: pair[0]), text


def _step(
    m: re.Match[str], found: list[tuple[int, Stretch]], text: str, *, cal: Calendar, before: Stretch | None
) -> None:
    """Add what "the week before" stands for; "the day before Christmas" takes the place of Christmas."""
    yearly = bool(m["year"] or m["yearly"])
    follows = [
        pair for pair in found if pair[0] >= m.end() and text[m.end() : pair[0]].strip() in ("", "the")
    ]
    if not found and before is None and not (yearly and "day" in m[0]):
        raise UnclearError("Before what? Please name both periods, such as this month and last month.")
    base = follows[0][1] if follows else min(found)[1] if found else before or s.days(cal.today).marked()
    if follows and not yearly:
        found.remove(follows[0])
    if "same days" in m[0]:
        base = base.until(s.midnight(cal.last) + timedelta(days=1))
    found.append((m.start(), base.year_before() if yearly else _unit_before(m[0], base)))


def _unit_before(words: str, base: Stretch) -> Stretch:
    """The day, week … before a stretch, or another of its own kind."""
    unit = re.search(r"\b(?P<unit>day|week|month)\b", words)
    start = base.start.date()
    of_unit: dict[str, Callable[[date], Stretch]] = {"day": s.days, "week": s.week, "month": s.month}
    return (
        of_unit[unit["unit"]](start).one_before() if unit and "previous" not in words else base.one_before()
    )


def _refuse_nested(rest: str, places: list[int]) -> None:
    """Two periods that nothing joins are one inside the other: "Monday last week"."""
    for at, following in pairwise(places):
        between = rest[at:following].strip("· ").removesuffix(" the")
        if between in ("", "of", "in", "on", "the"):
            raise UnclearError(
                "The question names one period beside another, and I can't tell which is meant. "
                "Please name one, such as 3 March or June 2024, or join two with “and”."
            )


def _ahead(at: int, stretch: Stretch, cal: Calendar) -> tuple[int, Stretch]:
    """Under "will", a stretch after the readings is still to come; one partly read is asked about."""
    if not cal.ahead or stretch.future:
        return at, stretch
    if stretch.start.date() > cal.last:
        return at, replace(stretch, future=True)
    raise UnclearError(
        "The forecast is of the days after the last reading, and that period begins before. "
        "Which days to come do you mean?",
        suggestions=("What will I use next week?",),
    )


def _local(stretch: Stretch, timezone: str, cal: Calendar) -> Period:
    notes = stretch.notes
    if stretch.relative and cal.counts_from_last:
        notes = (*notes, "Counted from the last reading.")
    return Period(
        _instant(stretch.start, timezone), _instant(stretch.end, timezone), phrase="said", notes=notes
    )


def _instant(moment: datetime, timezone: str) -> pd.Timestamp:
    return pd.Timestamp(moment).tz_localize(timezone, nonexistent="shift_forward", ambiguous=True)


def limited(period: Period, limits: tuple[Limit, ...]) -> tuple[Period, ...]:
    """A period the question did not name, under the hours and days it did."""
    return with_limits([period], limits)
