"""A home as the tools see it: readings, settings, and parts of the analysis computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from energy_core.assistant.calendar import Calendar, calendar
from energy_core.assistant.channels import Names
from energy_core.assistant.periods import Period
from energy_core.bills.pricing import Prices, prices_of, tariff_of
from energy_core.home import Home
from energy_core.readings import Channel, Readings
from energy_core.settings import Settings
from energy_core.tariffs import Tariff

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.anomalies import Anomalies
    from energy_core.audit import Audit
    from energy_core.forecasting import Forecast
    from energy_core.insights import Finding
    from energy_core.load_profile import LoadProfile


@dataclass(frozen=True)
class Price:
    """What one kWh costs, in an ISO currency or in one that nobody has said (None)."""

    per_kwh: float
    currency: str | None

    @property
    def unit(self) -> str:
        return self.currency or "money"


@dataclass(frozen=True)
class Context:
    """now : the instant of asking; None = at the last reading.

    analysis : parts already computed; what it lacks is computed from the readings.
    """

    home: Home
    readings: Readings
    settings: Settings = field(default_factory=Settings)
    now: datetime | None = None
    analysis: Analysis | None = None
    _kept: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def names(self) -> Names:
        return Names(self.readings)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar(self.readings, now=self.now, country=self.home.country)

    @property
    def timezone(self) -> str:
        return self.readings.timezone

    @cached_property
    def whole(self) -> Period:
        """From the first reading of the consumption to the last."""
        return self.span_of(None)

    def span_of(self, channel: str | None) -> Period:
        channels = self.counted(channel) or self.readings.channels
        start, end = min(c.start for c in channels), max(c.end for c in channels)
        return Period(start.tz_convert(self.timezone), end.tz_convert(self.timezone))

    def counted(self, channel: str | None) -> tuple[Channel, ...]:
        """The channels that add up to what is asked; None = the home's consumption."""
        return self.readings.consumption if channel is None else (self.readings.channel(channel),)

    @cached_property
    def price(self) -> Price | None:
        """What a kWh costs; under a tariff the mean over what was used."""
        prices = self.prices
        return None if prices is None else Price(prices.mean_per_kwh, self.home.currency)

    @property
    def tariff(self) -> Tariff | None:
        """What the home pays; its one price as a tariff."""
        return tariff_of(self.home)

    @property
    def has_rates(self) -> bool:
        """Whether the price depends on the hour."""
        return self.home.tariff is not None and len(self.home.tariff.versions[-1].rates) > 1

    @property
    def has_standing_charge(self) -> bool:
        return self.home.tariff is not None and any(
            v.standing_charge_per_day for v in self.home.tariff.versions
        )

    @property
    def has_export_price(self) -> bool:
        return self.home.tariff is not None and any(v.export_per_kwh for v in self.home.tariff.versions)

    @cached_property
    def audit(self) -> Audit:
        """Raises NotEnoughDataError with less than two weeks of readings."""
        if self.analysis is not None and self.analysis.audit is not None:
            return self.analysis.audit
        from energy_core.audit import audit
        from energy_core.carbon import factor_for

        factor = factor_for(self.home, year=self.readings.end.year)
        return audit(self.readings, self.home, kg_per_kwh=None if factor is None else factor.saved_kg_per_kwh)

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gave the first time it was asked for under this key."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    @cached_property
    def prices(self) -> Prices | None:
        return prices_of(self.readings, self.home)

    @cached_property
    def anomalies(self) -> Anomalies:
        """By context; by the z-score where the readings are too few for that. Raises NotEnoughDataError."""
        if self.analysis is not None and self.analysis.anomalies is not None:
            return self.analysis.anomalies
        from energy_core.anomalies import by_context_if_possible

        return by_context_if_possible(self.readings, self.home, settings=self.settings, prices=self.prices)

    def profile(self, channel: str | None) -> LoadProfile:
        """Raises TooCoarseError for daily readings."""
        if channel is None and self.analysis is not None and self.analysis.profile is not None:
            return self.analysis.profile
        from energy_core.load_profile import load_profile

        key = ("profile", channel)
        if key not in self._kept:
            self._kept[key] = load_profile(self.readings, channel=channel)
        return self._kept[key]  # type: ignore[return-value]

    def forecast(self, *, days: int, hourly: bool, channel: str | None) -> Forecast:
        """Raises NotEnoughDataError where the history is too short."""
        resolution: Literal["hourly", "daily"] = "hourly" if hourly else "daily"
        if channel is None and self.analysis is not None and days == self.settings.horizon_days:
            known = self.analysis.forecasts.get(resolution)
            if known is not None and known.horizon_days == days:
                return known
        from energy_core.forecasting import Context as Known
        from energy_core.forecasting import forecast

        key = ("forecast", resolution, days, channel)
        if key not in self._kept:
            self._kept[key] = forecast(
                self.readings,
                horizon_days=days,
                resolution=resolution,
                channel=channel or "total",
                model=self.settings.model,
                context=Known.of(self.home),
            )
        return self._kept[key]  # type: ignore[return-value]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the analysis; without one, those that need no forecast."""
        if self.analysis is not None:
            return self.analysis.findings
        from energy_core.assistant.tools.advice import light_findings

        return light_findings(self)


def context_of(analysis: Analysis, *, now: datetime | None = None) -> Context:
    """A context over a complete analysis."""
    return Context(analysis.home, analysis.readings, analysis.settings, now=now, analysis=analysis)
