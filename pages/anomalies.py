"""What was unusual, why, and what did it cost?"""

import streamlit as st

from energy_core import charts, words
from ui import cached, session
from ui.parts import anomaly_table, downloads, picture, sensitivity
from ui.parts.plain_text import plain
from ui.screen import screen

with screen("Unusual use", "What was unusual, why, and what did it cost?"):
    readings = session.readings()
    home = session.require_home().home
    threshold, thresholds = sensitivity.choose(readings)
    found = cached.z_score(threshold, thresholds)

    with st.grid(min_column_width=190):
        st.metric(
            "Unusual intervals",
            f"{len(found.points):,}",
            help=f"of {found.checked_intervals:,} checked",
            border=True,
        )
        st.metric(
            "In runs", f"{len(found.events):,}", help="Unusual intervals in a row are one event.", border=True
        )
        st.metric("Above what was expected", words.kwh(found.points["excess_kwh"].sum()), border=True)
        if home.price_per_kwh:
            cost = found.points["cost"].sum()
            st.metric("What that cost", plain(words.money(cost, home.currency)), border=True)

    channel = anomaly_table.choose_chart_channel(found)
    if channel:
        hourly = readings.channel(channel).interval_minutes <= 60
        spans = readings.hourly() if hourly else readings.daily()
        picture.show(charts.anomalies(found, spans.kwh[channel], channel))

    st.header("What happened", anchor=False)
    chosen = anomaly_table.filtered(found)
    anomaly_table.show(chosen, home)
    downloads.csv_button(chosen.points, "anomalies.csv", label="Every unusual interval as CSV")

    with st.expander("How this is decided", icon=":material/functions:"):
        st.markdown(anomaly_table.EXPLANATION)
        anomaly_table.show_limits(found)
