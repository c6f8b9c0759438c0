"""One document to keep, print or send."""

import streamlit as st

from ui import cached, session
from ui.analysed import analysis_of
from ui.opened import Cut
from ui.parts import period, report_choices
from ui.screen import screen

with screen("Report", "One document to keep, print or send, and every table as CSV."):
    readings = session.readings()
    days = period.choose_period(readings, key="report")
    channels = period.choose_channels([c.name for c in readings.energy], key="report")
    sections = report_choices.sections()
    cut = Cut(channels, days.start, days.end)

    result = analysis_of(cut)
    page, text = cached.report(cut, sections, result)
    report_choices.download(page, text, name=result.home.home_id)
    report_choices.preview(page)

    st.header("Tables", anchor=False)
    report_choices.tables(result)
