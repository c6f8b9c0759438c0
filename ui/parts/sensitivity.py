"""How far above its mean a channel must be before it counts as unusual."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.readings import Readings
from energy_core.settings import DEFAULT_THRESHOLD
from ui.parts import glossary
from ui.parts.plain_text import plain

LOWEST, HIGHEST, STEP = 1.0, 5.0, 0.1


def choose(readings: Readings) -> tuple[float, dict[str, float]]:
    """The threshold for all channels and those of single ones [standard deviations]."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        overall = _slider("Sensitivity: standard deviations above the mean", DEFAULT_THRESHOLD, "sigma")
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
        format="%.1f σ",
        help=glossary.THRESHOLD,
        key=key,
        persist_state="session",
    )
    return round(float(chosen), 1)
