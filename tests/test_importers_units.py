"""Units: in any spelling, in any place of a file, and asked for with what each answer would mean."""

from __future__ import annotations

from itertools import pairwise

import pytest

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.importers.receipt import Import
from energy_core.importers.units import unit_in
from tests.files import hours, only, read, rows

USE = [0.3, 0.1, 0.6, 0.2, 1.1, 0.4, 0.9, 0.7] * 6
"""48 hours, 25.8 kWh, 4,712 kWh a year."""


def table(header: str, *columns: list[float | str], delimiter: str = ",", minutes: int = 60) -> str:
    stamps = hours(len(columns[0]), minutes=minutes)
    lines = [delimiter.join([at, *(str(c[i]) for c in columns)]) for i, at in enumerate(stamps)]
    return "\n".join([header, *lines, ""])


def unit_decision(imported: Import) -> str:
    return next(d.evidence for d in imported.receipt.decisions if d.what.startswith("unit of"))


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        (
            "kWh",
            "usage_kwh|USAGE_KWH|totalKWh|ImportkWh|consumptionkwh|KWH/hh (per half hour)|Barn (kWhs)|kw/h",
        ),
        ("kWh", "Energy / kWh|kW·h|kilowatt-hours|Kilowattstunden|Потребление, кВт·ч|споживання (кВт⋅год)"),
        ("kWh", "用电量（度）|电量(千瓦时)|Fixed kWh 15min|Import T1 kWh|0.5 kWh|kWh.first"),
        ("Wh", "Active energy Wh (A)|Wh/10min|energy_wh|wattHours"),
        ("kW", "kWatts|use [kW]|kWh/h|kWh per hour|-A/123 [kW]|Мощность, кВт"),
        ("W", "L1 max W|Solar [W]|power_w|powerW"),
        ("per kWh", "€/kWh|ct/kWh|p/kWh|Price (EUR/MWh)|Cost per kWh|g CO2/kWh|öre/kWh"),
        ("kWh per something", "kWh/m2|kWh/kWp|kWh/100 km|kWh per m2"),
        ("kvarh", "KVARH|Blind (kVArh)"),
        ("kVA", "kVAh|kVA"),
        ("mWh", "mWh|Energy mWh"),
        ("m3", "Gas (m³)|gas_m3|Sm3"),
    ],
)
def test_units_are_known_in_any_spelling(unit: str, names: str):
    assert {name: unit_in(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), unit)


@pytest.mark.parametrize(
    "name",
    ["Usage", "T1", "Home", "With", "window", "Week", "Water", "Power", "kwp", "E1", "MAINS_A", "now_w2"],
)
def test_words_that_contain_the_letters_of_a_unit_name_none(name: str):
    assert unit_in(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "Report: consumption\nUnit: kWh\n\n" + table("time,usage", USE),
        "Einheit;kWh\nKunde;Meier\n\n" + table("Zeit;Verbrauch", USE, delimiter=";"),
        "Energy use in kilowatt-hours\n" + table("time,usage", USE),
    ],
)
def test_the_unit_above_the_table_counts(text: str):
    imported = read(text)

    assert only(imported).kwh == pytest.approx(25.8)
    assert "above the table says so" in unit_decision(imported)


def test_the_unit_in_the_name_of_the_file_counts():
    imported = read(table("time,usage", USE), name="usage-Wh.csv")

    assert (only(imported).source_unit, round(only(imported).kwh, 6)) == ("Wh", 0.0258)


def test_a_missing_unit_is_asked_for_with_the_year_that_each_answer_would_mean():
    with pytest.raises(UnreadableFileError, match=r"in a year, as kWh 4,712 kWh, as Wh 4\.7 kWh") as asked:
        read(table("time,usage", USE))

    assert (asked.value.option, asked.value.choices) == ("--unit", ("kWh", "Wh"))
    assert only(read(table("time,usage", USE), unit="kWh")).kwh == pytest.approx(25.8)


