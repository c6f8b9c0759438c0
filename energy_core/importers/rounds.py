"""An hour that clocks repeat: which of its rows belong to its first round and which to its second.

Told by order (rows that go back in time), by count (stamps that occur twice) and by neighbours (a stamp that
occurs once stands where it makes the usual step).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.stamps import DAY_US, NAT
from energy_core.local_time import ClockChange
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]

NEAR_US: Final = DAY_US
"""How far around a clock change its neighbours are looked for."""


@dataclass(frozen=True)
class Rounds:
    """One flag per row. second : in the second round. twice : the file has both, once : only one of them."""

    second: Flags
    twice: Flags
    once: Flags


def rounds(local: Integers, channel: Integers | None, found: Sequence[ClockChange]) -> Rounds:
    """Rounds of the rows whose wall clock is repeated by one of the changes; all rows else are False.

    local : wall clock in the order of the file; NAT = none. [microseconds]
    channel : number of the channel each row belongs to; None = all the same.
    """
    back = [change for change in found if not change.forward]
    none = np.zeros(len(local), dtype=bool)
    number = covering(local, back)
    if not (number >= 0).any():
        return Rounds(none, none, none)
    nearby = near_changes(local, back)
    result = Rounds(none, none.copy(), none.copy())
    for group in _groups(local, channel, number, nearby, back):
        group.settle(result)
    return result


def covering(local: Integers, which: Sequence[ClockChange]) -> Integers:
    """For each wall-clock time the number of the change that skips or repeats it, or -1."""
    if not which:
        return np.full(len(local), -1)
    bounds = np.array([bound for change in which for bound in (change.first, change.last)])
    if (local[1:] >= local[:-1]).all():
        places = np.searchsorted(local, bounds)
        found = np.full(len(local), -1)
        for number in range(len(which)):
            found[places[2 * number] : places[2 * number + 1]] = number
        return found
    place = np.searchsorted(bounds, local, side="right")
    return np.where(place % 2 == 1, place // 2, -1)


def near_changes(local: Integers, which: Sequence[ClockChange]) -> Flags:
    """Wall-clock times within a day of one of the changes."""
    near = np.zeros(len(local), dtype=bool)
    for change in which:
        near |= (local >= change.first - NEAR_US) & (local < change.last + NEAR_US)
    return near


def distinct(values: Integers) -> Integers:
    """Each value once, in order: as np.unique, but without cost where they are so already."""
    ordered = values if (values[1:] > values[:-1]).all() else np.sort(values)
    return (
        ordered if ordered is values else ordered[np.append(True, ordered[1:] > ordered[:-1])[: len(ordered)]]
    )


def usual_step(local: Integers) -> int:
    """The commonest time between one distinct stamp and the next; 0 if there are none. [microseconds]"""
    steps, counts = np.unique(np.diff(distinct(local)), return_counts=True)
    return int(steps[counts.argmax()]) if len(steps) else 0


@dataclass
class _Group:
    """Rows of one channel around one change, in the order of time of the file.

    rows : places in the file. wall : their wall clock. inside : which are in the repeated time.
    """

    rows: Integers
    wall: Integers
    inside: Flags
    change: ClockChange

    def settle(self, result: Rounds) -> None:
        second = self._by_order()
        if second is not None:
            result.twice[self.rows[self.inside]] = True
        else:
            second = self._by_count(result)
        result.second[self.rows[second]] = True

    def _by_order(self) -> Flags | None:
        """Rows after the one step back in time; None where some run of rows has no or several such steps."""
        places = np.flatnonzero(self.inside)
        second = np.zeros(len(self.rows), dtype=bool)
        for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
            wall = self.wall[run]
            steps = np.flatnonzero(np.diff(wall) < 0)
            if len(steps) != 1:
                return None
            first, again = wall[: steps[0] + 1], wall[steps[0] + 1 :]
            if not np.isin(first, again).any() and first[-1] - again[0] < self.change.shift / 2:
                return None
            second[run[steps[0] + 1 :]] = True
        return second

    def _by_count(self, result: Rounds) -> Flags:
        wall = pd.Series(self.wall[self.inside])
        again = wall.groupby(wall)
        twice = (again.transform("size") > self._usual_count()).to_numpy()
        second = np.zeros(len(self.rows), dtype=bool)
        second[self.inside] = twice & (again.cumcount() % 2 == 1).to_numpy()
        rows = self.rows[self.inside]
        result.twice[rows[twice]] = True
        result.once[rows[~twice]] = True
        if not twice.any() and self._fits_second():
            second |= self.inside
        return second

    def _usual_count(self) -> int:
        """How often a stamp around the change occurs: once, unless whole exports are doubled."""
        around = self.wall[~self.inside]
        return int(np.median(np.unique(around, return_counts=True)[1])) if len(around) else 1

    def _fits_second(self) -> bool:
        """Whether single stamps keep the step to their neighbours better in the second round."""
        wall = np.unique(self.wall)
        inside = wall[(wall >= self.change.first) & (wall < self.change.last)]
        before, after = wall[wall < self.change.first], wall[wall >= self.change.last]
        usual = usual_step(wall)
        early = [int(inside[0] - before[-1])] if len(before) else []
        late = [int(after[0] - inside[-1])] if len(after) else []
        shift = self.change.shift
        first = (early == [usual]) + ([step + shift for step in late] == [usual])
        second = ([step + shift for step in early] == [usual]) + (late == [usual])
        return second > first


def _groups(
    local: Integers, channel: Integers | None, number: Integers, nearby: Flags, back: Sequence[ClockChange]
) -> Iterator[_Group]:
    """Rows near each change that has rows in its repeated time, channel by channel, earliest first."""
    places = np.flatnonzero(nearby)
    if not _ascending(local):
        places = places[::-1]
    if channel is not None:
        places = places[np.argsort(channel[places], kind="stable")]
        parts = np.split(places, np.flatnonzero(np.diff(channel[places])) + 1)
    else:
        parts = [places]
    for part in parts:
        for which in np.unique(number[part]):
            if which >= 0:
                wall, change = local[part], back[which]
                near = (wall >= change.first - NEAR_US) & (wall < change.last + NEAR_US)
                yield _Group(part[near], wall[near], number[part[near]] == which, change)


def _ascending(local: Integers) -> bool:
    ok = local[local != NAT]
    return bool(np.sign(np.diff(ok)).sum() >= 0)
