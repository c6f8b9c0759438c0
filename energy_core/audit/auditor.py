"""The Virtual Energy Auditor: measures of a home from its own readings, never more than its meters show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from energy_core import words
from energy_core.audit.catalogue import Entry, entries, shared, unknown_overrides
from energy_core.audit.combined import Part, combined_kwh
from energy_core.audit.home_profile import home_profile, is_south, season_names
from energy_core.audit.judge import Ground, measure_of, under_tariffs
from energy_core.audit.load import (
    LEAST_SEASON_DAYS,
    MIN_DAYS,
    Load,
    home_load,
    last_year,
)
from energy_core.audit.measure import Audit, Measure
from energy_core.audit.observations import observations
from energy_core.audit.savings import Triple
from energy_core.audit.subjects import (
    Appliances,
    advice_not_possible,
    appliance_subjects,
    appliances,
    home_subjects,
    season_subjects,
)
from energy_core.audit.tariffs_compared import tariff_switch
from energy_core.audit.worth import BEGINNING, Priced, as_it_is_now
from energy_core.bills.metered import Metered, metered
from energy_core.bills.pricing import NO_CURRENCY, tariff_of
from energy_core.errors import NotEnoughDataError
from energy_core.home import Home
from energy_core.readings import Readings
from energy_core.tariffs import Tariff
from energy_core.year import WHOLE_YEAR_DAYS


def audit(
    readings: Readings,
    home: Home,
    *,
    tariff: Tariff | None = None,
    other_tariffs: Sequence[Tariff] | None = None,
    kg_per_kwh: float | None = None,
) -> Audit:
    """What could be saved in this home, what it costs and when it pays back.

    Parameters
    ----------
    readings : only the last 365 days of them count.
    tariff, other_tariffs : what is paid, and what could be; by default the home's own.
    kg_per_kwh : CO2 of one kWh less: the grid's marginal factor, or its average. [kg/kWh]

    Raises
    ------
    MissingFactError : without a channel of consumption.
    NotEnoughDataError : with less than two weeks of readings of it.
    UnknownNameError : for an appliance type that does not exist.
    """
    year = last_year(readings)
    consumption = year.require_consumption("An audit")
    found = appliances(year, home)
    load = home_load(consumption, found.loads)
    if load is None:
        days = max((len(c.intervals) * c.interval_minutes / 1440 for c in consumption), default=0.0)
        raise NotEnoughDataError(
            "An audit", need=MIN_DAYS, have=float(f"{days:.2g}"), unit="days of readings"
        )
    ground = _ground(year, home, tariff, other_tariffs, kg_per_kwh)
    known = _Known(year, home, found, load, ground, one_price=tariff is None and home.tariff is None)
    return _audit(known)


@dataclass(frozen=True)
class _Known:
    """What is known of a home before any measure is looked at."""

    readings: Readings
    home: Home
    found: Appliances
    load: Load
    ground: Ground
    one_price: bool

    @property
    def metered(self) -> Metered | None:
        priced = self.ground.tariffs
        return priced[0].home if priced else None


def _ground(
    readings: Readings,
    home: Home,
    tariff: Tariff | None,
    other_tariffs: Sequence[Tariff] | None,
    kg_per_kwh: float | None,
) -> Ground:
    own = tariff or tariff_of(home)
    others = home.other_tariffs if other_tariffs is None else tuple(other_tariffs)
    currency = own.currency if own else home.currency
    currency = None if currency == NO_CURRENCY else currency
    energy = metered(readings) if own else None
    comparable = [
        other for other in others if own and other.currency == own.currency and other.name != own.name
    ]
    with_currency = home if home.currency == currency else _in_currency(home, currency)
    return Ground(
        home=with_currency,
        currency=currency,
        rate=shared("discount_rate", home),
        rise=shared("price_rise", home),
        now=Priced(energy, as_it_is_now(own)) if own and energy else None,
        others=tuple(Priced(energy, as_it_is_now(other)) for other in comparable) if energy else (),
        kg_per_kwh=kg_per_kwh,
        prices_from=own.versions[-1].start if own and own.versions[-1].start > BEGINNING else None,
    )


def _in_currency(home: Home, currency: str | None) -> Home:
    """The home with costs looked up in the currency of the tariff it is judged by."""
    return replace(home, tariff=None, currency=currency)


def _audit(known: _Known) -> Audit:
    ground, home = known.ground, known.ground.home
    every = entries(home)
    profile = home_profile(known.readings, home)
    pairs, mixed = appliance_subjects(every, known.found, known.metered)
    pairs += home_subjects(every, known.found, known.readings, profile, known.load, known.metered)
    pairs += season_subjects(every, known.found, known.readings, profile, known.load, known.metered)
    measures = [measure_of(entry, subject, ground) for entry, subject in pairs]
    rows = [row for entry, subject in pairs for row in under_tariffs(entry, subject, ground)]
    switch, switches = tariff_switch(_of_formula(every, "tariff"), known.load, ground)
    measures = sorted([*measures, *([switch] if switch else [])], key=_rank)
    together, worth = _together(measures, known.load)
    return Audit(
        measures=tuple(measures),
        combined_saving_kwh=together,
        combined_saving_money=worth,
        metered_kwh_per_year=known.load.kwh_per_year,
        days=known.load.days,
        currency=ground.currency,
        matches=known.found.matches,
        by_tariff=(*rows, *switches),
        not_possible=(*known.found.not_possible, *mixed, *advice_not_possible(known.readings, profile)),
        profile=profile,
        observations=observations(profile, known.load, until=known.readings.end.date()),
        notes=tuple(_notes(known)),
        as_metered=known.load.as_metered,
        metered_kwh=known.load.metered_kwh,
        start=known.readings.start.date(),
        end=known.readings.end.date(),
    )


def _together(measures: Sequence[Measure], load: Load) -> tuple[Triple, Triple | None]:
    """Energy and money of the recommended measures together, at the tariff of now."""
    chosen = [m for m in measures if m.recommended and not m.money_only]
    parts = [Part(m.channel, m.kwh_per_year_now, m.saving_kwh) for m in chosen]
    low, mid, high = combined_kwh(parts, load.kwh_per_year)
    single = sum(m.saving_kwh[1] for m in chosen)
    if any(m.saving_money is None for m in chosen):
        return (low, mid, high), None
    per_kwh = sum(m.saving_money[1] for m in chosen if m.saving_money) / single if single > 0 else 0.0
    return (low, mid, high), (low * per_kwh, mid * per_kwh, high * per_kwh)


def _rank(measure: Measure) -> tuple[bool, bool, float, float, str, str]:
    """Recommended first, then what was checked, then by money, or energy."""
    money = measure.saving_money[1] if measure.saving_money else 0.0
    return (
        not measure.recommended,
        not measure.verified,
        -money,
        -measure.saving_kwh[1],
        measure.measure,
        measure.channel or "",
    )


def _of_formula(every: Sequence[Entry], formula: str) -> Entry:
    return next(entry for entry in every if entry.formula == formula)


def _notes(known: _Known) -> list[str]:
    notes = unknown_overrides(known.ground.home)
    own = known.ground.now
    if own is None:
        notes.append("Say what you pay per kWh: then each measure is given in money, with its payback.")
    else:
        prices_from = known.ground.prices_from
        begins_later = prices_from is not None and prices_from > known.readings.start.date()
        since = f" from {words.day(prices_from)}" if prices_from and begins_later else ""
        whose = "your price" if known.one_price else f"the prices of {own.name}{since}"
        notes.append(f"Savings are at {whose}, VAT included.")
    if own and len(known.ground.others) < len(known.home.other_tariffs):
        notes.append("Tariffs in another currency are not compared.")
    return [*notes, *_of_the_year(known)]


def _of_the_year(known: _Known) -> list[str]:
    """How much of a year the readings are, and what is not known of the rest."""
    load = known.load
    if load.is_whole_year:
        return []
    missing = load.missing_seasons
    if not load.as_metered:
        return [f"The readings cover {load.days:.0f} days: a year is worked out from them."]
    named = words.listed(map(words.label, load.as_metered))
    names = season_names(is_south(known.home, known.readings))
    return [
        f"Counted only as far as it was metered, because it follows the season: {named}. The year will be "
        f"more than that. A year takes {WHOLE_YEAR_DAYS} days of readings, or {LEAST_SEASON_DAYS} of each "
        f"season; there are {load.days:.0f} days, with too few of {words.listed(names[n] for n in missing)}."
    ]
