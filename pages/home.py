"""What is this, and what matters most in my home?"""

import streamlit as st

from energy_core import words
from ui import navigation, session
from ui.analysed import analysis
from ui.parts import advice, findings, headline, price, welcome
from ui.parts.plain_text import plain
from ui.screen import screen

SHOWN = 3

with screen("Overview"):
    opened = session.current()
    if opened is None or not opened.files:
        welcome.show()
    else:
        home, readings = opened.home, session.readings()
        st.title(plain(words.label(home.title)), anchor=False)
        st.caption(f"{words.period(readings.start, readings.end)}, times in {readings.timezone}")
        headline.show(readings, home)
        if not home.has_price and readings.consumption:
            price.ask(home)

        st.header("What matters most", anchor=False)
        with advice.where_possible():
            result = analysis()
            findings.show(result.findings[:SHOWN], home)
            if len(result.findings) > SHOWN:
                with st.expander(f"{len(result.findings) - SHOWN} more findings", icon=":material/list:"):
                    findings.show(result.findings[SHOWN:], home)

        with st.container(horizontal=True):
            navigation.link(navigation.USAGE, "When and where energy goes")
            navigation.link(navigation.ANOMALIES, "What was unusual")
            navigation.link(navigation.FORECAST, "The next 7 days")
            navigation.link(navigation.ASSISTANT, "Ask a question")
            navigation.link(navigation.REPORT, "One document to keep")
