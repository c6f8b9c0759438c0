"""The same channel from several files, laid together: what follows, what repeats, what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from energy_core.importers.intervals import Flags
from energy_core.importers.repeats import MOST_CONFLICTING
from energy_core.importers.same_energy import best_of
from energy_core.readings import Channel
from energy_core.spread import Floats, Integers, microseconds


@dataclass(frozen=True)
class Laid:
    """channel : the parts as one. repeated : intervals that two parts say alike; conflicting : with other
    values, of which the later part's count; repeated_kwh : what was left out. clashes : the parts are no one
    meter. lengths_differ : they cover the same time in intervals of different length."""

    channel: Channel
    repeated: int = 0
    conflicting: int = 0
    repeated_kwh: float = 0.0
    clashes: bool = False
    lengths_differ: bool = False
    passed_over: tuple[float, ...] = ()


def laid_together(channels: Sequence[Channel]) -> Laid:
    """One channel of several parts, in the order of their last readings; roles are those of the last."""
    if len(channels) == 1:
        return Laid(channels[0])
    laid = _one_below_the_other(channels)
    return (_by_length(channels) or laid) if laid.lengths_differ else laid


def _by_length(channels: Sequence[Channel]) -> Laid | None:
    """Hours, and days that are their sums: the parts of each length together, the best of them alone."""
    lengths: dict[float, list[Channel]] = {}
    for channel in channels:
        lengths.setdefault(channel.interval_minutes, []).append(channel)
    if len(lengths) < 2:
        return None
    laid = [_one_below_the_other(parts) if len(parts) > 1 else Laid(parts[0]) for parts in lengths.values()]
    best = None if any(found.clashes for found in laid) else best_of([found.channel for found in laid])
    if best is None:
        return None
    others = [found.channel for found in laid if found.channel is not best]
    return Laid(
        best,
        sum(found.repeated for found in laid) + sum(len(c.intervals) for c in others),
        sum(found.conflicting for found in laid),
        sum(found.repeated_kwh for found in laid) + sum(c.kwh for c in others),
        passed_over=tuple(channel.interval_minutes for channel in others),
    )


def _one_below_the_other(channels: Sequence[Channel]) -> Laid:
    ordered = sorted(channels, key=lambda channel: channel.end)
    frame = _concatenated([channel.intervals for channel in ordered])
    start, end = microseconds(frame["start"]), microseconds(frame["end"])
    kwh = frame["kwh"].to_numpy(dtype=np.float64)
    order = np.lexsort((np.arange(len(start)), ~np.isnan(kwh), end, start))
    start, end, kwh = start[order], end[order], kwh[order]
    again = np.append((start[1:] == start[:-1]) & (end[1:] == end[:-1]), False)
    differs = _differs(kwh, again)
    over = _overlaps(start[~again], end[~again])
    if over or differs.sum() > max(3, MOST_CONFLICTING * again.sum()):
        return Laid(ordered[-1], clashes=True, lengths_differ=over)
    conflicting = int(differs.sum())
    whole = replace(ordered[-1], intervals=frame.iloc[order[~again]].reset_index(drop=True))
    return Laid(whole, int(again.sum()) - conflicting, conflicting, float(np.nansum(kwh[again])))


def _differs(kwh: Floats, again: Flags) -> Flags:
    """Which values the next one of the same interval contradicts."""
    following = np.append(kwh[1:], np.nan)
    there = again & ~np.isnan(kwh) & ~np.isnan(following)
    differs: Flags = there & ~np.isclose(kwh, following, rtol=1e-9, atol=1e-9)
    return differs


def _overlaps(start: Integers, end: Integers) -> bool:
    return bool((start[1:] < end[:-1]).any())


def _concatenated(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    columns: dict[str, object] = {
        name: pd.concat([frame[name] for frame in frames], ignore_index=True)
        for name in ("start", "end", "kwh")
    }
    for name in ("quality", "source_file"):
        columns[name] = union_categoricals([pd.Categorical(frame[name]) for frame in frames])
    return pd.DataFrame(columns)
