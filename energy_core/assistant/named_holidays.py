"""Public holidays by name, and bank holidays without one, as dates of the home's country."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from energy_core import words
from energy_core.assistant.calendar import Calendar
from energy_core.assistant.date_words import DAY_NUMBER, MONTH, MONTHS, YEAR
from energy_core.assistant.outcome import UnclearError
from energy_core.tariffs.calendar import REGION_MEANT

NAMES: Final[dict[str, str]] = {
    r"labou?r day|tag der arbeit": "labor day|labour day|international workers' day|may day|tag der arbeit",
    r"may day|early may(?: bank holiday)?|first may bank holiday": "may day|early may",
    r"(?:spring|whitsun|late may|second may) bank holiday": "spring bank holiday",
    r"(?:summer|august) bank holiday": "late summer bank holiday|summer bank holiday",
    r"memorial day": "memorial day",
    r"juneteenth": "juneteenth",
    r"independence day": "independence day",
    r"mlk day|martin luther king(?: jr\.?)? day": "martin luther king",
    r"presidents?'?s? day|washington's birthday": "washington's birthday|presidents' day",
    r"columbus day|indigenous peoples'? day": "columbus day",
    r"veterans'? day": "veterans day",
    r"australia day": "australia day",
    r"anzac day": "anzac day",
    r"canada day": "canada day",
    r"victoria day": "victoria day",
    r"bastille day": "national day|fete nationale",
    r"republic day": "republic day",
    r"diwali|deepavali": "diwali|deepavali",
    r"holi": "holi",
    r"karfreitag": "good friday|karfreitag",
    r"ostermontag": "easter monday|ostermontag",
    r"pfingstmontag|whit monday|pentecost monday": "pentecost monday|whit monday|pfingstmontag",
    r"ascension day|(?:christi )?himmelfahrt": "ascension day|christi himmelfahrt",
    r"(?:german )?unity day|tag der (?:deutschen )?einheit": "german unity day|tag der deutschen einheit",
}
"""What people call a public holiday: the beginnings of its name in the calendar of the country."""

_DATE: Final = rf"(?:{DAY_NUMBER} (?:of )?{MONTH}|{MONTH} (?:the )?{DAY_NUMBER}|\d{{1,2}}[/.]\d{{1,2}})"
_NAMED: Final = tuple(
    (
        re.compile(
            rf"\b(?:on |over )?(?:the )?(?:{said})(?P<bank> (?:bank"
            rf"|public) holiday)?(?P<weekend> (?:long )?weekend)?"
            rf"(?P<monday> monday)?(?:,? (?P<year>{YEAR}))?(?P<dated>,? (?:on )?(?:the )?{_DATE})?(?![\w'])"
        ),
        tuple(known.split("|")),
    )
    for said, known in NAMES.items()
)
_BANK: Final = re.compile(
    rf"\b(?:on |over )?(?:the |a )?(?:last |latest |(?P<month>{MONTH}) )?(?:bank|public|national) holidays?"
    rf"(?P<weekend> (?:long )?weekend)?(?P<monday> mondays?)?(?:,? (?:in|of) (?P<month2>{MONTH}))?"
    rf"(?:,? (?P<year>{YEAR}))?(?!\w)"
)
_DATED: Final = re.compile(rf",? (?:on )?(?:the )?(?:{_DATE}|\d)")
MOST_NAMED: Final = 6


def named_holidays(text: str, cal: Calendar) -> str:
    """The text with public holidays of the home's country as dates.

    Raises UnclearError for one of several.
    """
    if cal.country is None:
        return text
    for pattern, known in _NAMED:
        text = pattern.sub(lambda m, known=known: _by_name(m, known, cal), text)  # type: ignore[misc]
    return _BANK.sub(lambda m: _without_name(m, cal), text)


def _by_name(m: re.Match[str], known: tuple[str, ...], cal: Calendar) -> str:
    if m["dated"]:
        return m["dated"].lstrip(",")
    fitting = [
        day
        for day, names in _days_off(cal, m["year"])
        if any(name.strip().startswith(known) for name in names.split(";"))
    ]
    return _said(fitting, cal, m) if fitting else m[0]


def _without_name(m: re.Match[str], cal: Calendar) -> str:
    if _DATED.match(m.string, m.end()):
        return ""
    month = MONTHS[m["month"] or m["month2"]] if m["month"] or m["month2"] else None
    known = [
        (day, names)
        for day, names in _days_off(cal, m["year"])
        if cal.first <= day <= cal.last
        and (not (m["monday"] or m["weekend"]) or day.weekday() == 0)
        and month in (None, day.month)
    ]
    if len(known) == 1:
        return _said([known[0][0]], cal, m)
    if not known or "holidays" in m[0]:
        return m[0]
    shown = words.listed(f"{words.day(day)} ({names.title()})" for day, names in known[-MOST_NAMED:])
    raise UnclearError(f"There are several bank holidays in the readings: {shown}. Which one do you mean?")


def _said(days: list[date], cal: Calendar, m: re.Match[str]) -> str:
    """The latest of the days that the readings know, else the nearest; with its weekend where asked."""
    known = [day for day in days if cal.first <= day <= cal.last]
    day = known[-1] if known else min(days, key=lambda day: abs((day - cal.last).days))
    if not m["weekend"]:
        return _written(day)
    back = {0: 2, 1: 3, 6: 1}.get(day.weekday(), 0)
    ahead = {3: 3, 4: 2, 5: 1}.get(day.weekday(), 0)
    return f"from {_written(day - timedelta(days=back))} to {_written(day + timedelta(days=ahead))}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}".lower()


def _days_off(cal: Calendar, year: str | None) -> list[tuple[date, str]]:
    """Public holidays with their names in English, lower case, from the year before the readings on."""
    import holidays

    years = [int(year)] if year else range(cal.first.year - 1, cal.today.year + 2)
    country = (cal.country or "").upper()
    if country not in holidays.list_supported_countries():
        return []
    part = REGION_MEANT.get(country)
    languages = holidays.country_holidays(country).supported_languages
    english = next((one for one in ("en_GB", "en_US") if one in languages), None)
    found = holidays.country_holidays(country, subdiv=part, years=years, language=english)
    return sorted((day, name.lower()) for day, name in found.items())
