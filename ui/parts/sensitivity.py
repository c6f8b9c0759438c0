"""How much more than usual something must be before it counts as unusual, and by which method."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import words
from energy_core.anomalies import Method
from energy_core.readings import Readings
from energy_core.settings import DEFAULT_THRESHOLD
from ui.parts import glossary
from ui.parts.plain_text import plain

LOWEST, HIGHEST, STEP = 1.0, 5.0, 0.1

METHODS: Final[dict[Method, str]] = {"contextual": "For its hour and weeks", "z-score": "Above the mean"}
LABELS: Final[dict[Method, str]] = {
    "contextual": "Sensitivity: lower finds more, 2 is the default",
    "z-score": "Sensitivity: standard deviations above the mean",
}


def method() -> Method:
    """How to judge: against the usual of the hour, or against the mean."""
    chosen: Method = st.segmented_control(
        "Unusual",
        list(METHODS),
        format_func=METHODS.__getitem__,
        default="contextual",
        required=True,
        help=glossary.METHOD,
        key="anomalies-method",
        persist_state="session",
    )
    return chosen


def choose(readings: Readings, by: Method) -> tuple[float, dict[str, float]]:
    """The threshold for all channels and those of single ones."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        overall = _slider(LABELS[by], DEFAULT_THRESHOLD, "sigma")
    own: dict[str, float] = {}
    names = [channel.name for channel in readings.metered]
    if len(names) > 1:
        with right.popover("By channel", icon=":material/tune:", width="stretch"):
            wanted = st.multiselect(
                "Channels with a threshold of their own",
                names,
                format_func=words.label,
                key="sigma-channels",
                persist_state="session",
            )
            for name in wanted:
                own[name] = _slider(plain(name), overall, f"sigma-{name}")
    return overall, own


def _slider(label: str, value: float, key: str) -> float:
    chosen = st.slider(
        label,
        LOWEST,
        HIGHEST,
        value,
        STEP,
        format="%.1f",
        help=glossary.THRESHOLD,
        key=key,
        persist_state="session",
    )
    return round(float(chosen), 1)
