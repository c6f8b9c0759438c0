"""Why one tariff is cheaper than another on a home's own history: by month, by reason, and from what use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from energy_core import words
from energy_core.bills.bill import EXPORT, MINIMUM, STANDING, VAT, Bill, Line
from energy_core.bills.compare import Compared

ENOUGH_DAYS: Final = 365
"""A year has all its seasons: with fewer days the comparison is of these days only."""


@dataclass(frozen=True)
class Month:
    """What one billing period cost under each tariff, in the order of the bills."""

    start: date
    end: date
    totals: tuple[Decimal, ...]

    @property
    def cheapest(self) -> int:
        return min(range(len(self.totals)), key=lambda number: self.totals[number])


@dataclass(frozen=True)
class RateShare:
    """How much of the energy fell in a rate, and the mean price paid there. share [fraction]"""

    name: str
    kwh: float
    share: float
    mean_per_kwh: float


@dataclass(frozen=True)
class BreakEven:
    """Use per day at which two tariffs cost the same, at this home's mix of hours. [kWh/day]

    kwh_per_day None: one of them is cheaper at any use. below, above: the tariff that is cheaper there.
    """

    kwh_per_day: float | None
    below: str
    above: str


def months(compared: Compared) -> tuple[Month, ...]:
    """Month by month, standing charges included, where all tariffs bill on the same day."""
    billed = [{one.period: one.total for one in made.periods} for made in compared.bills]
    spans = [(period.start, period.end) for period in billed[0]]
    by_days = [{(p.start, p.end): total for p, total in totals.items()} for totals in billed]
    return tuple(
        Month(*span, tuple(totals[span] for totals in by_days))
        for span in spans
        if all(span in totals for totals in by_days)
    )


def rate_shares(made: Bill) -> tuple[RateShare, ...]:
    """How the energy of a bill divides over its rates, the largest first."""
    lines = energy_lines(made)
    total = sum((line.quantity for line in lines), Decimal(0))
    if not total:
        return ()
    found = [
        RateShare(
            line.name,
            float(line.quantity),
            float(line.quantity / total),
            float(line.amount / line.quantity) if line.quantity else 0.0,
        )
        for line in lines
    ]
    return tuple(sorted(found, key=lambda part: -part.share))


def energy_lines(made: Bill) -> list[Line]:
    return [line for line in made.lines if line.name not in (STANDING, MINIMUM, EXPORT, VAT)]


def reason(made: Bill, other: Bill) -> str:
    """Why the first costs less than the other, in a sentence."""
    energy, standing = _energy(made) - _energy(other), _fixed(made) - _fixed(other)
    days = (made.end - made.start).days
    shares = [part for part in rate_shares(made) if part.share > 0]
    if energy >= 0 and standing < 0:
        less = words.amount(float(-standing) / max(days, 1), made.currency)
        return f"Its standing charge is {less} a day lower; energy itself costs no less."
    if len(shares) > 1:
        cheap = [part for part in shares if part.mean_per_kwh < _mean_price(other)]
        if 0 < len(cheap) < len(shares):
            share = sum(part.share for part in cheap)
            names = words.listed(words.label(part.name) for part in cheap)
            return f"{words.share(share)} of your use falls in {names}, which costs less than there."
    if standing > 0:
        return "A kWh costs less, which outweighs its higher standing charge at your use."
    return (
        f"A kWh costs {words.amount(_mean_price(other) - _mean_price(made), made.currency)} less on average."
    )


def break_even(made: Bill, other: Bill) -> BreakEven:
    """The use per day at which both cost the same: fixed charges against the mean price of a kWh."""
    days, kwh = (made.end - made.start).days, made.kwh
    cheaper = made if made.total <= other.total else other
    if not kwh or not days:
        return BreakEven(None, cheaper.tariff, cheaper.tariff)
    slope = float(_energy(made) - _energy(other)) / kwh
    fixed = float(_fixed(made) - _fixed(other)) / days
    if slope == 0 or -fixed / slope <= 0:
        return BreakEven(None, cheaper.tariff, cheaper.tariff)
    low, high = (made, other) if fixed < 0 else (other, made)
    return BreakEven(-fixed / slope, low.tariff, high.tariff)


def caution(made: Bill) -> str | None:
    """What a comparison over less than a year cannot know."""
    days = (made.end - made.start).days
    if days >= ENOUGH_DAYS:
        return None
    span = words.count(days, "day")
    return f"These are {span}; a whole year, with its seasons, may rank the tariffs otherwise."


def _energy(made: Bill) -> Decimal:
    return sum((line.amount for line in energy_lines(made)), Decimal(0))


def _fixed(made: Bill) -> Decimal:
    return sum((line.amount for line in made.lines if line.name in (STANDING, MINIMUM)), Decimal(0))


def _mean_price(made: Bill) -> float:
    return float(_energy(made)) / made.kwh if made.kwh else 0.0
