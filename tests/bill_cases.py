"""Random tariffs and readings for the laws of bills; both as plain values and as the product's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import strategies as st

from energy_core.errors import TariffError
from energy_core.readings import Channel, Readings, Role
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import tariff_from_fields
from tests.bill_reference import MONTHS, WEEK, Interval

ZONES: Final = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
COUNTRIES: Final = ("GB", "US", "AU", "IN", "DE")
FIRST_DAYS: Final = (
    date(2024, 1, 1), date(2024, 2, 27), date(2024, 3, 9), date(2024, 3, 30), date(2024, 4, 5),
    date(2024, 5, 26), date(2024, 10, 5), date(2024, 10, 26), date(2024, 11, 2), date(2024, 12, 24),
    date(2025, 6, 28),
)  # fmt: skip
"""Around clock changes, holidays, and ends of months and years."""

amounts = st.integers(0, 90_000).map(lambda n: n / 100_000)


@st.composite
def _windows(draw: st.DrawFn) -> list[str]:
    made = []
    for _ in range(draw(st.integers(1, 2))):
        first = draw(st.integers(0, 95))
        last = draw(st.integers(1, 96).filter(lambda quarter, first=first: quarter != first))
        made.append(f"{first // 4:02d}:{first % 4 * 15:02d}-{last // 4:02d}:{last % 4 * 15:02d}")
    return made


def _ranges(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    one = st.sampled_from(names)
    span = st.tuples(one, one).filter(lambda ends: ends[0] != ends[1]).map("-".join)
    return st.lists(one | span, min_size=1, max_size=2, unique=True)


days_of_week = st.one_of(
    _ranges(WEEK), st.just(["hol"]), _ranges(WEEK).map(lambda days: [*days, "hol"]), st.just(["mon-fri"])
)


@st.composite
def _rate(draw: st.DrawFn, name: str) -> dict[str, Any]:
    rate: dict[str, Any] = {"name": name}
    if draw(st.booleans()):
        rate["per_kwh"] = draw(amounts | st.just(-0.0312))
        return rate
    limits = sorted(draw(st.sets(st.integers(1, 120), min_size=1, max_size=3)))
    rate["tiers"] = [{"up_to_kwh_per_month": limit, "per_kwh": draw(amounts)} for limit in limits]
    rate["tiers"].append({"per_kwh": draw(amounts)})
    return rate


@st.composite
def _version(draw: st.DrawFn, start: date) -> dict[str, Any]:
    rates = []
    for number in range(draw(st.integers(0, 3))):
        rate = draw(_rate(f"rate {number}"))
        for field, strategy in (("days", days_of_week), ("hours", _windows()), ("months", _ranges(MONTHS))):
            if draw(st.booleans()):
                rate[field] = draw(strategy)
        if len(rate) > 2:
            rates.append(rate)
    rates.append(draw(_rate("rest")))
    version: dict[str, Any] = {"start": start, "rates": rates}
    for field in ("standing_charge_per_day", "export_per_kwh"):
        if draw(st.booleans()):
            version[field] = draw(amounts)
    if draw(st.booleans()):
        version["minimum_per_month"] = draw(st.sampled_from([5, 20.005, 60]))
    return version


@st.composite
def tariffs(draw: st.DrawFn, around: date, length: int) -> dict[str, Any]:
    """A tariff as its file holds it, of one to three versions that begin around some days."""
    starts = [date(2020, 1, 1)]
    starts += sorted(
        around + timedelta(days=n) for n in draw(st.sets(st.integers(-2, length + 2), max_size=2))
    )
    fields: dict[str, Any] = {
        "name": "random",
        "currency": "EUR",
        "country": draw(st.sampled_from(COUNTRIES)),
        "billing_day": draw(st.integers(1, 31)),
        "versions": [draw(_version(start)) for start in starts],
    }
    for earlier, later in zip(fields["versions"], fields["versions"][1:], strict=False):
        if draw(st.booleans()):
            later["rates"] = [dict(rate) for rate in earlier["rates"]]
    if draw(st.booleans()):
        fields["vat_percent"] = draw(st.sampled_from([5, 19, 20.5]))
    for earlier, later in zip(fields["versions"], fields["versions"][1:], strict=False):
        if draw(st.booleans()):
            earlier["end"] = later["start"]
    return _without_dead_rates(fields)


def _without_dead_rates(fields: dict[str, Any]) -> dict[str, Any]:
    """A rate whose hours earlier rates have is refused: leave it out."""
    for version in fields["versions"]:
        while len(version["rates"]) > 1:
            try:
                tariff_from_fields({**fields, "versions": [version]})
            except TariffError as error:
                dead = next(r for r in version["rates"] if f"its rate {r['name']!r}" in error.message)
                version["rates"].remove(dead)
            else:
                break
    return fields


class Case(NamedTuple):
    fields: Mapping[str, Any]
    zone: str
    days: tuple[date, date]
    used: tuple[Interval, ...]
    exported: tuple[Interval, ...]

    def __repr__(self) -> str:
        one = self.used[0]
        return f"{dict(self.fields)}, {self.zone}, {self.days}, {len(self.used)} readings such as {one}"

    @property
    def tariff(self) -> Tariff:
        return tariff_from_fields(self.fields)

    @property
    def readings(self) -> Readings:
        channels = [_channel("mains", "mains", self.used)]
        if self.exported:
            channels.append(_channel("solar out", "export", self.exported))
        return Readings(tuple(channels), self.zone)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone = draw(st.sampled_from(ZONES))
    first = draw(st.sampled_from(FIRST_DAYS))
    length = draw(st.sampled_from([1, 2, 3, 8, 40]))
    minutes = (
        draw(st.sampled_from([5, 15, 30, 60, 1440])) if length < 8 else draw(st.sampled_from([60, 1440]))
    )
    used = draw(_intervals(zone, first, length, minutes))
    exported = draw(st.just(()) | _intervals(zone, first, length, max(minutes, 60)))
    begin = first + timedelta(days=draw(st.integers(0, length - 1)))
    billed = draw(st.integers(1, (first - begin).days + length))
    days = (begin, begin + timedelta(days=billed))
    return Case(draw(tariffs(first, length)), zone, days, used, exported)


@st.composite
def _intervals(draw: st.DrawFn, zone: str, first: date, length: int, minutes: int) -> tuple[Interval, ...]:
    """Energy with gaps and missing values: thousandths of a kWh from a cycle, not each by itself."""
    edges = _edges(zone, first, length, minutes)
    cycle = draw(st.lists(st.integers(0, 3000), min_size=1, max_size=7))
    missing = draw(st.sets(st.integers(0, len(edges) - 2), max_size=3))
    gone = draw(st.sets(st.integers(1, max(1, len(edges) - 3)), max_size=3)) if len(edges) > 4 else set()
    scale = max(1, minutes // 60)
    found = []
    for n, (start, end) in enumerate(pairwise(edges)):
        if n not in gone or n == len(edges) - 2:
            kwh = None if n in missing else Fraction(cycle[n % len(cycle)] * scale, 1000)
            found.append(Interval(start, end, kwh))
    return tuple(found)


def _edges(zone: str, first: date, length: int, minutes: int) -> list[datetime]:
    midnights = [
        datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for day in (first + timedelta(days=n) for n in range(length + 1))
    ]
    if minutes == 1440:
        return midnights
    step, at, edges = timedelta(minutes=minutes), midnights[0], []
    while at < midnights[-1]:
        edges.append(at)
        at += step
    return [*edges, midnights[-1]]


def _channel(name: str, role: Role, intervals: Sequence[Interval]) -> Channel:
    frame = pd.DataFrame(
        {
            "start": pd.DatetimeIndex([one.start for one in intervals]).as_unit("us"),
            "end": pd.DatetimeIndex([one.end for one in intervals]).as_unit("us"),
            "kwh": pd.array([None if o.kwh is None else float(o.kwh) for o in intervals], dtype="float64"),
            "quality": pd.Categorical(["measured"] * len(intervals)),
            "source_file": pd.Categorical(["test.csv"] * len(intervals)),
        }
    )
    return Channel(name, role, frame, source_unit="kWh")
