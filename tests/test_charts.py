"""Charts carry titles, units and local time, and few enough points."""

from __future__ import annotations

from typing import Any

import pandas as pd

from energy_core import charts
from energy_core.anomalies import POINTS, Anomalies
from energy_core.anomalies.events import events
from energy_core.breakdown import UNTRACKED, consumption_parts
from energy_core.charts.frame import MOST_POINTS, PALETTE, wall_time
from energy_core.forecasting import forecast
from energy_core.load_profile import load_profile
from energy_core.usage import usage
from tests.build import channel, days, mains, readings

DAY = [0.1] * 6 + [0.4] * 12 + [1.0] * 3 + [0.3] * 3


def spec_of(chart: Any) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    return spec


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


def titles_of(spec: Any) -> list[str]:
    if isinstance(spec, list):
        return [title for part in spec for title in titles_of(part)]
    if isinstance(spec, dict):
        own = [spec["title"]] if isinstance(spec.get("title"), str) else []
        return own + [title for part in spec.values() for title in titles_of(part)]
    return []


def test_usage_over_time_says_its_unit_and_its_zone():
    home = days(DAY, 14, timezone="Europe/London")

    spec = spec_of(charts.usage_over_time(usage(home, by="day")))

    assert spec["encoding"]["x"]["title"] == "Local time (Europe/London)"
    assert spec["encoding"]["y"]["title"] == "kWh per day"
    assert spec["encoding"]["x"]["scale"] == {"type": "utc"}
    assert spec["width"] == "container"
    assert "background" not in spec


def test_midnight_stays_midnight_in_every_browser():
    home = days(DAY, 2, timezone="America/New_York")

    spec = spec_of(charts.usage_over_time(usage(home, by="day")))

    assert sorted({row["start"] for row in rows_of(spec)}) == ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"]


def test_appliances_are_never_stacked_on_the_mains_that_feed_them():
    home = readings(channel("house", [1.0] * 24, role="mains"), channel("fridge", [0.25] * 24))

    parts = consumption_parts(usage(home, by="day").rows)

    assert parts.set_index("channel")["kwh"].to_dict() == {"fridge": 6.0, UNTRACKED: 18.0}


def test_export_is_not_drawn_as_consumption():
    home = readings(channel("house", [1.0] * 24, role="mains"), channel("solar", [2.0] * 24, role="export"))

    spec = spec_of(charts.usage_over_time(usage(home, by="day")))

    assert {row["channel"] for row in rows_of(spec)} == {"house"}


def test_a_year_of_hours_is_drawn_as_days_and_loses_no_energy():
    home = days(DAY, 365)

    spec = spec_of(charts.usage_over_time(usage(home, by="hour")))

    assert len(rows_of(spec)) <= MOST_POINTS
    assert spec["encoding"]["y"]["title"] == "kWh per day"
    assert round(sum(row["kwh"] for row in rows_of(spec)), 6) == 3394.5  # 9.3 kWh a day


def test_hours_of_the_day_are_drawn_in_order():
    spec = spec_of(charts.usage_over_time(usage(days(DAY, 7), by="hour-of-day")))

    assert spec["encoding"]["x"]["sort"][:2] == ["00:00", "01:00"]
    assert spec["encoding"]["x"]["title"] == "Hour of the day (local time)"


def test_channels_are_bars_with_their_share():
    home = readings(channel("fridge", [0.25] * 24), channel("oven", [0.75] * 24))

    spec = spec_of(charts.usage_by_channel(usage(home, by="day").statistics))

    assert spec["encoding"]["x"]["title"] == "kWh in all"
    assert {row["channel"]: row["share"] for row in rows_of(spec)} == {"fridge": "25%", "oven": "75%"}


def test_a_typical_day_tells_weekdays_from_weekends():
    spec = spec_of(charts.typical_day(load_profile(days(DAY, 14))))

    assert "Hour of the day (local time)" in titles_of(spec)
    assert "kWh per hour" in titles_of(spec)
    assert spec["layer"][1]["encoding"]["color"]["scale"]["domain"] == ["weekdays", "weekends"]


def test_the_heat_map_begins_on_monday():
    spec = spec_of(charts.heat_map(load_profile(days(DAY, 14))))

    assert spec["encoding"]["y"]["sort"][0] == "Monday"
    assert spec["encoding"]["color"]["title"] == "Mean kWh per hour"
    assert len(rows_of(spec)) == 7 * 24


