"""Quarter hours of a home's readings: which local month, kind of day and quarter each one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.tariffs.coverage import HOLIDAY, names_holidays, rate_table

if TYPE_CHECKING:
    from energy_core.tariffs.tariff import Tariff, Version

Numbers = npt.NDArray[np.int64]

REGION_MEANT: Final = {"GB": "ENG"}
"""Where a country's calendar differs so much by region that what all share is nobody's: Great Britain without
a region means England and Wales, in which most live; Scotland is SCT, Northern Ireland NIR."""


@dataclass(frozen=True)
class Quarters:
    """Local calendar of consecutive quarter hours, by their starts (UTC)."""

    starts: pd.DatetimeIndex
    timezone: str

    @cached_property
    def local(self) -> pd.DatetimeIndex:
        return self.starts.tz_convert(self.timezone).tz_localize(None)

    @cached_property
    def dates(self) -> pd.DatetimeIndex:
        return self.local.normalize()

    @cached_property
    def day_numbers(self) -> Numbers:
        """Days since 1970 of each quarter's local date."""
        return np.asarray(self.dates.to_numpy().astype("datetime64[D]").astype(np.int64))

    @cached_property
    def months(self) -> Numbers:
        return np.asarray(self.local.month, dtype=np.int64) - 1

    @cached_property
    def weekdays(self) -> Numbers:
        return np.asarray(self.local.day_of_week, dtype=np.int64)

    @cached_property
    def quarters(self) -> Numbers:
        return np.asarray(self.local.hour * 4 + self.local.minute // 15, dtype=np.int64)

    def rates_of(self, tariff: Tariff, version: Version) -> Numbers:
        """The number of the rate of each quarter under a version."""
        kinds = self.weekdays
        if names_holidays(version.rates) and tariff.country is not None:
            kinds = np.where(self._on_holiday(tariff.country, tariff.region), HOLIDAY, kinds)
        return rate_table(version.rates)[self.months, kinds, self.quarters].astype(np.int64)

    def _on_holiday(self, country: str, region: str | None) -> npt.NDArray[np.bool_]:
        days = holidays_of(country, region, years=sorted(set(self.local.year)))
        numbers = np.array([day_number(day) for day in days], dtype=np.int64)
        return np.isin(self.day_numbers, numbers)


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - date(1970, 1, 1)).days


def holidays_of(country: str, region: str | None, *, years: Iterable[int]) -> set[date]:
    """Public holidays by the `holidays` library. Raises ValueError for a country it does not know."""
    import holidays

    part = region or REGION_MEANT.get(country.upper())
    try:
        return set(holidays.country_holidays(country, subdiv=part, years=[int(y) for y in years]))
    except NotImplementedError as error:
        where = country if region is None else f"{country}, {region}"
        reason = f"the public holidays of {where} are not known; a country is a code of 2 letters such as DE"
        raise ValueError(reason) from error
