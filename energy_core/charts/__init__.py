"""Frames as Altair charts for the app: titles, units, local time, at most a few thousand points.

Loads Altair, so it is imported where a chart is drawn. Colours read well on light and dark themes and with
any colour vision; background and text are the theme's.
"""

from __future__ import annotations

from energy_core.charts.anomalies import anomalies
from energy_core.charts.forecast import forecast
from energy_core.charts.profile import heat_map, typical_day
from energy_core.charts.usage import usage_by_channel, usage_over_time

__all__ = ["anomalies", "forecast", "heat_map", "typical_day", "usage_by_channel", "usage_over_time"]
