"""When do I use energy, where does it go, and what never switches off?"""

import streamlit as st

from energy_core import charts
from energy_core.usage import By
from ui import cached, session, slices
from ui.opened import Cut
from ui.parts import advice, changes, load_shape, period, picture, usage_tables
from ui.screen import screen

VIEWS: dict[By, str] = {"hour": "Hour", "day": "Day", "week": "Week", "month": "Month"}
LONGEST_DAYS = {"hour": 31}  # a chart of more hours is a solid block

with screen("Usage", "When do I use energy, where does it go, and what never switches off?"):
    readings = session.readings()
    slices.take(readings, key="usage", by="day")
    by: By = st.segmented_control(
        "By", list(VIEWS), default="day", required=True, format_func=VIEWS.__getitem__, key="usage-by"
    )
    days = period.choose_period(readings, key=f"usage-{by}", longest=LONGEST_DAYS.get(by))
    channels = period.choose_channels([c.name for c in readings.energy], key="usage")
    cut = Cut(channels, days.start, days.end)

    with advice.where_possible():
        used = cached.usage(cut, by=by)
        picture.show(charts.usage_over_time(used))
    with advice.where_possible():
        changes.show(Cut(channels))

    st.header("The shape of a day", anchor=False)
    with advice.where_possible():
        load_shape.show(cut)

    st.header("By channel", anchor=False)
    with advice.where_possible():
        usage_tables.show(cached.usage(cut, by=by))
