"""Where a counter does not simply rise: what happened there, and which readings hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from energy_core.importers.counter import Counter, Occurrence
from energy_core.importers.decimal_point import moved_point
from energy_core.importers.rollover import rolled_over_kwh

NEAR: Final = 3
"""So many readings may be wrong one after the other, whatever they say, before the counter recovers."""

AHEAD: Final = 50
"""How many readings later a faulty counter is looked for where it was before."""

MOST_WRONG: Final = 12
"""A longer run of readings that move like a counter is another counter, no fault."""

MOST_OF_FALL: Final = 0.75
"""A fall takes back one wrong step if that made so much of it, else readings that ran ahead."""

OFTEN: Final = 5
"""A counter that begins again so often always does so at zero; one that did so once may be another meter."""

SMALL_HOURS: Final = 48.0
SMALL_STEPS: Final = 7.0
SMALL_MOST_HOURS: Final = 14 * 24.0
SMALL_SHARE: Final = 0.02
"""A fall of no more than two days' use, that of seven steps in up to two weeks, or this share of the reading,
takes back what was too much."""


JUMP_KW: Final = 10.0
"""A mean power that few homes reach; together with a rate far above the counter's own it is said."""


def settle_faults(counter: Counter, rules: Sequence[Rule]) -> None:
    """Find every place where the counter does not simply rise, and mend it by the first rule that fits."""
    at = 0
    for place in np.flatnonzero(counter.broken):
        i = int(place)
        if i < at or not counter.use[i] or counter.fits(i, i + 1) or (i + 1) in counter.known:
            continue
        at = next(found for rule in rules if (found := rule(counter, i)) is not None)


def count_since_resets(counter: Counter) -> None:
    """What a counter shows after one of many resets was used since then."""
    resets = [one for one in counter.found if one.kind == "reset"]
    if len(resets) < OFTEN:
        return
    for one in resets:
        counter.known[one.last] = float(counter.kwh[one.last])
    kept = [one for one in counter.found if one.kind != "reset"]
    counter.found[:] = [*kept, *(replace(one, kwh=counter.known[one.last]) for one in resets)]


def note_jumps(counter: Counter) -> None:
    """Say steps that stay, and that this counter makes at most twice; they count."""
    place = np.flatnonzero(counter.use)
    step, time = np.diff(counter.kwh[place]), np.diff(counter.hours[place])
    if len(step) < 3:
        return
    often = 2.0 * float(np.partition(step / time, -3)[-3])
    rare = (step > counter.pace.own_most_kwh(time)) & (step > JUMP_KW * time) & (step > often * time)
    for row in np.flatnonzero(rare):
        first, last = int(place[row]), int(place[row + 1])
        if last not in counter.known and not counter.mended[last] and last == first + 1:
            counter.found.append(Occurrence("jump", first, last, 0, float(step[row])))


def _recovered(counter: Counter, i: int) -> int | None:
    """One or a few readings jump away and the counter comes back: they do not count."""
    count, nothing = len(counter.kwh), counter.kwh[i] == 0
    same = i + 1
    while same < count and counter.kwh[same] == counter.kwh[i + 1]:
        same += 1
    later = np.flatnonzero(counter.unusual[i + 1 : i + 1 + AHEAD])[:5] + i + 2
    near = range(i + 2, i + 2 + NEAR)
    for k in sorted({*near, same, *(int(place) for place in later)}):
        if not i + 2 <= k < count or any(place in counter.known for place in range(i + 1, k + 1)):
            continue
        if nothing and k > i + 2:
            return None
        if counter.fits(i, k) and _is_fault(counter, i, k):
            counter.leave_out("glitch", i, k)
            return int(k)
    return None


def _is_fault(counter: Counter, i: int, k: int) -> bool:
    """Whether the readings between two that fit are faults, and no new counter that got as far by itself."""
    run = counter.kwh[i + 1 : k]
    away = counter.gain(i, i + 1) > float(counter.pace.most_kwh(counter.span(i, i + 1)))
    if not (away or counter.unusual[k - 1]):
        return False
    steps = np.diff(run)
    if (steps == 0).all():
        return True
    rises = bool((steps >= 0).all()) and not counter.unusual[i + 1 : k - 1].any()
    usual = float(counter.pace.usual_kwh(counter.span(i, i + 1)))
    went_on = len(run) > NEAR and abs(counter.gain(i, i + 1)) <= usual
    return len(run) <= MOST_WRONG and not (rises and (run[0] <= usual or went_on))