def test_the_likeliest_unit_comes_first():
    with pytest.raises(UnreadableFileError) as asked:
        read(table("time,usage", [value * 1000 for value in USE]))

    assert asked.value.choices[0] == "Wh"


def test_values_in_half_hours_may_be_energy_or_power_and_the_question_says_both():
    with pytest.raises(
        UnreadableFileError, match=r"as kWh 9,423 kWh, as kW of mean power 4,712 kWh"
    ) as asked:
        read(table("time,electricity", USE, minutes=30))

    assert asked.value.choices == ("kWh", "kW", "Wh", "W")


def test_registers_of_a_supply_meter_need_no_unit():
    imported = read(table("Zeit,Verbrauch Bezug,Einspeisung", USE, [0.05] * 48))

    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert "a supply meter" in unit_decision(imported)


def test_import_and_export_that_may_be_power_are_asked_about():
    with pytest.raises(UnreadableFileError, match="--unit"):
        read(table("time,import,export", USE, [0.05] * 48, minutes=30))


def test_a_power_no_home_can_draw_in_kilowatts_is_in_watts():
    imported = read(table("ctime,activePower", [0, 150, 2300, 90] * 60, minutes=1))

    assert only(imported).kwh == pytest.approx(60 * 2540 / 60_000)
    assert "2,300 kW is more than a home can draw" in unit_decision(imported)


def test_power_beside_volts_that_are_sums_is_asked_about():
    with pytest.raises(UnreadableFileError, match="--unit"):
        read(table("day,active_power,voltage", [1209.2, 3390.5, 2203.8] * 8, [93_552, 345_725, 347_373] * 8))


def test_power_beside_volts_that_are_not_steady_is_asked_about():
    with pytest.raises(UnreadableFileError, match="--unit"):
        read(table("time,power,voltage", [489, 997, 712, 120] * 20, [162, 417, 805, 300] * 20, minutes=1))


def test_power_and_energy_of_one_file_are_told_apart_by_the_unit_of_each_row():
    text = "time,what,value,unit\n" + "".join(
        f"{at},heat pump,{500 + i % 3},W\n{at},fridge,0.{i % 5},kWh\n{at},roof,21,°C\n"
        for i, at in enumerate(hours(50))
    )

    imported = read(text)

    assert {c.name: (c.kind, c.source_unit, round(c.kwh, 6)) for c in imported.readings.channels} == {
        "heat pump": ("power", "W", 25.049), "fridge": ("interval", "kWh", 10.0),
    }  # fmt: skip
    assert [(r.reason, r.count) for r in imported.receipt.reasons] == [
        ("the row holds °C, no electric energy", 50)
    ]
    assert imported.receipt.rows_read == 150 == imported.receipt.rows_kept + imported.receipt.rows_dropped


def test_rows_of_gas_do_not_count_beside_rows_of_electricity():
    text = "date,type,amount,unit\n" + "".join(
        f"2024-01-{day:02d},Electricity,{8 + day % 2},kWh\n2024-01-{day:02d},Gas,{3 + day % 2},m³\n"
        for day in range(1, 31)
    )

    imported = read(text)

    assert imported.readings.consumption_kwh == 255
    assert imported.receipt.reasons[0].reason == "the row holds m3, no electric energy"


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        (table("time,usage (therms),cost", USE, USE), "a.csv", "this is gas in therms, no electricity"),
        (table("time,Gas (m³)", USE), "a.csv", "this is gas in m3, no electricity"),
        (table("time,water usage dl", USE), "a.csv", "this is water"),
        (table("time,Cost (£)", USE), "a.csv", "this is money, no electricity"),
        (table("time,temperature", USE), "a.csv", "this is a temperature, no electricity"),
        (table("time,value", USE), "il-gas-hourly.csv", "speaks of gas"),
        (table("start,usage", USE), "heating-oil-2023.csv", "speaks of heating oil"),
        ("Natural gas account\n\n" + table("time,usage", USE), "a.csv", "speaks of gas"),
        (
            table("time,usage (ccf),meter read", USE, [9000 + 3 * i for i in range(48)]),
            "a.csv",
            "speaks of gas",
        ),
    ],
)
def test_a_file_of_something_else_says_what_it_holds(text: str, name: str, sentence: str):
    with pytest.raises(
        UnknownFormatError, match=rf"(?s){sentence}.*no energy column|no energy column.*{sentence}"
    ):
        read(text, name=name)


