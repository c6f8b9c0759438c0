"""What was planned, estimated or heat is not used electricity, in any language; no month is lost unseen."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import hours, read


def table(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def daily(header: str, *cells: str) -> str:
    """Eight days in May 2024 with the same cells."""
    return table(header, *(f"2024-05-{day:02d};{';'.join(cells)}" for day in range(1, 9)))


@pytest.mark.parametrize(
    ("estimate", "actual"),
    [
        ("Stimata (kWh)", "Effettiva (kWh)"),
        ("Consumo estimado (kWh)", "Consumo real (kWh)"),
        ("Geplanter Verbrauch (kWh)", "Verbrauch (kWh)"),
        ("Прогноз (кВт·ч)", "Факт (кВт·ч)"),
        ("Ähnliche Haushalte (kWh)", "Mein Haushalt (kWh)"),
        ("Weather-normalised kWh", "Actual kWh"),
        ("Witterungsbereinigt (kWh)", "Verbrauch (kWh)"),
        ("Saving kWh", "Usage kWh"),
    ],
)
def test_what_was_only_estimated_or_planned_does_not_count_beside_what_was_used(estimate, actual):
    readings = read(daily(f"Date;{estimate};{actual}", "9", "5")).readings

    assert readings.consumption_kwh == 8 * 5


def test_how_far_a_budget_was_missed_is_no_consumption():
    text = daily("Date;Budget kWh;Actual kWh;Difference kWh", "9", "12", "3")

    assert read(text).readings.consumption_kwh == 8 * 12


def test_the_difference_of_two_counters_is_still_consumption():
    rows = [f"2024-{month:02d}-01;{1000 + 300 * month};{1300 + 300 * month};300" for month in range(1, 9)]
    text = table("Date;Previous reading (kWh);Current reading (kWh);Difference (kWh)", *rows)

    assert read(text).readings.consumption_kwh == 8 * 300


def test_appliances_that_mostly_stand_still_are_no_readings_of_a_counter():
    runs = {"Dryer (kWh)": (30, 2.0), "Oven (kWh)": (55, 1.5), "Dishwasher (kWh)": (71, 1.1)}
    lines = [
        ";".join([stamp, *(str(kwh if place % 80 == at else 0) for at, kwh in runs.values())])
        for place, stamp in enumerate(hours(24 * 30))
    ]

    readings = read("\n".join([";".join(["time", *runs]), *lines])).readings

    assert [c.name for c in readings.channels] == list(runs)
    assert readings.consumption_kwh == pytest.approx(9 * (2.0 + 1.5 + 1.1))


def test_the_heat_of_a_heat_pump_is_no_electricity():
    text = daily("Datum;Leistungsaufnahme (kWh);Wärmeleistung (kWh)", "10", "35")

    assert read(text).readings.consumption_kwh == 8 * 10


@pytest.mark.parametrize(
    "names",
    [
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
        "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    ],
)
def test_a_year_of_months_is_read_in_languages_of_many_scripts(names):
    rows = [f"{name} 2023,{100 + place}" for place, name in enumerate(names.split())]

    readings = read(table("Month,kWh", *rows)).readings

    assert readings.consumption_kwh == 12 * 100 + 66
    assert readings.channels[0].intervals.kwh.tolist() == [100.0 + place for place in range(12)]


def test_months_whose_names_nobody_knows_are_not_left_out_in_silence():
    known = [f"{name} 2023,100" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")]
    text = table("Month,kWh", *known, "Wrzopad 2023,100", "Kwiatnik 2023,100")

    with pytest.raises(UnreadableFileError, match="2 rows"):
        read(text)


def test_sums_of_years_between_months_are_still_left_out():
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    rows = [
        row
        for year in (2022, 2023)
        for row in (*(f"{m} {year},100" for m in months), f"Jahreswert {year},1200")
    ]

    assert read(table("Month,kWh", *rows)).readings.consumption_kwh == 24 * 100


@pytest.mark.parametrize("header", ["Read Date", "Reading Date"])
def test_daily_energy_belongs_to_the_day_whose_date_it_has(header):
    rows = [f"2024-01-{day:02d},5" for day in range(1, 32)]

    readings = read(table(f"{header},Consumption (kWh)", *rows)).readings

    assert str(readings.start)[:10] == "2024-01-01"
    assert str(readings.end)[:10] == "2024-02-01"


def test_rows_that_say_they_are_a_forecast_do_not_count_beside_measured_ones():
    rows = [f"2024-05-{day:02d};5;{'Actual' if day <= 6 else 'Forecast'}" for day in range(1, 9)]

    found = read(table("Date;kWh;Type", *rows))

    assert found.readings.consumption_kwh == 6 * 5
    assert any("foretold" in reason.reason and reason.count == 2 for reason in found.receipt.reasons)


@pytest.mark.parametrize(
    ("name", "header"),
    [("heat_meter.csv", "kWh"), ("heat_meter.csv", "Wärmemenge kWh"), ("a.csv", "Wärmemenge kWh")],
)
def test_heat_is_no_electricity_whatever_the_file_is_called(name, header):
    assert read(daily(f"Date;{header}", "9"), name=name).readings.consumption_kwh is None
