"""Tables of text: long, wide, bills, counters, power; in the dialects of the world."""

from __future__ import annotations

import pandas as pd
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import hours, only, read, rows


def kwh(imported: Import) -> dict[str, float]:
    return {c.name: round(c.kwh, 9) for c in imported.readings.channels}


def roles(imported: Import) -> dict[str, str]:
    return {c.name: c.role for c in imported.readings.channels}


def test_a_long_table_becomes_one_channel_per_appliance():
    text = (
        "timestamp,appliance,kwh\n"
        "2024-01-01T00:00:00+01:00,Air conditioner,0.5\n2024-01-01T00:00:00+01:00,Lighting,0.1\n"
        "2024-01-01T01:00:00+01:00,Air conditioner,0.25\n2024-01-01T01:00:00+01:00,Lighting,0.2\n"
    )

    imported = read(text, timezone=None)

    assert kwh(imported) == {"Air conditioner": 0.75, "Lighting": 0.3}
    assert roles(imported) == {"Air conditioner": "appliance", "Lighting": "appliance"}
    assert imported.readings.consumption_kwh == pytest.approx(1.05)


def test_a_wide_table_becomes_one_channel_per_column():
    text = "time,Kitchen (kWh),Heat pump (Wh)\n2024-01-01 00:00,0.5,800\n2024-01-01 01:00,0.25,1200\n"

    imported = read(text)

    assert kwh(imported) == {"Kitchen (kWh)": 0.75, "Heat pump (Wh)": 2.0}
    assert [c.source_unit for c in imported.readings.channels] == ["kWh", "Wh"]


def test_a_column_that_is_the_sum_of_the_others_is_the_mains_and_counts_once():
    stamps = hours(4)
    lines = [f"{s},{a},{b},{a + b}" for s, a, b in zip(stamps, (1, 2, 3, 4), (4, 3, 2, 2), strict=True)]

    imported = read("\n".join(["time,Upstairs (kWh),Downstairs (kWh),House meter (kWh)", *lines]))

    assert roles(imported)["House meter (kWh)"] == "mains"
    assert imported.readings.consumption_kwh == 21


def test_solar_columns_are_told_apart_and_consumption_counts_once():
    text = (
        "Date/Time,Energy Produced (Wh),Energy Consumed (Wh),Exported to Grid (Wh),Imported from Grid (Wh)\n"
        "2024-06-01 12:00,2000,500,1500,0\n2024-06-01 13:00,100,700,0,600\n"
    )

    imported = read(text)

    assert list(roles(imported).values()) == ["generation", "mains", "export", "other"]
    assert imported.readings.consumption_kwh == pytest.approx(1.2)


def test_kilowatts_become_energy_by_the_length_of_the_interval():
    channel = only(read(rows(hours(4, minutes=30), [2.0] * 4, header="time,Power (kW)")))

    assert channel.kwh == 4.0
    assert channel.kind == "power"


def test_a_changing_resolution_is_kept():
    stamps = [*hours(12), *hours(24, start="2024-01-01 12:00", minutes=30)]

    channel = only(read(rows(stamps, [1.0] * 36)))

    lengths = (channel.intervals["end"] - channel.intervals["start"]).dt.total_seconds() / 60
    assert list(lengths) == [60.0] * 12 + [30.0] * 24


def test_a_gap_stays_a_gap():
    stamps = hours(24)
    kept = stamps[:8] + stamps[12:]

    imported = read(rows(kept, [1.0] * 20))

    assert only(imported).kwh == 20
    assert only(imported).intervals["end"].iloc[7] == pd.Timestamp("2024-01-01 08:00", tz="UTC")
    assert "4.0 hours without readings" in imported.receipt.issues[0].message


def test_blank_cells_are_missing_and_never_zero():
    channel = only(read(rows(hours(4), [1, "", "?", 2])))

    assert channel.intervals["kwh"].isna().tolist() == [False, True, True, False]
    assert channel.kwh == 3


def test_days_have_23_to_25_hours():
    days = pd.date_range("2023-10-27", periods=5, freq="D").strftime("%Y-%m-%d")

    channel = only(read(rows(list(days), [24.0] * 5), timezone="Europe/London"))

    lengths = (channel.intervals["end"] - channel.intervals["start"]).dt.total_seconds() / 3600
    assert list(lengths) == [24, 24, 25, 24, 24]


def test_months_last_as_long_as_they_do():
    channel = only(read(rows(["2024-01", "2024-02", "2024-03"], [310, 290, 310], header="month,kWh")))

    days = (channel.intervals["end"] - channel.intervals["start"]).dt.days
    assert list(days) == [31, 29, 31]


def test_bills_with_start_and_end_dates_cover_both_days():
    text = "Start date,End date,Usage (kWh)\n2024-01-01,2024-01-31,310\n2024-02-01,2024-02-29,290\n"
    text += "2024-03-01,2024-03-31,100\n"

    channel = only(read(text))

    assert list((channel.intervals["end"] - channel.intervals["start"]).dt.days) == [31, 29, 31]
    assert channel.kwh == 700


