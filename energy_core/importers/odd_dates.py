"""Dates that no meter of a home has read: a clock that was never set, and years far ahead."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.clock_texts import NAT
from energy_core.importers.ledger import Ledger, counted
from energy_core.spread import Integers

UNSET: Final = "the clock of the meter was not set: its date is before 1980 or after 2059"
FIRST_US: Final = int(np.datetime64("1980-01-01", "us").astype(np.int64))
"""Clocks that lost their time start again in 1970 or 1980; interval meters are younger. [microseconds]"""

LAST_US: Final = int(np.datetime64("2060-01-01", "us").astype(np.int64))
"""Dates from here on are no measurements yet, whenever this is read. [microseconds]"""


def note_odd_dates(us: Integers, lines: Integers, *, ledger: Ledger) -> npt.NDArray[np.bool_] | None:
    """Rows from a clock that was not set, where most others have a date; None if there are none of them.

    us : instants or wall clock, NAT = unreadable. [microseconds] lines : the file's line of each row.
    """
    good = us != NAT
    odd: npt.NDArray[np.bool_] = good & ((us < FIRST_US) | (us >= LAST_US))
    if not odd.any():
        return None
    if 2 * int(odd.sum()) <= int(good.sum()):
        return odd
    _say(odd, us, lines, ledger=ledger)
    return None


def _say(odd: npt.NDArray[np.bool_], us: Integers, lines: Integers, *, ledger: Ledger) -> None:
    first, last = (pd.Timestamp(int(at), unit="us", tz="UTC") for at in (us[odd].min(), us[odd].max()))
    is_early = us[odd].min() < FIRST_US
    what = "before 1980, as if the clock was never set" if is_early else "far in the future"
    ledger.issue(
        "clock" if is_early else "future",
        f"{counted(int(odd.sum()), 'date')} from {first:%Y-%m-%d} to {last:%Y-%m-%d}, {what}; first in row "
        f"{int(lines[odd].min())}. The readings are kept as they are.",
        start=first,
        end=last,
    )
