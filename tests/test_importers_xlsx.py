"""Workbooks: the sheet with the readings is found, its cells mean what the sheet shows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from energy_core.errors import UnreadableFileError
from energy_core.importers import xlsx_book
from energy_core.importers.inspection import export_kwh
from energy_core.importers.receipt import Import
from energy_core.importers.shape import shape_of
from energy_core.importers.xlsx_cells import text_of
from tests.files import read

moment = datetime.fromisoformat

START = moment("2024-01-01")
HOURS = [START + timedelta(hours=hour) for hour in range(48)]
TABLE: list[Sequence[Any]] = [("time", "kWh"), *((at, 0.5) for at in HOURS)]


def book(
    sheets: Mapping[str, Sequence[Sequence[Any]]], change: Callable[[Workbook], None] = lambda _: None
) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def sheet_of(rows: Sequence[Sequence[Any]], change: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    return book({"Sheet1": rows}, lambda workbook: change(workbook.worksheets[0]))


def patched(content: bytes, part: str, pattern: str, text: str) -> bytes:
    """A workbook with something in one of its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(pattern, text, data.decode()) if name == part else data)
    return buffer.getvalue()


def workbook(content: bytes, *, name: str = "meter.xlsx", **hints: object) -> Import:
    return read(content, name=name, **hints)


def refusal(content: bytes, **hints: object) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        workbook(content, **hints)
    return refused.value


@pytest.mark.parametrize("name", ["meter.xlsx", "meter.xlsm", "meter.xls", "meter.csv", "meter"])
def test_a_workbook_is_read_whatever_it_is_called(name):
    imported = workbook(sheet_of(TABLE), name=name)

    assert imported.readings.consumption_kwh == 24
    assert (imported.receipt.format, imported.receipt.rows_read) == ("xlsx", 48)


def test_dates_may_be_cells_serial_numbers_or_text():
    serial = [("time", "kWh"), *(((at - moment("1899-12-30")) / timedelta(days=1), 0.5) for at in HOURS)]
    text = [("time", "kWh"), *((f"{at:%d.%m.%Y %H:%M}", "0,5") for at in [*HOURS, moment("2024-01-31")])]

    for rows, kwh in ((serial, 24), (text, 24.5)):
        imported = workbook(sheet_of(rows))

        assert imported.readings.consumption_kwh == kwh
        assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"
        assert imported.readings.channels[0].interval_minutes == 60


def test_a_date_and_a_time_of_day_in_two_columns():
    rows = [("date", "time", "kWh"), *((at.date(), at.time(), 0.5) for at in HOURS)]

    assert workbook(sheet_of(rows)).readings.channels[0].interval_minutes == 60


def test_dates_of_the_other_calendar_are_not_four_years_off():
    def of_1904(made: Workbook) -> None:
        made.epoch = CALENDAR_MAC_1904

    assert workbook(book({"Sheet1": TABLE}, of_1904)).readings.start.isoformat().startswith("2024-01-01")


def test_a_row_is_named_by_its_number_in_the_sheet():
    rows = [("Our portal",), (), *TABLE, (moment("2024-01-03"), "a lot")]

    assert workbook(sheet_of(rows)).receipt.reasons[0].first_row == 52


def test_the_unit_may_stand_in_the_format_of_the_numbers():
    def shown_as_kwh(sheet: Worksheet) -> None:
        for (cell,) in sheet["B2:B49"]:
            cell.number_format = '0.00" kWh"'

    imported = workbook(sheet_of([("time", "usage"), *TABLE[1:]], shown_as_kwh))

    assert imported.readings.consumption_kwh == 24


def test_a_date_merged_over_its_hours_holds_for_each():
    rows = [("date", "time", "kWh"), *((at.date() if at.hour == 0 else None, at.time(), 0.5) for at in HOURS)]

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A25")
        sheet.merge_cells("A26:A49")

    assert len(workbook(sheet_of(rows, merged)).readings.channels[0].intervals) == 48


