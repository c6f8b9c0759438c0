"""Frames as Altair charts for the app: titles, units, local time, at most a few thousand points.

Loads Altair, so it is imported where a chart is drawn. Colours read well on light and dark themes and with
any colour vision; background and text are the theme's.
"""

from __future__ import annotations

from energy_core.charts.accuracy import accuracy_parts, components
from energy_core.charts.anomalies import anomalies
from energy_core.charts.forecast import forecast
from energy_core.charts.money import (
    bill_by_period,
    compared_by_month,
    cost_by_channel,
    day_before_and_after,
    price_week,
)
from energy_core.charts.profile import heat_map, typical_day
from energy_core.charts.usage import usage_by_channel, usage_over_time

__all__ = [
    "accuracy_parts",
    "anomalies",
    "bill_by_period",
    "compared_by_month",
    "components",
    "cost_by_channel",
    "day_before_and_after",
    "forecast",
    "heat_map",
    "price_week",
    "typical_day",
    "usage_by_channel",
    "usage_over_time",
]
