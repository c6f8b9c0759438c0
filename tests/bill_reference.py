"""A second, slow and obvious bill, written from the description of the tariff file and from nothing of ours.

Exact fractions, quarter hour by quarter hour, over plain dictionaries as the file holds them. Where the
description is silent it follows docs/decisions/0013-bills.md: a tier goes on under the same rate name when a
version changes within a billing period, and the minimum is that of the version the period began with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import holidays

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
QUARTER = timedelta(minutes=15)


class Interval(NamedTuple):
    """Energy of one channel in [start, end), UTC; `kwh` None = missing."""

    start: datetime
    end: datetime
    kwh: Fraction | None


class Line(NamedTuple):
    """What a line is about: a rate at a price within a tier's limits, or one of the others."""

    name: str
    price: Fraction | None
    limits: str = ""


def cents(amount: Fraction) -> Decimal:
    """Rounded half up (away from zero)."""
    whole = abs(amount) * 100
    rounded = whole.numerator // whole.denominator
    if whole - rounded >= Fraction(1, 2):
        rounded += 1
    return (Decimal(rounded) / 100 * (1 if amount >= 0 else -1)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def listed(spec: Sequence[str], names: tuple[str, ...]) -> set[str]:
    """`["sat-mon", "hol"]` -> the names meant; a range may run over the end of the week or year."""
    found = set()
    for part in spec:
        if "-" not in part:
            found.add(part)
            continue
        first, last = (names.index(end) for end in part.split("-"))
        position = first
        found.add(names[position])
        while position != last:
            position = (position + 1) % len(names)
            found.add(names[position])
    return found


def minute_of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def in_hours(minute: int, windows: Sequence[str]) -> bool:
    for window in windows:
        first, last = (minute_of(end) for end in window.split("-"))
        if first < last and first <= minute < last:
            return True
        if first >= last and (minute >= first or minute < last):
            return True
    return False


def version_on(tariff: Mapping[str, Any], day: date) -> Mapping[str, Any]:
    begun = [v for v in tariff["versions"] if v["start"] <= day]
    return max(begun, key=lambda v: v["start"])


@cache
def public_holidays(country: str) -> Any:
    """Of the whole country, as docs/tariffs.md says; GB alone means England and Wales."""
    return holidays.country_holidays(country, subdiv="ENG" if country == "GB" else None)


def rate_at(tariff: Mapping[str, Any], local: datetime) -> Mapping[str, Any]:
    rates = version_on(tariff, local.date())["rates"]
    kind = WEEK[local.weekday()]
    somebody_names_holidays = any("hol" in rate.get("days", ()) for rate in rates)
    if somebody_names_holidays and local.date() in public_holidays(tariff["country"]):
        kind = "hol"
    for rate in rates:
        if "days" in rate and kind not in listed(rate["days"], WEEK):
            continue
        if "months" in rate and MONTHS[local.month - 1] not in listed(rate["months"], MONTHS):
            continue
        if "hours" in rate and not in_hours(local.hour * 60 + local.minute, rate["hours"]):
            continue
        return rate  # type: ignore[no-any-return]
    raise AssertionError(f"no rate at {local}")


def quarters(interval: Interval) -> Iterator[tuple[datetime, Fraction]]:
    """The quarter hours an interval lies in, with the share of its time in each."""
    whole = interval.end - interval.start
    at = interval.start
    while at < interval.end:
        quarter = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
        until = min(interval.end, quarter + QUARTER)
        yield quarter, Fraction((until - at) // timedelta(seconds=1), whole // timedelta(seconds=1))
        at = until


def period_of(tariff: Mapping[str, Any], day: date) -> date:
    """The day on which the billing period of a day began; the last of the month where it has no such day."""
    billing_day = tariff.get("billing_day", 1)

    def beginning(year: int, month: int) -> date:
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, min(billing_day, (after - timedelta(days=1)).day))

    this = beginning(day.year, day.month)
    if this <= day:
        return this
    return beginning(day.year - (day.month == 1), (day.month - 2) % 12 + 1)


def tier_amounts(rate: Mapping[str, Any], kwh: Fraction, before: Fraction) -> Iterator[tuple[Line, Fraction]]:
    """(line, kWh) of each tier of a rate for energy that comes on top of what the period already had."""
    if "tiers" not in rate:
        yield Line(rate["name"], Fraction(str(rate["per_kwh"]))), kwh
        return
    floor = Fraction(0)
    for tier in rate["tiers"]:
        limit = tier.get("up_to_kwh_per_month")
        ceiling = before + kwh if limit is None else Fraction(str(limit))
        part = min(before + kwh, ceiling) - max(before, floor)
        limits = f"above {float(floor):g}" if limit is None else f"up to {limit:g}"
        if part > 0:
            yield Line(rate["name"], Fraction(str(tier["per_kwh"])), limits), part
        floor = ceiling


class Reference(NamedTuple):
    """`amounts` and quantities by line, rounded in every billing period."""

    amounts: dict[Line, Decimal]
    kwh: dict[Line, Fraction]
    total: Decimal
    hours_missing: Fraction
    by_period: dict[date, Decimal]


def reference_bill(
    tariff: Mapping[str, Any],
    used: Sequence[Interval],
    exported: Sequence[Interval],
    *,
    zone: str,
    days: tuple[date, date],
) -> Reference:
    """The bill of the days from the first up to the second, exclusive."""
    dates = [days[0] + timedelta(days=i) for i in range((days[1] - days[0]).days)]
    amounts: dict[Line, Decimal] = defaultdict(Decimal)
    quantities: dict[Line, Fraction] = defaultdict(Fraction)
    by_period: dict[date, Decimal] = {}
    for begun in sorted({period_of(tariff, day) for day in dates}):
        of_period = [day for day in dates if period_of(tariff, day) == begun]
        exact = _period(tariff, (used, exported), zone=zone, dates=of_period)
        by_period[begun] = Decimal(0)
        for line, (kwh, amount) in exact.items():
            amounts[line] += cents(amount)
            by_period[begun] += cents(amount)
            quantities[line] += kwh
    missing = _hours_missing(used, zone, days)
    return Reference(amounts, quantities, sum(amounts.values(), Decimal(0)), missing, by_period)


def _by_quarter(
    intervals: Sequence[Interval], zone: str, dates: Sequence[date]
) -> Iterator[tuple[datetime, Fraction]]:
    wanted = set(dates)
    for interval in intervals:
        if interval.kwh is None:
            continue
        for quarter, share in quarters(interval):
            local = quarter.astimezone(ZoneInfo(zone))
            if local.date() in wanted:
                yield local, interval.kwh * share


def _period(
    tariff: Mapping[str, Any],
    energy: tuple[Sequence[Interval], Sequence[Interval]],
    *,
    zone: str,
    dates: Sequence[date],
) -> dict[Line, tuple[Fraction, Fraction]]:
    """Line -> (quantity, exact amount) of one billing period."""
    used, exported = energy
    lines: dict[Line, tuple[Fraction, Fraction]] = defaultdict(lambda: (Fraction(0), Fraction(0)))

    def add(line: Line, quantity: Fraction, amount: Fraction) -> None:
        lines[line] = (lines[line][0] + quantity, lines[line][1] + amount)

    of_rate: dict[tuple[date, str], Fraction] = defaultdict(Fraction)
    rates: dict[tuple[date, str], Mapping[str, Any]] = {}
    for local, kwh in _by_quarter(used, zone, dates):
        rate = rate_at(tariff, local)
        key = (version_on(tariff, local.date())["start"], rate["name"])
        of_rate[key] += kwh
        rates[key] = rate
    for key in sorted(of_rate):
        before = sum((kwh for (since, name), kwh in of_rate.items() if name == key[1] and since < key[0]), 0)
        for line, part in tier_amounts(rates[key], of_rate[key], Fraction(before)):
            add(line, part, part * (line.price or 0))
    for day in dates:
        price = Fraction(str(version_on(tariff, day).get("standing_charge_per_day", 0)))
        if price:
            add(Line("standing charge", price), Fraction(1), price)
    charged = sum((amount for _, amount in lines.values()), Fraction(0))
    least = Fraction(str(version_on(tariff, dates[0]).get("minimum_per_month", 0)))
    if least > charged:
        add(Line("minimum", None), Fraction(1), least - charged)
        charged = least
    if tariff.get("vat_percent"):
        add(Line("VAT", None), Fraction(1), charged * Fraction(str(tariff["vat_percent"])) / 100)
    for local, kwh in _by_quarter(exported, zone, dates):
        price = Fraction(str(version_on(tariff, local.date()).get("export_per_kwh", 0)))
        add(Line("export", price), kwh, -kwh * price)
    return lines


def _hours_missing(used: Sequence[Interval], zone: str, days: tuple[date, date]) -> Fraction:
    first, last = (datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(zone)).astimezone(UTC) for d in days)
    whole = Fraction((last - first) // timedelta(seconds=1), 3600)
    for interval in used:
        if interval.kwh is not None:
            start, end = max(first, interval.start), min(last, interval.end)
            if start < end:
                whole -= Fraction((end - start) // timedelta(seconds=1), 3600)
    return whole
