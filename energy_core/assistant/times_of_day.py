"""Hours and days of the week in a question: "after 6 pm", "at night", "weekdays", "on Mondays"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from energy_core.assistant.date_words import WEEKDAY, WEEKDAYS
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import WEEKEND, WORKING_DAYS

PARTS: Final[dict[str, tuple[int, int]]] = {
    "morning": (6, 12),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "night": (22, 6),
    "daytime": (6, 22),
}
"""[first, last) hours of the parts of a day as this assistant counts them; every answer shows them."""

CLOCK: Final = (
    r"(?:\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?)(?![a-z])|\d{1,2}:\d\d|noon|midday|midnight"
    r"|\d{1,2} o'?clock)"
)
RANGE: Final = re.compile(
    rf"(?:(?:between|from) )?(?P<first>{CLOCK}|\d{{1,2}}) ?(?:and|to|until|till|through|-|–) "
    rf"?(?P<last>{CLOCK})"
)
SIDE: Final = re.compile(
    rf"(?P<side>after|before|until|till|since|from|at|around|by) (?P<clock>{CLOCK})(?P<on> on(?:wards)?)?"
)
PART: Final = re.compile(
    r"(?:(?:in|during|at|over) )?(?:the |this )?(?P<part>morning|afternoon|evening|night(?!-?time "
    r"rate))(?:s|-?times?| hours?)?\b"
    r"|(?P<overnight>overnight)|(?P<daytime>(?:during the )?day-?time|(?:during|in) the day\b(?! of)"
    r"|\bat day\b)"
)
DAYS: Final = re.compile(
    rf"(?P<working>(?:on |during )?(?:the )?(?:week ?days|(?<!which )(?<!what )week ?day(?!s)|working "
    rf"days|work days|workdays|business days|during the week\b))"
    rf"|from monday to friday|monday to friday|mon-fri"
    rf"|(?P<weekend>(?:on |at |during |over )?(?:the )?weekends?\b)|(?:on )?(?P<plural>{WEEKDAY})s\b"
)


@dataclass(frozen=True)
class Limit:
    """Hours or days of the week that a question is limited to, and where in the text it says so."""

    at: int
    hours: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None


def clock_hours(text: str) -> tuple[list[Limit], str]:
    """The limits by clock time and the text without them; same length, so that places stay comparable."""
    found: list[Limit] = []

    def between(m: re.Match[str]) -> str:
        last = hour_of(m["last"])
        first = hour_of(
            m["first"] if re.search(r"[a-z:]", m["first"]) else f"{m['first']}{_suffix(m['last'])}"
        )
        found.append(Limit(m.start(), hours=hours_between(first, last)))
        return "·" * len(m[0])

    def side(m: re.Match[str]) -> str:
        hour = hour_of(m["clock"])
        if hour == 24 and m["side"] not in ("at", "around"):
            raise UnclearError(
                "Midnight is both ends of a day. Please name two times, such as midnight to 6 am."
            )
        beginning = m["side"] in ("after", "since") or (m["side"] == "from")
        ending = m["side"] in ("before", "until", "till", "by")
        hours = (
            hours_between(hour, 24)
            if beginning
            else hours_between(0, hour)
            if ending
            else frozenset({hour % 24})
        )
        found.append(Limit(m.start(), hours=hours))
        return "·" * len(m[0])

    text = RANGE.sub(between, text)
    return found, SIDE.sub(side, text)


def parts_of_day(text: str) -> tuple[list[Limit], str]:
    """Mornings, evenings, nights … and the text without them."""
    found: list[Limit] = []

    def part(m: re.Match[str]) -> str:
        name = m["part"] or ("night" if m["overnight"] else "daytime")
        found.append(Limit(m.start(), hours=hours_between(*PARTS[name])))
        return "·" * len(m[0])

    return found, PART.sub(part, text)


def days_of_week(text: str) -> tuple[list[Limit], str]:
    """Weekdays, weekends, Mondays … and the text without them."""
    found: list[Limit] = []

    def day(m: re.Match[str]) -> str:
        if m["plural"]:
            days = frozenset({WEEKDAYS[m["plural"]]})
        else:
            days = WEEKEND if m["weekend"] else WORKING_DAYS
        found.append(Limit(m.start(), weekdays=days))
        return "·" * len(m[0])

    return found, DAYS.sub(day, text)


def hours_between(first: int, last: int) -> frozenset[int]:
    """Hours from `first` to before `last`; wraps midnight when `last` is not later."""
    length = (last - first) % 24 or 24
    return frozenset((first + step) % 24 for step in range(length))


def hour_of(text: str) -> int:
    """0 to 24. Raises UnclearError for a time that is no whole hour."""
    plain = text.replace(".", "").replace(" ", "")
    if plain in ("noon", "midday"):
        return 12
    if plain == "midnight":
        return 24
    match = re.match(r"(\d{1,2})(?::(\d\d))?(am|pm)?", plain)
    assert match is not None
    hour, minute = int(match[1]), int(match[2] or 0)
    if minute:
        raise UnclearError(
            f"These answers count whole hours; {text} is between two. Which full hour do you mean?"
        )
    if hour > (12 if match[3] else 24):
        raise UnclearError(f"{text} is no time of the day. Which hour do you mean?")
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return hour


def _suffix(text: str) -> str:
    match = re.search(r"[ap]\.?m", text)
    return match[0].replace(".", "") if match else ":00"
