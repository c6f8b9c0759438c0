"""From when "today" and "last month" are counted, and which dates the readings know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import pandas as pd

from energy_core.readings import Readings

FRESH: Final = timedelta(days=3)
"""Readings that ended longer ago than this are historical: relative dates count from the last reading."""

MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "AS", "PR", "VI"})
"""Countries that write 3/5 for 5 March (Unicode CLDR 44, short date pattern begins with M)."""

SOUTHERN: Final = frozenset(
    {"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "LS", "SZ", "NA", "BW", "ZW", "MZ"}
)
"""Countries south of the tropics' summer rain or wholly south of the equator with four seasons: summer is
December to February."""


@dataclass(frozen=True)
class Calendar:
    """first, last: local dates of the first and last reading.

    today : the local date counted from. counts_from_last : whether that is the last reading's date.
    ahead : whether the question speaks of the time to come ("will").
    month_first : how 3/5 is read; None = nobody has said the country. country : whose holidays are known.
    """

    first: date
    last: date
    today: date
    counts_from_last: bool = True
    month_first: bool | None = None
    southern: bool = False
    ahead: bool = False
    country: str | None = None

    def knows(self, start: datetime, end: datetime) -> bool:
        """Whether the readings reach into [start, end)."""
        return start.date() <= self.last and end > datetime.combine(self.first, datetime.min.time())

    def days_away(self, start: datetime, end: datetime) -> int:
        """Days between the readings and [start, end); 0 if they touch."""
        return max((self.first - end.date()).days, (start.date() - self.last).days - 1, 0)


def calendar(readings: Readings, *, now: datetime | None, country: str | None) -> Calendar:
    """The calendar of a home's readings. `now` None: as if asked at the last reading."""
    first = readings.start.date()
    last = (readings.end - pd.Timedelta(seconds=1)).date()
    local_now = None if now is None else pd.Timestamp(now).tz_convert(readings.timezone)
    fresh = local_now is not None and local_now - readings.end <= FRESH and local_now >= readings.start
    return Calendar(
        first=first,
        last=last,
        today=local_now.date() if fresh and local_now is not None else last,
        counts_from_last=not fresh,
        month_first=None if country is None else country.upper() in MONTH_FIRST,
        southern=(country or "").upper() in SOUTHERN,
        country=country,
    )
