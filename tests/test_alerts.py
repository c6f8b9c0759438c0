"""Messages to a household: unusual use, and days above its target."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.alerts import LONGEST_NAME, LONGEST_SUBJECT, Alert, alerts, told_until
from energy_core.analysis import Analysis
from energy_core.home import Home
from energy_core.insights import Finding
from energy_core.readings import Readings
from tests.analyses import analysis
from tests.build import channel, days, mains, readings

QUIET = [1.0] * 24
FLAT = QUIET * 13 + [1.0] * 18 + [9.0] + [1.0] * 5
"""14 days of 1 kWh an hour; on the last, 14 January 2024, 9 kWh between 18:00 and 19:00."""

HOME = Home(home_id="elm", name="Elm Street", timezone="Europe/London", currency="GBP", price_per_kwh=0.30)


def spiked(name: str = "oven", home: Home = HOME) -> Analysis:
    return analysis(readings(channel(name, FLAT), timezone="Europe/London"), home)


def of_kind(kind: str, found: tuple[Alert, ...]) -> list[Alert]:
    return [alert for alert in found if alert.kind == kind]


def with_target(target: float, *kwh_of_days: float, home: Home = HOME) -> Analysis:
    hours = [kwh / 24 for kwh in kwh_of_days for _ in range(24)]
    return analysis(mains(hours, timezone="Europe/London"), replace(home, target_kwh_per_day=target))


def test_unusual_use_is_told_with_energy_money_local_time_and_what_to_do():
    (alert,) = alerts(spiked())

    assert alert.kind == "anomaly"
    assert alert.subject == "Unusual energy use once: Elm Street, oven"
    # every other hour is 1 kWh: 9 - 1 = 8 kWh at 30 pence = £2.40
    assert "oven, Sun 14 Jan 2024, 18:00 to 19:00: 9 kWh instead of about 1 kWh, £2.40 more." in alert.message
    assert "Do you know what it was?" in alert.message
    assert (
        "Times are local (Europe/London). Home: elm. Last reading: Mon 15 Jan 2024, 00:00." in alert.message
    )


def test_without_a_price_no_money_is_named():
    (alert,) = alerts(spiked(home=replace(HOME, price_per_kwh=None)))

    assert "instead of about 1 kWh." in alert.message
    assert "£" not in alert.message


def test_what_the_run_before_told_is_not_told_again():
    before = told_until(spiked())

    assert alerts(spiked(), before) == ()


def test_an_event_that_still_went_on_at_the_last_reading_is_told_with_the_next():
    while_it_went_on = pd.Timestamp("2024-01-14T18:30Z")

    assert len(alerts(spiked(), while_it_went_on)) == 1
    assert alerts(spiked(), pd.Timestamp("2024-01-14T19:00Z")) == ()


def test_of_a_new_home_the_last_week_is_told_and_not_its_history():
    early = readings(channel("oven", [9.0, *[1.0] * (24 * 14 - 1)]))

    assert alerts(analysis(early)) == ()


def test_weeks_between_two_uploads_are_all_told():
    early = readings(channel("oven", [9.0, *[1.0] * (24 * 14 - 1)]))

    assert len(alerts(analysis(early), pd.Timestamp("2023-12-20T00:00Z"))) == 1


def test_a_repeated_run_gives_the_same_message_under_the_same_key():
    first, again = alerts(spiked()), alerts(spiked())

    assert first == again
    assert first[0].key == "elm/anomaly/2024-01-15T00:00:00Z"


@pytest.mark.parametrize("known", [{"muted": True}, {"explained_by": "holiday"}, {"excess_kwh": -3.0}])
def test_what_somebody_muted_something_explains_or_was_less_than_usual_is_not_told(known: dict):
    found = spiked()
    assert found.anomalies is not None
    settled = replace(found.anomalies, events=found.anomalies.events.assign(**known))

    assert alerts(replace(found, anomalies=settled)) == ()


def test_many_events_are_one_message_with_the_largest_first():
    spikes = [(1.0, 8.0 + day)[hour == 12 + day] for day in range(7) for hour in range(24)]
    found = analysis(readings(channel("oven", QUIET * 30 + spikes)))

    (alert,) = alerts(found)

    lines = [line for line in alert.message.splitlines() if line.startswith("- ")]
    assert alert.subject.startswith("Unusual energy use 7 times:")
    assert lines[0].startswith("- oven, Tue 6 Feb 2024, 18:00 to 19:00: 14 kWh")
    assert lines[5:] == ["- and 2 smaller events."]


def test_days_of_daily_readings_are_told_as_days():
    found = analysis(readings(channel("oven", [10.0] * 27 + [60.0], minutes=24 * 60)))

    (alert,) = alerts(found)

    assert "oven, 28 Jan 2024: 60 kWh instead of about" in alert.message


def test_a_day_above_the_target_is_told():
    (alert,) = alerts(with_target(10, 9, 12.5, 10))

    assert alert.kind == "high_use"
    assert alert.subject == "Energy use above target on 1 day: Elm Street"
    assert "Elm Street used more than its target of 10 kWh a day on 1 day." in alert.message
    assert "- Tue 2 Jan 2024: 12.5 kWh, 2.5 kWh above, £0.75 more." in alert.message


def test_with_a_day_above_the_target_comes_what_is_worth_most_in_the_home():
    best = Finding("measure", "Replace the lamps", "", None, (), saving_money_per_year=(4.0, 27.0))
    unpriced = replace(best, title="Look at your use", saving_money_per_year=None)
    found = replace(with_target(10, 9, 12.5, 10), findings=(unpriced, best))

    (alert,) = alerts(found)

    assert "Worth most in your home, £4 to £27 a year: Replace the lamps." in alert.message


def test_a_day_that_just_meets_the_target_is_not_above_it():
    assert alerts(with_target(10, 10, 10, 10)) == ()


def test_without_a_target_no_day_is_too_high():
    assert of_kind("high_use", alerts(analysis(mains([50.0] * 48)))) == []


def test_a_day_that_is_not_over_is_told_when_it_is():
    hours = [0.3] * 24 + [1.0] * 20
    home = replace(HOME, target_kwh_per_day=15.0)
    so_far = analysis(mains(hours, timezone="Europe/London"), home)
    whole = analysis(mains([*hours, 1.0, 1.0, 1.0, 1.0], timezone="Europe/London"), home)

    assert of_kind("high_use", alerts(so_far)) == []
    (alert,) = of_kind("high_use", alerts(whole, told_until(so_far)))
    assert "- Tue 2 Jan 2024: 24 kWh, 9 kWh above" in alert.message
    assert alerts(whole, told_until(whole)) == ()


def test_a_day_of_25_hours_is_a_day():
    # 27 October 2024 in London: 25 hours of half a kWh are 12.5 kWh
    home = replace(HOME, target_kwh_per_day=12.2)
    found = analysis(mains([0.5] * 73, start="2024-10-26", timezone="Europe/London"), home)

    (alert,) = alerts(found)

    assert "- Sun 27 Oct 2024: 12.5 kWh, 0.3 kWh above" in alert.message
    assert "on 1 day." in alert.message


def test_the_target_is_about_the_home_and_not_about_each_appliance():
    both = readings(channel("house", [0.5] * 48, role="mains"), channel("oven", [0.4] * 48, role="appliance"))

    assert alerts(analysis(both, Home(target_kwh_per_day=13.0))) == ()


def test_a_home_without_consumption_hears_nothing():
    solar = readings(channel("pv", [1.0] * 48, role="generation"))

    assert told_until(analysis(solar)) is None
    assert alerts(analysis(solar, Home(target_kwh_per_day=1.0))) == ()


def test_monthly_readings_have_no_days_to_be_told_of():
    bills = mains([300.0, 280.0], minutes=30 * 24 * 60)

    assert alerts(analysis(bills, Home(target_kwh_per_day=1.0))) == ()


def test_a_target_of_a_home_with_one_reading_is_silent():
    assert alerts(analysis(days([1.0], 1), Home(target_kwh_per_day=2.0))) == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("oven\r\nBcc: all@example.com", "oven Bcc: all@example.com"),
        ("oven\x1b[31m\x00\u202e", "oven[31m"),
        ("https://evil.example/pay now", "evil.example/pay now"),
        ("WWW.evil.example", "evil.example"),
    ],
)
def test_names_of_channels_are_text_and_never_control_a_message(name: str, shown: str):
    (alert,) = alerts(spiked(name))

    assert f"- {shown}, Sun 14 Jan 2024" in alert.message


def test_long_names_are_cut():
    (alert,) = alerts(spiked("x" * 500))

    assert f"- {'x' * (LONGEST_NAME - 1)}…, Sun" in alert.message


def test_subjects_are_plain_letters_and_the_message_keeps_the_name():
    (alert,) = alerts(spiked("Wärmepumpe 東"))

    assert alert.subject == "Unusual energy use once: Elm Street, Warmepumpe ?"
    assert "- Wärmepumpe 東, Sun" in alert.message


@settings(max_examples=30, deadline=None)
@given(name=st.text(min_size=1, max_size=200), home_name=st.text(max_size=200))
def test_no_name_makes_a_subject_that_mail_refuses(name: str, home_name: str):
    made = spiked_once()
    assert made.anomalies is not None
    events = made.anomalies.events.assign(channel=name)
    told = replace(made, anomalies=replace(made.anomalies, events=events), home=replace(HOME, name=home_name))

    (alert,) = alerts(told)

    assert alert.subject.isascii()
    assert alert.subject.isprintable()
    assert 0 < len(alert.subject) <= LONGEST_SUBJECT
    assert len(alert.message.encode()) < 20_000


MADE: list[Analysis] = []


def spiked_once() -> Analysis:
    """One analysis for all examples."""
    if not MADE:
        MADE.append(spiked())
    return MADE[0]


def test_the_end_of_readings_is_that_of_consumption():
    both: Readings = readings(
        channel("house", [1.0] * 24, role="mains"), channel("pv", [1.0] * 48, role="generation")
    )

    assert told_until(analysis(both)) == pd.Timestamp("2024-01-02T00:00Z")