def test_a_name_merged_over_several_columns_holds_for_each():
    rows = [
        (None, "Electricity [kWh]", None, "Gas [m3]"),
        ("Date", "low tariff", "high tariff", "usage"),
        *((START + timedelta(days=day), 1, 2, 9) for day in range(40)),
    ]

    imported = workbook(sheet_of(rows, lambda sheet: sheet.merge_cells("B1:C1")))

    assert imported.readings.consumption_kwh == 120


def test_errors_in_cells_are_missing_values():
    rows = [*TABLE[:10], (HOURS[9], "#N/A"), *TABLE[11:]]

    def error(sheet: Worksheet) -> None:
        sheet["B11"].data_type = "e"

    imported = workbook(sheet_of(rows, error))

    assert imported.readings.consumption_kwh == 23.5
    assert imported.readings.channels[0].intervals["kwh"].isna().sum() == 1


def formulas(value: str) -> bytes:
    rows = [("time", "Wh", "kWh"), *((at, 500, f"=B{row}/1000") for row, at in enumerate(HOURS, 2))]
    return patched(sheet_of(rows), "xl/worksheets/sheet1.xml", r"</f><v ?/>|</f><v></v>", f"</f>{value}")


def test_formulas_count_with_the_result_that_was_kept():
    assert workbook(formulas("<v>0.5</v>"), value_columns=("kWh",)).readings.consumption_kwh == 24


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_formulas_that_nobody_computed_are_no_zeros(value):
    assert "never computed" in refusal(formulas(value)).message


def test_a_total_that_nobody_computed_does_not_matter():
    rows = [*TABLE, ("Total", "=SUM(B2:B49)")]

    assert workbook(sheet_of(rows)).readings.consumption_kwh == 24


NOTES = [("Dear customer",), ("Thank you", "for using our portal"), ("Call us", 24)]
PRICES = [("from", "price per kWh"), *((at, 0.3) for at in HOURS)]


def test_the_sheet_with_readings_is_found_and_said():
    imported = workbook(book({"Cover": NOTES, "Prices": PRICES, "Readings": TABLE}))

    assert imported.readings.consumption_kwh == 24
    told = imported.receipt.decisions[0]
    assert (told.what, told.choice, told.option) == ("sheet", "Readings", "--sheet")
    assert told.evidence == "Cover, Prices hold no readings"


def test_a_hidden_sheet_is_not_read():
    def hide(made: Workbook) -> None:
        made.worksheets[1].sheet_state = "hidden"

    assert workbook(book({"2024": TABLE, "raw": TABLE}, hide)).readings.consumption_kwh == 24


def test_months_in_sheets_of_their_own_are_one_meter():
    february = [("time", "kWh"), *((at + timedelta(days=31), 0.25) for at in HOURS)]

    imported = workbook(book({"Jan": TABLE, "Notes": NOTES, "Feb": february}))

    (channel,) = imported.readings.channels
    assert (channel.kwh, len(channel.intervals)) == (36, 96)
    assert imported.receipt.rows_read == imported.receipt.rows_kept == 96


def test_two_sheets_that_contradict_each_other_are_asked_about():
    other = [("time", "kWh"), *((at, 0.1) for at in HOURS)]
    content = book({"North": TABLE, "South": other})

    error = refusal(content)

    assert (error.option, error.choices) == ("--sheet", ("North", "South"))
    assert workbook(content, sheet="south").readings.consumption_kwh == pytest.approx(4.8)
    assert refusal(content, sheet="West").choices == ("North", "South")


def test_import_and_export_in_two_sheets_stay_apart():
    exported = [("time", "exported kWh"), *TABLE[1:]]

    imported = workbook(book({"Use": TABLE, "Sun": exported}))

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (24, 24)


