"""The audit in figures: all measures together, each under every tariff, what was matched, what it saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Audit, Measure
from energy_core.audit.appliance_words import TYPES
from energy_core.audit.closed_loop import SEPARATOR, Measured
from energy_core.home import Home
from ui import session
from ui.parts import audit_accept, audit_own
from ui.parts.plain_text import plain

NO_APPLIANCE = "none"
SEASONS_MISSING = (
    "What follows the season is counted in these days only: of a year its savings are the least. The notes "
    "below say what is missing."
)
NOT_IN_THE_SUM = "Other hours and another tariff save no energy: what they are worth is not in these figures."


def show(found: Audit) -> None:
    low, mid, high = found.combined_saving_kwh
    with st.grid(3, min_column_width=200):
        read = words.period(found.start, found.end) if found.start and found.end else "all readings"
        days = words.count(round(found.days), "day")
        if found.is_a_year:
            _figure("Used a year", words.kwh(found.metered_kwh_per_year), f"{days}: {read}")
        else:
            _figure(f"Used in {days}", words.kwh(found.metered_kwh), read)
        share = mid / found.metered_kwh_per_year if found.metered_kwh_per_year else 0.0
        band = words.between(words.kwh(words.estimate(low)), words.kwh(words.estimate(high)))
        _figure("All together save", words.share(share), f"{band} a year")
        if found.combined_saving_money is not None:
            least, middle, most = (
                words.money_about(words.estimate(m), found.currency) for m in found.combined_saving_money
            )
            _figure("Worth a year", middle, words.between(least, most))
    if not found.is_a_year:
        st.caption(SEASONS_MISSING)
    if any(measure.money_only for measure in found.recommended):
        st.caption(plain(NOT_IN_THE_SUM))
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found.observations))


def others(measures: Sequence[Measure], found: Audit, home: Home) -> None:
    """Measures that are not recommended, each with the reason and a place for one's own figures."""
    for number, measure in enumerate(measures):
        on = "" if measure.channel is None else f" · {plain(words.label(measure.channel))}"
        st.markdown(f"**{plain(measure.title)}**{on}")
        st.markdown(plain(f"{_worth(measure, found)}{measure.reason}"))
        with st.container(horizontal=True):
            audit_accept.show(measure, home, key=f"other-{number}")
            if audit_own.has_figures(measure, home) or not measure.verified:
                audit_own.show(measure, home, key=f"other-{number}")
    for one in found.not_possible:
        st.caption(plain(f"Not possible, {one.what}: {one.why}"))


def _worth(measure: Measure, found: Audit) -> str:
    """Would save about 120 kWh a year, worth $12."""
    parts = []
    if measure.saving_kwh[1] > 0:
        parts.append(f"about {words.kwh(words.estimate(measure.saving_kwh[1]))}")
    if measure.saving_money and measure.saving_money[1] > 0:
        parts.append(f"{words.money_about(words.estimate(measure.saving_money[1]), found.currency)}")
    return f"Would save {' or '.join(parts)} a year. " if parts else ""


def appliances(found: Audit, home: Home) -> None:
    """What each channel was taken for; a person can say otherwise."""
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


def measured(result: Measured, found: Audit) -> None:
    """What was used since a measure was taken, beside what would have been used without it."""
    low, mid, high = result.saved_kwh
    title = _title(result.measure, found)
    on = f" · {plain(words.label(result.channel))}" if result.channel else ""
    with st.container(border=True):
        st.markdown(f"**{plain(title)}**{on}")
        with st.grid(3, min_column_width=200):
            _figure(
                f"Used since {words.day(result.since)}",
                words.kwh(result.used_kwh),
                f"on {words.count(result.days, 'full day')}",
            )
            _figure("Without it, expected", words.kwh(result.expected_kwh), f"by {result.by}")
            saved = words.between(words.kwh(low), words.kwh(high))
            _figure("Saved", words.kwh(mid), f"80% band {saved}")
        for sentence in _judged(result):
            st.caption(plain(sentence))


def named(key: str, found: Audit) -> str:
    """The title of an accepted measure, and what it is on."""
    measure, _, channel = key.partition(SEPARATOR)
    return _title(measure, found) + (f", {words.label(channel)}" if channel else "")


def _title(measure: str, found: Audit) -> str:
    titles = {one.measure: one.title for one in found.measures}
    return titles.get(measure, measure.replace("_", " "))


def _judged(result: Measured) -> list[str]:
    said = []
    if result.predicted_kwh is not None:
        first, _, last = result.predicted_kwh
        said.append(f"Predicted for these days: {words.between(words.kwh(first), words.kwh(last))}.")
    if not result.certain:
        said.append("The band reaches below zero: weather and habits could explain the difference as well.")
    stretches = words.count(result.windows, "stretch", "stretches")
    said.append(
        f"The band is how far the same reckoning was off over {stretches} of {result.window_days} days "
        "before it."
    )
    return said


def _figure(label: str, value: str, below: str) -> None:
    st.metric(
        plain(label), plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True
    )
