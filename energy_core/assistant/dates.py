"""Dates and times in a question, by a small grammar of our own.

Every phrase that is understood is cut out of the text, so that what is left can be seen not to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import pandas as pd

from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import DAY_NUMBER, MONTH, YEAR
from energy_core.assistant.limits import with_limits
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rewordings import reworded
from energy_core.assistant.span_rules import SPAN, span
from energy_core.assistant.stretches import Stretch
from energy_core.assistant.times_of_day import (
    CLOCK,
    Limit,
    clock_hours,
    days_of_week,
    hour_of,
    parts_of_day,
)

TO: Final = r" ?(?:and|to|until|till|through|thru|-|–) ?"
_SHORT_RANGE: Final = re.compile(
    rf"\b(?:(?:between|from) )?(?:the )?(?P<d1>{DAY_NUMBER}){TO}(?:the )?(?P<d2>{DAY_NUMBER}) (?:of "
    rf")?(?P<month>{MONTH})\b(?:,? (?P<year>{YEAR}))?"
    rf"|\b(?:(?:between|from) )?(?P<month2>{MONTH}) "
    rf"(?P<d3>{DAY_NUMBER}){TO}(?P<d4>{DAY_NUMBER})\b(?:,? (?P<year2>{YEAR}))?"
)
_RANGE: Final = re.compile(
    rf"\b(?:between (?P<a1>{SPAN}) and (?P<b1>{SPAN})|(?:from )?(?P<a>{SPAN})(?: to | until | till | "
    rf"through | ?[-–] ?)(?P<b>{SPAN}))\b"
)
_OPEN: Final = re.compile(
    rf"\b(?<!day )(?<!week )(?<!month )(?<!year )(?P<side>since|from|after|before|until|till|up to)(?: "
    rf"(?:i|we) [a-z]+(?: [a-z]+)?? (?:in|on))?"
    rf"(?: the (?:start|beginning) of)? (?P<span>{SPAN})\b(?P<on> on(?:wards)?| to now| until now| to date)?"
)
_SPAN: Final = re.compile(rf"(?<![\w.]){SPAN}(?!\w)")
_STEP: Final = re.compile(
    r"\b(?:the )?(?:same (?:day|week|month|quarter|time|period|season) (?:of )?(?P<year>(?:the )?last "
    r"year|(?:a|the|one) year (?:ago|before|earlier)|the previous year)"
    r"|(?P<yearly>(?:a|the|one) year (?:earlier))"
    r"|(?:week|month|day|quarter|year|one|weekend|period) before(?: that| it)?(?! last| yesterday)|"
    r"previous (?:one|day|period))\b"
    r"|(?<=than )(?:the )?(?:last|previous)(?: one)?(?=$|[ ?.!,])|(?<=with )(?:the )?(?:last|"
    r"previous)(?: one)?(?=$|[?.!,])"
    r"|(?<=vs )(?:the )?last(?=$|[?.!,])|(?<=to )(?:the )?last(?=$|[?.!,])"
)
_MOMENT: Final = (
    rf"(?:(?P<clock#>{CLOCK}),? (?:on )?(?P<day#>{SPAN})|(?P<date#>{SPAN}),?(?: at)? (?P<time#>{CLOCK}))"
)
_MOMENTS: Final = re.compile(
    rf"\b(?:between|from) {_MOMENT.replace('#', '1')} (?:and|to|until|till) {_MOMENT.replace('#', '2')}(?!\w)"
)
_AHEAD: Final = re.compile(
    r"\b(?:will(?! you)|won't|shall|(?:i|we|it)'ll|going to|forecast\w*|predict\w*|upcoming)\b"
)
"""Words that speak of the time to come."""

BACKWARDS: Final = "That period ends before it begins. From when to when do you mean?"


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


def dates(text: str, cal: Calendar, timezone: str) -> Dates:
    """Every date and time phrase of a lower-case question. Raises UnclearError where one has two meanings."""
    text = reworded(text, cal)
    cal = replace(cal, ahead=_AHEAD.search(text) is not None)
    between, rest = _moments(text, cal)
    hours, rest = clock_hours(rest)
    found, rest = _stretches(rest, cal)
    found = sorted([*between, *(_ahead(at, stretch, cal) for at, stretch in found)], key=lambda pair: pair[0])
    weekly, rest = days_of_week(rest)
    parts, rest = parts_of_day(rest)
    limits = tuple(sorted([*hours, *parts, *weekly], key=lambda limit: limit.at))
    future = [stretch for _, stretch in found if stretch.future]
    past = [stretch for _, stretch in found if not stretch.future]
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


def _stretches(text: str, cal: Calendar) -> tuple[list[tuple[int, Stretch]], str]:
    found: list[tuple[int, Stretch]] = []
    steps: list[tuple[int, bool]] = []

    def taken(m: re.Match[str], stretch: Stretch) -> str:
        found.append((m.start(), stretch))
        return "·" * len(m[0])

    def step(m: re.Match[str]) -> str:
        steps.append((m.start(), bool(m["year"] or m["yearly"])))
        return "·" * len(m[0])

    text = re.sub(
        r"from monday to friday|monday to friday|mon-fri", lambda m: "weekdays".ljust(len(m[0])), text
    )
    text = _SHORT_RANGE.sub(lambda m: taken(m, _short_range(m, cal)), text)
    changed = re.search(r"\b(?:differen|chang|increas|decreas)", text) is not None
    compared = re.search(r"\b(?:compar|versus|vs|than|differen)", text) is not None
    text = _RANGE.sub(
        lambda m: (
            m[0] if changed or (compared and not re.match("from|between", m[0])) else taken(m, _range(m, cal))
        ),
        text,
    )
    text = _STEP.sub(step, text)
    text = _OPEN.sub(lambda m: taken(m, _open(m, cal)), text)
    text = _SPAN.sub(lambda m: taken(m, span(m[0], cal)), text)
    for at, yearly in steps:
        base = min(found)[1] if found else s.days(cal.today).marked()
        if not found and not yearly:
            raise UnclearError("Before what? Please name both periods, such as this month and last month.")
        found.append((at, base.year_before() if yearly else base.one_before()))
    return sorted(found, key=lambda pair: pair[0]), text


def _moments(text: str, cal: Calendar) -> tuple[list[tuple[int, Stretch]], str]:
    """ "between 10 pm on 3 January and 6 am on 4 January"."""
    found: list[tuple[int, Stretch]] = []

    def taken(m: re.Match[str]) -> str:
        first, last = (
            s.midnight(span(m[f"day{end}"] or m[f"date{end}"], cal).start.date())
            + timedelta(hours=hour_of(m[f"clock{end}"] or m[f"time{end}"]))
            for end in ("1", "2")
        )
        if last <= first:
            raise UnclearError(BACKWARDS)
        found.append((m.start(), Stretch(first, last)))
        return "·" * len(m[0])

    return found, _MOMENTS.sub(taken, text)


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


def _short_range(m: re.Match[str], cal: Calendar) -> Stretch:
    month, year = m["month"] or m["month2"], m["year"] or m["year2"]
    first, last = (int(re.sub(r"\D", "", m[a] or m[b])) for a, b in (("d1", "d3"), ("d2", "d4")))
    suffix = f" {year}" if year else ""
    return _joined(span(f"{first} {month}{suffix}", cal), span(f"{last} {month}{suffix}", cal))


def _range(m: re.Match[str], cal: Calendar) -> Stretch:
    first, last = m["a1"] or m["a"], m["b1"] or m["b"]
    year = re.search(rf"\b{YEAR}$", last)
    if year and not re.search(rf"\b{YEAR}\b", first) and re.search(MONTH, first):
        first = f"{first} {year[0]}"
    return _joined(span(first, cal), span(last, cal))


def _joined(first: Stretch, last: Stretch) -> Stretch:
    if last.end <= first.start and last.yearless and first.yearless and last.start.month < first.start.month:
        first = first.year_before()
    if last.end <= first.start:
        raise UnclearError(BACKWARDS)
    return Stretch(first.start, last.end, "range", relative=first.relative or last.relative)


def _open(m: re.Match[str], cal: Calendar) -> Stretch:
    known = span(m["span"], cal)
    first, last = s.midnight(cal.first), s.midnight(cal.last) + timedelta(days=1)
    side = m["side"]
    if side == "from" and not m["on"]:
        return known
    if side in ("before", "until", "till", "up to"):
        end = known.start if side == "before" else known.end
        return Stretch(min(first, end - timedelta(days=1)), end, "span", relative=known.relative)
    start = known.end if side == "after" else known.start
    if start >= last:
        return Stretch(start, start + timedelta(days=1), "span", relative=known.relative)
    return Stretch(start, last, "span", relative=known.relative, notes=known.notes)


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
