"""Layouts of tables that say in a roundabout way when, what and how much; each by its general evidence."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import hours, only, read

KWH = [0.3, 0.1, 0.6, 0.2, 1.1, 0.4, 0.9, 0.7] * 3


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def test_kwh_per_day_is_no_energy_beside_what_was_used_since_the_last_reading():
    text = lines(
        "Datum;Zählerstand;Verbrauch seit letzter Ablesung;kWh/Tag",
        "03.01.2023;45210;;",
        "01.02.2023;45602;392;13,5",
        "04.03.2023;45967;365;11,8",
        "02.04.2023;46250;283;9,8",
        "01.05.2023;46502;252;8,7",
    )

    readings = read(text, unit="kWh").readings

    assert readings.consumption_kwh == pytest.approx(1292)
    assert (str(readings.start.date()), str(readings.end.date())) == ("2023-01-03", "2023-05-01")


def test_kwh_per_day_is_the_energy_of_rows_that_are_days():
    days = [f"2024-01-{day:02d},{day}.5" for day in range(1, 11)]

    assert read(lines("date,kWh/day", *days)).readings.consumption_kwh == pytest.approx(60)


def test_kwh_per_day_of_months_is_refused():
    months = [f"2024-{month:02d}-01,{month}.5" for month in range(1, 11)]

    with pytest.raises(UnreadableFileError, match="an average day"):
        read(lines("date,kWh/day", *months))


def test_usage_worked_out_from_a_counter_lasts_from_one_reading_to_the_next():
    rows = [f"{at},{100 + sum(KWH[:i]):.1f},{KWH[i - 1] if i else ''}" for i, at in enumerate(hours(25))]

    imported = read(lines("time,Meter reading (kWh),Consumption (kWh)", *rows))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert str(imported.readings.start) == "2024-01-01 00:00:00+00:00"
    assert str(imported.readings.end) == "2024-01-02 00:00:00+00:00"
    assert imported.receipt.rows_dropped == 1


def test_a_highest_power_beside_energy_is_never_added_to_it():
    rows = [f"{at},{kwh},{kwh * 1.2:.2f}" for at, kwh in zip(hours(24), KWH, strict=True)]

    for name in ("Demanda máxima (kW)", "최대수요(kW)", "Abcdef (kW)"):
        assert read(lines(f"time,Xyz (kWh),{name}", *rows)).readings.consumption_kwh == pytest.approx(12.9)


def test_peak_power_in_italian_is_not_energy_once_the_unit_is_said():
    rows = [f"{at},{kwh},{kwh * 4:.2f}" for at, kwh in zip(hours(24, minutes=15), KWH, strict=True)]

    readings = read(lines("DATA,ATTIVA_PRELEVATA,PICCO_PRELEVATA", *rows), unit="kWh").readings

    assert readings.consumption_kwh == pytest.approx(12.9)


def test_net_grid_import_is_the_meter_and_what_is_diverted_stands_behind_it():
    rows = [f"{at},{kwh / 2},{kwh},0.1" for at, kwh in zip(hours(24), KWH, strict=True)]
    header = "time,Diverter Energy (L1) (kWh),Net Grid Import (kWh),Net Grid Export (kWh)"

    imported = read(lines(header, *rows))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert export_kwh(imported.readings) == pytest.approx(2.4)


def test_a_session_of_a_charger_lasts_from_its_making_to_its_end():
    text = lines(
        "Created,Finished,Charged energy (kWh)",
        "2024-05-01 18:12:33,2024-05-01 20:34:42,7.5",
        "2024-05-02 19:00:00,2024-05-02 21:00:10,6.25",
        "2024-05-03 18:30:00,2024-05-03 22:15:00,11",
        "2024-05-04 17:45:00,2024-05-04 19:00:00,4",
    )

    channel = only(read(text))

    assert channel.role == "appliance"
    assert channel.intervals.kwh.sum() == pytest.approx(28.75)
    assert str(channel.intervals.start.iloc[0]) == "2024-05-01 18:12:33+00:00"


def test_the_end_of_reading_is_the_end_not_the_date_of_the_bill():
    text = lines(
        "Bill Date,Read Start,Read End,Usage (kWh)",
        "2024-02-18,2024-01-15,2024-02-14,400",
        "2024-03-19,2024-02-15,2024-03-15,380",
        "2024-04-18,2024-03-16,2024-04-15,350",
    )

    readings = read(text).readings

    assert (str(readings.start.date()), str(readings.end.date())) == ("2024-01-15", "2024-04-16")
    assert readings.consumption_kwh == pytest.approx(1130)


def test_what_was_given_counts_once_before_and_after_netting():
    rows = [f"{at},{kwh},0.5,{max(0.0, kwh - 0.5):g},{max(0.0, 0.5 - kwh):g}" for at, kwh in
            zip(hours(24), KWH, strict=True)]  # fmt: skip
    header = "time,import before netting kWh,export before netting kWh,"
    header += "import after netting kWh,export after netting kWh"

    imported = read(lines(header, *rows))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert export_kwh(imported.readings) == pytest.approx(12)


def test_purchases_of_a_prepaid_meter_are_refused():
    rows = [f"2024-01-{day:02d},1234 5678 {day},200,{80 - day}.5" for day in range(1, 20, 3)]

    with pytest.raises(UnreadableFileError, match="purchases of a prepaid meter"):
        read(lines("Date,Token,Amount (R),Units (kWh)", *rows))


def test_an_hour_written_with_the_next_one_is_the_hour():
    rows = [f"2024-02-0{1 + i // 24};{i % 24:02d}-{(i + 1) % 24:02d};{KWH[i % 24]}" for i in range(48)]

    channel = only(read(lines("Datum;Timme;kWh", *rows)))

    assert len(channel.intervals) == 48
    assert channel.intervals.kwh.sum() == pytest.approx(25.8)


def test_a_date_with_the_word_for_year_behind_it_is_a_date():
    rows = [f"{1 + i // 24:02d}.06.2024 г.;{i % 24:02d}:00;{KWH[i % 24]}" for i in range(48)]

    assert read(lines("Дата;Час;Енергия (kWh)", *rows)).readings.consumption_kwh == pytest.approx(25.8)


def test_tables_whose_times_say_delivered_and_received_are_import_and_export():
    span = [f'"{a} to {b}","{kwh}"' for a, b, kwh in zip(hours(24), hours(24, start="2024-01-01 01:00"), KWH,
            strict=True)]  # fmt: skip
    text = lines('"Energy Delivered time period","Usage (kWh)"', *span, "",
                 '"Energy Received time period","Usage (kWh)"',
                 *(row.replace('","', '","1') for row in span))  # fmt: skip

    imported = read(text)

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert export_kwh(imported.readings) == pytest.approx(252.9)


def test_a_table_without_a_header_may_begin_with_seconds_since_1970():
    text = lines(*(f"{1704067200 + 60 * i} {200 + i}" for i in range(120)))

    assert only(read(text, unit="W")).intervals.start.iloc[0].isoformat() == "2024-01-01T00:00:00+00:00"


def test_a_tariff_that_was_never_used_is_no_rival_of_the_meter():
    rows = ",".join(f'{{"date": "{at}", "hour": {i}, "value": "{kwh}", "offpeakValue": "0", "unit": "kWh"}}'
                    for i, (at, kwh) in enumerate(zip(hours(24), KWH, strict=True)))  # fmt: skip

    assert read(f"[{rows}]", name="usage.json").readings.consumption_kwh == pytest.approx(12.9)
