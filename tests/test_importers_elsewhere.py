"""Files as they are written elsewhere: other digits, eras and units, and lists of monitoring programs."""

from __future__ import annotations

import json

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import hours, only, read

KWH = [0.31, 0.12, 0.64, 0.25, 1.13, 0.47, 0.91, 0.78] * 9
ARABIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")


def decisions(imported: object) -> dict[str, str]:
    return {d.what: d.choice for d in imported.receipt.decisions}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("digits", "script"), [(ARABIC, "Arabic-Indic"), (PERSIAN, "Extended Arabic-Indic")])
def test_arabic_and_persian_digits_are_digits(digits: dict[int, int], script: str):
    rows = [f"{at};{kwh}".translate(digits) for at, kwh in zip(hours(72), KWH, strict=True)]

    imported = read("\n".join(["time;kWh", *rows]))

    assert only(imported).kwh == pytest.approx(sum(KWH))
    assert decisions(imported)["digits"] == script


def test_kilowatt_hours_and_money_are_known_in_arabic():
    rows = [f"2024-01-{day:02d};{day}.5;{day * 2}.25".translate(ARABIC) for day in range(1, 31)]

    imported = read("\n".join(["التاريخ;الاستهلاك (كيلوواط ساعة);التكلفة (جنيه)", *rows]))

    assert only(imported).kwh == 465 + 15


@pytest.mark.parametrize("form", ["{day:02d}/02/2567", "2567-02-{day:02d}", "{day} กุมภาพันธ์ 2567"])
def test_years_of_the_buddhist_era_are_543_ahead(form: str):
    rows = [f"{form.format(day=day)};1.5" for day in range(1, 30)]

    imported = read("\n".join(["date;kWh", *rows]), timezone="Asia/Bangkok")

    assert only(imported).kwh == 29 * 1.5  # 29 February 2024 is a day
    assert imported.readings.start.tz_convert("Asia/Bangkok").isoformat() == "2024-02-01T00:00:00+07:00"
    assert decisions(imported)["years"] == "of the Buddhist era"


def test_times_of_the_buddhist_era_with_hours():
    rows = [f"2567-02-29 {hour:02d}:00,0.5" for hour in range(24)]

    assert read("\n".join(["time,kWh", *rows])).readings.start.isoformat() == "2024-02-29T00:00:00+00:00"


def test_2999_is_no_year_of_the_buddhist_era():
    rows = [f"{at},0.5,2999-12-31" for at in hours(48)]

    assert only(read("\n".join(["time,kWh,valid", *rows]))).kwh == 24


def test_months_in_words_and_years_beside_them_need_no_known_header():
    months = ["Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος"]
    rows = [f"{month};2023;{100 + place}" for place, month in enumerate(months)]

    imported = read(
        "\n".join(["Μήνας;Έτος;Κατανάλωση (kWh)", *rows, "Σύνολο;;615"]), timezone="Europe/Athens"
    )

    assert only(imported).kwh == 615
    assert imported.readings.end.tz_convert("Europe/Athens").isoformat() == "2023-07-01T00:00:00+03:00"


@pytest.mark.parametrize(("unit", "per_kwh"), [("J", 3_600_000), ("kJ", 3_600), ("MJ", 3.6), ("GJ", 0.0036)])
def test_joules_taken_and_given_are_electricity(unit: str, per_kwh: float):
    rows = [f"{at},{kwh * per_kwh!r},{per_kwh!r}" for at, kwh in zip(hours(72), KWH, strict=True)]

    imported = read("\n".join([f"Time,Import ({unit}),Export ({unit})", *rows]))

    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH))
    assert export_kwh(imported.readings) == pytest.approx(72)


@pytest.mark.parametrize("header", ["time,Usage (MJ)", "time,Gas (MJ)", "time,Heat (GJ)"])
def test_joules_alone_may_be_gas_or_heat(header: str):
    with pytest.raises(UnreadableFileError):
        read("\n".join([header, *(f"{at},{kwh}" for at, kwh in zip(hours(72), KWH, strict=True))]))


def test_watts_and_kilowatts_in_one_column():
    rows = [f"{at},{'850 W' if n % 2 else '1.15 kW'}" for n, at in enumerate(hours(48, minutes=30))]

    assert only(read("\n".join(["Time,House power", *rows]))).kwh == pytest.approx(24 * 0.5 * (0.85 + 1.15))


def test_watts_and_kilowatt_hours_in_one_column_are_asked_about():
    rows = [f"{at},{'850 W' if n % 2 else '1.15 kWh'}" for n, at in enumerate(hours(48))]

    with pytest.raises(UnreadableFileError, match="Needed one unit"):
        read("\n".join(["Time,Reading", *rows]))


def test_a_mark_of_quality_beside_a_column_of_units_is_no_channel():
    rows = [f"{1706742000000 + n * 600_000};{4711 + n / 50:.3f};0;kWh" for n in range(144)]

    imported = read("\n".join(["ts;val;q;unit", *rows]))

    assert only(imported).kwh == pytest.approx(143 / 50)


def test_the_list_of_a_prometheus_range_query():
    values = [[1706742000 + 3600 * n, str(22_000 + 500 * n)] for n in range(49)]
    metric = {"__name__": "energy_meter_watt_hours_total", "instance": "meter:9100", "job": "power"}
    document = {
        "status": "success",
        "data": {"resultType": "matrix", "result": [{"metric": metric, "values": values}]},
    }

    imported = read(json.dumps(document), name="query_range.json")

    assert only(imported).kwh == pytest.approx(24)


@pytest.mark.parametrize("name", ["unixtime", "moment"])
def test_seconds_since_1970_under_any_name(name: str):
    rows = [f"{1706742000 + 10 * n},600" for n in range(361)]

    imported = read("\n".join([f"{name},power (W)", *rows]))

    assert only(imported).kwh == pytest.approx(0.6 * 361 / 360)


def test_periods_of_bills_in_one_cell_tell_day_from_month():
    rows = [
        f"01/{month:02d}/2023 - {last}/{month:02d}/2023,{month * 100}"
        for month, last in ((2, 28), (3, 31), (4, 30))
    ]

    imported = read("\n".join(["Bill period,Units used (kWh)", *rows]))

    assert only(imported).kwh == 900
    assert imported.readings.start.isoformat() == "2023-02-01T00:00:00+00:00"
    assert imported.readings.end.isoformat() == "2023-05-01T00:00:00+00:00"


def test_an_export_of_data_is_no_export_of_energy():
    days = "".join(
        f'<day date="2024-01-{day:02d}"><sum unit="kWh">12</sum>'
        + "".join(
            f"<interval><time>{h:02d}:00</time><energy unit='kWh'>0.5</energy></interval>" for h in range(24)
        )
        + "</day>"
        for day in (10, 11, 12)
    )

    imported = read(f"<export>{days}</export>", name="days.xml")

    assert imported.readings.consumption_kwh == 36


def test_a_hundred_columns_of_one_letter_are_the_quarters_of_a_day():
    names = ";".join(f"E{n}" for n in range(1, 101))
    rows = [f"{day:02d}/01/2024;" + ";".join(["0,025"] * 96 + [""] * 4) for day in range(1, 15)]

    imported = read("\n".join([f"Giorno;{names}", *rows]), unit="kWh", timezone="Europe/Rome")

    assert only(imported).kwh == pytest.approx(14 * 96 * 0.025)
    assert only(imported).interval_minutes == 15
