"""Wall-clock stamps -> instants, exactly, whichever way the exporter wrote the clock changes.

Told apart by order, count and neighbours: UTC or fixed standard time (hours that the clock skipped have
readings), local time in order or sorted (a repeated hour occurs twice), local time whose skipped hour is
filled with blanks or zeros, local time that leaves one of the repeated hours out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.ledger import Ledger
from energy_core.importers.rounds import Rounds, covering, near_changes, rounds, usual_step
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.local_time import ClockChange, clock_changes
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]

OFTEN: Final = 0.02
"""A share of blank rows from which on one more says nothing."""

LONGEST_STEP: Final = 3 * 3_600_000_000
"""Up to this step, an interval can lie in the hour of a clock change. [microseconds]"""


def changes(local: Integers, zone: str) -> tuple[int, list[ClockChange]]:
    """Offset from UTC [microseconds] before wall-clock times, and the clock changes among them."""
    ok = local[local != NAT]
    return clock_changes(int(ok.min()) - 2 * DAY_US, int(ok.max()) + 2 * DAY_US, zone)


def instants(
    local: Integers,
    *,
    zone: str,
    channel: Integers | None = None,
    blank: Flags | None = None,
    are_ends: bool = False,
    ledger: Ledger,
) -> Integers:
    """Instants (UTC) of wall-clock stamps, NAT for those that never were.

    local : wall clock in the order of the file; NAT = unreadable. [microseconds]
    channel : number of the channel each stamp belongs to; None = all the same.
    blank : rows whose values are all missing or zero: what an exporter fills a skipped hour with.
    are_ends : whether the stamps mark the end of their interval.
    """
    if zone == "UTC" or not (local != NAT).any():
        return local
    begin, found = changes(local, zone)
    empty = np.zeros(len(local), dtype=bool) if blank is None else blank
    step = _step_of_labels(local, begin, found, channel, empty) if are_ends else 0
    if step:
        local = np.where(local == NAT, NAT, local - step)
    result = _instants(local, begin, found, zone=zone, channel=channel, blank=empty, ledger=ledger)
    return np.where(result == NAT, NAT, result + step) if step else result


def _instants(
    local: Integers,
    begin: int,
    found: list[ClockChange],
    *,
    zone: str,
    channel: Integers | None,
    blank: Flags,
    ledger: Ledger,
) -> Integers:
    skips = [change for change in found if change.forward]
    skip = covering(local, skips)
    result, which = _by_rounds(local, channel, begin, found)
    result[skip >= 0] = NAT
    real = (skip >= 0) & ~blank
    if not real.any() and which.once.any() and _are_often_blank(local, skip >= 0, blank, skips):
        real = skip >= 0
    if real.any() and not which.twice.any():
        return _standard(local, skips[int(skip[real.argmax()])].before, zone=zone, ledger=ledger)
    _note(which, zone, begin, found, ledger=ledger)
    return result


def _are_often_blank(local: Integers, skipped: Flags, blank: Flags, skips: Sequence[ClockChange]) -> bool:
    """Whether readings of 0 in a skipped hour say nothing, since there are many around it."""
    near = near_changes(local, skips) & ~skipped
    return bool(near.any()) and float(blank[near].mean()) > OFTEN


def _by_rounds(
    local: Integers, channel: Integers | None, begin: int, found: Sequence[ClockChange]
) -> tuple[Integers, Rounds]:
    """Instants of local time; where clocks skip it, as if they had not changed yet."""
    which = rounds(local, channel, found)
    result = _first_instants(local, begin, found)
    if which.second.any():
        back = [change for change in found if not change.forward]
        later = np.array([change.shift for change in back])
        result[which.second] += later[covering(local[which.second], back)]
    return result, which


def _standard(local: Integers, offset: int, *, zone: str, ledger: Ledger) -> Integers:
    hours = offset / 3.6e9
    ledger.decide(
        "clock changes",
        f"standard time all year (UTC{hours:+g} h)",
        evidence=f"there are readings in hours that clocks of {zone} skip",
        confidence=0.9,
        option="--timezone",
    )
    return np.where(local == NAT, NAT, local - offset)


def _first_instants(local: Integers, begin: int, found: Sequence[ClockChange]) -> Integers:
    """The first of two possible instants; skipped times as if the clock had not changed yet."""
    if not found:
        return np.where(local == NAT, NAT, local - begin)
    bounds = np.array([change.last for change in found], dtype=np.int64)
    offsets = np.array([begin, *(change.after for change in found)], dtype=np.int64)
    result = local - offsets[np.searchsorted(bounds, local, side="right")]
    result[local == NAT] = NAT
    return result


def _note(which: Rounds, zone: str, begin: int, found: Sequence[ClockChange], *, ledger: Ledger) -> None:
    """Say how the hours that clocks repeat were read."""
    if which.twice.any():
        evidence, confidence = "the repeated hour is there twice, as clocks show it", 0.95
    elif which.once.any():
        hours = min([begin, *(change.after for change in found)]) / 3.6e9
        fixed = f"Etc/GMT{-int(hours):+d}" if hours == int(hours) else f"UTC{hours:+g}"
        evidence, confidence = (
            "the hour that clocks repeat is there once, so it is taken for one of the two, and the other has "
            f"no readings; if the meter keeps standard time all year, its zone is {fixed}"
        ), 0.6  # fmt: skip
    else:
        return
    ledger.decide(
        "clock changes",
        f"local time of {zone}",
        evidence=evidence,
        confidence=confidence,
        option="--timezone",
    )


def _step_of_labels(
    local: Integers, begin: int, found: Sequence[ClockChange], channel: Integers | None, blank: Flags
) -> int:
    """The usual step [microseconds] if ends are labels (start on the clock and a step more), else 0.

    Read the right way, readings around the changes follow each other step by step.
    """
    near = near_changes(local, found) & ~blank
    step = usual_step(local[near])
    if not 0 < step <= LONGEST_STEP:
        return 0
    number = None if channel is None else channel[near]
    skips = [change for change in found if change.forward]
    uneven = []
    for later in (0, step):
        shown = local[near] - later
        stamps, _ = _by_rounds(shown, number, begin, found)
        apart = np.diff(np.unique(stamps[covering(shown, skips) < 0]))
        uneven.append(int((apart != step).sum()))
    return step if uneven[1] < uneven[0] else 0


def explains_repeats(local: Integers, zone: str) -> bool:
    """Whether stamps that occur twice do so only in the hours that clocks of a zone repeat."""
    ok = local[local != NAT]
    if not len(ok) or zone == "UTC":
        return False
    _, found = changes(ok, zone)
    back = [change for change in found if not change.forward]
    return bool(back) and bool((covering(ok, back) >= 0).all())


def repeats(local: Integers, channel: Integers | None) -> Integers:
    """Wall-clock stamps that one channel has twice; NAT is none."""
    ok = local != NAT
    number = channel[ok] if channel is not None else 0
    again = pd.DataFrame({"channel": number, "local": local[ok]}).duplicated().to_numpy()
    found: Integers = local[ok][again]
    return found


def shows_changes(local: Integers, zone: str, later: int = 0) -> bool:
    """Whether wall-clock stamps leave out the hours that clocks of a zone skip, or repeat those it repeats.

    A change counts where there are stamps right before and after it.
    later : how long after what they mean the stamps are (labels of ends). [microseconds]
    """
    if not (local != NAT).any() or zone == "UTC":
        return False
    _, found = changes(local, zone)
    near = local[near_changes(local, found)] - later
    step = usual_step(near)
    if not 0 < step <= LONGEST_STEP:
        return False
    votes = 0
    stamps, counts = np.unique(near, return_counts=True)
    for change in found:
        inside = (stamps >= change.first) & (stamps < change.last)
        before = ((stamps < change.first) & (stamps >= change.first - step)).any()
        after = ((stamps >= change.last) & (stamps <= change.last + step)).any()
        if not (before and after):
            continue
        if change.forward:
            votes += -1 if inside.any() else 1
        elif inside.any():
            around = counts[(stamps < change.first) | (stamps >= change.last)]
            votes += 1 if counts[inside].mean() > 1.5 * np.median(around) else 0
    return votes > 0
