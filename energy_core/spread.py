"""Energy of intervals, put into the spans they overlap. No kWh is made or lost."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

BATCH: Final = 2**18
"""Intervals at a time: years of minutes need no more memory than their readings do."""


def microseconds(instants: pd.Series | pd.DatetimeIndex) -> Integers:
    """Instants as whole microseconds since 1970, UTC."""
    index = pd.DatetimeIndex(instants)
    return np.asarray((index if index.unit == "us" else index.as_unit("us")).asi8, dtype=np.int64)


def spread(intervals: pd.DataFrame, edges: pd.DatetimeIndex) -> tuple[Floats, Floats]:
    """Energy [kWh] and covered time [hours] in each span between two edges.

    An interval over several spans is divided by time. Missing values (NaN) add neither energy nor cover;
    a span without cover has NaN energy.

    Parameters
    ----------
    intervals : columns start, end (UTC), kwh; inside [edges[0], edges[-1]].
    edges : n + 1 instants, UTC, ascending.
    """
    start, end = microseconds(intervals["start"]), microseconds(intervals["end"])
    kwh = intervals["kwh"].to_numpy(dtype=np.float64)
    bounds = microseconds(edges)
    energy, cover = np.zeros(len(bounds) - 1), np.zeros(len(bounds) - 1)
    for first in range(0, len(kwh), BATCH):
        rows = slice(first, first + BATCH)
        more_energy, more_cover = _spread(start[rows], end[rows], kwh[rows], bounds)
        energy += more_energy
        cover += more_cover
    return np.where(cover > 0, energy, np.nan), cover / 3.6e9


def _spread(start: Integers, end: Integers, kwh: Floats, bounds: Integers) -> tuple[Floats, Floats]:
    present = ~np.isnan(kwh)
    if not present.all():
        start, end, kwh = start[present], end[present], kwh[present]
    count = len(bounds) - 1
    first, last = _span_of(start, bounds), _span_of(end - 1, bounds)
    within = first == last
    if within.all():
        return _sums(first, kwh, count), _sums(first, end - start, count)
    energy = _sums(first[within], kwh[within], count)
    cover = _sums(first[within], (end - start)[within], count)
    crossing = ~within
    more_energy, more_cover = _divided(
        start[crossing],
        end[crossing],
        kwh[crossing],
        spans=(first[crossing], last[crossing]),
        bounds=bounds,
    )
    return energy + more_energy, cover + more_cover


def _span_of(instants: Integers, bounds: Integers) -> Integers:
    steps = np.diff(bounds)
    if len(steps) and (steps == steps[0]).all():
        return np.asarray((instants - bounds[0]) // steps[0], dtype=np.int64)
    return np.searchsorted(bounds, instants, side="right").astype(np.int64) - 1


def _divided(
    start: Integers, end: Integers, kwh: Floats, *, spans: tuple[Integers, Integers], bounds: Integers
) -> tuple[Floats, Floats]:
    """The intervals that cross an edge, in parts proportional to time."""
    first, last = spans
    parts = last - first + 1
    which = np.repeat(np.arange(len(start)), parts)
    step = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    span = first[which] + step
    piece = np.minimum(end[which], bounds[span + 1]) - np.maximum(start[which], bounds[span])
    share = piece / (end - start)[which]
    count = len(bounds) - 1
    return _sums(span, kwh[which] * share, count), _sums(span, piece, count)


def _sums(span: Integers, weights: Floats | Integers, count: int) -> Floats:
    return np.bincount(span, weights=weights.astype(np.float64), minlength=count).astype(
        np.float64, copy=False
    )
