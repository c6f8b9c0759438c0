"""Findings say what is worth knowing, from readings alone, and each number in them has a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.anomalies import z_score
from energy_core.comparison import similar_homes
from energy_core.errors import NotEnoughDataError
from energy_core.forecasting import Forecast
from energy_core.forecasting.prediction import Total
from energy_core.home import Home
from energy_core.insights import Finding, findings
from energy_core.insights.facts import covered_hours
from energy_core.load_profile import load_profile
from energy_core.period_change import PeriodChange, period_change
from energy_core.readings import Readings
from energy_core.settings import Settings
from energy_core.trend import Trend
from energy_core.usage import usage
from tests.build import channel, days, mains, readings

DAY = [0.1] * 18 + [1.0] * 3 + [0.1] * 3
"""5.1 kWh: 100 W always on, one kilowatt from 18:00 to 21:00."""

PRICED = Home(currency="GBP", price_per_kwh=0.30)


def found(home_readings: Readings, home: Home = PRICED, **parts: object) -> dict[str, Finding]:
    known: dict[str, object] = {
        "usage": usage(home_readings, by="day"),
        "profile": None,
        "anomalies": None,
        "forecasts": {},
        "comparison": None,
        "change": None,
        "trend": None,
    }
    ranked = findings(home_readings, home, **(known | parts))  # type: ignore[arg-type]
    return {finding.kind: finding for finding in ranked}


def everything(home_readings: Readings, home: Home = PRICED) -> tuple[Finding, ...]:
    def attempt(compute):
        try:
            return compute()
        except NotEnoughDataError:
            return None

    return findings(
        home_readings,
        home,
        usage=usage(home_readings, by="day"),
        profile=attempt(lambda: load_profile(home_readings)),
        anomalies=attempt(lambda: z_score(home_readings, settings=Settings())),
        forecasts={},
        comparison=attempt(lambda: similar_homes(home_readings, home)),
        change=attempt(lambda: period_change(home_readings)),
        trend=None,
    )


def numbers_in(text: str) -> list[str]:
    return re.findall(r"\d[\d,.:]*\d|\d", text)


def assert_every_number_has_a_figure(finding: Finding) -> None:
    said = " ".join(figure.text for figure in finding.figures)
    for text in (finding.title, finding.text, finding.advice or ""):
        for number in numbers_in(text):
            assert number in said, f"{number} of {text!r} is no figure"


def test_the_always_on_load_says_watts_share_year_and_an_honest_range():
    home = days(DAY, 14)

    finding = found(home, profile=load_profile(home))["always_on"]

    # 0.1 kW × 24 h × 365.25 = 876.6 kWh; 2.4 of 5.1 kWh a day; 5% and 15% of it, in two digits
    assert finding.title == "100 W never switches off"
    assert "47% of all you use, 877 kWh a year or £263." in finding.text
    assert "cut this by 5% to 15%" in str(finding.advice)
    assert "44 to 130 kWh a year, worth £13 to £39" in str(finding.advice)
    assert finding.saving_kwh_per_year == pytest.approx((43.83, 131.49))


def test_peak_use_names_the_hours_and_their_share():
    home = days(DAY, 14)

    finding = found(home, profile=load_profile(home))["peak_use"]

    assert finding.title == "You use most from 18:00 to 21:00"
    assert finding.text.startswith("59% of your electricity falls in these three hours")  # 3.0 of 5.1 kWh
    assert "13%" in finding.text


def test_shifting_promises_no_money_on_one_price():
    home = days(DAY, 14)

    finding = found(home, profile=load_profile(home))["shifting"]

    assert "With one price all day, moving saves nothing." in str(finding.advice)
    assert finding.saving_kwh_per_year is None


def test_the_biggest_appliance_is_named_with_its_share():
    home = readings(channel("Fridge", [0.1] * 24 * 10), channel("Oven", [0.3] * 24 * 10))

    finding = found(home)["biggest_appliance"]

    assert finding.title == "Oven uses the most"
    assert finding.text.startswith("Oven used 72 kWh, 75% of your electricity.")
    # a tenth of 0.3 × 24 × 365.25 = 2,629.8 kWh
    assert finding.advice == "Using it a tenth less would save 263 kWh a year, £79."


def test_only_what_a_thermostat_runs_gets_a_thermostats_saving():
    year = 24 * 340
    cooler = readings(channel("Air Conditioner", [1.0] * year), channel("Fridge", [0.1] * year))
    box = readings(channel("Vacuum box", [1.0] * year), channel("Fridge", [0.1] * year))

    assert found(cooler)["biggest_appliance"].saving_kwh_per_year is not None
    assert found(box)["biggest_appliance"].saving_kwh_per_year is None


def test_ten_summer_days_of_cooling_are_not_made_a_year():
    cooler = readings(channel("Air Conditioner", [1.0] * 240), channel("Fridge", [0.1] * 240))

    finding = found(cooler)["biggest_appliance"]

    assert finding.kwh_per_year is None
    assert "a year" not in finding.text
    assert "2% to 10% of it" in str(finding.advice)


def test_mains_minus_appliances_is_what_no_meter_explains():
    home = readings(channel("House", [1.0] * 48, role="mains"), channel("Fridge", [0.25] * 48))

    finding = found(home)["untracked"]

    assert finding.title == "75% has no meter of its own"
    assert finding.text == "Your appliance meters explain all but 36 kWh of 48 kWh."


def test_weekends_are_told_from_weekdays():
    # 1 January 2024 is a Monday
    home = mains([12.0] * 5 + [18.0] * 2 + [12.0] * 5 + [18.0] * 2, minutes=1440)

    finding = found(home)["weekend"]

    assert finding.title == "Weekend days take 50% more"
    assert finding.text == "A Saturday or Sunday takes 18 kWh on average, a weekday 12 kWh."


def test_busy_nights_stand_out():
    home = days([1.0] * 6 + [0.2] * 12 + [0.5] * 6, 14)

    finding = found(home, profile=load_profile(home))["evening_and_night"]

    assert finding.title == "Your nights are as busy as your evenings"


def test_a_change_says_more_or_less_and_by_how_much():
    change = PeriodChange(28, 120.0, 100.0, 20.0, date(2024, 3, 1), date(2024, 2, 2), 28)

    finding = found(days(DAY, 60), change=change)["change"]

    assert finding.title == "20% more than before"
    assert finding.text == "The last 28 days took 120 kWh, 20% more than the 28 days before (100 kWh)."


def test_small_changes_and_trends_are_no_findings():
    change = PeriodChange(28, 102.0, 100.0, 2.0, date(2024, 3, 1), date(2024, 2, 2), 28)

    kinds = found(days(DAY, 60), change=change, trend=Trend(0.5, 60))

    assert not {"change", "trend"} & set(kinds)


def test_similar_homes_are_compared_with_their_range():
    home = days(DAY, 365)
    known = replace(PRICED, country="GB", people=None)

    finding = found(home, known, comparison=similar_homes(home, known))["comparison"]

    assert "1,863 kWh a year" in finding.text  # 5.1 × 365.25
    assert "Great Britain" in finding.text


def test_events_add_up_their_excess_once_though_the_appliance_and_the_mains_both_show_it():
    quiet = [0.2] * 24 * 14
    quiet[100] = 5.2
    home = readings(channel("House", quiet, role="mains"), channel("Heater", [k - 0.2 for k in quiet]))

    finding = found(home, anomalies=z_score(home, settings=Settings()))["anomalies"]

    # the mean is (335 × 0.2 + 5.2) / 336 = 0.2149 kWh
    assert "took 4.99 kWh more than usual" in finding.text


def test_an_evening_habit_is_told_from_a_fault():
    home = days(DAY, 14)

    finding = found(
        home, profile=load_profile(home), anomalies=z_score(home, settings=Settings(threshold=1.0))
    )

    assert "100% of these readings fall in your peak hours, 18:00 to 21:00." in finding["anomalies"].text
    assert "habit rather than a fault" in str(finding["anomalies"].advice)


def test_the_forecast_comes_with_its_band_and_its_money():
    start = pd.date_range("2024-02-01", periods=7, tz="UTC")
    points = pd.DataFrame({"start": start, "end": start + pd.Timedelta(days=1), "kwh": 5.0, "mean_kwh": 5.0})
    week = Forecast(
        model="moving-average", fallback_reason=None, resolution="daily", horizon_days=7, band=0.8,
        timezone="UTC", history_end=start[0], points=points.assign(channel="total", lower=4.0, upper=6.0),
        total=Total(35.0, 30.0, 40.0), accuracy=None, accuracy_reason="too short",
    )  # fmt: skip

    finding = found(days(DAY, 31), forecasts={"daily": week})["forecast"]

    assert finding.title == "The next 7 days: about 35 kWh"
    assert (
        finding.text
        == "Expect 35 kWh or £11 (1 to 7 Feb 2024). With a chance of 80% it will be 30 to 40 kWh."
    )


def test_hours_without_readings_are_named():
    home = mains([0.5] * 24 + [None] * 12 + [0.5] * 12)  # type: ignore[list-item]

    finding = found(home)["data_quality"]

    assert finding.title == "12 hours without readings"
    assert "25% of the time" in finding.text


def test_without_a_price_there_is_no_money():
    home = days(DAY, 14)

    ranked = everything(home, Home())

    assert not any("£" in f.text or "money" in figure.name for f in ranked for figure in f.figures)
    assert all(f.money_per_year is None for f in ranked)


def test_a_price_without_a_currency_is_said_to_be_the_readers():
    finding = found(days(DAY, 10), Home(price_per_kwh=0.3))["total_use"]

    assert finding.text.startswith(
        "Your home used 51 kWh or 15 at your price (1 to 10 Jan 2024)"
    )  # 51 × 0.3 = 15.3


@pytest.mark.parametrize(
    "home",
    [
        mains([0.5]),
        mains([0.5] * 24),
        mains([0.0] * 24 * 20),
        mains([10.0, 12.0, 9.0], minutes=1440),
        mains([300.0, 280.0], minutes=60 * 24 * 31),
        days(DAY, 1),
        readings(channel("solar", [0.5] * 48, role="generation")),
        readings(channel("A", [0.5] * 48), channel("B", [0.0] * 48)),
        readings(
            channel("House", [1.0] * 24, role="mains"), channel("Later", [2.0] * 24, start="2024-02-01")
        ),
    ],
    ids=["one reading", "one day", "zero", "daily", "bills", "a day", "solar", "appliances", "apart"],
)
def test_any_home_has_a_finding_and_no_text_is_broken(home: Readings):
    ranked = everything(home)

    assert ranked
    for finding in ranked:
        assert not re.search(
            r"nan|inf\b|unknown|\{|\}|None", f"{finding.title} {finding.text} {finding.advice or ''}"
        )
        assert_every_number_has_a_figure(finding)


def test_every_number_of_a_full_home_has_a_figure():
    home = readings(
        channel("House", [*DAY[:-1], 2.0] * 60, role="mains"),
        channel("Pump 2", [0.05] * 24 * 60),
        channel("Heat pump", [0.04] * 24 * 60),
    )

    ranked = [f for f in everything(home, replace(PRICED, country="GB")) if f.kind != "comparison"]

    assert len(ranked) >= 6
    for finding in ranked:
        assert_every_number_has_a_figure(finding)


def test_what_saves_most_comes_first_and_the_total_last():
    ranked = everything(days(DAY, 30))

    assert ranked[0].kind == "always_on"
    assert ranked[-1].kind == "total_use"
    assert [f.rank_score for f in ranked] == sorted((f.rank_score for f in ranked), reverse=True)


def test_braces_in_a_channels_name_are_only_text():
    home = readings(channel("{kwh}{0.__class__}", [0.3] * 240), channel("B", [0.1] * 240))

    assert found(home)["biggest_appliance"].title == "{kwh}{0.__class__} uses the most"


def test_two_registers_of_one_meter_cover_their_time_once():
    home = readings(channel("day", [0.5] * 48, role="mains"), channel("night", [0.1] * 48, role="mains"))

    assert covered_hours(home.consumption) == 48


@given(st.floats(min_value=0.1, max_value=100))
@settings(max_examples=15, deadline=None)
def test_twice_the_use_is_twice_the_always_on_load(factor: float):
    once, more = days(DAY, 8), days([kwh * factor for kwh in DAY], 8)

    one = found(once, profile=load_profile(once))["always_on"].kwh_per_year
    other = found(more, profile=load_profile(more))["always_on"].kwh_per_year

    assert one and other
    assert other == pytest.approx(one * factor)
