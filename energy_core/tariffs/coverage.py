"""Which rate holds at each quarter hour of each kind of day in each month; gaps and dead rates are errors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from energy_core.tariffs.windows import DAYS, MONTHS, QUARTERS, days_of, hours_named, hours_of, months_of

if TYPE_CHECKING:
    from energy_core.tariffs.tariff import Rate, Tariff

NONE: Final = -1
HOLIDAY: Final = DAYS.index("hol")
MOST_NAMED: Final = 3


def names_holidays(rates: Sequence[Rate]) -> bool:
    """Whether a rate names `hol`: only then is a holiday another kind of day than its weekday."""
    return any("hol" in [day.strip().lower() for day in rate.days] for rate in rates)


def rate_table(rates: Sequence[Rate]) -> npt.NDArray[np.int16]:
    """The first rate that matches, by number; shape (12 months, 8 kinds of day, 96 quarters). -1 = none."""
    table = np.full((len(MONTHS), len(DAYS), QUARTERS), NONE, dtype=np.int16)
    for number in range(len(rates) - 1, -1, -1):
        rate = rates[number]
        table[np.ix_(months_of(rate.months), days_of(rate.days), hours_of(rate.hours))] = number
    return table


def check(rates: Sequence[Rate], *, since: date) -> None:
    """Raises ValueError naming the hours without a price, or a rate that no hour is left for."""
    table = rate_table(rates)
    if not names_holidays(rates):
        table = table[:, :HOLIDAY]
    if (table == NONE).any():
        raise ValueError(f"the version from {since} has no price for {_where(table == NONE)}")
    for number, rate in enumerate(rates):
        if not (table == number).any():
            raise ValueError(
                f"the version from {since} never comes to its rate {rate.name!r}: earlier rates have all of "
                "its hours; the first that matches wins, so name the narrower rate first"
            )


def check_holidays(tariff: Tariff) -> None:
    """Raises ValueError if rates name `hol` and nobody knows the holidays of which country."""
    for version in tariff.versions:
        if names_holidays(version.rates) and tariff.country is None:
            raise ValueError("a rate names hol, so the tariff needs its country")
    if tariff.country is not None:
        from energy_core.tariffs.calendar import holidays_of

        holidays_of(tariff.country, tariff.region, years=[tariff.versions[0].start.year])


def _where(open_: npt.NDArray[np.bool_]) -> str:
    """The hours of a table in words: `mon-sun 22:00-24:00 in jan-dec`."""
    days_by_hours: dict[tuple[int, str], list[int]] = {}
    for month, day in zip(*np.nonzero(open_.any(axis=2)), strict=True):
        days_by_hours.setdefault((int(month), hours_named(open_[month, day])), []).append(int(day))
    months: dict[tuple[str, str], list[int]] = {}
    for (month, hours), days in days_by_hours.items():
        months.setdefault((_run(days, DAYS), hours), []).append(month)
    parts = [f"{days} {hours} in {_run(found, MONTHS)}" for (days, hours), found in months.items()]
    more = f" and {len(parts) - MOST_NAMED} more" if len(parts) > MOST_NAMED else ""
    return "; ".join(parts[:MOST_NAMED]) + more


def _run(numbers: Sequence[int], names: Sequence[str]) -> str:
    consecutive = list(range(numbers[0], numbers[-1] + 1)) == list(numbers)
    if consecutive and len(numbers) > 1:
        return f"{names[numbers[0]]}-{names[numbers[-1]]}"
    return ", ".join(names[number] for number in numbers)
