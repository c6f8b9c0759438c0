"""Which events to look at first, and which of them belong together."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

TOGETHER: Final = pd.Timedelta(hours=12)
"""Events of a channel with fewer hours between them are one occasion: an evening, a night with guests."""


def unsettled(events: pd.DataFrame) -> pd.DataFrame:
    """The events that nobody muted and nothing explains."""
    return events[~events["muted"].astype(bool) & events["explained_by"].isna()]


def largest_first(events: pd.DataFrame) -> pd.DataFrame:
    """By what they cost or saved, or where that is not known by the energy beyond or below the usual.

    Events of one channel that follow each other within TOGETHER stay together, under the largest of them.
    Columns besides: size, occasion (number, from 0 for the largest), occasion_size.
    """
    ordered = events.sort_values(["channel", "start"], kind="stable")
    by = "cost" if len(ordered) and ordered["cost"].notna().all() else "excess_kwh"
    apart = (ordered["start"] - ordered["end"].shift() >= TOGETHER) | (
        ordered["channel"] != ordered["channel"].shift()
    )
    sized = ordered.assign(size=ordered[by].abs(), occasion=np.cumsum(apart.to_numpy()))
    sized["occasion_size"] = sized.groupby("occasion")["size"].transform("sum")
    ranked = sized.sort_values(
        ["occasion_size", "occasion", "size"], ascending=[False, True, False], kind="stable"
    )
    ranked["occasion"] = pd.factorize(ranked["occasion"])[0]
    return ranked.reset_index(drop=True)
