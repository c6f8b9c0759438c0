"""Whether stamps mark the start or the end of their intervals: by word, or by how days begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.importers import words
from energy_core.importers.columns import says_end
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.rounds import distinct
from energy_core.importers.stamps import DAY_US, NAT, Stamps
from energy_core.spread import Integers

READ_DATE: Final = words.words("read date|reading date|date of reading")

MINUTE_US: Final = 60_000_000
DAILY_US: Final = 23 * 60 * MINUTE_US
FINE_US: Final = 20 * MINUTE_US
"""No zone is this far from another, so a first stamp a step after midnight is no zone's midnight."""

INCLUSIVE: Final = (1, 1_000, 1_000_000, MINUTE_US)
"""How long before the end of an interval its last moment is written (23:59, 23:59:59, …). [microseconds]"""


ENOUGH: Final = 100_000
"""So many stamps show the usual step."""


@dataclass(frozen=True)
class Ends:
    """are_ends : whether stamps mark ends. later_us : what has to be added to reach the end itself."""

    are_ends: bool
    later_us: int = 0


def stamp_ends(stamps: Stamps, headers: list[str], *, hints: Hints, ledger: Ledger) -> Ends:
    """What the stamps of a file without a column of ends mark; decided on the receipt."""
    good = stamps.us != NAT
    offset = np.where(stamps.offset_us == NAT, 0, stamps.offset_us)
    wall = distinct((stamps.us + offset)[good])
    later = _inclusive(wall) if stamps.has_clock else _month_ends(wall)
    if hints.stamp is not None:
        choice = f"the {hints.stamp} of intervals"
        ledger.decide("stamps mark", choice, evidence="said with --stamp", option="--stamp")
        return Ends(hints.stamp == "end", later if hints.stamp == "end" else 0)
    ends, evidence, confidence = _by_evidence(stamps, wall, " ".join(headers), later)
    choice = f"the {'end' if ends else 'start'} of intervals"
    ledger.decide("stamps mark", choice, evidence=evidence, confidence=confidence, option="--stamp")
    return Ends(ends, later if ends else 0)


def _by_evidence(stamps: Stamps, wall: Integers, header: str, later: int) -> tuple[bool, str, float]:
    if later:
        example = pd.Timestamp(int(wall[0]), unit="us")
        shown = f"{example:%H:%M:%S}" if stamps.has_clock else f"{example:%-d %B}"
        return True, f"they are the last moments of intervals, such as {shown}", 0.9
    if _is_read_date(header):
        return _of_read_dates(stamps, wall, header)
    if says_end(header):
        return True, f"the header {header!r} says so", 0.9
    if words.says(words.START, header):
        return False, f"the header {header!r} says so", 0.9
    if stamps.late:
        return True, "the last of a day is at 24:00, which nothing begins at", 0.9
    told = _by_days(wall) if stamps.has_clock else None
    return told or (False, "stamps usually do; nothing here says otherwise", 0.6)


def _is_read_date(header: str) -> bool:
    """Whether all that a header says of ends is that a meter was read then."""
    plain = words.plain(header)
    return READ_DATE.search(plain) is not None and not says_end(READ_DATE.sub(" ", plain))


def _of_read_dates(stamps: Stamps, wall: Integers, header: str) -> tuple[bool, str, float]:
    """Readings of parts of a day begin and end as any; those of single days belong to the day they name."""
    told = _by_days(wall) if stamps.has_clock else None
    if told is not None:
        return told
    if not stamps.has_clock and len(wall) > 2 and _step(wall) == DAY_US:
        return False, f"{header!r} of every day names the day", 0.7
    return True, f"the header {header!r} says so", 0.9


def _step(wall: Integers) -> int:
    steps, counts = np.unique(np.diff(wall[:ENOUGH]), return_counts=True)
    return int(steps[counts.argmax()]) if len(steps) else 0


def _by_days(wall: Integers) -> tuple[bool, str, float] | None:
    """By the first and last stamps of the file, and of what stands between gaps."""
    step = _step(wall)
    if len(wall) < 3 or not 0 < step < DAILY_US:
        return None
    gap = np.diff(wall) > step
    first = wall[np.concatenate([[True], gap])] % DAY_US
    last = wall[np.concatenate([gap, [True]])] % DAY_US
    at_start = int((first == 0).sum()), int((last == DAY_US - step).sum())
    at_end = int((first == step).sum()), int((last == 0).sum())
    starts, ends = sum(at_start), sum(at_end)
    if starts > 3 * ends:
        return False, _said(at_start, "midnight", "an interval before it"), 0.85 if all(at_start) else 0.75
    if ends > 3 * starts and all(at_end):
        return True, _said(at_end, "an interval after midnight", "at midnight"), 0.85
    if at_end[0] and not starts and step <= FINE_US:
        return True, "the first one is an interval after midnight", 0.7
    return None


def _said(counts: tuple[int, int], first: str, last: str) -> str:
    if all(counts):
        return f"the first one is {'at ' if first == 'midnight' else ''}{first} and the last one {last}"
    return f"the first one is at {first}" if counts[0] else f"the last one is {last} midnight".replace(
        " it midnight", " midnight")  # fmt: skip


def _inclusive(wall: Integers) -> int:
    """What is missing from stamps such as 00:29 or 23:59:59 to the end of their interval. [microseconds]"""
    step = _step(wall)
    if len(wall) < 2 or step <= MINUTE_US:
        return 0
    grid = DAY_US if step >= DAILY_US else step
    for missing in INCLUSIVE:
        if missing < grid and ((wall[:ENOUGH] + missing) % grid == 0).mean() > 0.95:
            return missing
    return 0


def _month_ends(wall: Integers) -> int:
    """A day, where dates are the last ones of their months. [microseconds]"""
    days = pd.DatetimeIndex(wall.view("datetime64[us]"))
    last = len(days) > 1 and bool(days.is_month_end.all()) and bool(np.diff(wall).min() > 26 * DAY_US)
    return DAY_US if last else 0
