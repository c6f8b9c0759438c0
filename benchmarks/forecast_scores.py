"""The figures of one model over many meters: means over meters, so that each counts alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.forecast_rules import Curves
from benchmarks.windows import Floats, Window, by_day

PENALTY = 10.0
"""2 / (1 - 0.8): what a kWh outside an 80% band counts in Winkler's score."""


@dataclass(frozen=True)
class Row:
    """MASE, RMSSE and Winkler are scaled by the errors of the weekly naive rule in what was known.

    by_hour : lowest and highest coverage of an hour of the day, pooled over meters.
    """

    mase: float
    rmsse: float
    total: float
    bias: float
    coverage: float
    by_hour: tuple[float, float]
    winkler: float
    by_meter: dict[str, float]


def scored(windows: Sequence[Window], made: Sequence[Curves], *, daily: bool) -> Row:
    """All figures of one model."""
    figures: dict[str, list[list[float]]] = defaultdict(list)
    held = []
    for window, curves in zip(windows, made, strict=True):
        row, inside = _one(window, curves, daily=daily)
        figures[window.meter].append(row)
        held.append(inside)
    meters = {meter: np.nanmean(np.array(rows), axis=0) for meter, rows in figures.items()}
    mean = np.nanmean(np.array(list(meters.values())), axis=0)
    hours = np.nanmean(np.array(held).reshape(-1, 24), axis=0) if not daily else np.array([np.nan])
    return Row(
        *(float(value) for value in mean[:5]),
        (float(hours.min()), float(hours.max())),
        float(mean[5]),
        {meter: float(row[0]) for meter, row in meters.items()},
    )


def _one(window: Window, curves: Curves, *, daily: bool) -> tuple[list[float], Floats]:
    known = by_day(window.known) if daily else window.known
    actual = by_day(window.actual) if daily else window.actual
    week = 7 if daily else 168
    before = known[week:] - known[:-week]
    scale = float(np.nanmean(np.abs(before)))
    root = float(np.sqrt(np.nanmean(before**2)))
    off = np.abs(curves.kwh - actual)
    read = ~np.isnan(actual)
    used = float(actual[read].sum())
    apart = float(curves.mean_kwh[read].sum()) - used
    inside = (actual >= curves.lower - 1e-9) & (actual <= curves.upper + 1e-9)
    known_band = read & ~np.isnan(curves.lower)
    held = np.where(known_band, inside, np.nan)
    outside = np.maximum(curves.lower - actual, 0) + np.maximum(actual - curves.upper, 0)
    interval = curves.upper - curves.lower + PENALTY * outside
    return [
        float(np.nanmean(off)) / scale,
        float(np.sqrt(np.nanmean((curves.mean_kwh - actual) ** 2))) / root,
        abs(apart) / used if used else np.nan,
        apart / used if used else np.nan,
        float(held[known_band].mean()) if known_band.any() else np.nan,
        float(np.nanmean(interval)) / scale if known_band.any() else np.nan,
    ], held
