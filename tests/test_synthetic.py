"""The sample home."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from energy_core.errors import RequestError, UnknownNameError
from energy_core.synthetic import APPLIANCES, START, appliance_names, sample_csv, sample_home
from energy_core.synthetic_shapes import SHAPES


def by_hour(table: pd.DataFrame) -> pd.Series:
    return table.groupby(table["timestamp"].dt.hour)["kwh"].sum()


def of(table: pd.DataFrame, appliance: str) -> pd.Series:
    return table[table["appliance"] == appliance].set_index("timestamp")["kwh"]


def test_thirty_days_are_2880_rows_of_four_appliances():
    table = sample_home().table

    assert list(table.columns) == ["timestamp", "appliance", "kwh"]
    assert len(table) == 30 * 24 * 4
    assert tuple(table["appliance"].unique()) == APPLIANCES
    assert (table["kwh"] > 0).all()
    assert not table.duplicated(["timestamp", "appliance"]).any()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    assert sample_csv(seed=7) == sample_csv(seed=7)
    assert sample_csv(seed=7) != sample_csv(seed=8)


@pytest.mark.parametrize("start", [date(2024, 3, 30), date(2024, 10, 26)])
def test_hours_are_consecutive_across_a_change_of_clocks(start: date):
    stamps = sample_home(days=3, start=start, timezone="Europe/London").table["timestamp"].unique()

    assert len(stamps) == 72
    assert (pd.Series(stamps).diff().dropna() == pd.Timedelta(hours=1)).all()
    assert stamps[0].isoformat() == f"{start}T00:00:00{stamps[0]:%z}"[:-2] + ":00"


def test_the_file_has_local_times_with_their_offset():
    lines = sample_csv(days=1, timezone="Asia/Kathmandu").decode().splitlines()

    assert lines[0] == "timestamp,appliance,kwh"
    assert lines[1].startswith(f"{START}T00:00:00+05:45,Air Conditioner,")


@pytest.mark.parametrize("start", [date(2024, 1, 1), date(2024, 6, 1), date(2024, 10, 1)])
def test_most_is_used_in_the_evening_in_every_season(start: date):
    assert set(by_hour(sample_home(start=start).table).nlargest(3).index) == {18, 19, 20}


@pytest.mark.parametrize(
    ("peak", "hours"), [((7, 10), {7, 8, 9}), ((22, 1), {22, 23, 0}), ((21, 24), {21, 22, 23})]
)
def test_the_peak_hours_can_be_chosen_and_may_wrap_midnight(peak, hours):
    assert set(by_hour(sample_home(peak_hours=peak).table).nlargest(3).index) == hours


def test_one_row_in_twenty_is_an_anomaly_of_known_size():
    sample = sample_home(anomaly_rate=0.05, anomaly_factor=(1.5, 3))

    ratio = sample.truth["kwh"] / sample.truth["normal_kwh"]
    assert len(sample.truth) == 144
    assert list(sample.truth.columns) == ["timestamp", "appliance", "kwh", "normal_kwh", "factor"]
    assert ratio.between(1.49, 3.01).all()
    assert (ratio - sample.truth["factor"]).abs().max() < 0.01


def test_the_truth_tells_exactly_what_was_changed():
    sample, plain = sample_home(), sample_home(anomaly_rate=0)

    both = sample.table.merge(plain.table, on=["timestamp", "appliance"], suffixes=("", "_plain"))
    changed = both[both["kwh"] != both["kwh_plain"]].reset_index(drop=True)
    assert changed["timestamp"].tolist() == sample.truth["timestamp"].tolist()
    assert changed["kwh_plain"].tolist() == sample.truth["normal_kwh"].tolist()
    assert plain.truth.empty


def test_every_row_can_be_an_anomaly():
    sample = sample_home(days=2, anomaly_rate=1)

    assert len(sample.truth) == len(sample.table)


def test_an_appliance_is_the_same_whichever_others_are_chosen():
    alone = sample_home(appliances=["Lighting"], anomaly_rate=0).table
    among = sample_home(anomaly_rate=0).table

    assert of(alone, "Lighting").equals(of(among, "Lighting"))


def test_a_refrigerator_runs_day_and_night():
    kwh = of(sample_home(appliances=["Refrigerator"], anomaly_rate=0).table, "Refrigerator")

    assert 0.7 < kwh[kwh.index.hour < 6].mean() / kwh.mean() < 1
    assert 0.7 < kwh.sum() / 30 < 1.6


def test_a_washing_machine_stands_still_most_hours_and_runs_on_some_days():
    kwh = of(sample_home(days=90, appliances=["Washing Machine"], anomaly_rate=0).table, "Washing Machine")

    by_day = kwh.groupby(kwh.index.date).sum()
    runs = by_day[by_day > 0.3]
    assert (kwh < 0.01).mean() > 0.85
    assert 0.25 < len(runs) / 90 < 0.75
    assert runs.between(0.5, 1.2).all()


def test_an_air_conditioner_works_in_summer_and_heating_in_winter():
    summer, winter = (
        sample_home(start=start, appliances=["Air Conditioner", "Heating"], anomaly_rate=0).table
        for start in (date(2024, 7, 1), date(2024, 1, 1))
    )

    assert of(summer, "Air Conditioner").sum() > 2 * of(winter, "Air Conditioner").sum()
    assert of(winter, "Heating").sum() > 20 * of(summer, "Heating").sum()


def test_warm_days_come_in_spells():
    kwh = of(sample_home(days=90, appliances=["Air Conditioner"], anomaly_rate=0).table, "Air Conditioner")

    by_day = kwh.groupby(kwh.index.date).sum()
    assert by_day.autocorr(1) > 0.4


def test_lights_burn_longer_in_winter():
    summer, winter = (
        of(sample_home(start=start, appliances=["Lighting"]).table, "Lighting").sum()
        for start in (date(2024, 6, 1), date(2024, 12, 1))
    )

    assert winter > 1.5 * summer


def test_every_appliance_there_is_can_be_made():
    table = sample_home(days=7, appliances=list(SHAPES)).table

    assert set(table["appliance"]) == set(SHAPES)
    assert table["kwh"].notna().all()


def test_names_are_found_whatever_their_case_and_taken_once():
    assert appliance_names(["ev-charger", "LIGHTING", "lighting"]) == ("EV Charger", "Lighting")


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"days": 0}, "--days"),
        ({"days": 1_000_000}, "--days"),
        ({"seed": -1}, "--seed"),
        ({"peak_hours": (18, 18)}, "--peak-hours"),
        ({"peak_hours": (18, 25)}, "--peak-hours"),
        ({"anomaly_rate": 1.5}, "--anomaly-rate"),
        ({"anomaly_rate": float("nan")}, "--anomaly-rate"),
        ({"anomaly_factor": (3, 1.5)}, "--anomaly-factor"),
        ({"anomaly_factor": (0.5, 2)}, "--anomaly-factor"),
        ({"appliances": ["Toaster"]}, "--appliances"),
        ({"appliances": []}, "--appliances"),
    ],
)
def test_what_can_t_be_made_is_refused_with_the_option_and_what_was_found(options, option):
    with pytest.raises(RequestError, match=f"{option} needs .*; found") as refused:
        sample_home(**options)

    assert refused.value.where == {"option": option}


def test_an_unknown_zone_is_refused():
    with pytest.raises(UnknownNameError):
        sample_home(timezone="Mars")
