"""Flagged intervals in a row are one event, told in a sentence."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from energy_core import words
from energy_core.anomalies.found import EVENTS

STUCK_ON: Final = pd.Timedelta(hours=6)
"""Flagged hours in a row from which on something was left on rather than switched on: longer than a wash, a
meal or an evening."""

DAY: Final = pd.Timedelta(hours=23)
"""The shortest local day; a flagged interval of this length is a day."""


def events(points: pd.DataFrame) -> pd.DataFrame:
    """Runs of consecutive flagged intervals of a channel: columns EVENTS, by start.

    Parameters
    ----------
    points : columns POINTS, any order.
    """
    ordered = points.sort_values(["channel", "start"]).reset_index(drop=True)
    follows = (ordered["start"] == ordered["end"].shift()) & (
        ordered["channel"] == ordered["channel"].shift()
    )
    frame = summed(ordered, np.cumsum(~follows.to_numpy()))
    stuck = (frame["end"] - frame["start"] >= STUCK_ON) & ~is_daily(frame)
    frame["kind"] = pd.Series("spike", index=frame.index, dtype="str").mask(stuck, "stuck_on")
    return finished(frame, [_reason(run) for run in frame.to_dict("records")])


def summed(ordered: pd.DataFrame, runs_of: Any) -> pd.DataFrame:
    """One row per run of points, by channel and start: sums, first and last, the highest score.

    Parameters
    ----------
    runs_of : for each point the run that it is of.
    """
    runs = ordered.assign(last_start=ordered["start"]).groupby(runs_of)
    frame = runs.agg(
        start=("start", "first"),
        end=("end", "last"),
        last_start=("last_start", "last"),
        first_end=("end", "first"),
        channel=("channel", "first"),
        kwh=("kwh", "sum"),
        expected_kwh=("expected_kwh", "sum"),
        excess_kwh=("excess_kwh", "sum"),
        score=("score", "max"),
        mean_kwh=("mean_kwh", "first"),
    )
    frame["cost"] = runs["cost"].sum(min_count=1)
    return frame


def is_daily(frame: pd.DataFrame) -> pd.Series:
    """Which runs are of readings of a day."""
    return frame["first_end"] - frame["start"] >= DAY


def finished(frame: pd.DataFrame, reasons: list[str]) -> pd.DataFrame:
    """The columns EVENTS, by start; nothing explains or mutes them yet."""
    frame["reason"] = pd.Series(reasons, index=frame.index, dtype="str")
    frame["explained_by"] = pd.Series([None] * len(frame), index=frame.index, dtype="object")
    frame["muted"] = False
    return frame.sort_values("start", kind="stable").reset_index(drop=True)[list(EVENTS)]


def _reason(run: dict[Any, Any]) -> str:
    """One sentence: "Washing Machine used 2.1 kWh between 19:00 and 20:00 on Saturday 13 January 2024, …"."""
    one = run["start"] == run["last_start"]
    span = "a day" if run_is_daily(run) else "an hour"
    name = words.label(run["channel"])
    highest, per_span = ("", "") if one else ("at its highest ", f" {span}")
    return (
        f"{name} used {shown_kwh(run['kwh'])} {when(run)}, {highest}{run['score']:.1f} standard "
        f"deviations above its mean of {shown_kwh(run['mean_kwh'])}{per_span}."
    )


def run_is_daily(run: dict[Any, Any]) -> bool:
    return bool(run["first_end"] - run["start"] >= DAY)


def shown_kwh(kwh: float) -> str:
    """The digits that count."""
    return f"{kwh:.1f} kWh" if abs(kwh) >= 1 else f"{kwh:.2g} kWh"


def when(run: dict[Any, Any]) -> str:
    start, end, last = run["start"], run["end"], run["last_start"]
    if run_is_daily(run) or _is_whole_days(start, end):
        same = start.date() == last.date()
        return f"on {day_text(start)}" if same else f"from {day_text(start)} to {day_text(last)}"
    if start.date() == last.date():
        return f"between {start:%H:%M} and {end:%H:%M} on {day_text(start)}"
    return f"between {start:%H:%M} on {day_text(start)} and {end:%H:%M} on {day_text(end)}"


def _is_whole_days(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return end - start >= DAY and (start.hour, start.minute, end.hour, end.minute) == (0, 0, 0, 0)


def day_text(instant: pd.Timestamp) -> str:
    return f"{instant:%A} {instant.day} {instant:%B %Y}"