def test_the_forecast_follows_the_readings_with_its_band():
    home = days(DAY, 28, timezone="Europe/London")

    ahead = forecast(home, resolution="daily", model="moving-average")
    spec = spec_of(charts.forecast(ahead, home.total("day")))

    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["area", "line", "line", "rule"]
    assert {"Local time (Europe/London)", "kWh per day", "Expected kWh"} <= set(titles_of(spec))
    starts = [row["start"] for row in rows_of(spec) if row["what"] == "forecast"]
    assert min(starts) == "2024-01-29T00:00:00Z"  # the day after the last reading


def test_what_prophets_curve_is_made_of_is_a_chart_each_as_wide_as_the_page():
    starts = pd.date_range("2024-01-29", periods=2, freq="h", tz="Europe/London")
    parts = pd.DataFrame(
        {"start": [*starts, *starts], "part": ["trend"] * 2 + ["weekly"] * 2, "kwh": [1.0, 1.1, 0.2, -0.2]}
    )

    specs = [spec_of(chart) for chart in charts.components(parts)]

    assert [spec["title"]["text"] for spec in specs] == ["Trend", "Weekly"]
    assert {spec["width"] for spec in specs} == {"container"}
    assert [row["kwh"] for row in rows_of(specs[1])] == [0.2, -0.2]


def found(start: pd.DatetimeIndex, kwh: list[float]) -> Anomalies:
    points = pd.DataFrame(
        {"start": start, "end": start + pd.Timedelta(hours=1), "channel": "mains", "kwh": kwh}
    )
    points = points.assign(expected_kwh=0.4, score=3.0, mean_kwh=0.4, std_kwh=0.3, limit_kwh=1.0)
    points = points.assign(
        local_hour=start.hour, weekday=start.day_name(), cost=None, excess_kwh=points["kwh"] - 0.4
    )
    return Anomalies("z-score", points[list(POINTS)], events(points), {"mains": 2.0}, 48)


def test_anomalies_are_marked_on_the_readings_with_their_limit():
    home = mains([0.4] * 47 + [2.5])
    last = pd.DatetimeIndex([home.hourly().kwh.index[-1]])

    spec = spec_of(charts.anomalies(found(last, [2.5]), home.hourly().kwh["mains"], "mains"))

    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rect", "line", "circle", "rule"]
    assert spec["title"]["subtitle"] == ["1 event above the limit (dashed)"]
    assert "kWh per hour" in titles_of(spec)


def test_only_the_largest_occasions_are_marked_each_once_and_the_rest_is_counted():
    """At 3 and 6 o'clock of one night, in the evening, and the smallest a day later."""
    home = mains([0.4] * 72)
    when = home.hourly().kwh.index[[3, 6, 20, 45]]

    spec = spec_of(
        charts.anomalies(found(when, [2.4, 1.9, 2.9, 1.4]), home.hourly().kwh["mains"], "mains", most=2)
    )

    marks = [row for row in rows_of(spec) if "kind" in row]
    # 2.0 + 1.5 in one night, then 2.5; 1.0 is left: 6 of 7 kWh
    assert [(row["start"], row["kwh"], row["more"]) for row in marks] == [
        ("2024-01-01T03:00:00Z", 2.4, "1 smaller event"),
        ("2024-01-01T20:00:00Z", 2.9, "nothing else"),
    ]
    assert spec["title"]["subtitle"] == [
        "The 2 largest occasions: 3 of 4 events above the limit (dashed),",
        "86% of the energy beyond the usual",
    ]


def test_nothing_unusual_is_still_a_chart():
    home = mains([0.4] * 48)

    spec = spec_of(
        charts.anomalies(found(pd.DatetimeIndex([], tz="UTC"), []), home.hourly().kwh["mains"], "mains")
    )

    assert spec["title"]["subtitle"] == ["Nothing above the limit"]


def test_a_year_of_hours_keeps_the_peaks_that_were_flagged():
    home = mains([0.4] * (366 * 24 - 1) + [2.5])
    last = pd.DatetimeIndex([home.hourly().kwh.index[-1]])

    spec = spec_of(charts.anomalies(found(last, [2.5]), home.hourly().kwh["mains"], "mains"))

    assert len(rows_of(spec)) <= MOST_POINTS
    assert max(row["kwh"] for row in rows_of(spec)) == 2.5
    assert "kWh per hour, highest of each day" in titles_of(spec)


def test_local_clock_readings_do_not_move():
    assert wall_time(pd.DatetimeIndex(["2024-07-01 18:00"]).tz_localize("Asia/Kolkata")) == [
        "2024-07-01T18:00:00Z"
    ]


def test_every_colour_is_seen_on_a_light_and_on_a_dark_page():
    for colour in PALETTE:
        assert contrast(colour, "#ffffff") >= 3
        assert contrast(colour, "#0e1117") >= 3


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
