"""The UCI household file: kW of a minute for the home, Wh of a minute for three sub-meters."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import read

HEADER = (
    "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;"
    "Sub_metering_1;Sub_metering_2;Sub_metering_3\n"
)
MINUTES = (
    "31/1/2007;23:58:00;0.600;0.1;240.0;2.4;0.000;1.000;17.000\n"
    "31/1/2007;23:59:00;1.200;0.1;240.0;4.8;1.000;0.000;18.000\n"
    "1/2/2007;00:00:00;?;?;?;?;?;?;\n"
    "1/2/2007;00:01:00;3.000;0.1;240.0;9.0;2.000;0.000;17.000\n"
)


def test_power_and_sub_meters_become_kwh():
    imported = read(HEADER + MINUTES, name="household_power_consumption.txt", timezone="Europe/Paris")

    assert imported.receipt.format == "uci_household"
    assert {c.name: (c.role, round(c.kwh, 6)) for c in imported.readings.channels} == {
        "Global_active_power": ("mains", 0.08),  # (0.6 + 1.2 + 3.0) / 60
        "Sub_metering_1": ("appliance", 0.003),
        "Sub_metering_2": ("appliance", 0.001),
        "Sub_metering_3": ("appliance", 0.052),
    }


def test_dates_have_the_day_first():
    imported = read(HEADER + MINUTES, timezone="Europe/Paris")

    assert imported.readings.end.isoformat() == "2007-02-01T00:02:00+01:00"


def test_question_marks_are_missing():
    mains = read(HEADER + MINUTES).readings.channel("Global_active_power")

    assert mains.intervals["kwh"].isna().tolist() == [False, False, True, False]


def test_volts_and_amperes_are_left_out_and_said():
    decisions = read(HEADER + MINUTES).receipt.decisions

    assert any(d.choice == "Global_reactive_power, Voltage, Global_intensity" for d in decisions)


def test_daily_sums_of_the_same_columns_are_not_taken_for_kilowatts():
    header = HEADER.replace("Date;Time", "datetime").replace(";", ",")

    with pytest.raises(UnreadableFileError, match="--unit"):
        read(header + "2006-12-16,1209.176,34.9,93552.5,5180.8,0.0,546.0,4926.0\n"
             "2006-12-17,3390.460,226.0,345725.3,14398.6,2033.0,4187.0,13341.0\n")  # fmt: skip
