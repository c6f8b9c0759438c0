"""Unusual use by either method, with all readings or with those known at some time."""

from __future__ import annotations

import pandas as pd

from energy_core.anomalies.contextual import contextual
from energy_core.anomalies.found import Anomalies, Method
from energy_core.anomalies.z_score import z_score
from energy_core.bills.pricing import Prices, prices_of
from energy_core.errors import MissingFactError, NotEnoughDataError, TooCoarseError
from energy_core.home import Home
from energy_core.readings import Readings
from energy_core.settings import Settings


def anomalies(
    readings: Readings,
    home: Home,
    *,
    settings: Settings | None = None,
    method: Method = "contextual",
    as_of: pd.Timestamp | None = None,
) -> Anomalies:
    """Unusual use of every mains and appliance channel.

    Parameters
    ----------
    as_of : judge with what was known then: the intervals that had ended. None = with all readings.

    Raises NotEnoughDataError and TooCoarseError where the readings are too few or too coarse.
    """
    known = readings if as_of is None else readings.known_at(as_of)
    settings, prices = settings or Settings(), prices_of(known, home)
    if method == "z-score":
        return z_score(known, settings=settings, prices=prices)
    return contextual(known, home, settings=settings, prices=prices)


def by_context_if_possible(
    readings: Readings, home: Home, *, settings: Settings, prices: Prices | None = None
) -> Anomalies:
    """By context; by the z-score where the readings are too few for that, which its `method` tells.

    Raises NotEnoughDataError where they are too few for either.
    """
    try:
        return contextual(readings, home, settings=settings, prices=prices)
    except (TooCoarseError, MissingFactError):
        raise
    except NotEnoughDataError:
        return z_score(readings, settings=settings, prices=prices)
