"""What people read is short, sensible and the same on every machine."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core import words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.3456, "12.3 kWh"), (4425.2, "4,425 kWh"), (0.01234, "0.0123 kWh"), (0, "0 kWh"), (100, "100 kWh"),
        (99.96, "100 kWh"), (-2.5, "-2.5 kWh"), (1_234_567.8, "1,234,568 kWh"), (math.nan, "unknown"),
        (-1e-20, "0 kWh"), (0.0000123, "0.000012 kWh"),
    ],
)  # fmt: skip
def test_energy_has_three_digits_and_no_more_decimals_than_that(value: float, text: str):
    assert words.kwh(value) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (3.5, "GBP", "£3.50"), (3.5, None, "3.50 at your price"),
        (-3.456, "EUR", "-€3.46"), (1234.5, "USD", "$1,234.50"),
        (1234.5, "JPY", "¥1,235"), (12, "CHF", "CHF 12.00"), (-0.001, "GBP", "£0.00"),
        (math.nan, "GBP", "unknown"), (2.675, "GBP", "£2.68"),
    ],
)  # fmt: skip
def test_money_carries_its_sign_and_cents(value: float, currency: str | None, text: str):
    assert words.money(value, currency) == text


def test_an_estimate_of_money_has_no_cents_from_ten_up():
    assert words.money_about(9.4, "GBP") == "£9.40"
    assert words.money_about(163.4, "GBP") == "£163"
    assert words.money_about(9.999, "GBP") == "£10"
    assert words.money_about(8.0, "GBP") == "£8"


def test_a_price_keeps_the_digits_of_the_tariff():
    assert words.price(0.2769, "GBP") == "£0.2769 per kWh"
    assert words.price(0.3, "EUR") == "€0.30 per kWh"


def test_small_power_is_in_watts_and_large_in_kilowatts():
    assert words.power(0.2) == "200 W"
    assert words.power(0.0834) == "83 W"
    assert words.power(1.5) == "1.5 kW"
    assert words.power(0.9999) == "1 kW"


def test_percentages_keep_a_decimal_only_when_small():
    assert [words.percent(p) for p in (4.56, 12.3, 100, 0.04, 250.7)] == [
        "4.6%",
        "12%",
        "100%",
        "0.04%",
        "251%",
    ]
    assert words.share(0.123) == "12%"
    assert words.share(3 / 24) == "13%"


def test_an_estimate_promises_two_digits():
    assert [words.estimate(v) for v in (50.83, 254.1, 7.96, 0.0123, 0.0)] == [51.0, 250.0, 8.0, 0.012, 0.0]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024-01-01", "2025-01-01", "1 Jan to 31 Dec 2024"),
        ("2024-01-01", "2024-01-15", "1 to 14 Jan 2024"),
        ("2024-01-01", "2024-01-02", "1 Jan 2024"),
        ("2023-12-20", "2024-01-04", "20 Dec 2023 to 3 Jan 2024"),
        ("2024-01-01 10:00", "2024-01-01 18:00", "1 Jan 2024"),
        ("2024-01-01 10:00", "2024-01-03 18:00", "1 to 3 Jan 2024"),
    ],
)
def test_a_period_shows_its_last_day_though_its_end_is_exclusive(start: str, end: str, text: str):
    zone = "Europe/London"

    assert words.period(pd.Timestamp(start, tz=zone), pd.Timestamp(end, tz=zone)) == text


def test_a_period_of_plain_dates_reads_the_same():
    assert words.period(date(2024, 1, 1), date(2024, 3, 1)) == "1 Jan to 29 Feb 2024"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([18, 19, 20], "18:00 to 21:00"), ([23, 0, 1], "23:00 to 02:00"), ([21, 22, 23], "21:00 to 24:00"),
        ([7, 18, 19], "07:00 to 08:00 and 18:00 to 20:00"), (range(24), "all day"), ([], ""),
    ],
)  # fmt: skip
def test_hours_are_spans_of_the_day(numbers: list[int], text: str):
    assert words.hours(numbers) == text


def test_moments_read_as_on_a_calendar_and_a_clock():
    moment = pd.Timestamp("2024-02-05 08:30", tz="Europe/Berlin")

    assert words.day(moment) == "5 Feb 2024"
    assert words.clock(moment) == "08:30"
    assert words.day_and_clock(moment) == "Mon 5 Feb 2024, 08:30"
    assert words.month(moment) == "Feb 2024"


def test_durations_choose_their_unit():
    assert [words.duration(h) for h in (0.5, 1, 3.5, 47, 72)] == [
        "30 minutes", "1 hour", "3.5 hours", "47 hours", "3 days",
    ]  # fmt: skip


def test_numbers_of_a_column_have_the_same_decimals():
    assert words.column([9.224, 12.0, math.nan, -0.04]) == ["9.2", "12.0", "", "0.0"]
    assert words.column([0.0547, 0.29]) == ["0.055", "0.290"]
    assert words.column([4746.3, 175.0]) == ["4,746", "175"]
    assert words.column([]) == []


def test_a_range_says_its_unit_once():
    assert words.between("40 kWh", "120 kWh") == "40 to 120 kWh"
    assert words.between("£4.00", "£12") == "£4.00 to £12"
    assert words.between("£12", "£12") == "£12"


def test_names_lose_what_cannot_be_seen():
    assert words.label("Fri\u200bdge\u202e\n  freezer\x00") == "Fridge freezer"
    assert words.label("\u200b") == "unnamed"
    assert words.label("冷蔵庫 – Küche") == "冷蔵庫 – Küche"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12.345, "kWh", "12.3 kWh"), (0.2, "kW", "200 W"), (12.3, "%", "12%"), (0.5, "fraction", "50%"),
        (3.0, "hours", "3 hours"), (1, "days", "1 day"), (18, "hour", "18:00"), (163.4, "GBP", "£163"),
        (3, "count", "3"), ("Fridge", "", "Fridge"), (2, "readings", "2 readings"),
    ],
)  # fmt: skip
def test_a_quantity_is_written_by_its_unit(value: float | str, unit: str, text: str):
    assert words.quantity(value, unit) == text


@given(st.floats(min_value=1e-3, max_value=1e9))
@settings(max_examples=50)
def test_no_number_moves_by_more_than_half_a_percent_when_written(value: float):
    written = float(words.number(value).replace(",", ""))

    assert math.isclose(written, value, rel_tol=0.0051)


def test_money_in_no_currency_is_at_the_readers_price():
    assert words.money(88.41, "XXX") == "88.41 at your price"
    assert words.amount(88.41, "XXX") == "88.41"


def test_a_range_says_its_unit_once_whatever_its_words():
    assert words.between("30 at your price", "110 at your price") == "30 to 110 at your price"
    assert words.between("1 month", "9 months") == "1 to 9 months"
    assert words.between("2 months", "1.1 years") == "2 months to 1.1 years"
