"""Several uploads of one home as one set of readings, in which every kWh counts once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from energy_core.lake.coarser_repeats import without_coarser_repeats
from energy_core.lake.named_by_file import named_by_file
from energy_core.lake.one_supply import with_one_supply
from energy_core.lake.same_meter import with_one_name_per_meter
from energy_core.readings import COLUMNS, Channel, Readings
from energy_core.spread import Integers, microseconds

_LABELS = ("quality", "source_file")


def merged(parts: Sequence[Readings], *, said: Collection[str] = ()) -> Readings:
    """The readings of all uploads; where they overlap, the later upload wins per channel and interval.

    A later interval replaces whatever it overlaps. An earlier one that it covers in part is cut: it keeps
    its energy in proportion to the time that is left and becomes `repaired`. A missing value (NaN) never
    replaces a value. Role, unit, kind and time zone are those of the latest upload that has the channel.
    A lone mains that another upload calls otherwise is one meter, if their days are the same. Days that only
    repeat finer readings do not replace them. A mains that another upload's contains is behind it.

    Parameters
    ----------
    parts : at least one, oldest upload first. said : channels whose role a person gave.
    """
    if not parts:
        raise ValueError("nothing to merge")
    if len(parts) == 1:
        return parts[0]
    by_name: dict[str, list[Channel]] = {}
    for part in without_coarser_repeats(with_one_name_per_meter(named_by_file(parts))):
        for channel in part.channels:
            by_name.setdefault(channel.name, []).append(channel)
    channels = tuple(_merged_channel(channels) for channels in by_name.values())
    return with_one_supply(Readings(channels, parts[-1].timezone), said=said)


def _merged_channel(channels: Sequence[Channel]) -> Channel:
    if len(channels) == 1:
        return channels[0]
    latest = channels[-1]
    frames = [channel.intervals for channel in channels]
    together = _sorted(_concatenated(frames))
    if _overlap(together):
        adds_up = latest.role not in ("temperature", "other")
        together = _layered(frames, adds_up=adds_up)
    return replace(latest, intervals=together)


def _layered(frames: Sequence[pd.DataFrame], *, adds_up: bool) -> pd.DataFrame:
    """Lowest first: what is missing in any upload, then the values, each in the order of the uploads."""
    present = [frame["kwh"].notna().to_numpy() for frame in frames]
    layers = [
        *(frame[~there] for frame, there in zip(frames, present, strict=True)),
        *(frame[there] for frame, there in zip(frames, present, strict=True)),
    ]
    top = layers[-1]
    for lower in reversed(layers[:-1]):
        if len(lower):
            top = _sorted(_concatenated([_uncovered(lower, top, adds_up=adds_up), top]))
    return top


def _uncovered(lower: pd.DataFrame, upper: pd.DataFrame, *, adds_up: bool) -> pd.DataFrame:
    """What is left of the lower intervals beside the upper ones; both are sorted and free of overlap."""
    start, end = microseconds(lower["start"]), microseconds(lower["end"])
    over_start, over_end = microseconds(upper["start"]), microseconds(upper["end"])
    first = np.searchsorted(over_end, start, side="right")
    count = np.maximum(np.searchsorted(over_start, end, side="left") - first, 0)
    touched = count > 0
    if not touched.any():
        return lower
    row, left, right = _gaps(np.flatnonzero(touched), first, count, (start, end, over_start, over_end))
    pieces = lower.iloc[row].copy()
    pieces["start"], pieces["end"] = _instants(left), _instants(right)
    if adds_up:
        pieces["kwh"] = pieces["kwh"].to_numpy() * ((right - left) / (end - start)[row])
    pieces["quality"] = _repaired(pieces)
    return _concatenated([lower[~touched], pieces])


def _gaps(
    rows: Integers, first: Integers, count: Integers, bounds: tuple[Integers, Integers, Integers, Integers]
) -> tuple[Integers, Integers, Integers]:
    """Row, start and end of every stretch of the given rows before, between and after what lies over them."""
    start, end, over_start, over_end = bounds
    parts = count[rows] + 1
    row = np.repeat(rows, parts)
    step = np.arange(len(row)) - np.repeat(np.cumsum(parts) - parts, parts)
    after, before = first[row] + step - 1, first[row] + step
    left = np.where(step == 0, start[row], over_end[np.maximum(after, 0)])
    right = np.where(step == count[row], end[row], over_start[np.minimum(before, len(over_start) - 1)])
    real = right > left
    return row[real], left[real], right[real]


def _repaired(pieces: pd.DataFrame) -> pd.Categorical:
    """The quality of cut intervals; a missing one has nothing to repair."""
    quality = pieces["quality"].astype(object).where(pieces["kwh"].isna(), "repaired")
    return pd.Categorical(quality)


def _instants(values: Integers) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(values.astype("datetime64[us]")).tz_localize("UTC")


def _concatenated(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frames one below the other, their categories joined, times in microseconds."""
    everything = list(frames)
    filled = [frame for frame in everything if len(frame)] or everything[:1]
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    columns: dict[str, object] = {
        name: _instants(np.concatenate([microseconds(frame[name]) for frame in filled]))
        for name in ("start", "end")
    }
    columns["kwh"] = np.concatenate([frame["kwh"].to_numpy(dtype=np.float64) for frame in filled])
    for name in _LABELS:
        columns[name] = union_categoricals([text_categories(frame[name]) for frame in filled])
    return pd.DataFrame(columns)[list(COLUMNS)]


def _sorted(intervals: pd.DataFrame) -> pd.DataFrame:
    start = microseconds(intervals["start"])
    if (start[1:] >= start[:-1]).all():
        return intervals
    return intervals.iloc[np.argsort(start, kind="stable")].reset_index(drop=True)


def _overlap(intervals: pd.DataFrame) -> bool:
    start, end = microseconds(intervals["start"]), microseconds(intervals["end"])
    return bool((start[1:] < end[:-1]).any())


def text_categories(labels: pd.Series) -> pd.Categorical[str]:
    """Labels as categories of one type: files may hold them as Python or as Arrow text."""
    known = labels.astype("category").cat
    return pd.Categorical.from_codes(known.codes, known.categories.astype("str"))
