"""What was unusual, why, and what did it cost?"""

import streamlit as st

from ui import cached, session
from ui.parts import anomaly_cards, anomaly_figures, anomaly_table, downloads, sensitivity
from ui.screen import screen

with screen("Unusual use", "What was unusual, why, and what did it cost?"):
    readings = session.readings()
    home = session.require_home().home
    if message := session.said():
        st.toast(message, icon=":material/label:")
    method = sensitivity.method()
    threshold, thresholds = sensitivity.choose(readings, method)
    found = cached.anomalies(method, threshold, thresholds)
    anomaly_figures.cannot(found, method, readings)

    anomaly_figures.show(found, home)
    anomaly_figures.chart(found, readings)

    st.header("What happened", anchor=False)
    chosen = anomaly_table.filtered(found)
    anomaly_cards.show(chosen, home)
    anomaly_cards.labels(home)
    st.header("Everything", anchor=False)
    anomaly_table.show(chosen, home, time_format=anomaly_table.time_format(readings))
    downloads.csv_button(chosen.points, "anomalies.csv", label="Every unusual interval as CSV")

    with st.expander("How this is decided", icon=":material/functions:"):
        st.markdown(anomaly_table.EXPLANATIONS[found.method])
        if found.method == "z-score":
            anomaly_table.show_limits(found)
