"""Files around clock changes with known truth, built with datetime and zoneinfo only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

YEARS = {
    "Europe/Berlin": 2023, "Europe/London": 2023, "America/New_York": 2023, "Australia/Lord_Howe": 2023,
    "America/Sao_Paulo": 2018,  # at midnight
    "America/Santiago": 2023, "Asia/Beirut": 2022,  # at midnight too
    "Africa/Casablanca": 2024,  # clocks go back for Ramadan
    "Asia/Kathmandu": 2023,  # never
    "Pacific/Chatham": 2023,  # from 02:45
    "Pacific/Apia": 2011,  # no 30 December
    "UTC": 2023,
}  # fmt: skip
"""A year in which the clocks of each zone changed, or any."""

ZONES = tuple(YEARS)
STYLES = ("utc", "offset", "in order", "sorted", "filled or summed", "standard")
MINUTES = (5, 15, 30, 60)
SEASONS = ("spring", "autumn")

Season = Literal["spring", "autumn"]
Row = tuple[str, float | None]


def offset_at(instant: datetime, zone: str) -> timedelta:
    found = instant.astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


@cache
def change_day(zone: str, season: str) -> date:
    """The local date of the year's last change forward or back; 15 June where there is none."""
    at, found = datetime(YEARS[zone], 1, 1, tzinfo=UTC), date(YEARS[zone], 6, 15)
    while at.year == YEARS[zone]:
        before, after = offset_at(at - timedelta(hours=1), zone), offset_at(at, zone)
        if before != after and (after > before) == (season == "spring"):
            found = (at + before).date()
        at += timedelta(hours=1)
    return found


@dataclass(frozen=True)
class Truth:
    """Readings of a week around a clock change; no two energies are alike."""

    zone: str
    season: str
    minutes: int
    instants: tuple[datetime, ...]
    kwh: tuple[float, ...]

    @property
    def wall(self) -> list[datetime]:
        """What a clock on the wall shows, without a zone."""
        return [(at + offset_at(at, self.zone)).replace(tzinfo=None) for at in self.instants]

    @property
    def total_kwh(self) -> float:
        return round(sum(self.kwh), 6)

    @property
    def day_hours(self) -> dict[date, float]:
        """How long each local day is that has readings. [hours]"""
        days = sorted({wall.date() for wall in self.wall})
        bounds = [midnight(day, self.zone) for day in [*days, days[-1] + timedelta(days=1)]]
        lengths = [(after - before) / timedelta(hours=1) for before, after in pairwise(bounds)]
        return dict(zip(days, lengths, strict=True))

    @property
    def changes(self) -> bool:
        return len({offset_at(at, self.zone) for at in self.instants}) > 1

    @property
    def written_once(self) -> bool:
        """Whether some time of the wall clock comes twice."""
        return len(set(self.wall)) < len(self.instants)


def midnight(day: date, zone: str) -> datetime:
    """The first instant of a local date."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=27)
    while (at + offset_at(at, zone)).date() < day:
        at += timedelta(minutes=15)
    return at


@cache
def truth(zone: str, season: str, minutes: int) -> Truth:
    """From three local days before the change to four days after it."""
    day = change_day(zone, season)
    at, end = midnight(day - timedelta(days=3), zone), midnight(day + timedelta(days=4), zone)
    instants = []
    while at < end:
        instants.append(at)
        at += timedelta(minutes=minutes)
    kwh = tuple((100 + number * 1_709 % 4_001) / 10_000 for number in range(len(instants)))
    return Truth(zone, season, minutes, tuple(instants), kwh)


def written(known: Truth, style: str, *, ends: bool = False) -> list[Row]:
    """The rows an exporter of this style writes; with `ends`, stamped at the end of each interval."""
    later = timedelta(minutes=known.minutes if ends else 0)
    if style == "utc":
        return [(f"{at + later:%Y-%m-%dT%H:%M:%SZ}", kwh) for at, kwh in _pairs(known)]
    if style == "offset":
        zone = ZoneInfo(known.zone)
        return [((at + later).astimezone(zone).isoformat(), kwh) for at, kwh in _pairs(known)]
    if style == "standard":
        fixed = min(offset_at(at, known.zone) for at in known.instants)
        return [(_naive(at + later + fixed), kwh) for at, kwh in _pairs(known)]
    shown = list(zip(known.wall, known.kwh, strict=True))
    if style == "sorted":
        shown = sorted(shown, key=lambda row: row[0])
    if style == "filled or summed":
        shown = list(_filled_or_summed(known))
    return [(_naive(wall + later), kwh) for wall, kwh in shown]


def _pairs(known: Truth) -> Iterator[tuple[datetime, float]]:
    return zip(known.instants, known.kwh, strict=True)


def _naive(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _filled_or_summed(known: Truth) -> Iterator[tuple[datetime, float | None]]:
    """Every time of every day once: blank where clocks skip it, the sum where they repeat it."""
    energy: dict[datetime, float] = {}
    for wall, kwh in zip(known.wall, known.kwh, strict=True):
        energy[wall] = round(energy.get(wall, 0) + kwh, 4)
    step, walls = timedelta(minutes=known.minutes), sorted(energy)
    for wall, following in zip(walls, [*walls[1:], None], strict=True):
        yield wall, energy[wall]
        missing = wall + step
        while following is not None and missing < following:
            yield missing, None
            missing += step


def table(rows: list[Row]) -> str:
    return "\n".join(["time,kWh", *(f"{stamp},{'' if kwh is None else kwh}" for stamp, kwh in rows), ""])


def long_table(rows: list[Row], *, channels: tuple[str, ...]) -> str:
    """The same for several channels, each with its own multiple of the energy, row by row."""
    lines = [
        f"{stamp},{name},{'' if kwh is None else round(kwh * number, 4)}"
        for stamp, kwh in rows
        for number, name in enumerate(channels, 1)
    ]
    return "\n".join(["time,appliance,kWh", *lines, ""])
