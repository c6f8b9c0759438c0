"""Drawn tables and rare delimiters: a rule is no header and no reading, and each column keeps its name."""

from __future__ import annotations

import datetime as dt

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.delimiters import delimiter_of
from energy_core.importers.inspection import export_kwh
from tests.files import hours, read

DAY = hours(24)
NAMES = ("time", "import kWh", "export kWh")
ROWS = [(at, f"{1 + hour % 5 / 10:.1f}", f"{hour % 3 / 10:.1f}") for hour, at in enumerate(DAY)]
"""Import: 24 + 4 x 1.0 + 0.6 = 28.6 kWh (the tenths go 0 1 2 3 4); export: 8 x 0.3 = 2.4 kWh."""


def drawn(form: str, *, header: list[str], footer: list[str] | None = None) -> str:
    """The rows in the form of one line, below some lines and above others."""
    return "\n".join([*header, *(form.format(*row) for row in ROWS), *(footer or [])]) + "\n"


TABLES = {
    "Markdown": drawn("| {} | {} | {} |", header=["| time | import kWh | export kWh |", "|---|---:|:---|"]),
    "a printed query": drawn(
        " {} | {} | {} ",
        header=[" time | import kWh | export kWh ", "------+-----+-----"],
        footer=["(24 rows)"],
    ),
    "a printed query in a frame": drawn(
        "| {} | {:>10} | {:>10} |",
        header=["+-----+-----+-----+", "| time | import kWh | export kWh |", "+-----+-----+-----+"],
        footer=["+-----+-----+-----+"],
    ),
    "a frame of strokes": drawn(
        "│ {} ┆ {} ┆ {} │",
        header=["┌─────┬─────┬─────┐", "│ time ┆ import kWh ┆ export kWh │", "╞═════╪═════╪═════╡"],
        footer=["└─────┴─────┴─────┘"],
    ),
    "columns under strokes": drawn(
        "{}  {:>10}  {:>10}",
        header=["time                 import kWh  export kWh", "-------------------  ----------  ----------"],
        footer=["-------------------  ----------  ----------", "Total                      28.6         2.4"],
    ),
    "cells of strokes": drawn("{},{},{}", header=["time,import kWh,export kWh", "-----,-----,-----"]),
    "cells of strokes among blank lines": drawn(
        "{};{};{}", header=["time;import kWh;export kWh", "", "=====;=====;=====", ""]
    ),
    "groups over a rule": drawn(
        "{};{};{}", header=["Grid;;", "-----;-----;-----", "time;import kWh;export kWh", "____;____;____"]
    ),
    "a title between rules": drawn(
        "{},{},{}", header=["==========", "My home", "==========", "time,import kWh,export kWh"]
    ),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_rule_takes_no_name_away_from_the_columns_below_or_above_it(table):
    imported = read(TABLES[table])

    assert imported.readings.consumption_kwh == pytest.approx(28.6)
    assert export_kwh(imported.readings) == pytest.approx(2.4)
    assert [name[-10:] for name in imported.readings.names] == ["import kWh", "export kWh"]


def test_rules_stand_on_the_receipt_and_rows_keep_their_numbers():
    lines = TABLES["cells of strokes"].splitlines()
    lines[5] = "soon,1,1"

    receipt = read("\n".join(lines)).receipt

    assert [(d.what, d.choice) for d in receipt.decisions if d.what == "rules"] == [("rules", "line 2")]
    assert [(r.reason, r.first_row) for r in receipt.reasons] == [("no readable date and time in the row", 6)]


def test_missing_values_of_three_strokes_are_no_rule():
    lines = ["time,import kWh,export kWh", *(",".join(row) for row in ROWS)]
    lines[5] = f"{DAY[4]},---,---"

    imported = read("\n".join(lines))

    assert imported.receipt.rows_read == 24
    assert imported.readings.consumption_kwh == pytest.approx(28.6 - 1.4)


RARE = ["^", "~", "¦", "§", "#", "!", "@", "\x1f", "\x01"]


@pytest.mark.parametrize("delimiter", RARE)
@pytest.mark.parametrize("decimal", [".", ","])
def test_rare_delimiters_part_cells(delimiter, decimal):
    rows = [(at, a.replace(".", decimal), b.replace(".", decimal)) for at, a, b in ROWS]

    imported = read("\n".join(delimiter.join(row) for row in [NAMES, *rows]))

    assert imported.readings.consumption_kwh == pytest.approx(28.6)
    assert export_kwh(imported.readings) == pytest.approx(2.4)


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "^", "#"])
def test_commas_inside_of_dates_part_nothing(delimiter):
    said = [(f"{dt.datetime.fromisoformat(at):%b %d, %Y, %I:%M:%S %p}", a, b, "Actual") for at, a, b in ROWS]

    imported = read("\n".join(delimiter.join(row) for row in [(*NAMES, "note"), *said]))

    assert imported.readings.consumption_kwh == pytest.approx(28.6)
    assert export_kwh(imported.readings) == pytest.approx(2.4)


def test_numbers_of_rows_with_a_sign_before_them_are_no_delimiters():
    lines = [f"#{i},{at},{a},{b},no. #{i}" for i, (at, a, b) in enumerate(ROWS)]

    assert delimiter_of(lines) == ","


ENDS = ["\u2028", "\u2029", "\u0085", "\x1e", "\x0b", "\x0c", "\r"]


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_lines_where_nothing_else_does_is_an_end_of_lines(end):
    imported = read(end.join(",".join(row) for row in [NAMES, *ROWS]) + end)

    assert imported.readings.consumption_kwh == pytest.approx(28.6)


def test_a_delimiter_that_is_no_known_one_is_refused():
    with pytest.raises(UnreadableFileError, match="columns separated by comma"):
        read("\n".join("/".join(row).replace("-", ".") for row in [NAMES, *ROWS]))
