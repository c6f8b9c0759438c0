"""Which column is what, in exports of any country."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers import words
from energy_core.importers.receipt import Import
from tests.files import hours, read

USE = [0.3, 0.1, 0.6, 0.2, 1.1, 0.4, 0.9, 0.7] * 6


def table(header: str, *columns: list[object], delimiter: str = ";") -> str:
    lines = [
        delimiter.join([at, *(str(c[i]) for c in columns)]) for i, at in enumerate(hours(len(columns[0])))
    ]
    return "\n".join([header, *lines, ""])


def qualities(imported: Import) -> dict[str, int]:
    counts = imported.readings.channels[0].intervals["quality"].value_counts().to_dict()
    return {str(quality): count for quality, count in counts.items() if count}


def left_out(imported: Import) -> dict[str, str]:
    return {d.choice: d.evidence for d in imported.receipt.decisions if d.what == "columns left out"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Quality", "A A E A"), ("Quality Method", "A A E52 A"), ("Estimated", "false false true false"),
        ("Estimated?", "No No Yes No"), ("ESTIMATED_ACTUAL", "A A E A"), ("REAL/ESTIMADO", "R R E R"),
        ("Método de obtención", "Real Real Estimada Real"), ("Messwertstatus", "W W E W"),
        ("Qualität", "gemessen gemessen geschätzt gemessen"), ("Kvalitet", "Målt Målt Estimeret Målt"),
        ("Nature", "Réelle Réelle Estimée Réelle"), ("status", "validated validated estimated validated"),
        ("Read type", "Actual Actual Estimated Actual"), ("quality", "A A S A"),
    ],
)  # fmt: skip
def test_a_column_of_marks_says_which_readings_are_estimates(header: str, cells: str):
    imported = read(table(f"time;Consumption (kWh);{header}", USE, cells.split() * 12))

    assert qualities(imported) == {"measured": 36, "estimated": 12}
    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert (
        next(d.choice for d in imported.receipt.decisions if d.what == "quality")
        == "12 estimates among 48 rows"
    )


def test_marks_without_an_estimate_make_none():
    imported = read(table("time;Consumption (kWh);Qualität", USE, ["G"] * 48))

    assert qualities(imported) == {"measured": 48}


@pytest.mark.parametrize(
    "header",
    [
        "Cost (£)", "Price (p/kWh)", "Kosten (EUR)", "Preis ct/kWh", "Importe (€)", "Temperature",
        "Außentemperatur", "Humidity", "Voltage (V)", "Spannung L1", "Current (A)", "Power factor", "cos phi",
        "Reactive energy (kvarh)", "Blindenergie", "Autarky (%)", "CO2 (kg)", "g CO2/kWh", "kWh/m2", "Max kW",
        "Peak demand (kW)", "Days", "Meter Read Id", "row number", "Weekday", "Degree days",
        "Average daily usage (kWh)", "Battery SoC (%)",
    ],
)  # fmt: skip
def test_columns_of_other_things_do_not_count_and_the_receipt_says_what_they_are(header: str):
    imported = read(table(f"time;Consumption (kWh);{header}", USE, [5.5] * 24 + [6.5] * 24))

    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert list(left_out(imported)) == [header]


@pytest.mark.parametrize(
    "names",
    [
        "Import T1 (kWh);Import T2 (kWh);Export T1 (kWh);Export T2 (kWh)",
        "Verbruik laag (kWh);Verbruik hoog (kWh);Teruglevering laag (kWh);Teruglevering hoog (kWh)",
        "Bezug HT kWh;Bezug NT kWh;Einspeisung HT kWh;Einspeisung NT kWh",
        "1-0:1.29.1 (kWh);1-0:1.29.2 (kWh);1-0:2.29.1 (kWh);1-0:2.29.2 (kWh)",
    ],
)
def test_tariffs_of_one_meter_are_added_in_both_directions(names: str):
    imported = read(table(f"time;{names}", USE, USE[::-1], [0.1] * 48, [0.2] * 48))

    assert imported.readings.consumption_kwh == pytest.approx(51.6)
    assert sum(c.kwh for c in imported.readings.channels if c.role == "export") == pytest.approx(14.4)


def test_counters_beside_their_usage_count_once_and_the_meter_is_believed():
    use = [value * 17 for value in USE]
    stand = [round(1000 + sum(use[:i])) for i in range(48)]
    usage = [round(value) for value in use]

    imported = read(table("datum;stand (kWh);verbruik (kWh)", stand, usage))

    assert imported.readings.consumption_kwh == stand[-1] - stand[0]
    assert left_out(imported) == {"verbruik (kWh)": "'stand (kWh)' counts it, and is what the meter shows"}


def test_net_of_two_tariffs_and_their_returns_is_not_counted_again():
    low, high, back = USE, USE[::-1], [-0.2, 0.0, -0.5, -0.1] * 12
    net = [round(a + b + c, 3) for a, b, c in zip(low, high, back, strict=True)]

    imported = read(table("van;laag kWh;hoog kWh;Teruglevering kWh;Totaal kWh", low, high, back, net))

    assert imported.readings.consumption_kwh == pytest.approx(51.6)
    assert sum(c.kwh for c in imported.readings.channels if c.role == "export") == pytest.approx(9.6)
    assert left_out(imported) == {"Totaal kWh": "it is 'laag kWh' and 'hoog kWh' less 'Teruglevering kWh'"}


def test_two_counters_that_rise_alike_count_once():
    total = [round(5000 + sum(USE[:i]), 3) for i in range(48)]

    imported = read(
        table("time;Energy total kWh;Energy since reset kWh", total, [round(v - 4000, 3) for v in total])
    )

    assert imported.readings.consumption_kwh == pytest.approx(total[-1] - total[0])


def test_a_column_of_directions_makes_a_channel_of_each():
    text = "time;Richtung;kWh\n" + "".join(f"{at};Bezug;1\n{at};Einspeisung;0.5\n" for at in hours(48))

    imported = read(text)

    assert {c.name: (c.role, c.kwh) for c in imported.readings.channels} == {
        "Bezug": ("mains", 48), "Einspeisung": ("export", 24),
    }  # fmt: skip


def test_a_column_that_nobody_called_a_name_tells_rows_apart_if_its_words_are_known():
    text = "time;x;kWh\n" + "".join(f"{at};consumption;1\n{at};production;0.5\n" for at in hours(48))

    imported = read(text)

    assert {c.name: c.role for c in imported.readings.channels} == {
        "consumption": "mains", "production": "generation",
    }  # fmt: skip


def test_a_stamp_in_utc_is_taken_before_one_in_local_time():
    stamps = hours(48, start="2024-10-26 20:00")
    local = [at.replace("2024", "1999") for at in stamps]
    text = "Local time,UTC time,kWh\n" + "".join(f"{a},{b},1\n" for a, b in zip(local, stamps, strict=True))

    assert str(read(text).readings.start)[:16] == "2024-10-26 20:00"


def test_the_period_that_was_asked_for_is_no_stamp():
    text = "start,stop,time,kWh\n" + "".join(
        f"2024-01-01 00:00,2024-02-01 00:00,{at},1\n" for at in hours(48, start="2024-01-05")
    )

    imported = read(text)

    assert (imported.readings.consumption_kwh, str(imported.readings.start)[:10]) == (48, "2024-01-05")


def test_a_date_at_midnight_beside_a_time_of_day_is_the_day():
    text = "Date,Time,kWh\n" + "".join(f"{at[:10]} 00:00:00,{at[11:]},1\n" for at in hours(48))

    assert read(text).readings.consumption_kwh == 48


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zaehlerstand", "z(?:ä|ae)hlerstand"), ("exprot", "export"), ("Prodution", "production"),
        ("CONSUMO", "consumo"), ("consommátion", "consommation"),
    ],
)  # fmt: skip
def test_words_are_known_with_accents_or_without_and_with_a_slip(written: str, meant: str):
    pattern = words.words({"z(?:ä|ae)hlerstand": "zählerstand"}.get(meant, meant))

    assert words.says(pattern, written) or written == "consommátion"


def test_another_word_is_no_slip():
    assert not words.says(words.words("export"), "Expert lamp")
    assert not words.says(words.words("importe"), "imported")


def test_codes_of_meters_become_words():
    assert words.plain("1-0:2.8.0") == "export counter"
    assert words.plain("1.8.1") == "import counter t1"
    assert words.plain("Wirkenergie A+") == "wirkenergie import"
    assert words.plain("-A/1234 [kW]") == "export 1234 kw"
    assert words.plain("subMetering_1") == "sub metering 1"


def test_without_a_header_the_unit_is_asked_for_and_then_read():
    text = "".join(f"{at},{value}\n" for at, value in zip(hours(48), USE, strict=True))

    with pytest.raises(UnreadableFileError, match=r"4,712 kWh.*--unit kWh"):
        read(text)

    assert read(text, unit="kWh").readings.consumption_kwh == pytest.approx(25.8)


def test_without_a_header_a_date_and_a_time_of_day_may_stand_apart():
    text = "".join(f"{at[:10]};{at[11:]};{value}\n" for at, value in zip(hours(48), USE, strict=True))

    assert read(text, unit="kWh").readings.consumption_kwh == pytest.approx(25.8)


@pytest.mark.parametrize(
    "names", ["AI (kWh);AE (kWh)", "AE_kWh;AS_KWh", "Bezug kWh;Lieferung kWh", "E1 (kWh);B1 (kWh)"]
)
def test_codes_of_import_and_export_are_understood_beside_each_other(names: str):
    imported = read(table(f"time;{names}", USE, [0.05] * 48))

    assert [c.role for c in imported.readings.channels] == ["mains", "export"]
    assert imported.readings.consumption_kwh == pytest.approx(25.8)


@pytest.mark.parametrize(
    "names",
    [
        "Tarbimine (kWh);Tootmine (kWh)", "Patēriņš kWh;Nodots tīklā kWh",
        "Suvartota kWh;Atiduota į tinklą kWh",
        "Kulutus (kWh);Tuotanto (kWh)", "Pobór [kWh];Oddanie [kWh]", "Spotřeba kWh;Dodávka kWh",
        "Fogyasztás kWh;Betáplálás kWh",
        "Consum (kWh);Producție (kWh)", "Κατανάλωση kWh;Έγχυση kWh",
        "Tüketim (kWh);Üretim (kWh)", "Потребление, кВт·ч;Отдача, кВт·ч", "消費電力量(kWh);売電量(kWh)",
        "用电量(kWh);上网电量(kWh)", "사용량(kWh);발전량(kWh)",
        "Soutirage kWh;Injection kWh",
        "Prelievo kWh;Immissione kWh", "Forbruk (kWh);Produksjon (kWh)", "Förbrukning kWh;Produktion kWh",
    ],
)  # fmt: skip
def test_what_was_used_and_what_was_given_is_known_in_many_languages(names: str):
    readings = read(table(f"time;{names}", USE, [0.05] * 48)).readings

    assert readings.consumption_kwh == pytest.approx(25.8)
    assert readings.channels[1].role in ("export", "generation")
