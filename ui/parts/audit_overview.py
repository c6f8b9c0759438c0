"""The audit in figures: all measures together, each under every tariff, what was matched, what it saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Audit, Measure
from energy_core.audit.appliance_words import TYPES
from energy_core.audit.closed_loop import Measured
from energy_core.home import Home
from ui import session
from ui.parts import downloads
from ui.parts.plain_text import plain

NO_APPLIANCE = "none"


def show(found: Audit) -> None:
    low, mid, high = found.combined_saving_kwh
    with st.grid(3, min_column_width=170):
        _figure("Used a year", words.kwh(found.metered_kwh_per_year), f"from {words.number(found.days)} days")
        share = mid / found.metered_kwh_per_year if found.metered_kwh_per_year else 0.0
        band = words.between(words.kwh(words.estimate(low)), words.kwh(words.estimate(high)))
        _figure(
            "All that is worth doing saves",
            f"about {words.share(share)}",
            f"{band} a year, overlaps taken out",
        )
        if found.combined_saving_money is not None:
            least, middle, most = (
                words.money_about(words.estimate(m), found.currency) for m in found.combined_saving_money
            )
            _figure("Worth a year", f"about {middle}", words.between(least, most))


def table(measures: Sequence[Measure], found: Audit) -> None:
    """Measures in rows, with the reason."""
    rows = pd.DataFrame(
        [
            {
                "measure": measure.title,
                "channel": measure.channel or "",
                "saving_kwh": measure.saving_kwh[1],
                "saving_money": measure.saving_money[1] if measure.saving_money else None,
                "reason": measure.reason,
                "confidence": measure.confidence,
            }
            for measure in measures
        ]
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "measure": "Measure",
            "channel": "Channel",
            "saving_kwh": number("kWh a year", format="%.0f"),
            "saving_money": number("Worth a year", format="%.0f"),
            "reason": st.column_config.TextColumn("Why not", width="large"),
            "confidence": "Confidence",
        },
    )
    for one in found.not_possible:
        st.caption(plain(f"Not possible, {one.what}: {one.why}"))


def appliances(found: Audit, home: Home) -> None:
    """What each channel was taken for; a person can say otherwise."""
    if found.by_tariff:
        with st.expander("Payback under each tariff", icon=":material/compare_arrows:"):
            _by_tariff(found)
    if not found.matches:
        return
    with st.expander("What your appliances were taken for", icon=":material/label:"):
        shown = pd.DataFrame(
            [
                {
                    "channel": match.channel,
                    "type": ", ".join(match.types) or NO_APPLIANCE,
                    "word": match.word or "",
                    "score": match.score,
                }
                for match in found.matches
            ]
        )
        edited = st.data_editor(
            shown,
            hide_index=True,
            disabled=["channel", "word", "score"],
            key="appliance-types",
            column_config={
                "channel": "Channel",
                "type": st.column_config.SelectboxColumn("Taken for", options=[NO_APPLIANCE, *sorted(TYPES)]),
                "word": "Because of the word",
                "score": st.column_config.NumberColumn("Score", help="100: the word as it is."),
            },
        )
        changed = {
            str(new["channel"]): str(new["type"])
            for old, new in zip(shown.to_dict("records"), edited.to_dict("records"), strict=True)
            if old["type"] != new["type"]
        }
        if changed and st.button("Use these types", type="primary", icon=":material/save:"):
            session.lake().save_home(replace(home, appliance_types={**home.appliance_types, **changed}))
            st.rerun()


def measured(result: Measured, home: Home) -> None:
    """What was used since a measure was taken, beside what would have been used without it."""
    low, mid, high = result.saved_kwh
    title = result.measure.replace("_", " ") + (f", {words.label(result.channel)}" if result.channel else "")
    with st.container(border=True):
        st.markdown(f"**{plain(title[0].upper() + title[1:])}**")
        with st.grid(3, min_column_width=170):
            _figure(
                f"Since {words.day(result.since)}",
                words.kwh(result.used_kwh),
                f"on {words.count(result.days, 'full day')}",
            )
            _figure("Without it, expected", words.kwh(result.expected_kwh), f"by {result.model}")
            saved = words.between(words.kwh(low), words.kwh(high))
            _figure("Saved", words.kwh(mid), f"80% band {saved}")
        if result.predicted_kwh is not None:
            first, _, last = result.predicted_kwh
            st.caption(
                plain(f"Predicted for these days: {words.between(words.kwh(first), words.kwh(last))}.")
            )
        if not result.certain:
            st.caption(
                "The band reaches below zero: weather and habits could explain the difference as well."
            )


def _by_tariff(found: Audit) -> None:
    titles = {measure.measure: measure.title for measure in found.measures}
    rows = pd.DataFrame(
        [
            {
                "measure": titles.get(row.measure, row.measure),
                "channel": row.channel or "",
                "tariff": row.tariff,
                "saving_money": row.saving_money,
                "from_years": row.payback_years[0] if row.payback_years else None,
                "to_years": row.payback_years[1] if row.payback_years else None,
            }
            for row in found.by_tariff
        ]
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "measure": "Measure",
            "channel": "Channel",
            "tariff": "Tariff",
            "saving_money": number("Worth a year", format="%.2f"),
            "from_years": number("Pays back from, years", format="%.1f"),
            "to_years": number("to, years", format="%.1f"),
        },
    )
    downloads.csv_button(rows, "payback-by-tariff.csv", label="Table as CSV")


def _figure(label: str, value: str, below: str) -> None:
    st.metric(
        plain(label), plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True
    )
