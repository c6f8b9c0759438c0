"""Midnights written with the date of the day that they end, as if they were 24:00."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US, NAT, Stamps

FEWEST_ROWS: Final = 12


def with_late_midnights(stamps: Stamps, *, ledger: Ledger) -> Stamps:
    """Stamps with midnights at the end of the day they name, if each of them stands behind that day's last.

    Such as `1 May 23:45, 1 May 00:00, 2 May 00:15`, or the other way round where the newest is first.
    """
    rows = np.flatnonzero(stamps.us != NAT)
    us = stamps.us[rows]
    if not stamps.has_clock or stamps.late or len(us) < FEWEST_ROWS:
        return stamps
    places = np.flatnonzero(us % DAY_US == 0)
    steps, counts = np.unique(np.diff(us), return_counts=True)
    step = int(steps[counts.argmax()])
    before = places - (1 if step > 0 else -1)
    inside = (before >= 0) & (before < len(us))
    far = DAY_US - abs(step)
    if not len(places) or not inside.all() or not 0 < abs(step) < DAY_US / 2:
        return stamps
    if not (us[before] - us[places] == far).all():
        return stamps
    ledger.decide(
        "midnights", "the end of the day whose date they have", confidence=0.9,
        evidence="each 00:00 stands behind the last time of its date, not before the first",
    )  # fmt: skip
    later = stamps.us.copy()
    later[rows[places]] += DAY_US
    return replace(stamps, us=later, late=True)
