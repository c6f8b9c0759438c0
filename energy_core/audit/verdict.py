"""Whether a measure is recommended and how sure that is, each with its reason in a sentence."""

from __future__ import annotations

from energy_core import words
from energy_core.audit.appliance_type import COMPOUND, Match
from energy_core.audit.catalogue import Entry
from energy_core.audit.load import QUARTER_DAYS, Load
from energy_core.audit.measure import Confidence
from energy_core.audit.savings import Pair, Saving, Triple
from energy_core.audit.sources import named

LEVELS: tuple[Confidence, ...] = ("high", "medium", "low")

DAYS_TO_BUY: int = 60
"""In a single month a holiday, guests or a cold spell change what an appliance uses by half."""


def confidence(
    entry: Entry, load: Load, match: Match | None, estimated: str | None
) -> tuple[Confidence, str]:
    """How sure the saving is: each doubt takes a step down, a grave one two."""
    doubts = [*_of_the_load(load, match, estimated), *_of_the_numbers(entry)]
    step = min(sum(steps for steps, _ in doubts), 2)
    why = words.listed(text for _, text in doubts) or "a year of its own meter, and numbers found twice"
    return LEVELS[step], f"{why[0].upper()}{why[1:].rstrip('.?')}."


Doubt = tuple[int, str]


def _of_the_load(load: Load, match: Match | None, estimated: str | None) -> list[Doubt]:
    doubts: list[Doubt] = []
    if estimated:
        doubts.append((2, estimated))
    if match is not None and match.doubt:
        doubts.append((2, match.doubt))
    if match is not None and match.source == "name" and match.score < COMPOUND:
        doubts.append((1, f"its name is only like {match.word!r}"))
    if not load.annualised:
        doubts.append((2, "it follows the season, and only the days metered count"))
    elif not load.is_whole_year:
        doubts.append((2 if load.days < QUARTER_DAYS else 1, f"{load.days:.0f} days stand for a year"))
    return doubts


def _of_the_numbers(entry: Entry) -> list[Doubt]:
    doubts: list[Doubt] = []
    if entry.formula == "lamps" and not entry.numbers["old_share"].yours:
        doubts.append((2, "how many lamps are not LED yet is not known"))
    if not entry.verified:
        doubts.append((1, "a number of it was found in one place only"))
    if saved_by_habit(entry):
        doubts.append((1, "nobody knows whether you do it already"))
    if far := sorted({number.region for number in entry.numbers.values() if number.foreign}):
        doubts.append((1, f"numbers of it are from {words.listed(far)}"))
    return doubts


def verdict(
    entry: Entry,
    saved: Saving,
    money: Triple | None,
    payback: Pair | None,
    load: Load,
    match: Match | None,
) -> tuple[bool, str]:
    """Recommended only if every number was found twice and it pays back in its lifetime at the dear end."""
    if refusal := _refusal(entry, load, match) or _nothing_to_gain(entry, saved, money):
        return False, refusal
    if saved.cost is None:
        return False, _no_price(entry)
    if saved.cost == (0.0, 0.0):
        return True, "It costs nothing."
    if money is None:
        return False, "Say what you pay per kWh, and it can be said whether it pays back."
    years = entry.numbers["lifetime_years"].mid
    life = f"it lasts {words.number(years)} years"
    if payback is None:
        return False, f"It may never pay back: the saving may be nothing; {life}."
    span = words.between(words.years(payback[0]), words.years(payback[1]))
    if load.days < DAYS_TO_BUY:
        days = f"{load.days:.0f} days are too few to buy something for"
        return False, f"It would pay back in {span}, but {days}: {DAYS_TO_BUY} are needed."
    if payback[1] > years:
        return False, f"It pays back in {span}; {life}.{_until(money[0] * years, entry)}"
    return True, f"It pays back in {span}; {life}."


def saved_by_habit(entry: Entry) -> bool:
    """Whether it costs nothing and saves by doing something otherwise."""
    cost = entry.numbers.get("cost")
    return cost is not None and cost.high == 0 and entry.formula in ("share", "always_on", "whole_home")


def _until(most: float, entry: Entry) -> str:
    """Up to which price it pays back even if it saves little."""
    cost = entry.numbers.get("cost")
    if cost is None or most < cost.low:
        return ""
    return f" At up to {words.money_about(most, cost.currency)} it pays back even where it saves least."


def _refusal(entry: Entry, load: Load, match: Match | None) -> str | None:
    if match is not None and match.doubt:
        return match.doubt
    if not entry.on:
        weak = sorted({number.name for number in entry.numbers.values() if not number.verified})
        what = words.listed(named(name)[0].lower() + named(name)[1:] for name in weak) or "it"
        return (
            f"Off: no second source was found for {what}. Give your own numbers, or set {entry.name}.on = 1."
        )
    if entry.already_kw is not None and load.max_kw is not None and load.max_kw < entry.already_kw:
        return f"It never draws more than {load.max_kw:.2g} kW: it seems to be an efficient one already."
    return None


def _nothing_to_gain(entry: Entry, saved: Saving, money: Triple | None) -> str | None:
    if entry.formula == "shift":
        if money is None:
            return "Say what you pay at which hours, and it can be said what moving it saves."
        return (
            None
            if money[1] > 0
            else "Your price is the same at all hours, or it runs in the cheapest already."
        )
    if saved.kwh[1] > 0:
        return None
    return (
        "It uses no more than a new one." if entry.formula == "new_appliance" else "There is nothing to save."
    )


def _no_price(entry: Entry) -> str:
    yours = f"Give yours as {entry.name}.{'cost_per_lamp' if entry.formula == 'lamps' else 'cost'}."
    if entry.elsewhere:
        known = words.listed(sorted(set(entry.elsewhere)))
        return f"The catalogue knows its price in {known} only. {yours}"
    return f"The catalogue has no price for it. {yours}"
