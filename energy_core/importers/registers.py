"""Counters -> energy between their readings; what is no energy is told apart and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from energy_core.importers import register_faults as faults
from energy_core.importers.counter import Counter, Occurrence
from energy_core.importers.intervals import Flags
from energy_core.importers.lengths import longer_than_usual
from energy_core.importers.pace import home_most_kwh, pace_of
from energy_core.importers.register_cycles import Cycle, cycle_of
from energy_core.importers.standstill import settle_standstills
from energy_core.readings import QUALITIES
from energy_core.spread import Floats, Integers

BOTH_WAYS: Final = 0.05
"""From this share of steps down on, a counter runs in both directions, or down."""

FEWEST_DOWN: Final = 6

MOST_MIXED: Final = 0.1
"""More readings than this share that fit to no other are those of another counter."""


@dataclass(frozen=True)
class Differences:
    """Energy between the readings of a counter.

    start, end : instants (UTC) [microseconds]. kwh : NaN = unknown. quality : places in QUALITIES.
    left_out, mended : places of the readings that are not used, or whose decimal point was moved.
    found : what happened; its places are those of the readings given. cycle : if it begins again regularly.
    """

    start: Integers
    end: Integers
    kwh: Floats
    quality: npt.NDArray[np.int8]
    left_out: Integers
    mended: Integers
    found: tuple[Occurrence, ...]
    cycle: Cycle | None = None
    counts_down: bool = False
    both_ways: bool = False

    @property
    def mixed(self) -> bool:
        """Whether so many readings fit to no other that two counters must share the column."""
        odd = sum(one.left_out for one in self.found if one.kind == "glitch" and one.moves)
        odd += sum(one.kind in ("replaced", "corrected") for one in self.found)
        return odd > max(5, MOST_MIXED * (len(self.kwh) + len(self.left_out)))


def differences(us: Integers, kwh: Floats, *, timezone: str) -> Differences:
    """Energy between consecutive readings of a counter; readings that are missing make longer intervals.

    us : when each reading was taken, in order (UTC) [microseconds]. kwh : the readings, NaN = missing.
    """
    there = np.flatnonzero(np.isfinite(kwh))
    at, said = us[there], kwh[there]
    falls, rises = int((np.diff(said) < 0).sum()), int((np.diff(said) > 0).sum())
    down = falls >= FEWEST_DOWN and rises <= BOTH_WAYS * falls
    cycle = None if down else cycle_of(at, said, timezone)
    hours = (at - at[:1]) / 3.6e9
    signed = not down and cycle is None and _runs_both_ways(hours, said)
    if signed:
        counter = Counter(hours, said.copy(), pace_of(hours, _climb(said)))
        _settle_both_ways(counter)
    else:
        reading = said.max() - said if down else said.copy()
        counter = Counter(hours, reading, pace_of(hours, reading))
        _settle(counter, at, cycle, rules=faults.COUNTING_DOWN if down else faults.RULES)
    return _between(counter, at, there, cycle=cycle, down=down, signed=signed)


def _runs_both_ways(hours: Floats, said: Floats) -> bool:
    """Whether the counter falls often, and never by more than a home can give."""
    step = np.diff(said)
    small = (step < 0) & (2.0 * said[1:] >= said[:-1])
    small &= -step <= home_most_kwh(np.diff(hours))
    return int(small.sum()) >= max(FEWEST_DOWN, BOTH_WAYS * len(step))


def _climb(said: Floats) -> Floats:
    """A counter that runs both ways, as if it only rose: its pace is how fast it moves."""
    return np.concatenate([[0.0], np.cumsum(np.abs(np.diff(said)))])


def _settle(counter: Counter, at: Integers, cycle: Cycle | None, *, rules: Sequence[faults.Rule]) -> None:
    if cycle is not None:
        _begin_again(counter, at, cycle)
    settle_standstills(counter)
    faults.settle_faults(counter, rules)
    faults.count_since_resets(counter)
    faults.note_jumps(counter)


def _begin_again(counter: Counter, at: Integers, cycle: Cycle) -> None:
    """What the counter shows after a boundary was used since; what was used just before it is unknown."""
    for step, boundary in zip(cycle.step.tolist(), cycle.boundary.tolist(), strict=True):
        shown = float(counter.kwh[step + 1])
        since = np.asarray((int(at[step + 1]) - boundary) / 3.6e9, dtype=np.float64)
        fell = shown < float(counter.kwh[step])
        if fell or shown <= float(counter.pace.usual_kwh(since)):
            counter.known[step + 1] = shown
            counter.since[step + 1] = boundary


def _settle_both_ways(counter: Counter) -> None:
    """Steps that no home makes, up or down, are a fault or another counter."""
    step, time = np.diff(counter.kwh), np.diff(counter.hours)
    for place in np.flatnonzero(np.abs(step) > home_most_kwh(time)).tolist():
        after = min(place + 2, len(counter.kwh) - 1)
        if not counter.use[place]:
            continue
        back = abs(counter.gain(place, after)) <= float(home_most_kwh(counter.span(place, after)))
        if after == place + 2 and back:
            counter.leave_out("glitch", place, after)
        else:
            counter.known[place + 1] = np.nan
            counter.found.append(Occurrence("replaced", place, place + 1))


def _between(
    counter: Counter, at: Integers, there: Integers, *, cycle: Cycle | None, down: bool, signed: bool
) -> Differences:
    place = np.flatnonzero(counter.use)
    start, end = at[place[:-1]], at[place[1:]]
    amount = np.diff(counter.kwh[place])
    if not signed:
        amount = np.maximum(amount, 0.0)
    quality = np.where(longer_than_usual(end - start), QUALITIES.index("block"), 0).astype(np.int8)
    quality[counter.mended[place[1:]] | counter.mended[place[:-1]]] = QUALITIES.index("repaired")
    row = {reading: i for i, reading in enumerate(place[1:].tolist())}
    split: list[tuple[int, int]] = []
    for reading, kwh in counter.known.items():
        if reading in row:
            i = row[reading]
            amount[i] = kwh
            since = _since(counter, reading, kwh, start=int(start[i]), end=int(end[i]))
            if start[i] < since < end[i]:
                split.append((i, since))
            elif since == end[i] and kwh == 0:
                amount[i] = np.nan
    start, end, amount, quality = _split(start, end, amount, quality, at=split)
    found = tuple(one.at_rows(there) for one in counter.found)
    left_out: Flags = ~counter.use
    return Differences(
        start, end, amount, quality, there[left_out], there[counter.mended & counter.use], found,
        cycle, down, signed,
    )  # fmt: skip


def _since(counter: Counter, reading: int, kwh: float, *, start: int, end: int) -> int:
    """Since when a counter that began again has counted: as said, or as long as its mean rate needs."""
    if reading in counter.since:
        return max(start, counter.since[reading])
    reset = any(one.kind == "reset" and one.last == reading for one in counter.found)
    if not reset or not kwh > 0 or counter.kwh[reading - 2] == counter.kwh[reading - 1]:
        return start
    share = kwh / max(counter.pace.mean_kw * (end - start) / 3.6e9, 1e-12)
    return start if share >= 1 else end - max(1, int(share * (end - start)))


def _split(
    start: Integers, end: Integers, kwh: Floats, quality: npt.NDArray[np.int8], *, at: list[tuple[int, int]]
) -> tuple[Integers, Integers, Floats, npt.NDArray[np.int8]]:
    """Intervals in two where a counter began again: the energy is that of the second part."""
    if not at:
        return start, end, kwh, quality
    rows = np.array([row for row, _ in at])
    since = np.array([instant for _, instant in at], dtype=np.int64)
    first = start[rows]
    start = start.copy()
    start[rows] = since
    order = np.argsort(np.concatenate([start, first]), kind="stable")
    return (
        np.concatenate([start, first])[order],
        np.concatenate([end, since])[order],
        np.concatenate([kwh, np.full(len(rows), np.nan)])[order],
        np.concatenate([quality, np.zeros(len(rows), np.int8)])[order],
    )
