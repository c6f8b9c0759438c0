"""From a measure of the catalogue and a metered load to what it saves, costs and is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from energy_core.audit.appliance_type import Match
from energy_core.audit.catalogue import Entry, Number
from energy_core.audit.finance import finances, payback_years
from energy_core.audit.load import Load
from energy_core.audit.measure import Assumption, Measure, UnderTariff, WhenDue
from energy_core.audit.savings import Pair, Saving, Triple, saving
from energy_core.audit.verdict import confidence, verdict
from energy_core.audit.worth import Priced, in_cheapest_hours
from energy_core.home import Home
from energy_core.spread import Floats


@dataclass(frozen=True)
class Ground:
    """What every measure of a home is judged by.

    now : the home under its tariff, None while nobody has said a price. others : under those to compare with.
    prices_from : since when the prices hold; None where they hold always.
    """

    home: Home
    currency: str | None
    rate: Number
    rise: Number
    now: Priced | None
    others: tuple[Priced, ...]
    kg_per_kwh: float | None
    prices_from: date | None = None

    @property
    def tariffs(self) -> tuple[Priced, ...]:
        return (*((self.now,) if self.now else ()), *self.others)


@dataclass(frozen=True)
class Subject:
    """What a measure acts on.

    kwh : its energy by quarter hour, where prices are known; for its hours only. [kWh]
    estimated : why the load is not metered by itself, for a share of the home's.
    """

    load: Load
    kwh: Floats | None = None
    match: Match | None = None
    estimated: str | None = None
    worked_out: dict[tuple[str, str], Triple | None] = field(default_factory=dict)


def measure_of(entry: Entry, subject: Subject, ground: Ground) -> Measure:
    """One measure on one load, under the home's tariff of now."""
    saved = saving(entry, subject.load.kwh_per_year, ground.home.incentives.get(entry.name, 0.0))
    money = saving_money(entry, saved, subject, ground.now)
    paid = _paid_money(saved, money)
    years = entry.numbers["lifetime_years"].mid
    result = finances(saved.cost, paid, years, rate=ground.rate.mid, rise=ground.rise.mid)
    level, why = confidence(entry, subject.load, subject.match, subject.estimated)
    recommended, reason = verdict(entry, saved, money, result.payback_years, subject.load, subject.match)
    return Measure(
        measure=entry.name,
        title=entry.title,
        advice=entry.advice,
        channel=subject.load.channel,
        kwh_per_year_now=subject.load.kwh_per_year,
        saving_kwh=saved.kwh,
        saving_money=money,
        cost=saved.cost,
        payback_years=result.payback_years,
        roi_percent=result.roi_percent,
        npv=result.npv,
        co2_kg_per_year=None if ground.kg_per_kwh is None else saved.kwh[1] * ground.kg_per_kwh,
        lifetime_years=years,
        confidence=level,
        confidence_reason=why,
        recommended=recommended,
        reason=reason,
        verified=entry.verified,
        assumptions=assumptions(entry, ground),
        sensitivity=result.sensitivity,
        when_due=_when_due(entry, paid, years),
        money_only=entry.formula in ("shift", "tariff"),
    )


def saving_money(entry: Entry, saved: Saving, subject: Subject, priced: Priced | None) -> Triple | None:
    """What the saving is worth in a year under a tariff; None without prices for the hours of the load."""
    if priced is None or subject.kwh is None or float(subject.kwh.sum()) <= 0:
        return None
    key = (entry.name, priced.name)
    if key not in subject.worked_out:
        subject.worked_out[key] = _worth(entry, saved, subject, priced)
    return subject.worked_out[key]


def _worth(entry: Entry, saved: Saving, subject: Subject, priced: Priced) -> Triple | None:
    assert subject.kwh is not None
    if entry.formula == "shift":
        return _moved_money(entry, subject, priced)
    share = saved.kwh[1] / subject.load.kwh_per_year if subject.load.kwh_per_year > 0 else 0.0
    per_kwh = priced.per_kwh(subject.kwh * (share or 1.0))
    if per_kwh is None:
        return None
    low, mid, high = (kwh * per_kwh for kwh in saved.kwh)
    return low, mid, high


def under_tariffs(entry: Entry, subject: Subject, ground: Ground) -> list[UnderTariff]:
    """The measure under every tariff the home could have."""
    saved = saving(entry, subject.load.kwh_per_year, ground.home.incentives.get(entry.name, 0.0))
    rows = []
    for priced in ground.tariffs:
        money = saving_money(entry, saved, subject, priced)
        paid = _paid_money(saved, money)
        if money is None or paid is None:
            continue
        payback = None if saved.cost is None else payback_years(saved.cost, paid)
        rows.append(UnderTariff(entry.name, subject.load.channel, priced.name, money[1], payback))
    return rows


def assumptions(entry: Entry, ground: Ground) -> tuple[Assumption, ...]:
    """Every number the measure rests on, ranges by their ends."""
    numbers = [*entry.numbers.values(), ground.rate, ground.rise]
    return tuple(
        Assumption(
            name,
            value,
            number.unit,
            number.source,
            number.date,
            number.region,
            number.verified,
            number.basis,
            number.url,
            number.second,
            number.yours,
        )
        for number in numbers
        for name, value in number.parts()
    )


def _moved_money(entry: Entry, subject: Subject, priced: Priced) -> Triple:
    """A load in the cheapest hours of each day, as far as people move it; on the bill before and after."""
    assert subject.kwh is not None
    if not priced.has_dear_hours:
        return 0.0, 0.0, 0.0
    moved, share = in_cheapest_hours(subject.kwh, priced), entry.numbers["moved_share"]
    mixed = subject.kwh * (1 - share.mid) + moved * share.mid
    per_kwh = priced.saved_by_moving(subject.kwh, mixed) / float(subject.kwh.sum())
    year = max(per_kwh, 0.0) * subject.load.kwh_per_year
    return year * share.low / share.mid, year, year * share.high / share.mid


def _paid_money(saved: Saving, money: Triple | None) -> Triple | None:
    """The worth of what the cost buys."""
    if money is None or saved.paid_kwh == saved.kwh or saved.kwh[1] <= 0:
        return money
    per_kwh = money[1] / saved.kwh[1]
    low, mid, high = (kwh * per_kwh for kwh in saved.paid_kwh)
    return low, mid, high


def _when_due(entry: Entry, money: Triple | None, years: float) -> WhenDue | None:
    extra = entry.numbers.get("extra_cost")
    if extra is None or money is None:
        return None
    cost: Pair = (extra.low, extra.high)
    payback = payback_years(cost, money)
    return WhenDue(cost, payback, payback is not None and payback[1] <= years)
