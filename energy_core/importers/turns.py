"""Two stretches of one channel, one after the other: what a changed meter leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from pandas.api.types import union_categoricals

from energy_core.readings import Channel


def in_turn(one: Channel, other: Channel) -> Channel | None:
    """Both as one channel if they have the same kind and unit, and one ends before the other begins."""
    if (one.kind, one.source_unit) != (other.kind, other.source_unit):
        return None
    first, second = sorted((one, other), key=lambda c: c.start)
    if first.end > second.start:
        return None
    frames = [first.intervals, second.intervals]
    joined = {
        column: union_categoricals([frame[column] for frame in frames])
        if column in ("quality", "source_file")
        else pd.concat([frame[column] for frame in frames], ignore_index=True)
        for column in first.intervals.columns
    }
    return replace(one, intervals=pd.DataFrame(joined))
