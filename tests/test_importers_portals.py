"""What portals, meters and inverters write beside their readings, and must not be counted or misplaced."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import hours, only, read

KWH = [0.31, 0.12, 0.64, 0.25, 1.13, 0.47, 0.91, 0.78] * 6
GIVEN = [0.0, 0.21, 0.53, 0.94, 0.82, 0.36, 0.0, 0.14] * 6


def counter(kwh: list[float], start: float, ratio: float = 1.0) -> list[float]:
    shown = [start]
    for used in kwh:
        shown.append(shown[-1] + used / ratio)
    return shown


def test_counters_with_a_plus_and_a_minus_are_of_what_was_taken_and_given():
    lines = ["Time,kWh (+) TOT,kWh (-) TOT,kW sys,Hz"]
    for at, taken, given in zip(hours(49), counter(KWH, 812.0), counter(GIVEN, 33.0), strict=True):
        lines.append(f"{at},{taken:.2f},{given:.2f},1.2,50.0")
    imported = read("\n".join(lines))
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH))
    assert export_kwh(imported.readings) == pytest.approx(sum(GIVEN))


def test_alternating_current_is_no_air_conditioner_and_its_solar_power_no_consumption():
    lines = ["time,AC Consumption L1 (W),AC Consumption L2 (W),PV - AC-coupled on output L1 (W)"]
    lines += [
        f"{at},{a * 400:g},{a * 600:g},{b * 1000:g}" for at, a, b in zip(hours(48), KWH, GIVEN, strict=True)
    ]
    assert read("\n".join(lines)).readings.consumption_kwh == pytest.approx(sum(KWH))


def test_the_heat_that_a_heat_pump_made_is_no_production():
    lines = ["Datum;Stromverbrauch gesamt (kWh);Erzeugte Wärme (kWh)"]
    lines += [f"2024-01-{day + 1:02};{day * 7 % 5 + 4};{day * 3 % 8 + 20}" for day in range(20)]
    imported = read("\n".join(lines))
    assert imported.readings.consumption_kwh == pytest.approx(4 * (4 + 5 + 6 + 7 + 8))
    assert export_kwh(imported.readings) is None


def test_a_column_called_utc_is_in_utc_wherever_the_home_is():
    lines = ["datetime_utc,datetime_local,watt_hours"]
    local = hours(48, start="2024-05-01 10:00")
    lines += [
        f"{at},{here},{kwh * 1000:g}"
        for at, here, kwh in zip(hours(48, start="2024-05-01"), local, KWH, strict=True)
    ]
    imported = read("\n".join(lines), timezone="Australia/Sydney")
    assert imported.readings.start.isoformat() == "2024-05-01T10:00:00+10:00"


def test_the_day_and_time_of_the_highest_draw_are_no_stamp():
    lines = ["Day,Energy kWh,Time of max"]
    lines += [f"2024-03-{day:02},{8 + day % 5},2024-03-{day:02} 18:45" for day in range(1, 29)]
    assert read("\n".join(lines)).readings.start.strftime("%H:%M") == "00:00"


def test_the_same_month_of_the_year_before_does_not_count():
    lines = ["년월,전기사용량(kWh),전년동월(kWh)"]
    lines += [f"2023-{month:02},{300 + month},{280 + month * 2}" for month in range(1, 13)]
    assert read("\n".join(lines)).readings.consumption_kwh == pytest.approx(300 * 12 + 78)


def test_a_date_that_begins_the_next_row_is_the_end_of_its_own():
    days = ["01/05", "02/09", "03/09", "04/06", "05/07", "06/06"]
    rows = [f"2023/{a},2023/{b},{200 + i}" for i, (a, b) in enumerate(pairwise(days))]
    channel = only(read("\n".join(["Lasku,Maksu,kWh", *rows])))
    assert channel.end.strftime("%Y-%m-%d") == "2023-06-06"


@pytest.mark.parametrize("newest_first", [False, True])
def test_midnights_that_stand_at_the_end_of_the_date_they_name_end_that_day(newest_first):
    rows = []
    for day in (2, 3, 4):
        rows += [f"{day:02}.09.2024;{hour % 24:02}:00;{hour * 7 % 24 / 10:g}" for hour in range(1, 25)]
    rows = rows[::-1] if newest_first else rows
    imported = read("\n".join(["Date;Heure;kWh", *rows]))
    assert imported.readings.start.isoformat() == "2024-09-02T00:00:00+00:00"
    assert imported.readings.consumption_kwh == pytest.approx(3 * 27.6)


def test_a_counter_before_its_multiplier_is_left_out_beside_what_was_drawn():
    used = [kwh * 40 for kwh in KWH]
    lines = ["time,Index (1.8.0) kWh,Active draw (kWh)"]
    lines += [
        f"{at},{c:.3f},{u:g}" for at, c, u in zip(hours(48), counter(used, 900.0, 40)[1:], used, strict=True)
    ]
    imported = read("\n".join(lines))
    assert imported.readings.consumption_kwh == pytest.approx(sum(used))


@pytest.mark.parametrize("again", [["01:00 (2)", "01:30 (2)"], ["01:00*", "01:30*"]])
def test_the_half_hours_that_come_twice_may_stand_behind_the_day(again):
    clocks = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]
    lines = [",".join(["Date", *clocks, *again])]
    for day, more in ((25, ["", ""]), (26, ["", ""]), (27, ["0.7", "0.9"])):
        lines.append(
            ",".join([f"2024-10-{day}", *(f"{0.1 + half % 7 / 10:.1f}" for half in range(48)), *more])
        )
    imported = read("\n".join(["Half hourly consumption in kWh", *lines]), timezone="Europe/London")
    a_day = sum(0.1 + half % 7 / 10 for half in range(48))
    assert imported.readings.consumption_kwh == pytest.approx(3 * a_day + 1.6)
    assert only(imported).end.isoformat() == "2024-10-28T00:00:00+00:00"


def test_the_hour_that_comes_twice_may_be_a_counted_one_with_a_star():
    lines = [",".join(["Date", *(f"HE{hour:02}" for hour in range(1, 25)), "HE02*"])]
    for day, more in ((1, ""), (2, ""), (3, "0.55")):
        lines.append(
            ",".join([f"2024-11-0{day}", *(f"{0.1 + hour % 5 / 10:.1f}" for hour in range(24)), more])
        )
    imported = read("\n".join(["Usage in kWh", *lines]), timezone="America/Edmonton")
    assert imported.readings.consumption_kwh == pytest.approx(
        3 * sum(0.1 + h % 5 / 10 for h in range(24)) + 0.55
    )


def test_records_may_say_year_month_and_day_apart():
    days = [{"year": 2024, "month": 3, "day": day, "energy_wh": 100 + day} for day in range(1, 32)]
    imported = read(json.dumps({"emeter": {"get_daystat": {"day_list": days}}}), name="plug.json")
    assert imported.readings.consumption_kwh == pytest.approx((31 * 100 + 496) / 1000)
    assert imported.readings.start.strftime("%Y-%m-%d") == "2024-03-01"


def test_the_unit_of_the_usage_is_not_that_of_the_amount_to_pay():
    months = [
        {"Year": "2023", "Month": name, "UsageTotal": str(300 + i), "UsageUnit": "kWh", "AmountTotal": "75.5"}
        for i, name in enumerate(("Jan", "Feb", "Mar", "Apr", "May"))
    ]
    assert read(json.dumps({"d": {"Months": months}}), name="bills.json").readings.consumption_kwh == 1510


def test_a_price_whose_name_ends_in_capitals_is_money():
    lines = ["from,consumption,unitPriceVAT,consumptionUnit"]
    lines += [f"{at},{kwh},0.34,kWh" for at, kwh in zip(hours(48), KWH, strict=True)]
    assert read("\n".join(lines)).readings.consumption_kwh == pytest.approx(sum(KWH))


@pytest.mark.parametrize("unit", ["كيلوواط ساعة", "ك.و.س", "كيلو واط/ساعة"])
def test_kilowatt_hours_are_known_in_arabic(unit):
    lines = [f"التاريخ,الاستهلاك ({unit})"]
    lines += [f"2024-01-{day:02},{day % 7 + 3}" for day in range(1, 15)]
    assert read("\n".join(lines)).readings.consumption_kwh == pytest.approx(14 * 3 + 42)


def test_the_fields_of_a_telegram_are_one_meter():
    lines = [
        json.dumps(
            {
                "fields": {"import_wh": counted * 1000, "power_w": 300},
                "name": "p1",
                "timestamp": 1_700_000_000 + i * 3600,
            }
        )
        for i, counted in enumerate(counter(KWH, 812.0))
    ]
    assert read("\n".join(lines), name="p1.json").readings.consumption_kwh == pytest.approx(sum(KWH))


def monthly_readings(factor: str) -> str:
    rows = [f"2023-{month:02}-01,{800 + month * 20 + month % 3},{factor}" for month in range(1, 13)]
    return "\n".join(["Read date,Meter reading (kWh),Multiplier", *rows])


def test_readings_before_a_multiplier_are_asked_about():
    with pytest.raises(UnreadableFileError, match="already multiplied; 'Multiplier' says 40") as asked:
        read(monthly_readings("40"))
    assert asked.value.option == "--value-column"
    told = read(monthly_readings("40"), value_columns=("Meter reading (kWh)",))
    assert told.readings.consumption_kwh == pytest.approx(219)


def test_a_multiplier_of_one_changes_nothing():
    assert read(monthly_readings("1")).readings.consumption_kwh == pytest.approx(219)


def test_watt_seconds_are_of_electricity():
    lines = ["Zeit;Energie [Ws];Temperatur [°C]"]
    lines += [f"{at};{kwh * 3_600_000:.0f};21.4" for at, kwh in zip(hours(48), KWH, strict=True)]
    assert read("\n".join(lines)).readings.consumption_kwh == pytest.approx(sum(KWH))


def test_a_data_frame_in_three_parts_is_a_table():
    frame = {
        "columns": ["import_kwh", "export_kwh"],
        "index": hours(48),
        "data": list(zip(KWH, GIVEN, strict=True)),
    }
    imported = read(json.dumps(frame), name="frame.json")
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH))
    assert export_kwh(imported.readings) == pytest.approx(sum(GIVEN))
