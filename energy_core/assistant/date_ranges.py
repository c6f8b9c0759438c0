"""Phrases for time from one date or moment to another: "5 to 12 March", "since May"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from energy_core.assistant import stretches as s
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import DAY_NUMBER, MONTH, YEAR
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.span_rules import SPAN, span
from energy_core.assistant.stretches import Stretch
from energy_core.assistant.times_of_day import CLOCK, hour_of

TO: Final = r" ?(?:and|to|until|till|through|thru|-|–) ?"
SHORT_RANGE: Final = re.compile(
    rf"\b(?:(?:between|from) )?(?:the )?(?P<d1>{DAY_NUMBER}){TO}(?:the )?(?P<d2>{DAY_NUMBER}) (?:of "
    rf")?(?P<month>{MONTH})\b(?:,? (?P<year>{YEAR}))?"
    rf"|\b(?:(?:between|from) )?(?P<month2>{MONTH}) "
    rf"(?P<d3>{DAY_NUMBER}){TO}(?P<d4>{DAY_NUMBER})\b(?:,? (?P<year2>{YEAR}))?"
)
RANGE: Final = re.compile(
    rf"\b(?:between (?P<a1>{SPAN}) and (?P<b1>{SPAN})|(?:from )?(?P<a>{SPAN})(?: to | until | till | "
    rf"through | ?[-–] ?)(?P<b>{SPAN}))\b"
)
OPEN: Final = re.compile(
    rf"\b(?<!day )(?<!week )(?<!month )(?<!year )(?P<side>since|from|after|before|until|till|up to|by)(?: "
    rf"(?:i|we) [a-z]+(?: [a-z]+)?? (?:in|on))?"
    rf"(?: the (?:start|beginning) of)? (?P<span>{SPAN})\b(?P<on> on(?:wards)?| to now| until now| to date)?"
)

_MOMENT: Final = (
    rf"(?:(?P<clock#>{CLOCK}),? (?:on )?(?P<day#>{SPAN})|(?P<date#>{SPAN}),?(?: at)? (?P<time#>{CLOCK}))"
)
_MOMENTS: Final = re.compile(
    rf"\b(?:between|from) {_MOMENT.replace('#', '1')} (?:and|to|until|till) {_MOMENT.replace('#', '2')}(?!\w)"
)

BACKWARDS: Final = "That period ends before it begins. From when to when do you mean?"


def moments(text: str, cal: Calendar) -> tuple[list[tuple[int, Stretch]], str]:
    """ "between 10 pm on 3 January and 6 am on 4 January"."""
    found: list[tuple[int, Stretch]] = []

    def taken(m: re.Match[str]) -> str:
        first, last = (
            s.midnight(span(day, cal).start.date())
            + timedelta(hours=hour_of(m[f"clock{end}"] or m[f"time{end}"]))
            for end, day in zip(("1", "2"), _days_of(m), strict=True)
        )
        if last <= first:
            raise UnclearError(BACKWARDS)
        found.append((m.start(), Stretch(first, last)))
        return "·" * len(m[0])

    return found, _MOMENTS.sub(taken, text)


def _days_of(m: re.Match[str]) -> tuple[str, str]:
    """Both dates; a second one said as "the 5th" is of the month of the first."""
    first, last = m["day1"] or m["date1"], m["day2"] or m["date2"]
    month, alone = re.search(rf"\b{MONTH}\b", first), re.fullmatch(rf"the ({DAY_NUMBER})", last)
    return (first, f"{alone[1]} {month[0]}") if month and alone else (first, last)


def short_range(m: re.Match[str], cal: Calendar) -> Stretch:
    month, year = m["month"] or m["month2"], m["year"] or m["year2"]
    first, last = (int(re.sub(r"\D", "", m[a] or m[b])) for a, b in (("d1", "d3"), ("d2", "d4")))
    suffix = f" {year}" if year else ""
    return _joined(span(f"{first} {month}{suffix}", cal), span(f"{last} {month}{suffix}", cal))


def date_range(m: re.Match[str], cal: Calendar) -> Stretch:
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


def open_ended(m: re.Match[str], cal: Calendar) -> Stretch:
    known = span(m["span"], cal)
    first, last = s.midnight(cal.first), s.midnight(cal.last) + timedelta(days=1)
    side = m["side"]
    if cal.ahead and side != "from":
        return _to_come(side, known, cal)
    if side == "from" and not m["on"]:
        return known
    if side in ("before", "until", "till", "up to", "by"):
        end = known.start if side == "before" else known.end
        return Stretch(min(first, end - timedelta(days=1)), end, "span", relative=known.relative)
    start = known.end if side == "after" else known.start
    if start >= last:
        return Stretch(start, start + timedelta(days=1), "span", relative=known.relative)
    return Stretch(start, last, "span", relative=known.relative, notes=known.notes)


def _to_come(side: str, known: Stretch, cal: Calendar) -> Stretch:
    """From the first day after the readings: "by Friday". Raises UnclearError for a beginning alone."""
    start = s.midnight(cal.last) + timedelta(days=1)
    end = known.start if side == "before" else known.end
    if side in ("since", "after") or end <= start:
        raise UnclearError("From when to when in the time to come do you mean?")
    return Stretch(start, end, "span", relative=known.relative, future=True)
