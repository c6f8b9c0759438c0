"""Times without readings, and times in which a meter said nothing new: said, never filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.readings import Channel
from energy_core.spread import Floats, Integers, microseconds

SAID: Final = 3
"""So many of the longest gaps are named with their dates."""

FLAT_HOURS: Final = 24.0
FLAT_VALUES: Final = 24
"""A value that stays the same for so long, in a channel that otherwise never repeats itself, is stuck."""

DIFFERENT: Final = 20
"""A channel of fewer different values than these repeats itself anyway."""

RARE: Final = 0.01
OUTAGE_HOURS: Final = 1.0
OUTAGE_VALUES: Final = 3
"""A whole home draws something all the time; where it draws nothing for so long, it had no power."""


def note_silences(channels: Sequence[Channel], ledger: Ledger, *, timezone: str) -> None:
    """Say the gaps of each channel, values that stay the same for days, and hours without any power."""
    for channel in channels:
        start, end = microseconds(channel.intervals["start"]), microseconds(channel.intervals["end"])
        _note_gaps(channel.name, start, end, ledger, timezone=timezone)
        if channel.kind == "register" or channel.role == "temperature":
            continue
        kwh = channel.intervals["kwh"].to_numpy(dtype=np.float64)
        _note_flat(channel.name, kwh, start, end, ledger)
        if channel.role == "mains" and not any(c.role in ("export", "generation") for c in channels):
            _note_outages(channel.name, kwh, start, end, ledger)


def _note_gaps(name: str, start: Integers, end: Integers, ledger: Ledger, *, timezone: str) -> None:
    """One issue per channel: how many gaps, how many hours, and the longest with their dates."""
    place = np.flatnonzero(start[1:] > end[:-1])
    if not len(place):
        return
    hours = (start[place + 1] - end[place]) / 3.6e9
    message = f"{name}: {counted(len(place), 'gap')}, {hours.sum():,.1f} hours without readings."
    if len(place) > 1:
        longest = place[np.argsort(-hours, kind="stable")[:SAID]]
        shown = "; ".join(_shown(end[i], start[i + 1], timezone) for i in np.sort(longest))
        message += f" The longest: {shown}."
    ledger.issue("gap", message, channel=name, start=_at(end[place[0]]), end=_at(start[place[-1] + 1]))


def _shown(first: int, last: int, timezone: str) -> str:
    begin, stop = (_at(us).tz_convert(timezone) for us in (first, last))
    return f"{begin:%Y-%m-%d %H:%M} to {stop:%Y-%m-%d %H:%M} ({(last - first) / 3.6e9:,.1f} hours)"


def _note_flat(name: str, kwh: Floats, start: Integers, end: Integers, ledger: Ledger) -> None:
    known = kwh[np.isfinite(kwh)]
    if len(known) < 2 * FLAT_VALUES or len(np.unique(known[:5_000])) < DIFFERENT:
        return
    first, last = _runs(np.isfinite(kwh) & (kwh != 0), kwh)
    hours = (end[last] - start[first]) / 3.6e9
    for i in np.flatnonzero((hours >= FLAT_HOURS) & (last - first + 1 >= FLAT_VALUES)).tolist():
        value = kwh[first[i]]
        if (known == value).sum() - (last[i] - first[i] + 1) <= RARE * len(known):
            ledger.issue(
                "stuck",
                f"{name}: the same value ({value:,.3f} kWh) for {hours[i]:,.1f} hours, as of a meter that is "
                "stuck. It is kept and counts.",
                channel=name,
                start=_at(start[first[i]]),
                end=_at(end[last[i]]),
            )


def _note_outages(name: str, kwh: Floats, start: Integers, end: Integers, ledger: Ledger) -> None:
    known = np.isfinite(kwh)
    if not known.any() or (kwh[known] == 0).mean() > RARE:
        return
    first, last = _runs(kwh == 0, kwh)
    hours = (end[last] - start[first]) / 3.6e9 if len(first) else np.zeros(0)
    long = (hours >= OUTAGE_HOURS) & (last - first + 1 >= OUTAGE_VALUES)
    if long.any():
        ledger.issue(
            "outage",
            f"{name}: nothing at all was used in {counted(int(long.sum()), 'time')} of altogether "
            f"{hours[long].sum():,.1f} hours, as in a power cut. It is kept as 0.",
            channel=name,
            start=_at(start[first[long][0]]),
            end=_at(end[last[long][-1]]),
        )


def _runs(which: Flags, kwh: Floats) -> tuple[Integers, Integers]:
    """First and last place of every run of equal values among some."""
    same = np.concatenate([[False], which[1:] & which[:-1] & (kwh[1:] == kwh[:-1]), [False]])
    turn = np.diff(same.astype(np.int8))
    return np.flatnonzero(turn == 1), np.flatnonzero(turn == -1)


def _at(us: int) -> pd.Timestamp:
    return pd.Timestamp(int(us), unit="us", tz="UTC")
