"""A tariff: dated versions of rates by day, hour and month, and what is paid besides the energy.

Prices exclude VAT when `vat_percent` is given. Amounts are exact decimals: floats would lose cents.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic.dataclasses import dataclass

from energy_core.errors import TariffError
from energy_core.tariffs import coverage, windows

STRICT: Final = ConfigDict(extra="forbid")
HIGHEST_PRICE: Final = Decimal(100_000)


def _exact(number: object) -> object:
    """0.1 as a tenth and not as the float nearest to it."""
    return str(number) if isinstance(number, float) else number


Money = Annotated[Decimal, BeforeValidator(_exact), Field(ge=-HIGHEST_PRICE, le=HIGHEST_PRICE)]
Charge = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=HIGHEST_PRICE)]
Kwh = Annotated[Decimal, BeforeValidator(_exact), Field(gt=0)]


@dataclass(frozen=True, config=STRICT)
class Tier:
    """A price up to so many kWh per billing period; the last tier has no limit. [currency/kWh]"""

    per_kwh: Money
    up_to_kwh_per_month: Kwh | None = None


@dataclass(frozen=True, config=STRICT)
class Rate:
    """A price and when it holds; empty days, hours, months = always. Either per_kwh or tiers. [currency/kWh]

    hours : local time, half-open. In a window that wraps midnight the hours after midnight belong to the day
    on which they fall.
    """

    name: str
    per_kwh: Money | None = None
    tiers: tuple[Tier, ...] = ()
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    months: tuple[str, ...] = ()

    @field_validator("days")
    @classmethod
    def _are_days(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        windows.days_of(days)
        return days

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, hours: tuple[str, ...]) -> tuple[str, ...]:
        windows.hours_of(hours)
        return hours

    @field_validator("months")
    @classmethod
    def _are_months(cls, months: tuple[str, ...]) -> tuple[str, ...]:
        windows.months_of(months)
        return months

    @model_validator(mode="after")
    def _has_one_price(self) -> Rate:
        if (self.per_kwh is None) == (not self.tiers):
            raise ValueError(f"rate {self.name!r} needs either per_kwh or tiers")
        limits = [tier.up_to_kwh_per_month for tier in self.tiers]
        if limits and (None in limits[:-1] or limits[-1] is not None):
            raise ValueError(f"every tier of {self.name!r} but the last needs up_to_kwh_per_month")
        known = [limit for limit in limits if limit is not None]
        if known != sorted(set(known)):
            raise ValueError(f"the tiers of {self.name!r} must rise")
        return self

    @property
    def steps(self) -> tuple[Tier, ...]:
        """The tiers, or the one price as a tier without limit."""
        return self.tiers or (Tier(self.per_kwh or Decimal(0)),)


@dataclass(frozen=True, config=STRICT)
class Version:
    """What holds from `start` on, until `end` (exclusive) or the next version.

    standing_charge_per_day [currency/day], export_per_kwh [currency/kWh], minimum_per_month [currency].
    """

    start: date
    rates: tuple[Rate, ...]
    end: date | None = None
    standing_charge_per_day: Charge = Decimal(0)
    export_per_kwh: Money = Decimal(0)
    minimum_per_month: Charge = Decimal(0)

    @model_validator(mode="after")
    def _covers_every_hour(self) -> Version:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"the version from {self.start} must end after it starts, not on {self.end}")
        names = [rate.name for rate in self.rates]
        if len(set(names)) < len(names) or not all(name.strip() for name in names):
            raise ValueError(f"the rates of the version from {self.start} need a name each, all different")
        coverage.check(self.rates, since=self.start)
        return self


@dataclass(frozen=True, config=STRICT)
class Tariff:
    """What a supplier charges, from its first version on.

    country : for public holidays, ISO 3166; region : its state or province, where holidays differ.
    vat_percent : None = prices include it. billing_day : day of the month on which a billing period begins.
    source, checked : where the prices are from, and when a person last looked.
    """

    name: str
    currency: str
    versions: tuple[Version, ...]
    country: str | None = None
    region: str | None = None
    vat_percent: Charge | None = None
    billing_day: Annotated[int, Field(ge=1, le=31)] = 1
    source: str | None = None
    checked: date | None = None
    note: str | None = None

    @field_validator("currency")
    @classmethod
    def _is_a_currency(cls, code: str) -> str:
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise ValueError(f"a currency is an ISO code of 3 letters such as EUR, not {code!r}")
        return code.upper()

    @model_validator(mode="after")
    def _has_versions_in_order(self) -> Tariff:
        if not self.versions:
            raise ValueError("needs at least one version")
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if later.start <= earlier.start:
                raise ValueError(f"versions follow each other; {later.start} is not after {earlier.start}")
            if earlier.end is not None and earlier.end > later.start:
                raise ValueError(
                    f"versions overlap: one runs to {earlier.end}, the next starts {later.start}"
                )
        coverage.check_holidays(self)
        return self

    def runs(self) -> list[tuple[Version, date, date | None]]:
        """Each version with its first day and the day after its last; None = it still holds."""
        following = [version.start for version in self.versions[1:]]
        ends = [v.end or nxt for v, nxt in zip(self.versions, [*following, None], strict=True)]
        return [(version, version.start, end) for version, end in zip(self.versions, ends, strict=True)]

    def require(self, start: date, end: date) -> None:
        """Raises TariffError if a day in [start, end) has no version, naming the days."""
        open_from = start
        for _, first, last in self.runs():
            if open_from >= end:
                return
            if first > open_from:
                self._refuse(open_from, min(first, end))
            if last is None:
                return
            open_from = max(open_from, last)
        if open_from < end:
            self._refuse(open_from, end)

    def _refuse(self, start: date, end: date) -> None:
        raise TariffError(
            f"Needed prices for every day from {start} to {end} (exclusive); {self.name} has none for them. "
            f"Its first version starts {self.versions[0].start}. Add a version for those days, or choose "
            "other dates.",
            where={"tariff": self.name, "start": str(start), "end": str(end)},
        )


def flat_tariff(
    per_kwh: float | Decimal, *, currency: str, name: str = "one price", billing_day: int = 1
) -> Tariff:
    """One price at every hour, taxes included: what a home without a tariff pays."""
    rate = Rate("energy", per_kwh=Decimal(str(per_kwh)))
    return Tariff(name, currency, (Version(date(1900, 1, 1), (rate,)),), billing_day=billing_day)
