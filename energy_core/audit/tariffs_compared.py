"""Changing the tariff as a measure: the bills of the home's own days under each."""

from __future__ import annotations

import math

from energy_core.audit.catalogue import Entry
from energy_core.audit.judge import Ground, assumptions
from energy_core.audit.load import Load
from energy_core.audit.measure import Measure, UnderTariff
from energy_core.audit.savings import NOTHING, Triple
from energy_core.audit.verdict import confidence
from energy_core.bills import Bill, compare
from energy_core.year import DAYS_PER_YEAR

Z_80: float = 1.28
"""Four months in five lie within so many standard errors of their mean (normal distribution)."""


def tariff_switch(entry: Entry, load: Load, ground: Ground) -> tuple[Measure | None, list[UnderTariff]]:
    """The cheapest of the home's other tariffs against its own, and all of them; None without others."""
    if ground.now is None or not ground.others:
        return None, []
    bills = compare(ground.now.home, [priced.tariff for priced in ground.tariffs]).bills
    own, others = bills[0], bills[1:]
    saved = [_yearly(own, other, load) for other in others]
    rows = [
        UnderTariff(entry.name, None, other.tariff, money[1], (0.0, 0.0) if money[1] > 0 else None)
        for other, money in zip(others, saved, strict=True)
    ]
    best = max(range(len(others)), key=lambda n: saved[n][1])
    return _measure(entry, load, ground, saved[best], others[best].tariff), rows


def _measure(entry: Entry, load: Load, ground: Ground, money: Triple, tariff: str) -> Measure:
    cheaper = money[1] > 0
    level, why = confidence(entry, load, None, None)
    years = entry.numbers["lifetime_years"].mid
    gain = money if cheaper else NOTHING
    these = "On your own history" if load.annualised else f"In these {load.days:.0f} days"
    reason = (
        f"{these} {tariff} would have cost less." + ("" if load.annualised else " Other seasons may differ.")
        if cheaper
        else "None of the tariffs to compare with would have cost less."
    )
    return Measure(
        measure=entry.name,
        title=f"{entry.title} to {tariff}" if cheaper else entry.title,
        advice=entry.advice,
        channel=None,
        kwh_per_year_now=load.kwh_per_year,
        saving_kwh=NOTHING,
        saving_money=gain,
        cost=(0.0, 0.0),
        payback_years=(0.0, 0.0) if cheaper else None,
        roi_percent=None,
        npv=gain[1] / (1 + ground.rate.mid),
        co2_kg_per_year=None if ground.kg_per_kwh is None else 0.0,
        lifetime_years=years,
        confidence=level,
        confidence_reason=why,
        recommended=cheaper and entry.on,
        reason=reason,
        verified=entry.verified,
        assumptions=assumptions(entry, ground),
        money_only=True,
        tariff=tariff if cheaper else None,
    )


def _yearly(own: Bill, other: Bill, load: Load) -> Triple:
    """What a year under the other saves: the mean day, with the band that its months leave. [currency]

    Where a year cannot be told from the readings, what their days would have saved.
    """
    if not load.annualised:
        these = float(own.total - other.total)
        return these, these, these
    days = (own.end - own.start).days
    year = float(own.total - other.total) / days * DAYS_PER_YEAR
    theirs = {period.period: float(period.total) for period in other.periods}
    months = [
        float(period.total) - theirs[period.period]
        for period in own.periods
        if period.period.whole and period.period in theirs
    ]
    if len(months) < 3:
        return year, year, year
    mean = sum(months) / len(months)
    spread = math.sqrt(sum((month - mean) ** 2 for month in months) / (len(months) - 1))
    band = Z_80 * spread / math.sqrt(len(months)) * 12
    return year - band, year, year + band
