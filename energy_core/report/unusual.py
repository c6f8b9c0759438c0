"""What was unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from energy_core import words
from energy_core.report.content import Paragraph, Section, Table, why_not

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.home import Home

MOST_EVENTS: Final = 12


def anomalies_section(analysis: Analysis) -> Section:
    title, found = "Unusual use", analysis.anomalies
    if found is None:
        return Section("anomalies", title, (why_not(analysis.not_possible, "anomalies"),))
    if not len(found.events):
        checked = words.count(found.checked_intervals, "reading")
        return Section("anomalies", title, (Paragraph(f"Nothing unusual among {checked}."),))
    count = words.count(len(found.events), "event")
    lead = f"{count} among {words.count(found.checked_intervals, 'reading')}."
    if len(found.events) > MOST_EVENTS:
        lead += f" The {MOST_EVENTS} with the most energy above the usual:"
    return Section("anomalies", title, (Paragraph(lead), _largest(found.events, analysis.home)))


def _largest(events: pd.DataFrame, home: Home) -> Table:
    chosen = events.sort_values("excess_kwh", ascending=False, kind="stable").head(MOST_EVENTS)
    hours = (pd.DatetimeIndex(chosen["end"]) - pd.DatetimeIndex(chosen["start"])) / pd.Timedelta(hours=1)
    columns = {
        "When": [words.day_and_clock(start) for start in pd.DatetimeIndex(chosen["start"])],
        "For": [words.duration(float(length)) for length in hours],
        "Channel": [words.label(str(name)) for name in chosen["channel"]],
        "Kind": [str(kind).replace("_", " ") for kind in chosen["kind"]],
        "Used, kWh": words.column(chosen["kwh"]),
        "Usual, kWh": words.column(chosen["expected_kwh"]),
        "More by, kWh": words.column(chosen["excess_kwh"]),
    }
    numeric = {4, 5, 6}
    if chosen["cost"].notna().any():
        columns["Cost"] = [
            words.amount(cost, home.currency) if pd.notna(cost) else "" for cost in chosen["cost"]
        ]
        numeric.add(7)
    if chosen["explained_by"].notna().any():
        columns["Explained by"] = [str(why) if pd.notna(why) else "" for why in chosen["explained_by"]]
    rows = tuple(zip(*columns.values(), strict=True))
    return Table("Largest events", tuple(columns), rows, frozenset(numeric))
