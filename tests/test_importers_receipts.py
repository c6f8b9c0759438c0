"""The receipt tells what became of negatives, overlaps and of what a person said."""

from __future__ import annotations

import pytest

from energy_core.errors import UnknownNameError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.importers.together import read_together
from tests.files import hours, only, read, rows

TWO = "time,Kitchen (kWh),Roof (kWh)\n2024-01-01 00:00,1,2\n2024-01-01 01:00,1,2\n"


def test_overlapping_bills_keep_their_energy_and_the_days_are_named():
    text = "start,end,kWh\n2024-01-01,2024-02-01,300\n2024-02-01,2024-03-01,280\n2024-02-15,2024-04-01,400\n"

    imported = read(text)

    (issue,) = imported.receipt.issues
    assert only(imported).kwh == 980
    assert (issue.kind, str(issue.start)[:10], str(issue.end)[:10]) == ("overlap", "2024-02-15", "2024-03-01")
    assert "15.0 days" in issue.message


def test_a_meter_that_writes_everything_with_a_minus_is_counted_without():
    imported = read(rows([f"2024-01-{day:02d}" for day in range(1, 30)], [-5] * 29, header="date,kwh"))

    assert only(imported).kwh == imported.receipt.kwh_kept == imported.receipt.kwh_read == 145
    assert "29 values below; they count as 145.000 kWh" in str(imported.receipt.decisions)


def test_an_appliances_negatives_are_dropped_rows():
    text = rows([f"{at},Fridge" for at in hours(24)], [1] * 22 + [-1, -1.5], header="time,appliance,kwh")

    receipt = read(text).receipt

    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (24, 22, 2)
    assert (receipt.kwh_read, receipt.kwh_kept, receipt.kwh_dropped) == (19.5, 22, -2.5)


def test_a_role_for_a_channel_that_is_not_there_is_refused_with_the_channels():
    with pytest.raises(UnknownNameError, match=r"found 'Nope'\. The channels are: Kitchen \(kWh\), Roof"):
        read(TWO, roles={"Nope": "mains"})


def test_a_role_that_a_home_keeps_for_another_file_is_no_error():
    imported = import_file(TWO.encode(), name="f.csv", home=Home(timezone="UTC", roles={"Nope": "mains"}))

    assert len(imported.readings.channels) == 2


def test_a_role_may_belong_to_another_file_of_the_same_home():
    other = rows(hours(3), [1, 2, 3], header="time,Garage (kWh)")
    files = [("a.csv", TWO.encode()), ("b.csv", other.encode())]

    _, imports = read_together(
        files, home=Home(timezone="UTC"), hints=Hints(roles={"Garage (kWh)": "other"}), progress=str
    )

    assert imports[1].readings.channels[0].role == "other"


def test_with_a_unit_the_columns_that_were_given_roles_hold_energy():
    text = "time,Fridge,Bath <1>,Score\n2024-01-01 00:00,1,2,9\n2024-01-01 01:00,1,2,9\n"

    imported = read(text, unit="kWh", roles={"Bath <1>": "appliance"})

    assert {c.name: c.kwh for c in imported.readings.channels} == {"Fridge": 2, "Bath <1>": 4}


@pytest.mark.parametrize(("stamp", "first"), [("start", "00:00"), ("end", "23:59")])
def test_the_published_file_of_minutes_may_mark_their_ends(stamp, first):
    head = "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;"
    lines = [f"1/1/2007;00:0{minute}:00;6.0;0;240;1;0;0;0" for minute in range(3)]

    imported = read("\n".join([head + "Sub_metering_1;Sub_metering_2;Sub_metering_3", *lines]), stamp=stamp)

    assert f"{imported.readings.channel('Global_active_power').start:%H:%M}" == first
