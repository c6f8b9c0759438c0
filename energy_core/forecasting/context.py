"""What the people of a home know beside its readings: public holidays, and times when they were away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from energy_core.home import Home
from energy_core.local_time import day_starts
from energy_core.tariffs.calendar import holidays_of


@dataclass(frozen=True)
class Context:
    """country, region : whose public holidays are lived like Sundays; None = unknown, no holidays.

    away : (start, end, channel) local times of which nothing is learnt; channel None = the whole home.
    """

    country: str | None = None
    region: str | None = None
    away: tuple[tuple[str, str, str | None], ...] = ()

    @classmethod
    def of(cls, home: Home) -> Context:
        """Days away, labels that say so, and the country of the home or of its tariff."""
        tariff = home.tariff
        labels = [(label.start, label.end, label.channel) for label in home.labels if label.meaning == "away"]
        days = [(start.isoformat(), end.isoformat(), None) for start, end in home.away]
        country = home.country or (tariff.country if tariff else None)
        region = tariff.region if tariff and tariff.country == country else None
        return cls(country, region, (*days, *labels))

    def holidays(self, first: date, last: date) -> frozenset[date]:
        """The public holidays from one date to another; none where the country's are not known."""
        if self.country is None:
            return frozenset()
        try:
            known = holidays_of(self.country, self.region, years=range(first.year, last.year + 1))
        except ValueError:
            return frozenset()
        return frozenset(day for day in known if first <= day <= last)

    def without_away(self, kwh: pd.Series, *, channel: str, timezone: str) -> pd.Series:
        """The series with NaN while nobody was there."""
        index = pd.DatetimeIndex(kwh.index)
        for start, end, only in self.away:
            if only in (None, channel):
                inside = (index >= _instant(start, timezone)) & (index < _instant(end, timezone))
                kwh = kwh.mask(inside)
        return kwh


NO_CONTEXT = Context()


def _instant(text: str, timezone: str) -> pd.Timestamp:
    moment = pd.Timestamp(text)
    if moment.tz is not None:
        return moment
    if moment == moment.normalize():
        return pd.Timestamp(day_starts(pd.DatetimeIndex([moment]), timezone)[0])
    return moment.tz_localize(timezone, ambiguous=True, nonexistent=timedelta(hours=1))
