"""One detector for a channel: every hour judged against the weeks around it, each kind by its own part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from energy_core.anomalies.drift import drift
from energy_core.anomalies.parts import SURGE, judge
from energy_core.anomalies.usual import Flags, Stretch
from energy_core.settings import DEFAULT_THRESHOLD
from energy_core.spread import Floats, Integers

STEP_DAYS: Final = {24: 28, 1: 28}
AROUND_DAYS: Final = {24: 70, 1: 112}
"""Every four weeks are judged by the ten around them (days: by sixteen), by slots of the day."""

QUIET_HOUR: Final = 0.6
"""Of the mean over the day: at an hour that usually uses less than this, an ordinary amount is unusual."""

ORDINARY: Final = 0.97
"""Below this quantile an amount is one that the channel uses at some hour."""

HIGHEST_SCORE: Final = 100.0

SPIKE, STUCK_ON, UNUSUAL_HOUR, DROP_OUT, DRIFT = "spike", "stuck_on", "unusual_hour", "drop_out", "drift"
Kinds = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Verdict:
    """kind : by value, "" where nothing is unusual. event : number of the event, -1 outside.
    expected, spread : usual energy and its deviation [kWh]. score : in units of the threshold."""

    kind: Kinds
    event: Integers
    expected: Floats
    spread: Floats
    score: Floats


def detect(channel: Stretch, *, threshold: float) -> Verdict:
    """What is unusual in a channel.

    Parameters
    ----------
    threshold : scales every part; DEFAULT_THRESHOLD is what they are measured at.
    """
    count, factor = len(channel.kwh), threshold / DEFAULT_THRESHOLD
    expected, spread, high, low = (np.full(count, np.nan) for _ in range(4))
    held = np.zeros(count, dtype=bool)
    for block, around in _blocks(channel):
        judged = judge(channel.part(around.start, around.stop))
        inside = slice(block.start - around.start, block.stop - around.start)
        expected[block], spread[block] = judged.expected[inside], judged.spread[inside]
        high[block] = np.fmax(judged.surge, judged.held)[inside]
        held[block] = (judged.held > factor)[inside]
        low[block] = judged.quiet[inside]
    missing = np.isnan(channel.kwh)
    surge = ~missing & (np.nan_to_num(high, nan=-np.inf) > factor)
    quiet = ~missing & (np.nan_to_num(low, nan=-np.inf) > factor)
    kind = _kinds(channel, expected, surge, held)
    kind[quiet] = DROP_OUT
    score = DEFAULT_THRESHOLD * np.where(quiet, low, high)
    _add_drift(channel, factor, (kind, expected, score))
    kind, event = _events(kind, missing, bridged=channel.slots > 1)
    bounded = np.clip(np.nan_to_num(score, nan=0.0, neginf=0.0), 0.0, HIGHEST_SCORE)
    return Verdict(kind, event, expected, spread * SURGE, bounded)


def _blocks(channel: Stretch) -> Iterator[tuple[slice, slice]]:
    """Positions to judge, and those around them to judge them by."""
    days, step, around = int(channel.day[-1]) + 1, STEP_DAYS[channel.slots], AROUND_DAYS[channel.slots]
    if days <= around:
        yield slice(0, len(channel.kwh)), slice(0, len(channel.kwh))
        return
    for first in range(0, days, step):
        begin = int(np.clip(first + step // 2 - around // 2, 0, days - around))
        edges = np.searchsorted(channel.day, [first, first + step, begin, begin + around])
        yield slice(int(edges[0]), int(edges[1])), slice(int(edges[2]), int(edges[3]))


def _kinds(channel: Stretch, expected: Floats, surge: Flags, held: Flags) -> Kinds:
    kind = np.full(len(surge), "", dtype=object)
    kind[surge] = SPIKE
    if surge.any() and channel.slots > 1:
        usual = float(np.nanmean(expected))
        ordinary = float(np.nanquantile(channel.kwh, ORDINARY))
        kind[surge & (expected < QUIET_HOUR * usual) & (channel.kwh <= ordinary)] = UNUSUAL_HOUR
    kind[surge & held] = STUCK_ON
    return kind


def _add_drift(channel: Stretch, factor: float, into: tuple[Kinds, Floats, Floats]) -> None:
    """Days of a rise are one event, but for the outages in it; the usual is that of the weeks before."""
    kind, expected, score = into
    rows = channel.by_day(channel.learnable)
    most = max(1, channel.slots * 3 // 4)
    # without the highest quarter of a day: a rise that stays is no peak at one hour
    day_kwh = np.sort(rows, axis=1)[:, :most].mean(axis=1)
    risen, usual = drift(day_kwh, factor=factor)
    if not risen.any():
        return
    own = risen[channel.day] & (kind != DROP_OUT) & ~np.isnan(channel.kwh)
    kind[own] = DRIFT
    lower = np.minimum(usual[channel.day] / np.maximum(day_kwh[channel.day], 1e-12), 1.0)
    expected[own] = np.where(np.isnan(expected), usual[channel.day], channel.kwh * lower)[own]
    score[own] = DEFAULT_THRESHOLD * np.maximum(1.01 * factor, 1 / np.maximum(lower[own], 0.01) - 0.3)


def _events(kind: Kinds, missing: Flags, *, bridged: bool) -> tuple[Kinds, Integers]:
    """Flagged values in a row are one event of one kind; so are those with one ordinary hour between."""
    family = np.select([kind == "", kind == DROP_OUT, kind == DRIFT], [0, 2, 3], 1)
    if bridged:
        between = (family[:-2] == 1) & (family[2:] == 1) & (family[1:-1] == 0)
        family[1:-1][between & ~missing[1:-1]] = 1
    begins = (family != 0) & (np.diff(family, prepend=0) != 0)
    event = np.where(family != 0, np.cumsum(begins) - 1, -1)
    told = kind.copy()
    for first in np.flatnonzero(begins):
        last = first + int(np.argmax(np.append(family[first:] != family[first], True)))
        told[first:last] = _told_as(kind[first:last])
    return told, event


def _told_as(kinds: Kinds) -> str:
    """The kind of a run: left on if any of it is, else what most of its hours are."""
    if STUCK_ON in kinds:
        return STUCK_ON
    names, counts = np.unique(kinds[kinds != ""].astype(str), return_counts=True)
    return str(names[counts.argmax()])
