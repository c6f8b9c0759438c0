"""Events of the contextual detector, each told in a sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from energy_core import words
from energy_core.anomalies.events import finished, run_is_daily, shown_kwh, summed, when
from energy_core.spread import Integers


def events_of(points: pd.DataFrame, kinds: list[str], numbers: Integers) -> pd.DataFrame:
    """Columns EVENTS, by start.

    Parameters
    ----------
    points : columns POINTS, by channel and start. kinds, numbers : of the event that each point is of.
    """
    frame = summed(points, numbers)
    per_run = pd.Series(kinds, dtype="str").groupby(numbers).first()
    frame["kind"] = pd.Series(per_run.reindex(frame.index), dtype="str")
    lowest = points["kwh"].groupby(numbers).min().reindex(frame.index)
    frame["days"] = (frame["end"] - frame["start"]).dt.total_seconds() / 86400
    runs = frame.assign(lowest=lowest).to_dict("records")
    return finished(frame, [_reason(run) for run in runs])


def _reason(run: dict[Any, Any]) -> str:
    name, kwh, usual = words.label(run["channel"]), shown_kwh(run["kwh"]), shown_kwh(run["expected_kwh"])
    at, unit = when(run), "a day" if run_is_daily(run) else "an hour"
    match run["kind"]:
        case "drop_out":
            return (
                f"{name} used {kwh} {at}, where {usual} is usual: it was off, nobody was there, or it was "
                "not measured."
            )
        case "drift":
            days = max(float(run["days"]), 1.0)
            per_day, before = (shown_kwh(run[part] / days) for part in ("kwh", "expected_kwh"))
            return f"{name} used {per_day} a day {at}, where {before} a day was usual in the weeks before."
        case "stuck_on":
            return (
                f"{name} used {kwh} {at}, where {usual} is usual, and never less than "
                f"{shown_kwh(run['lowest'])} {unit}: something may have been left on."
            )
        case "unusual_hour":
            return f"{name} used {kwh} {at}, a time at which {usual} is usual."
    return f"{name} used {kwh} {at}, where {usual} is usual."
