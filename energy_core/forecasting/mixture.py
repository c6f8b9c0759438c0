"""How much each of several forecasts counts, from how far each was off lately."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.spread import Floats

FORGETTING_DAYS: Final = 14.0
"""Errors count half after two weeks."""


def shares(errors: Floats, *, sharpness: float) -> Floats:
    """Shares that sum to 1 and fall off with each one's mean error on the days it was tried on.

    Parameters
    ----------
    errors : shape (forecasts, days, columns), newest day last; NaN = not known of any.
    sharpness : one whose error is 1 / sharpness above the best's has exp(-1) of its share.
    """
    equal = np.full(len(errors), 1 / len(errors))
    known = np.asarray(np.isfinite(errors).all(axis=0))
    if not known.any():
        return equal
    back = np.arange(errors.shape[1])[::-1]
    weight = known * (2.0 ** (-back / FORGETTING_DAYS))[:, None]
    mean_error = np.where(known[None], errors, 0.0).reshape(len(errors), -1) @ weight.ravel() / weight.sum()
    best = mean_error.min()
    if best <= 0:
        return np.asarray((mean_error <= 0) / (mean_error <= 0).sum())
    found = np.exp(-sharpness * (mean_error / best - 1))
    return np.asarray(found / found.sum())


def quantile_error(quantile: Floats, actual: Floats, level: float) -> Floats:
    """How wrong a quantile was: a kWh above it counts `level`, one below it 1 - `level` (pinball loss)."""
    off = actual - quantile
    return np.asarray(np.maximum(level * off, (level - 1) * off))
