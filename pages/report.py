"""One document to keep, print or send."""

import streamlit as st

from energy_core import report
from ui import session
from ui.analysed import analysis
from ui.parts import period, report_choices
from ui.screen import screen

with screen("Report", "One document to keep, print or send, and every table as CSV."):
    result = analysis()
    readings = session.readings()
    days = period.choose_period(readings, key="report")
    channels = period.choose_channels([c.name for c in readings.energy], key="report")
    sections = report_choices.sections()
    wish = {"start": days.start, "end": days.end, "channels": channels or None, "sections": sections or None}

    with st.spinner("Writing the report …"):
        page = report.report_html(result, **wish)
        text = report.report_markdown(result, **wish)
    report_choices.download(page, text, name=result.home.home_id)
    report_choices.preview(page)

    st.header("Tables", anchor=False)
    report_choices.tables(result)
