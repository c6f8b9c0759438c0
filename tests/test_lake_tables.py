"""The lake's tables hold each kWh once, with CONTRACT's columns, in the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from energy_core.analysis import Analysis
from energy_core.anomalies import z_score
from energy_core.home import Home
from energy_core.lake.parquet import FOLDERS
from energy_core.lake.write import outputs
from energy_core.readings import Readings
from tests.analyses import analysis
from tests.build import channel, mains, readings

FORECAST = [
    "home_id", "channel", "resolution", "start", "kwh", "mean_kwh", "lower", "upper", "model", "history_end",
]  # fmt: skip
COLUMNS = {
    "processed/readings": [
        "home_id", "channel", "role", "counts_as_consumption", "start", "end", "local_start", "local_date",
        "local_hour", "interval_minutes", "kwh", "quality", "source_file",
    ],
    "processed/hourly": [
        "home_id", "channel", "role", "counts_as_consumption", "start", "local_date", "local_hour", "weekday",
        "is_peak_hour", "kwh", "cost",
    ],
    "processed/daily": [
        "home_id", "channel", "role", "counts_as_consumption", "local_date", "kwh", "mean_kwh", "std_kwh",
        "peak_hour", "cost", "hours_missing",
    ],
    "forecast": FORECAST,
    "forecast-models": FORECAST,
    "anomalies": [
        "home_id", "channel", "method", "kind", "start", "end", "kwh", "expected_kwh", "mean_kwh", "std_kwh",
        "limit_kwh", "score", "excess_kwh", "cost", "reason", "explained_by", "muted",
    ],
}  # fmt: skip

HOME = Home(home_id="elm", timezone="Europe/London", price_per_kwh=0.5)


WRITTEN: list[tuple[Analysis, Mapping[str, bytes]]] = []
"""The last analysis whose outputs were asked for: several tests look at one."""


def written(analysed: Analysis) -> Mapping[str, bytes]:
    if not WRITTEN or WRITTEN[0][0] is not analysed:
        WRITTEN[:] = [(analysed, outputs(analysed))]
    return WRITTEN[0][1]


def table(analysed: Analysis, folder: str) -> pd.DataFrame:
    parts = [
        pq.read_table(io.BytesIO(content)).to_pandas()
        for key, content in sorted(written(analysed).items())
        if key.startswith(f"{folder}/bucket=")
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def elm(*channels: object) -> Analysis:
    return analysis(Readings(channels, "Europe/London"), HOME)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def two_weeks() -> Analysis:
    day = [0.5] * 18 + [2.0, 2.0, 2.0] + [0.5] * 3  # 16.5 kWh
    kettle = [0.0] * 24 * 14
    kettle[100] = 3.0
    start = {"start": "2024-03-25", "timezone": "Europe/London"}  # over the change to summer time
    return elm(
        channel("mains", day * 14, role="mains", **start),
        channel("kettle", kettle, **start),
        channel("garden", [5.0], role="gas", minutes=1440, **start),
        channel("outside", [7.0] * 48, role="temperature", **start),
    )


@pytest.mark.parametrize("folder", COLUMNS)
def test_every_table_has_the_columns_of_the_contract_in_order(two_weeks: Analysis, folder: str):
    assert table(two_weeks, folder).columns.tolist() == COLUMNS[folder]


def test_there_is_a_name_in_sql_for_every_table():
    assert set(FOLDERS.values()) == set(COLUMNS)


def test_the_same_analysis_gives_the_same_bytes(two_weeks: Analysis):
    assert outputs(two_weeks) == outputs(two_weeks)


def test_the_order_in_which_labels_were_met_does_not_change_the_bytes():
    def home(labels: list[str]) -> Analysis:
        made = mains([1.0, 2.0], start="2024-01-01")
        frame = made.channels[0].intervals.assign(
            source_file=pd.Categorical(["b.csv", "a.csv"], categories=labels)
        )
        return analysis(Readings((replace(made.channels[0], intervals=frame),), "UTC"))

    one, other = outputs(home(["a.csv", "b.csv"])), outputs(home(["b.csv", "unused.csv", "a.csv"]))

    key = next(key for key in one if key.startswith("processed/readings"))
    assert one[key] == other[key]


def test_months_are_local_and_hold_every_interval_once(two_weeks: Analysis):
    keys = [key for key in written(two_weeks) if key.startswith("processed/readings")]

    assert keys == [
        "processed/readings/bucket=55/elm/2024-03.parquet",
        "processed/readings/bucket=55/elm/2024-04.parquet",
    ]
    assert len(table(two_weeks, "processed/readings")) == 2 * 24 * 14 + 1 + 48


def test_readings_hours_and_days_have_the_same_energy(two_weeks: Analysis):
    every = table(two_weeks, "processed/readings")
    energy = every[every["role"] != "temperature"].groupby("channel")["kwh"].sum()

    by_day = table(two_weeks, "processed/daily").groupby("channel")["kwh"].sum()
    by_hour = table(two_weeks, "processed/hourly").groupby("channel")["kwh"].sum()

    assert by_day.to_dict() == pytest.approx(energy.to_dict())
    assert by_hour.to_dict() == pytest.approx(energy.drop("garden").to_dict())
    assert energy["mains"] == 14 * 16.5


def test_only_the_mains_count_as_consumption_where_there_are_mains(two_weeks: Analysis):
    every = table(two_weeks, "processed/readings")

    assert set(every.loc[every["counts_as_consumption"], "channel"]) == {"mains"}


def test_instants_are_utc_and_hours_local(two_weeks: Analysis):
    hours = table(two_weeks, "processed/hourly").query("channel == 'mains'").set_index("start")

    change = hours.loc[pd.Timestamp("2024-03-31 01:00", tz="UTC")]
    assert (change["local_hour"], change["weekday"], str(change["local_date"])) == (2, "Sunday", "2024-03-31")


def test_peak_hours_and_cost_are_on_every_hour(two_weeks: Analysis):
    hours = table(two_weeks, "processed/hourly").query("channel == 'mains'")

    assert set(hours.loc[hours["is_peak_hour"], "local_hour"]) == set(two_weeks.profile.peak_hours)
    assert hours["cost"].sum() == pytest.approx(0.5 * 14 * 16.5)


def test_gas_has_no_cost_at_the_price_of_electricity(two_weeks: Analysis):
    days = table(two_weeks, "processed/daily")

    assert days.loc[days["channel"] == "garden", "cost"].isna().all()


def test_a_day_has_mean_deviation_and_its_highest_hour():
    hours = [1.0] * 23 + [3.0]

    day = table(elm(channel("mains", hours, role="mains", timezone="Europe/London")), "processed/daily").iloc[
        0
    ]

    assert day["kwh"] == 26
    assert day["mean_kwh"] == pytest.approx(26 / 24)
    assert day["std_kwh"] == pytest.approx(((23 * (1 / 12) ** 2 + (23 / 12) ** 2) / 23) ** 0.5)
    assert (day["peak_hour"], day["hours_missing"], day["cost"]) == (23, 0, 13)


def test_a_gap_is_missing_hours_and_no_kwh():
    hours = [1.0] * 20 + [None] * 6 + [1.0] * 22

    made = elm(channel("mains", hours, role="mains", timezone="Europe/London"))

    assert table(made, "processed/daily")["hours_missing"].tolist() == [4, 2]
    assert table(made, "processed/hourly")["kwh"].isna().sum() == 6
    assert table(made, "processed/readings")["kwh"].isna().sum() == 6


def test_daily_readings_have_days_and_no_hours():
    made = elm(channel("mains", [8.0, 9.0], role="mains", minutes=1440, timezone="Europe/London"))

    days = table(made, "processed/daily")
    assert days["kwh"].tolist() == [8, 9]
    assert days[["mean_kwh", "std_kwh", "peak_hour"]].isna().all(axis=None)
    assert table(made, "processed/hourly").empty


def test_a_monthly_bill_is_in_the_readings_only():
    made = elm(channel("mains", [310.0], role="mains", minutes=31 * 1440, timezone="Europe/London"))

    assert table(made, "processed/readings")["kwh"].tolist() == [310]
    assert table(made, "processed/daily").empty
    assert table(made, "anomalies").empty


def test_each_flagged_interval_is_a_row_with_its_reason(two_weeks: Analysis):
    flagged = table(two_weeks, "anomalies").query("channel == 'kettle'")

    assert flagged["kwh"].tolist() == [3.0]
    assert flagged["kind"].tolist() == ["spike"]
    assert "kettle used" in flagged["reason"].iloc[0]
    assert not flagged["muted"].iloc[0]


def test_the_table_of_unusual_use_holds_both_methods(two_weeks: Analysis):
    above = z_score(two_weeks.readings, settings=two_weeks.settings)

    rows = table(replace(two_weeks, z_scores=above), "anomalies")

    assert set(rows["method"]) == {"contextual", "z-score"}
    assert (rows["method"] == "z-score").sum() == len(above.points)


def test_the_forecast_begins_where_the_readings_end(two_weeks: Analysis):
    points = table(two_weeks, "forecast")

    assert points["start"].iloc[0] == two_weeks.readings.channel("mains").end
    assert set(points["history_end"]) == {two_weeks.readings.channel("mains").end}
    assert set(points["model"]) == {"seasonal-naive"}
    assert len(points) == 48


def test_a_home_without_a_forecast_has_an_empty_forecast_table():
    made = readings(channel("mains", [8.0, 9.0], role="mains", minutes=1440))

    assert table(analysis(made), "forecast").empty
    assert table(analysis(made), "forecast").columns.tolist() == FORECAST