def test_a_sheet_that_says_it_has_a_million_rows_but_is_empty_below_is_read():
    content = patched(
        sheet_of(TABLE),
        "xl/worksheets/sheet1.xml",
        r'<dimension ref="[^"]*"',
        '<dimension ref="A1:XFD1048576"',
    )

    assert workbook(content).readings.consumption_kwh == 24


def with_part(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.writestr("[Content_Types].xml", "<x/>")
    return buffer.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
STRANGE: dict[str, tuple[bytes, str]] = {
    "empty": (book({"Sheet1": [], "Sheet2": []}), "is empty"),
    "no readings": (book({"Sheet1": NOTES, "Sheet2": NOTES}), "none of the 2"),
    "a Word document": (with_part("word/document.xml", b""), "a Word document"),
    "an OpenDocument file": (with_part("content.xml", b""), "an OpenDocument file"),
    "a binary workbook": (with_part("xl/workbook.bin", b""), r"\.xlsb"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.xls.* is damaged"),
    "a password": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "a password-protected workbook",
    ),
    "cut": (sheet_of(TABLE)[:3000], "damaged or incomplete"),
    "a damaged sheet": (
        patched(sheet_of(TABLE), "xl/worksheets/sheet1.xml", "</sheetData>", "<"), "damaged or incomplete",
    ),
    "no sheet where one is named": (
        patched(sheet_of(TABLE), "xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml"),
        "damaged or incomplete|is empty",
    ),
    "entities": (
        patched(sheet_of(TABLE), "xl/worksheets/sheet1.xml", "^(<[?].*?[?]>)?", ENTITIES), "damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_workbook_of_readings_is_refused_in_one_sentence(what):
    content, sentence = STRANGE[what]

    message = refusal(content).message

    assert message.startswith("Needed")
    assert re.search(sentence, message)


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened(monkeypatch):
    monkeypatch.setattr(xlsx_book, "MOST_BYTES", 1_000)

    assert "It was not opened" in refusal(sheet_of(TABLE)).message


def test_a_workbook_with_far_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_book, "MOST_CELLS", 50)

    assert "at most 50 cells" in refusal(sheet_of(TABLE)).message


def test_next_months_workbook_has_the_same_shape():
    later = [("time", "kWh"), *((at + timedelta(days=31), 0.25) for at in HOURS)]

    first, second = (shape_of(sheet_of(rows), name="meter.xlsx") for rows in (TABLE, later))
    other = shape_of(sheet_of([("Datum", "Verbrauch"), *TABLE[1:]]), name="meter.xlsx")

    assert first == second
    assert first.startswith("xlsx:time,kwh:")
    assert first != other


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (None, "General", ""),
        (True, "General", "true"),
        (12, "General", "12"),
        (9695.0, "0", "9695"),
        (0.1, "0.0", "0.1"),
        (1.5, '0.0" kWh"', "1.5 kWh"),
        (1.5, '0.0\\ "EUR"', "1.5"),
        (moment("2024-01-01"), "dd/mm/yyyy", "2024-01-01"),
        (moment("2024-01-01"), "dd/mm/yyyy hh:mm", "2024-01-01 00:00:00"),
        (moment("2024-01-01 00:29:59.999500"), "dd/mm/yyyy hh:mm", "2024-01-01 00:30:00"),
        (moment("2024-01-01 00:30:00.250000"), "dd/mm/yyyy hh:mm", "2024-01-01 00:30:00.250000"),
        (moment("1900-01-01"), "hh:mm", "24:00:00"),
        (date(2024, 1, 1), "dd/mm/yyyy", "2024-01-01"),
        (time(23, 30), "hh:mm", "23:30:00"),
        (timedelta(days=1), "[h]:mm", "24:00:00"),
        ("#N/A", "General", ""),
        ("Hall", "General", "Hall"),
    ],
)
def test_a_cell_is_the_text_that_the_sheet_shows(value, shown_as, text):
    assert text_of(value, shown_as) == text