def _spiked(counter: Counter, i: int) -> int | None:
    """A fall back to where the counter was before it jumped: the jump was the fault."""
    j = i + 1
    if -counter.gain(i, j) <= float(counter.pace.usual_kwh(counter.span(i, j))):
        return None
    for m in range(i - 1, max(-1, i - 1 - MOST_WRONG), -1):
        if not counter.use[m] or (m + 1) in counter.known:
            return None
        if counter.fits(m, j):
            above = counter.kwh[m] > float(counter.pace.usual_kwh(counter.span(i, j)))
            one_step = counter.gain(m, m + 1) >= -MOST_OF_FALL * counter.gain(i, j)
            if above and counter.unusual[m] and one_step:
                counter.leave_out("glitch", m, j)
                return j
            return None
    return None


def _rolled_over(counter: Counter, i: int) -> int | None:
    j = i + 1
    usual = float(counter.pace.usual_kwh(counter.span(i, j)))
    peaks = counter.kwh[:-1][np.diff(counter.kwh) < -0.5 * counter.kwh[:-1]]
    kwh = rolled_over_kwh(float(counter.kwh[i]), float(counter.kwh[j]), usual_kwh=usual, peaks=peaks)
    if kwh is None:
        return None
    counter.known[j] = kwh
    counter.found.append(Occurrence("rollover", i, j, 0, kwh))
    return j


def _odd_at_an_end(counter: Counter, i: int) -> int | None:
    """The first or the last readings fit to no other; nothing says which is right, and no energy is known."""
    j, count = i + 1, len(counter.kwh)
    before, after = counter.kwh[:j], counter.kwh[j:]
    if count < 2 * NEAR:
        return None
    if len(after) <= NEAR and (after == after[0]).all() and (after[0] == 0 or counter.gain(i, j) > 0):
        counter.use[j:] = False
        counter.found.append(Occurrence("glitch", i, count - 1, len(after)))
        return count
    if len(before) <= NEAR and (before == before[0]).all() and counter.use[:j].all():
        counter.use[:j] = False
        counter.found.append(Occurrence("glitch", 0, j, len(before)))
        return j
    return None


def _reset(counter: Counter, i: int) -> int | None:
    """The counter began again at zero. What was used before that is unknown, unless nothing was."""
    j = i + 1
    shown = float(counter.kwh[j])
    if not 0 <= shown < 0.5 * counter.kwh[i] or shown > float(counter.pace.usual_kwh(counter.span(i, j))):
        return None
    stood = i >= 2 and counter.kwh[i - 2] == counter.kwh[i - 1] == counter.kwh[i]
    counter.known[j] = shown if stood else np.nan
    counter.found.append(Occurrence("reset", i, j, 0, counter.known[j]))
    return j


def _corrected(counter: Counter, i: int) -> int | None:
    """A small fall that stays: the readings before it were too high, the later one is right."""
    j = i + 1
    fall = -counter.gain(i, j)
    hours = float(counter.span(i, j))
    long = max(SMALL_HOURS, min(SMALL_STEPS * hours, SMALL_MOST_HOURS), hours)
    small = max(3.0 * counter.pace.step_kwh, counter.pace.mean_kw * long)
    share = min(SMALL_SHARE * counter.kwh[i], counter.pace.mean_kw * 31 * 24)
    if fall <= 0 or fall > max(small, share) or counter.kwh[j] < 0.5 * counter.kwh[i]:
        return None
    held = np.flatnonzero(counter.use[:j] & (counter.kwh[:j] <= counter.kwh[j]))
    if not len(held) or any(place in counter.known for place in range(int(held[-1]) + 1, j)):
        return None
    counter.leave_out("corrected", int(held[-1]), j)
    return j


def _replaced(counter: Counter, i: int) -> int:
    counter.known[i + 1] = np.nan
    counter.found.append(Occurrence("replaced", i, i + 1))
    return i + 1


Rule = Callable[[Counter, int], int | None]
RULES: Final[tuple[Rule, ...]] = (
    moved_point, _recovered, _spiked, _rolled_over, _odd_at_an_end, _reset, _corrected, _replaced,
)  # fmt: skip
"""Asked in this order; the last one always answers."""

COUNTING_DOWN: Final[tuple[Rule, ...]] = (_recovered, _spiked, _odd_at_an_end, _replaced)
"""A credit that is used up rises when it is topped up, by any amount."""