def test_bill_dates_end_their_period():
    text = "Bill Date,Electric Usage (kWh),Total Charges\n2024-03-24,300,90\n2024-02-24,310,95\n"
    text += "2024-01-25,290,80\n"

    channel = only(read(text))

    assert str(channel.end)[:10] == "2024-03-24"
    assert str(channel.start)[:10] == "2023-12-25"
    assert channel.kwh == 900


def test_a_yearly_total_below_the_days_is_not_counted_again():
    days = pd.date_range("2024-01-01", periods=30, freq="D")
    lines = [f"{d:%Y-%m-%d},{d + pd.Timedelta(days=1):%Y-%m-%d},10" for d in days]

    imported = read("\n".join(["from,to,kWh", *lines, "2024-01-01,2024-01-31,300"]))

    assert only(imported).kwh == 300
    assert imported.receipt.reasons[0].reason == "the row is a total of other rows"


def test_decimal_commas_and_semicolons_are_read():
    header = "\ufeffMesszeitpunkt;Verbrauch (Wh);Qualität;\n"
    text = header + "01.01.2024 00:15;1.234,5;G;\n01.01.2024 00:30;0,25;G;\n"

    assert only(read(text)).kwh == pytest.approx(1.23475)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_encodings_are_recognised(encoding):
    text = "Målt fra;Mængde (kWh)\n05-06-2023 00:00;0,5\n05-06-2023 01:00;0,25\n13-06-2023 00:00;1\n"

    channel = only(read(text.encode(encoding)))

    assert (channel.name, channel.kwh) == ("Mængde (kWh)", 1.75)


def test_a_preamble_is_skipped_and_lines_keep_their_numbers():
    text = "Name,BOB\nAccount,1\n\nDATE,USAGE,UNITS\n2024-01-01,10,kWh\n2024-01-02,x,kWh\n2024-01-03,12,kWh\n"

    imported = read(text)

    assert only(imported).kwh == 22
    assert (imported.receipt.reasons[0].reason, imported.receipt.reasons[0].first_row) == (
        "the value is no number",
        6,
    )


def test_guards_units_and_money_beside_the_numbers_do_not_disturb():
    text = 'start,usage,cost\n="2024-01-01 00:00","0.5 kWh","£0.10"\n="2024-01-01 01:00","250 Wh","£0.05"\n'

    assert only(read(text)).kwh == 0.75


def test_identical_repeats_count_once():
    stamps = hours(4)

    imported = read(rows(stamps + stamps[:2], [1, 2, 3, 4, 1, 2]))

    assert only(imported).kwh == 10
    assert (imported.receipt.rows_duplicate, imported.receipt.rows_kept) == (2, 4)


def test_of_repeats_that_differ_the_later_row_counts_and_is_an_issue():
    stamps = hours(3)

    imported = read(rows([*stamps, stamps[0]], [1, 2, 3, 5]))

    assert only(imported).kwh == 10
    assert [issue.kind for issue in imported.receipt.issues] == ["conflicting_repeats"]


def test_negative_values_of_a_lone_meter_are_export():
    imported = read(rows(hours(4), [1, -0.5, 2, -0.25], header="time,Usage (kWh)"))

    assert kwh(imported) == {"Usage (kWh)": 3, "Usage (kWh) (negative values)": 0.75}
    assert imported.readings.consumption_kwh == 3


def test_full_counters_and_infinities_are_dropped_with_their_reason():
    imported = read(rows(hours(6), [0.5, "inf", 4294967.295, 0.5, 99999.9, 0.5]))

    assert only(imported).kwh == 1.5
    assert sorted(r.first_row for r in imported.receipt.reasons) == [3, 4, 6]


def test_the_unit_that_was_said_holds_for_all_columns():
    text = "time,plug,lamp\n2024-01-01 00:00,100,200\n2024-01-01 01:00,300,400\n"

    assert kwh(read(text, unit="Wh")) == {"plug": 0.4, "lamp": 0.6}


def test_a_named_value_column_is_taken_alone():
    text = "time,Appliances,lights,T1\n2024-01-01 00:00,100,200,20\n2024-01-01 01:00,300,400,21\n"

    assert kwh(read(text, unit="Wh", value_columns=("Appliances",))) == {"Appliances": 0.4}


def test_roles_that_a_person_said_win():
    text = "time,Kitchen (kWh),Roof (kWh)\n2024-01-01 00:00,1,2\n2024-01-01 01:00,1,2\n"

    imported = read(text, roles={"Roof (kWh)": "generation"})

    assert roles(imported) == {"Kitchen (kWh)": "appliance", "Roof (kWh)": "generation"}


def test_a_unit_that_makes_a_home_a_power_station_is_asked_about():
    with pytest.raises(UnreadableFileError, match="more than 1,000 kW if they are kWh"):
        read(rows(hours(4), [5000, 20000, 3000, 8000]))
