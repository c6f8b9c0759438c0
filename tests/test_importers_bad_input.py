"""What cannot be read is refused with one sentence: what was needed, what was found, what to do."""

from __future__ import annotations

import pytest

from energy_core.errors import UnknownNameError, UnreadableFileError
from energy_core.home import Home
from energy_core.importers import hints_for, import_file
from energy_core.importers.hints import Hints
from tests.files import hours, read, rows

REFUSED = {
    "nothing at all": (b"", "is empty"),
    "only white space": (b" \r\n\t\n ", "is empty"),
    "a header only": (b"time,kWh\n", "no rows after its header: time, kWh"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF document"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00", "an image"),
    "a ZIP": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00data.csv", "damaged or incomplete .* Download it"),
    "a gzip": (b"\x1f\x8b\x08\x00abc", "damaged or incomplete .* Download it"),
    "a workbook": (b"PK\x03\x04\x14\x00\x00\x00[Content_Types].xml xl/", "Excel workbook"),
    "a web page": (b"<!DOCTYPE html><html><form>Sign in</form></html>", "a web page .* sign in"),
    "JSON": (b'{"unit": "kWh", "values": []}', "has none: it holds unit, values"),
    "bytes": (bytes(range(1, 32)) * 20, "a binary file"),
    "no time": (b"room,kWh\nKitchen,1\nHall,2\n", "no timestamp column, only: room, kWh"),
    "times without dates": (b"time,kWh\n00:00,1\n01:00,2\n", "time of day in 'time' but no date"),
    "no values": (b"time,note\n2024-01-01 00:00,a\n2024-01-01 01:00,b\n", "no energy column"),
    "only money": (b"time,cost\n2024-01-01,1\n2024-01-02,2\n", "this is money.*no energy column"),
    "only temperature": (b"time,temperature_c\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n", "no energy column"),
    "gas": (b"time,gas_m3\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n", "no energy column"),
    "an unknown unit": (b"time,usage\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n", "the unit of usage.*--unit"),
    "another unit": (b"time,usage,unit\n2024-01-01,1,therms\n2024-01-02,2,therms\n", "this is gas in therms"),
    "one reading": (b"time,kWh\n2024-01-01 00:00,1\n", "one reading, in line 2"),
    "all missing": (b"time,kWh\n2024-01-01,\n2024-01-02,\n", "every reading of kWh is missing"),
    "many NULs": (b"time,kWh\n2024-01-01,1\n" + b"2024-01-02,\x002\n" * 9, "NUL .* first line 3"),
    "no table": (b"Dear customer\nplease find your readings below\n", "no such delimiter"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_refused_in_one_sentence(what):
    content, sentence = REFUSED[what]

    with pytest.raises(UnreadableFileError, match=f"(?s){sentence}") as refused:
        read(content, name="upload.csv")

    assert str(refused.value).startswith("Needed")
    assert "upload.csv" in str(refused.value)
    assert "Traceback" not in str(refused.value)


def test_a_table_whose_rows_do_not_fit_its_header_is_refused_with_the_line():
    text = rows(hours(20), [1] * 20) + "2024-01-02 00:00,1,2\n" * 5

    with pytest.raises(
        UnreadableFileError, match=r"5 of 25 rows of file\.csv have more or fewer, first in line 22"
    ):
        read(text)


def test_a_cut_last_line_is_dropped_and_said():
    imported = read(rows(hours(20), [1] * 20) + "2024-01-0")

    assert imported.readings.consumption_kwh == 20
    assert imported.receipt.reasons[0].first_row == 22


def test_an_unknown_column_is_refused_with_the_columns_there_are():
    with pytest.raises(UnreadableFileError, match=r"the column 'when'; file\.csv has: time, kWh"):
        read(rows(hours(3), [1, 1, 1]), time_column="when")


def test_the_homes_choices_answer_for_the_file():
    home = Home(
        timezone="Europe/London",
        import_choices={"unit": "wh", "date-order": "dmy"},
        roles={"usage": "appliance"},
    )

    hints = hints_for(home, Hints())

    assert (hints.unit, hints.date_order, hints.timezone, hints.timezone_source) == (
        "Wh",
        "dmy",
        "Europe/London",
        "home",
    )
    assert hints.roles == {"usage": "appliance"}


def test_an_option_wins_over_the_home():
    home = Home(timezone="Europe/London", import_choices={"unit": "Wh"})

    hints = hints_for(home, Hints(unit="kWh", timezone="Europe/Berlin"))

    assert (hints.unit, hints.timezone, hints.timezone_source) == ("kWh", "Europe/Berlin", "option")


def test_a_choice_that_is_none_is_refused():
    with pytest.raises(UnknownNameError, match="unit must be one of kWh, Wh"):
        import_file(b"time,x\n2024-01-01,1\n", name="f.csv", home=Home(import_choices={"unit": "litres"}))
