"""Tables as people's programs write them: odd delimiters, several header rows, ragged rows, notes between."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import hours, only, read


def total(imported: Import) -> float | None:
    kwh = imported.readings.consumption_kwh
    return None if kwh is None else round(kwh, 9)


DAY = hours(24)
"""A day of hours with 0.0 to 2.3 kWh, in a mixed order; 27.6 together."""

VALUES = [7 * h % 24 / 10 for h in range(24)]


def body(delimiter: str = ",", decimal: str = ".") -> list[str]:
    return [
        f"{at}{delimiter}{value:.3f}".replace(".", decimal) for at, value in zip(DAY, VALUES, strict=True)
    ]


SHAPES = {
    "leading blanks": "\n".join(["  time , kWh ", *(f"  {line} " for line in body())]),
    "trailing delimiters": "\n".join(["time;kWh;", *(f"{line};;" for line in body(";", ","))]),
    "sep= line": "\n".join(["sep=;", "time;kWh", *body(";", ",")]),
    "whole lines in quotes": "\n".join(['"time,kWh"', *(f'"{line}"' for line in body())]),
    "every cell in single quotes": "\n".join(
        ["'time','kWh'", *("'" + line.replace(",", "','") + "'" for line in body())]
    ),
    "old Mac ends": "\r".join(["time,kWh", *body()]),
    "mixed ends": "time,kWh\r\n" + "\n".join(body()[:9]) + "\r" + "\r\n".join(body()[9:]),
    "blank lines between": "\n\n".join(["time,kWh", *body()]),
    "a preamble of keys and values": "\n".join(
        ["Name,BOB", "From,2024-01-01", "To,2024-01-02", "", "time,kWh", *body()]
    ),
    "a long preamble": "\n".join([*(f"Condition {i}: none" for i in range(300)), "time,kWh", *body()]),
    "a footer": "\n".join(["time,kWh", *body(), "", "Total,27.6", "Made by the portal on 3 May", "end,,,"]),
    "aligned columns": "\n".join(
        ["Date and time       Energy kWh", *(x.replace(",", "     ") for x in body())]
    ),
    "blanks for delimiters": "\n".join(["date time kWh", *(x.replace(",", " ") for x in body())]),
    "a table written by R": "\n".join(
        ['"time" "kWh"', *(f'"{i}" "{x.split(",")[0]}" {x.split(",")[1]}' for i, x in enumerate(body(), 1))]
    ),
    "comma for both delimiter and decimals": "\n".join(["time,kWh", *(x.replace(".", ",") for x in body())]),
    "a unit row below the names": "\n".join(["time,Meter 1", "yyyy-mm-dd hh:mm,[kWh]", *body()]),
    "groups above the names": "\n".join([",Grid", "time,kWh", *body()]),
    "no header": "\n".join(x + " kWh" for x in body()),
    "tabs": "\n".join(["time\tkWh", *body("\t")]),
    "bars": "\n".join(["time|kWh", *body("|")]),
    "notes without commas in a last column": "\n".join(
        ["time,kWh,note", *(f"{x},fine, really" if i % 5 == 0 else f"{x}," for i, x in enumerate(body()))]
    ),
    "empty trailing cells left away": "\n".join(
        ["time,kWh,note,more", *(f"{x},a,b" if i % 9 == 0 else x for i, x in enumerate(body()))]
    ),
    "a note of several lines": "\n".join(
        ["time,kWh,note", *(f'{x},"two\nlines"' if i == 3 else f"{x},one" for i, x in enumerate(body()))]
    ),
    "a stray quote": "\n".join(["time,kWh", *(f'"{x}' if i == 3 else x for i, x in enumerate(body()))]),
    "the header on every page": "\n".join(["time,kWh", *body()[:12], "", "time,kWh", *body()[12:]]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_is_read_however_it_is_written(shape):
    imported = read(SHAPES[shape])

    assert total(imported) == 27.6
    assert only(imported).kwh == pytest.approx(27.6)


def test_names_that_stand_in_two_rows_are_joined():
    rows = [f"{at};0,1;0,2;0,05" for at in DAY]
    text = "\n".join([";Levering;;Teruglevering", "Datum;Dal kWh;Normaal kWh;Totaal kWh", *rows])

    imported = read(text)

    assert imported.readings.names == ["Levering Dal kWh", "Levering Normaal kWh", "Teruglevering Totaal kWh"]


def test_the_name_of_the_device_above_every_column_is_left_out():
    rows = [f"{at},{7 * i % 24},{5 * i % 24}" for i, at in enumerate(DAY)]
    text = "\n".join([",Box 7,Box 7", ",Kitchen,Bath", "time,[Wh],[Wh]", *rows])

    assert read(text).readings.names == ["Kitchen [Wh]", "Bath [Wh]"]


def test_a_row_that_lacks_a_value_in_the_middle_is_set_aside_and_said():
    lines = [f"{at},1,21.5,ok" for at in DAY]
    lines[7] = f"{DAY[7]},21.5,ok"

    imported = read("\n".join(["time,kWh,temperature,state", *lines]))

    assert total(imported) == 23
    assert [(r.reason[:29], r.count, r.first_row) for r in imported.receipt.reasons] == [
        ("the row has too many or too f", 1, 9)
    ]


def test_decimal_commas_that_cannot_be_told_from_delimiters_are_refused():
    lines = [f"{at},1,{i},2,{i}" for i, at in enumerate(DAY)]

    with pytest.raises(UnreadableFileError, match="one name for every column; line 1 of"):
        read("\n".join(["time,a kWh,b kWh", *lines]))
