"""Dates and times as exporters write them."""

from __future__ import annotations

import pandas as pd
import pytest

from energy_core.errors import MalformedFileError
from tests.files import hours, only, read, rows


def starts(text: str, **hints: object) -> list[str]:
    return [str(stamp)[:16] for stamp in only(read(text, **hints)).intervals["start"]]


@pytest.mark.parametrize(
    "form",
    ["%Y-%m-%dT%H:%M:%SZ", "%d.%m.%Y %H:%M", "%d %b %Y %H:%M", "%Y%m%dT%H%M%S", "%d/%m/%y %I:%M %p",
     "%Y-%m-%d %H:%M:%S.0000000", "%B %d, %Y %H:%M"],
)  # fmt: skip
def test_common_ways_to_write_a_time_are_read(form):
    stamps = hours(4, start="2024-01-31 22:00", form=form)

    text = "time;kWh\n" + "".join(f"{stamp};1.5\n" for stamp in stamps)

    assert starts(text) == ["2024-01-31 22:00", "2024-01-31 23:00", "2024-02-01 00:00", "2024-02-01 01:00"]


@pytest.mark.parametrize(("factor", "what"), [(1, "seconds"), (1000, "milliseconds")])
def test_seconds_and_milliseconds_since_1970_are_read(factor, what):
    text = rows(
        [str((1_704_067_200 + 3600 * i) * factor) for i in range(3)], [1, 2, 3], header="timestamp,kWh"
    )

    assert starts(text)[0] == "2024-01-01 00:00", what


def test_dates_of_spreadsheets_are_read():
    assert starts(rows(["45292.0", "45292.041667", "45292.083333"], [1, 2, 3])) == [
        "2024-01-01 00:00", "2024-01-01 01:00", "2024-01-01 02:00",
    ]  # fmt: skip


def test_a_date_and_a_time_of_day_in_two_columns_are_one_stamp():
    text = "Date,Start Time,kWh\n31/01/2024,23:00,1\n01/02/2024,00:00,2\n01/02/2024,01:00,3\n"

    assert starts(text) == ["2024-01-31 23:00", "2024-02-01 00:00", "2024-02-01 01:00"]


def test_24_00_is_the_end_of_the_day():
    text = rows(["2024-01-01 22:00", "2024-01-01 23:00", "2024-01-01 24:00"], [1, 2, 3])

    assert starts(text, stamp="end")[-1] == "2024-01-01 23:00"


def test_a_day_above_12_says_that_days_come_first():
    assert starts(rows(["13/02/2024", "14/02/2024"], [1, 2]))[0] == "2024-02-13 00:00"


def test_a_day_above_12_in_second_place_says_that_months_come_first():
    assert starts(rows(["02/13/2024", "02/14/2024"], [1, 2]))[0] == "2024-02-13 00:00"


@pytest.mark.parametrize(
    ("form", "order"), [("%d/%m/%Y %H:%M", "day first"), ("%m/%d/%Y %H:%M", "month first")]
)
def test_hours_of_days_that_follow_each_other_tell_day_from_month(form, order):
    stamps = hours(7 * 24, start="2023-06-05", form=form)

    imported = read(rows(stamps, [1] * len(stamps)))

    assert str(only(imported).start)[:10] == "2023-06-05"
    assert any(d.choice == order and d.option == "--date-order" for d in imported.receipt.decisions)


def test_dates_that_fit_both_orders_are_asked_for():
    firsts = [f"01/{month:02d}/2024" for month in range(1, 13)]

    with pytest.raises(MalformedFileError, match="--date-order dmy or --date-order mdy") as refused:
        read(rows(firsts, [100] * 12))

    assert refused.value.option == "--date-order"


def test_the_asked_order_is_used():
    firsts = [f"01/{month:02d}/2024" for month in range(1, 13)]

    channel = only(read(rows(firsts, [100] * 12), date_order="dmy"))

    assert (str(channel.start)[:10], str(channel.end)[:10]) == ("2024-01-01", "2025-01-01")


def test_half_hours_that_end_at_midnight_are_stamped_at_their_end():
    stamps = hours(48, start="2024-01-01 00:30", minutes=30)

    channel = only(read(rows(stamps, [0.5] * 48)))

    assert (str(channel.start)[:16], str(channel.end)[:16]) == ("2024-01-01 00:00", "2024-01-02 00:00")


def test_a_header_that_says_end_is_believed():
    channel = only(read(rows(hours(3), [1, 1, 1], header="Interval End,kWh")))

    assert str(channel.start)[:16] == "2023-12-31 23:00"


def test_the_option_overrules_the_evidence():
    stamps = hours(48, start="2024-01-01 00:30", minutes=30)

    assert str(only(read(rows(stamps, [0.5] * 48), stamp="start")).start)[:16] == "2024-01-01 00:30"


def test_impossible_dates_are_dropped_and_named():
    imported = read(rows([*hours(4), "2024-06-31 04:00", "2024-13-01 05:00"], [1, 1, 1, 1, 7, 7]))

    (reason,) = imported.receipt.reasons
    assert (reason.count, reason.first_row, reason.kwh) == (2, 6, 14)
    assert only(imported).kwh == 4


def test_offsets_that_change_with_the_clock_name_the_zone():
    stamps = pd.date_range("2023-10-28", periods=72, freq="h", tz="Europe/Berlin")

    imported = read(rows([s.isoformat() for s in stamps], [1] * 72), timezone=None)

    assert (imported.readings.timezone, imported.receipt.timezone_source) == ("Europe/Berlin", "file")


def test_a_zone_in_the_header_is_the_files():
    imported = read(
        rows(hours(3), [1, 1, 1], header="Time Bucket (America/New_York),Usage (kWh)"), timezone=None
    )

    assert (imported.readings.timezone, imported.receipt.timezone_source) == ("America/New_York", "file")
    assert str(only(imported).start)[:16] == "2024-01-01 05:00"


def test_without_any_word_on_the_zone_the_default_is_used_and_said():
    imported = read(rows(hours(3), [1, 1, 1]), timezone=None, default_timezone="Europe/London")

    assert (imported.readings.timezone, imported.receipt.timezone_source) == ("Europe/London", "default")
    assert any(d.what == "time zone" and d.option == "--timezone" for d in imported.receipt.decisions)
