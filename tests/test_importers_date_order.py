"""Day first or month first: by evidence, else asked with both readings of a date."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from energy_core.errors import MalformedFileError
from energy_core.importers.receipt import Import
from tests.files import hours, only, read

ONE_DAY = "2024-03-11"


def table(stamps: Sequence[str], *, header: str = "time;kWh") -> str:
    return "\n".join([header, *(f"{stamp};{number % 7 + 1}" for number, stamp in enumerate(stamps)), ""])


def one_day(form: str) -> list[str]:
    """Hours of 11 March 2024, which might as well be 3 November."""
    return hours(24, start=ONE_DAY, form=form)


def first_day(imported: Import) -> str:
    return str(only(imported).start.tz_convert(imported.readings.timezone))[:10]


def decided(imported: Import) -> tuple[str, str]:
    (decision,) = [d for d in imported.receipt.decisions if d.what == "date order"]
    assert decision.option == "--date-order"
    return decision.choice, decision.evidence


def test_a_date_that_fits_both_orders_is_asked_for_with_both_readings():
    with pytest.raises(MalformedFileError, match="11/03/2024 is 11 March 2024 or 3 November 2024") as refused:
        read(table(one_day("%d/%m/%Y %H:%M")))

    assert (refused.value.option, refused.value.choices) == ("--date-order", ("dmy", "mdy"))


@pytest.mark.parametrize(("order", "expected"), [("dmy", "2024-03-11"), ("mdy", "2024-11-03")])
def test_the_answer_is_used_and_said(order, expected):
    imported = read(table(one_day("%d/%m/%Y %H:%M")), date_order=order)

    assert first_day(imported) == expected
    assert decided(imported)[1] == "said with --date-order"


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("Date (dd/mm/yyyy);kWh", "%d/%m/%Y %H:%M"),
        ("date DD-MM-YYYY;kWh", "%d-%m-%Y %H:%M"),
        ("Datum TT/MM/JJJJ;kWh", "%d/%m/%Y %H:%M"),
        ("date jj/mm/aaaa;kWh", "%d/%m/%Y %H:%M"),
        ("Date (MM/DD/YYYY);kWh", "%m/%d/%Y %H:%M"),
        ("time mm/dd/yy;kWh", "%m/%d/%y %H:%M"),
    ],
)
def test_a_format_in_the_header_is_believed(header, form):
    imported = read(table(one_day(form), header=header))

    assert first_day(imported) == ONE_DAY
    assert decided(imported)[1].startswith("the header says")


@pytest.mark.parametrize("name", ["usage_20240311.csv", "2024-03-11_2024-03-12.csv", "von 11.03.2024.csv"])
@pytest.mark.parametrize("form", ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"])
def test_dates_in_the_name_of_the_file_tell_the_order(name, form):
    assert first_day(read(table(one_day(form)), name=name)) == ONE_DAY


def test_in_the_united_states_the_month_comes_first():
    by_header = read(table(one_day("%m/%d/%Y %H:%M"), header="Time (America/New_York);kWh"), timezone=None)
    by_home = read(table(one_day("%m/%d/%Y %H:%M")), timezone="America/Chicago")

    assert [first_day(by_header), first_day(by_home)] == [ONE_DAY, ONE_DAY]
    assert decided(by_home) == ("month first", "in America/Chicago the month is written first")


@pytest.mark.parametrize("form", ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%y %I:%M %p"])
def test_two_days_of_hours_follow_each_other(form):
    assert first_day(read(table(hours(48, start=ONE_DAY, form=form)))) == ONE_DAY


def test_rows_in_any_order_tell_as_much():
    stamps = sorted(hours(6 * 24, start="2024-03-05", form="%d/%m/%Y %H:%M"), key=lambda text: text[-5:])

    assert first_day(read(table(stamps))) == "2024-03-05"


def test_dates_written_another_way_in_the_same_column_tell_the_order():
    stamps = [
        *hours(24, start="2024-03-11"),
        *hours(24, start="2024-03-12", form="%d/%m/%Y %H:%M"),
    ]

    imported = read(table(stamps))

    assert only(imported).end - only(imported).start == pd.Timedelta(days=2)
    assert decided(imported) == ("day first", "so read, they join the other dates")


def test_the_column_of_ends_tells_the_order():
    text = "start;end;kWh\n01/05/2024;02/04/2024;300\n02/05/2024;03/13/2024;280\n"

    channel = only(read(text))

    assert (str(channel.start)[:10], str(channel.end)[:10]) == ("2024-01-05", "2024-03-14")


def test_days_of_one_week_that_might_be_one_day_of_each_month_are_asked_for():
    daily = [f"0{day}/03/2024" for day in range(5, 10)]

    with pytest.raises(MalformedFileError, match="05/03/2024 is 5 March 2024 or 3 May 2024"):
        read(table(daily))


def test_years_of_two_figures_in_front_are_known_by_the_days_that_follow():
    imported = read(table(hours(72, start="2024-01-05", form="%y-%m-%d %H:%M")))

    assert (first_day(imported), decided(imported)[0]) == ("2024-01-05", "year first")


def test_a_year_above_31_stands_in_front():
    imported = read(table(hours(30, start="1999-01-05", form="%y/%m/%d %H:%M")))

    assert (first_day(imported), decided(imported)[0]) == ("1999-01-05", "year first")


def test_dates_with_dots_have_the_day_first():
    assert first_day(read(table(one_day("%d.%m.%Y %H:%M")))) == ONE_DAY


def test_the_same_number_for_day_and_month_needs_no_question():
    stamps = hours(24, start="2024-03-03", form="%d/%m/%Y %H:%M")

    assert first_day(read(table(stamps))) == "2024-03-03"
