"""Dates that no meter of a home has read: a clock that was never set, and years far ahead."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.clock_texts import NAT
from energy_core.importers.ledger import Ledger, counted
from energy_core.spread import Integers

UNSET: Final = "the clock of the meter was not set: its date is before 1980"
FIRST_US: Final = int(pd.Timestamp("1980-01-01").value // 1000)
"""Clocks that lost their time start again in 1970 or 1980; interval meters are younger. [microseconds]"""

LAST_US: Final = int(pd.Timestamp("2060-01-01").value // 1000)
"""Dates from here on are no measurements yet, whenever this is read. [microseconds]"""


def note_odd_dates(us: Integers, lines: Integers, *, ledger: Ledger) -> npt.NDArray[np.bool_] | None:
    """Rows from a clock that was not set, where most others have a date; None if there are none of them.

    us : instants or wall clock, NAT = unreadable. [microseconds] lines : the file's line of each row.
    """
    good = us != NAT
    if not good.any():
        return None
    early: npt.NDArray[np.bool_] = good & (us < FIRST_US)
    late: npt.NDArray[np.bool_] = good & (us >= LAST_US)
    if late.any():
        _say("future", late, us, lines, "lie far in the future", ledger=ledger)
    if not early.any():
        return None
    if 2 * int(early.sum()) > int(good.sum()):
        _say("clock", early, us, lines, "are from before 1980: its clock looks unset", ledger=ledger)
        return None
    return early


def _say(
    kind: str, rows: npt.NDArray[np.bool_], us: Integers, lines: Integers, what: str, *, ledger: Ledger
) -> None:
    first, last = (pd.Timestamp(int(at), unit="us", tz="UTC") for at in (us[rows].min(), us[rows].max()))
    row = int(lines[rows].min())
    ledger.issue(
        kind,
        f"{counted(int(rows.sum()), 'date')} {what}, from {first:%Y-%m-%d} to {last:%Y-%m-%d}, first in row "
        f"{row}; the readings are kept as they are.",
        start=first,
        end=last,
    )
