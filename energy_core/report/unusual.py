"""What was unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from energy_core import words
from energy_core.report.content import Paragraph, Section, Table, why_not

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

MOST_EVENTS: Final = 12


def anomalies_section(analysis: Analysis) -> Section:
    title, found = "Unusual use", analysis.anomalies
    if found is None:
        return Section("anomalies", title, (why_not(analysis.not_possible, "anomalies"),))
    if not len(found.events):
        checked = words.count(found.checked_intervals, "reading")
        return Section("anomalies", title, (Paragraph(f"None of {checked} was unusual."),))
    largest = found.events.sort_values("excess_kwh", ascending=False, kind="stable").head(MOST_EVENTS)
    with_cost = bool(largest["cost"].notna().any())
    rows = tuple(_event(row, analysis, with_cost=with_cost) for row in largest.itertuples(index=False))
    columns = (
        "When",
        "How long",
        "Channel",
        "Used",
        "Usual",
        "More by",
        *(("Cost",) if with_cost else ()),
        "Why",
    )
    count = words.count(len(found.events), "event")
    lead = f"{count} among {words.count(found.checked_intervals, 'reading')}."
    if len(found.events) > MOST_EVENTS:
        lead += f" The {len(rows)} largest:"
    table = Table("Largest events", columns, rows, frozenset({3, 4, 5, *({6} if with_cost else set())}))
    return Section("anomalies", title, (Paragraph(lead), table))


def _event(row: Any, analysis: Analysis, *, with_cost: bool) -> tuple[str, ...]:
    start, end = pd.Timestamp(row.start), pd.Timestamp(row.end)
    cost = [words.money(row.cost, analysis.home.currency) if pd.notna(row.cost) else ""] if with_cost else []
    why = (
        str(row.reason)
        if not row.explained_by or pd.isna(row.explained_by)
        else f"{row.reason} ({row.explained_by})"
    )
    return (
        words.day_and_clock(start),
        words.duration((end - start) / pd.Timedelta(hours=1)),
        words.label(row.channel),
        words.kwh(row.kwh),
        words.kwh(row.expected_kwh),
        words.kwh(row.excess_kwh),
        *cost,
        words.label(why),
    )
