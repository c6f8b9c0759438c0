"""Ends of intervals that a file says on the wall clock -> instants, across clock changes too."""

from __future__ import annotations

import numpy as np

from energy_core.importers.clock import changes, instants
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.spread import Integers

DAILY_US = 23 * 3_600_000_000
"""From this length on, ends are local midnights or other times of the day. [microseconds]"""


def end_instants(start: Integers, wall: Integers, wall_end: Integers, *, zone: str) -> Integers:
    """Ends as instants (UTC), NAT where there is no start.

    start : instants at which intervals begin; wall, wall_end : what clocks show then and at the end.
    An end that is before its start is of the next day.
    """
    good = (start != NAT) & (wall != NAT) & (wall_end != NAT)
    length = np.where(good, wall_end - np.where(good, wall, 0), 0)
    if not good.any():
        return np.full(len(start), NAT)
    usual = int(np.median(length[good]))
    if usual >= DAILY_US:
        whole = instants(np.where(good, wall_end, NAT), zone=zone, ledger=Ledger())
        return np.where(good, np.where(whole == NAT, start + length, whole), NAT)
    result = np.where(length < 0, start + length + DAY_US, start + length)
    odd = good & (length != usual)
    if odd.any():
        result[odd] = _across_changes(start[odd], wall_end[odd], result[odd], usual, zone)
    return np.where(good, result, NAT)


def _across_changes(start: Integers, wall_end: Integers, shown: Integers, usual: int, zone: str) -> Integers:
    """Ends of unusual length: the usual one if some offset of the zone gives it, else the clock's own."""
    begin, found = changes(wall_end, zone)
    result = shown.copy()
    bounds = np.array([change.at for change in found], dtype=np.int64)
    offsets = np.array([begin, *(change.after for change in found)], dtype=np.int64)
    for offset in np.unique(offsets)[::-1]:
        end = wall_end - offset
        is_shown = offsets[np.searchsorted(bounds, end, side="right")] == offset
        result = np.where(is_shown & (end > start), end, result)
    for offset in np.unique(offsets):
        end = wall_end - offset
        result = np.where(end - start == usual, end, result)
    return result
