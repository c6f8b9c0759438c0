"""What consumption is made of, each kWh once: appliances are part of the mains that feed them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

UNTRACKED: Final = "not metered separately"
"""What the mains measured besides the appliances behind them."""


def consumption_parts(rows: pd.DataFrame, nested: Collection[str] = ()) -> pd.DataFrame:
    """Rows of `Usage.rows` that add up to the consumption: columns start, end, channel, kwh, cost.

    With mains and appliances: the appliances and what the mains measured besides, in the spans that the mains
    have; else whichever there is. nested : appliances that another one's circuit holds, left out.
    """
    rows = rows[~rows["channel"].isin(list(nested))]
    mains, appliances = (rows[rows["role"] == role] for role in ("mains", "appliance"))
    columns = ["start", "end", "channel", "kwh", "cost"]
    if mains.empty or appliances.empty:
        return (appliances if mains.empty else mains)[columns].dropna(subset="kwh")
    whole = mains.groupby(["start", "end"], as_index=False)[["kwh", "cost"]].sum(min_count=1)
    behind = appliances.groupby(["start", "end"])[["kwh", "cost"]].sum(min_count=1)
    behind = behind.add_suffix("_behind").reset_index()
    rest = whole.merge(behind, on=["start", "end"], how="left")
    for column in ("kwh", "cost"):
        rest[column] = (rest[column] - rest[f"{column}_behind"].fillna(0)).clip(lower=0)
    parts = appliances.merge(whole[["start", "end"]], on=["start", "end"])
    both = [parts[columns], rest.assign(channel=UNTRACKED)[columns]]
    joined: pd.DataFrame = pd.concat(both, ignore_index=True)
    return joined.dropna(subset="kwh").sort_values("start", kind="stable").reset_index(drop=True)
