"""Workbooks of bytes (.xls, .xlsb): read as other workbooks are, in bounded memory."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlwt

from energy_core.errors import UnreadableFileError
from energy_core.home import Home
from energy_core.importers import binary_book, import_file
from energy_core.importers.receipt import Import
from energy_core.importers.shape import shape_of

Cell = str | float | date | datetime | time
FORMATS = {datetime: "DD.MM.YYYY HH:MM", date: "DD.MM.YYYY", time: "HH:MM"}
START = datetime.fromisoformat("2024-01-01")


def old_workbook(sheets: dict[str, list[list[Cell]]]) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                shown = FORMATS.get(type(cell))
                sheet.write(i, j, cell, *([xlwt.easyxf(num_format_str=shown)] if shown else []))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def hours(*, first: str = "Zeit", kwh: str = "Verbrauch kWh") -> list[list[Cell]]:
    return [[first, kwh], *([START + timedelta(hours=h), 0.5] for h in range(48))]


def read(content: bytes, name: str = "meter.xls") -> Import:
    return import_file(content, name=name, home=Home(timezone="Europe/Berlin"))


def test_an_old_workbook_is_read_with_its_dates():
    imported = read(old_workbook({"Notes": [["Customer", "Jane"]], "Data": hours()}))

    assert (imported.receipt.format, imported.receipt.rows_kept) == ("xls", 48)
    assert imported.readings.consumption_kwh == 24
    assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+01:00"


def test_dates_and_times_in_columns_of_their_own_are_put_together():
    rows = [[(START + timedelta(hours=h)).date(), time(h % 24), 0.25] for h in range(48)]

    imported = read(old_workbook({"Data": [["Date", "Time", "kWh"], *rows]}))

    assert imported.readings.consumption_kwh == 12
    assert imported.readings.end.isoformat() == "2024-01-03T00:00:00+01:00"


def test_old_workbooks_of_one_layout_have_one_shape_and_others_another():
    one, other = old_workbook({"Data": hours()}), old_workbook({"Data": hours(kwh="Usage")})

    assert shape_of(one, name="a.xls").startswith("xls:zeit,verbrauch_kwh:")
    assert shape_of(one, name="a.xls") != shape_of(other, name="b.xls")


def test_two_cells_far_apart_do_not_take_the_memory_of_all_between_them(monkeypatch):
    monkeypatch.setattr(binary_book, "MOST_MEMORY", 256 << 20)
    rows: list[list[Cell]] = [[1.0], *[[] for _ in range(65_534)], [*[""] * 255, 1.0]]

    with pytest.raises(UnreadableFileError, match="damaged, incomplete, another kind of document or larger"):
        read(old_workbook({"Data": rows}))


def test_an_old_workbook_of_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(binary_book, "MOST_CELLS", 50)

    with pytest.raises(UnreadableFileError, match="at most 50 cells"):
        read(old_workbook({"Data": hours()}))


def test_where_the_library_is_missing_the_message_says_what_to_save(monkeypatch):
    monkeypatch.setattr(binary_book, "find_spec", lambda name: None)

    with pytest.raises(UnreadableFileError, match=r"save it as \.xlsx or CSV"):
        read(old_workbook({"Data": hours()}))


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0" + b"\0" * 600, old_workbook({"Data": hours()})[:3000]]
)
def test_a_damaged_old_workbook_is_refused_in_words(content):
    with pytest.raises(UnreadableFileError, match="Needed a whole Excel workbook"):
        read(content)


def test_an_empty_old_workbook_is_refused_in_words():
    with pytest.raises(UnreadableFileError, match="is empty"):
        read(old_workbook({"Data": []}))
