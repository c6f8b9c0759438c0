"""Rolling origins: past weeks to try a forecast on, each with only what was known before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import NotEnoughDataError
from energy_core.forecasting.seasonal_naive import weekly_differences
from energy_core.forecasting.series import History, clock_later, next_midnight, steps
from energy_core.spread import Floats

WINDOW_DAYS: Final = 7
"""Each window is a week, a week apart: every weekday counts alike, no hour is judged twice."""

LEARN_DAYS: Final = 14
"""Before each window: two weeks, so that the weekly naive rule has errors to scale by."""

SEARCHED_WEEKS: Final = 12
"""Weeks with gaps are passed over, but accuracy older than a season says little."""

READ_SHARE: Final = 0.5
"""A week of which less was read is not judged."""


@dataclass(frozen=True)
class Origin:
    """An instant of the past, what was known then, and what came next.

    starts : of the intervals that came, local time. actual_kwh : NaN = not read.
    """

    past: History
    starts: pd.DatetimeIndex
    actual_kwh: Floats
    week_before_kwh: Floats


def rolling_origins(past: History, *, learn_days: int, most: int) -> list[Origin]:
    """The latest weeks that can be judged, newest first: read for the most part, with enough before them."""
    found: list[Origin] = []
    if not len(past.kwh):
        return found
    last = pd.Timestamp(past.kwh.index[-1])
    end = next_midnight(last) if past.resolution == "daily" else last + pd.Timedelta(hours=1)
    for week in range(1, SEARCHED_WEEKS + 1):
        origin = clock_later(end, -WINDOW_DAYS * week)
        before = past.before(origin)
        if before.days < learn_days or len(found) == most:
            break
        starts = steps(before, WINDOW_DAYS)[:-1]
        actual = past.kwh.reindex(starts).to_numpy(dtype=np.float64)
        week_before = weekly_differences(before).to_numpy(dtype=np.float64)
        if np.isfinite(actual).mean() >= READ_SHARE and len(week_before):
            found.append(Origin(before, starts, actual, week_before))
    return found


def too_short(past: History, learn_days: int) -> NotEnoughDataError:
    """Why no past week can be judged, and from when on one can."""
    need = learn_days + WINDOW_DAYS
    missing = int(np.ceil(need - past.days))
    if missing <= 0:
        unit = "past week that was read for the most part"
        return NotEnoughDataError("Accuracy", need=1, have=0, unit=unit, from_date=_later(past, WINDOW_DAYS))
    unit = "complete days"
    return NotEnoughDataError(
        "Accuracy", need=need, have=past.days, unit=unit, from_date=_later(past, missing)
    )


def _later(past: History, days: int) -> date:
    return (past.end.tz_localize(None) + pd.Timedelta(days=days)).date()
