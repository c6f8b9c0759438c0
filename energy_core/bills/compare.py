"""Several tariffs on one home's own history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from energy_core.bills.bill import Bill, bill
from energy_core.bills.metered import Metered, metered
from energy_core.errors import TariffError
from energy_core.readings import Readings
from energy_core.tariffs import Tariff


@dataclass(frozen=True)
class Compared:
    """One bill per tariff over the same days, in the order asked for."""

    bills: tuple[Bill, ...]

    @property
    def cheapest(self) -> Bill:
        return min(self.bills, key=lambda made: made.total)


def compare(
    readings: Readings | Metered,
    tariffs: Sequence[Tariff],
    *,
    start: date | None = None,
    end: date | None = None,
) -> Compared:
    """Bills of the same days under each tariff. Raises TariffError for tariffs in different currencies."""
    currencies = list(dict.fromkeys(tariff.currency for tariff in tariffs))
    if len(currencies) > 1:
        raise TariffError(
            f"Needed tariffs in one currency to compare; these are in {', '.join(currencies)}.",
            where={"option": "--tariff"},
        )
    home = readings if isinstance(readings, Metered) else metered(readings, start=start, end=end)
    return Compared(tuple(bill(home, tariff) for tariff in tariffs))
