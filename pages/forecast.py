"""What will the 7 days after my last reading be, and how far can I trust that?"""

import streamlit as st

from energy_core import charts, words
from ui import cached, session
from ui.parts import downloads, forecast_accuracy, forecast_choices, forecast_summary, picture
from ui.parts.plain_text import plain
from ui.screen import screen

with screen("Forecast", "What will the 7 days after my last reading be, and how far can I trust that?"):
    readings = session.readings()
    home = session.require_home().home
    resolution, model, channel = forecast_choices.choose(readings)
    result = cached.forecast(resolution=resolution, model=model, channel=channel)

    if result.fallback_reason:
        st.warning(plain(result.fallback_reason), icon=":material/swap_horiz:")
    forecast_summary.headline(result, home)

    picture.show(charts.forecast(result, forecast_choices.recent(readings, resolution, channel)))
    st.caption(
        f"Starts where your readings end, {words.day_and_clock(result.history_end)}. Times are local "
        f"({result.timezone})."
    )

    forecast_accuracy.prophet_parts(result, channel)

    st.header("How far to trust it", anchor=False)
    forecast_accuracy.card(result, channel)

    st.header("Every point", anchor=False)
    forecast_summary.points(result)
    downloads.csv_button(result.points, f"forecast-{resolution}.csv")
