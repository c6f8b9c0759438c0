"""What the auditor says about one measure, and about a home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from energy_core.audit.appliance_type import Match
from energy_core.audit.finance import AtPrice
from energy_core.audit.home_profile import HomeProfile
from energy_core.audit.savings import Pair, Triple

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Assumption:
    """One number a result rests on. A home overrules it as `MEASURE.name` in its `audit` table."""

    name: str
    value: float
    unit: str
    source: str
    date: str
    region: str
    verified: bool
    basis: str | None = None
    url: str | None = None
    second: str | None = None
    yours: bool = False


@dataclass(frozen=True)
class WhenDue:
    """The same measure where the appliance is due to be replaced: only the extra cost counts. [currency]"""

    cost: Pair
    payback_years: Pair | None
    pays_back: bool


@dataclass(frozen=True)
class Measure:
    """One measure on one channel, or on the whole home (channel None). Ranges are low, middle, high.

    kwh_per_year_now : what it acts on. saving_kwh [kWh/year], saving_money [currency/year], VAT included, at
    the hours of the load; None while nobody has said a price. cost : less the home's incentive [currency];
    None where the catalogue has none in its currency. payback_years : None = it may never pay back.
    reason : why it is recommended, or why not. money_only : it moves or reprices energy and saves none.
    """

    measure: str
    title: str
    advice: str
    channel: str | None
    kwh_per_year_now: float
    saving_kwh: Triple
    saving_money: Triple | None
    cost: Pair | None
    payback_years: Pair | None
    roi_percent: float | None
    npv: float | None
    co2_kg_per_year: float | None
    lifetime_years: float
    confidence: Confidence
    confidence_reason: str
    recommended: bool
    reason: str
    verified: bool
    assumptions: tuple[Assumption, ...]
    sensitivity: tuple[AtPrice, ...] = ()
    when_due: WhenDue | None = None
    money_only: bool = False
    tariff: str | None = None


@dataclass(frozen=True)
class UnderTariff:
    """What one measure is worth under one tariff. saving_money : middle [currency/year]."""

    measure: str
    channel: str | None
    tariff: str
    saving_money: float
    payback_years: Pair | None


@dataclass(frozen=True)
class NotPossible:
    """Advice that these readings do not allow, and what it would take."""

    what: str
    why: str


@dataclass(frozen=True)
class Audit:
    """Everything the auditor says about a home, the best first.

    combined_saving_kwh : of the recommended measures together, each on what the others leave.
    combined_saving_money : the same at the tariff of now, without changing it; None without a price.
    metered_kwh_per_year : the home's consumption. as_metered : channels that follow the season and count in
    it only as far as they were metered, until there is a year of them. metered_kwh : what the meters counted
    from start to end (exclusive), local dates: at most the last year of the readings.
    currency : None while nobody has said a price.
    """

    measures: tuple[Measure, ...]
    combined_saving_kwh: Triple
    combined_saving_money: Triple | None
    metered_kwh_per_year: float
    days: float
    currency: str | None
    matches: tuple[Match, ...]
    by_tariff: tuple[UnderTariff, ...]
    not_possible: tuple[NotPossible, ...]
    profile: HomeProfile
    observations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    as_metered: tuple[str, ...] = ()
    metered_kwh: float = 0.0
    start: date | None = None
    end: date | None = None

    @property
    def is_a_year(self) -> bool:
        """Whether a year can be told from the readings; else the figures are what it is at least."""
        return not self.as_metered

    @property
    def recommended(self) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.recommended)