def test_gas_in_kwh_is_gas_and_never_added():
    imported = read(table("time,Electricity (kWh),Gas (kWh)", USE, USE))

    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert [c.role for c in imported.readings.channels] == ["mains", "gas"]


def test_the_export_beside_a_column_with_a_unit_has_that_unit_too():
    imported = read(table("time,Import (Wh),Export", [value * 1000 for value in USE], [50.0] * 48))

    assert {c.name: round(c.kwh, 6) for c in imported.readings.channels} == {
        "Import (Wh)": 25.8,
        "Export": 2.4,
    }
    assert unit_decision(imported) == "the columns beside it are in Wh"


def test_power_in_half_hours_counts_half():
    assert only(read(rows(hours(48, minutes=30), USE, header="time,Active Import Interval (kW)"))).kwh == (
        pytest.approx(12.9)
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (table("time,Consumption (kWh)", USE), "gas_consumption.csv"),
        ("Fuel type;Gas\n\n" + table("time;kWh", USE, delimiter=";"), "usage.csv"),
        ("Natural gas usage\n\n" + table("time,kWh", USE), "usage.csv"),
    ],
)
def test_a_file_of_gas_in_kwh_is_no_electricity(text: str, name: str):
    imported = read(text, name=name)

    assert imported.readings.consumption_kwh is None
    assert only(imported).role == "gas"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (table("time,Consumption (kWh)", USE), "british_gas_usage.csv"),
        ("Pacific Gas and Electric\n\n" + table("time,kWh", USE), "usage.csv"),
        ("Supplier;British Gas\n\n" + table("time;kWh", USE, delimiter=";"), "usage.csv"),
        (table("time,kWh", USE), "electricity-and-gas.csv"),
    ],
)
def test_the_name_of_a_gas_company_makes_no_gas_of_electricity(text: str, name: str):
    assert read(text, name=name).readings.consumption_kwh == pytest.approx(25.8)


def eiep13a(*, flow: str, reactive: float | str = "") -> str:
    """Two days of half hours as New Zealand's retailers give them: no header, no unit."""
    stamps = [
        f"{day:02d}/07/2023 {half // 2:02d}:{30 * (half % 2):02d}:00"
        for day in (1, 2, 3)
        for half in range(48)
    ]
    lines = [
        f"DET,A1,0000123456UN789,000,NZST,M12345,{flow},UN,24,{start},{end},RD,0.{1 + i % 3},{reactive}"
        for i, (start, end) in enumerate(pairwise(stamps[:97]))
    ]
    head = "HDR,ICPCONS,1.4,MERI,MERI,CUST,04/07/2023,12:00:00,REQ1,96,01/07/2023,02/07/2023"
    return "\n".join([head, *lines, ""])


def test_the_unit_of_new_zealands_consumption_file_is_that_of_its_standard():
    imported = read(eiep13a(flow="X"))

    assert imported.readings.consumption_kwh == pytest.approx(96 / 3 * 0.6)
    assert "EIEP13A" in unit_decision(imported)


@pytest.mark.parametrize("text", [eiep13a(flow="I"), eiep13a(flow="X", reactive=0.05)])
def test_a_standards_unit_is_not_taken_for_what_may_be_injection_or_reactive_energy(text: str):
    with pytest.raises(UnreadableFileError) as asked:
        read(text)

    assert asked.value.option == "--unit"
