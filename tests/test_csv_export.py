"""Tables as CSV."""

from __future__ import annotations

import datetime

import pandas as pd

from energy_core.csv_export import csv_text


def test_columns_keep_their_order_and_numbers_all_their_digits():
    frame = pd.DataFrame({"kwh": [0.1 + 0.2, 1.0], "count": [1, 2]})

    assert csv_text(frame) == "kwh,count\n0.30000000000000004,1\n1.0,2\n"


def test_times_are_iso_with_their_offset():
    local = pd.to_datetime(["2024-03-31 00:00", "2024-03-31 03:00"]).tz_localize("Europe/London")

    assert csv_text(pd.DataFrame({"start": local})) == (
        "start\n2024-03-31T00:00:00+00:00\n2024-03-31T03:00:00+01:00\n"
    )


def test_dates_are_dates():
    assert csv_text(pd.DataFrame({"day": [datetime.date(2024, 3, 31)]})) == "day\n2024-03-31\n"


def test_what_is_unknown_is_an_empty_cell():
    frame = pd.DataFrame(
        {
            "kwh": [None, 1.5],
            "hour": pd.array([None, 3], dtype="Int32"),
            "start": pd.to_datetime([None, "2024-01-01"]),
            "muted": pd.array([None, True], dtype="boolean"),
            "reason": [None, "x"],
        }
    )

    assert csv_text(frame).splitlines()[1:] == [",,,,", "1.5,3,2024-01-01T00:00:00,true,x"]


def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe():
    frame = pd.DataFrame(
        {"=channel": ["=cmd|'/c calc'!A0", "+1", "-1", "@x", "\tx", "Heat pump"], "kwh": [-1.0] * 6}
    )

    lines = csv_text(frame).splitlines()

    assert lines[0] == "'=channel,kwh"
    assert [line[:2] for line in lines[1:]] == ["'=", "'+", "'-", "'@", "'\t", "He"]
    assert all(line.endswith(",-1.0") for line in lines[1:])


def test_names_with_commas_quotes_and_line_ends_stay_one_cell():
    assert csv_text(pd.DataFrame({"channel": ['a,"b"\nc']})) == 'channel\n"a,""b""\nc"\n'


def test_a_table_without_rows_has_its_header():
    assert csv_text(pd.DataFrame({"a": [], "b": []})) == "a,b\n"


def test_categories_are_text_too():
    assert csv_text(pd.DataFrame({"q": pd.Categorical(["=x"])})) == "q\n'=x\n"
