"""Accept a measure: the day from which it is in place, so that its saving can be measured later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Measure
from energy_core.audit.closed_loop import key_of
from energy_core.home import Home
from ui import session


def show(measure: Measure, home: Home, *, key: str) -> None:
    """A date from which the measure is in place: later its saving is measured."""
    name = key_of(measure.measure, measure.channel)
    taken = home.measures.get(name)
    label = f"In place since {words.day(taken)}" if taken else "We do this"
    with st.popover(label, icon=":material/task_alt:"):
        day = st.date_input("In place since", taken or _last_day(), key=f"since-{key}")
        if st.button("Save", key=f"accept-{key}") and isinstance(day, date):
            _keep(home, {**home.measures, name: day})
        if taken and st.button("Not any more", key=f"drop-{key}"):
            _keep(home, {other: on for other, on in home.measures.items() if other != name})


def _last_day() -> date:
    return (session.readings().end - pd.Timedelta(microseconds=1)).date()


def _keep(home: Home, measures: dict[str, date]) -> None:
    session.lake().save_home(replace(home, measures=measures))
    st.rerun()
