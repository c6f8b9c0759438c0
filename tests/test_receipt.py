"""The receipt says what became of every row and every kWh."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.home import Home
from energy_core.importers.inspection import inspection, receipt_json
from energy_core.importers.receipt import Import
from tests.files import hours, only, read, rows

values = st.lists(
    st.one_of(
        st.integers(0, 5000).map(lambda v: v / 1000), st.sampled_from(["", "n/a", "inf", "abc", 4294967.295])
    ),
    min_size=4,
    max_size=60,
).filter(lambda cells: sum(isinstance(c, float) and c < 5 for c in cells) > 0.7 * len(cells))


def interval_file(cells: list[float | str], extra: list[str] | None = None) -> str:
    return rows(hours(len(cells)), cells) + "".join(extra or [])


def assert_books_balance(imported: Import) -> None:
    receipt = imported.receipt
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped + receipt.rows_duplicate
    assert receipt.kwh_read == pytest.approx(receipt.kwh_kept + receipt.kwh_dropped, rel=1e-9)


@given(cells=values)
@settings(max_examples=40, deadline=None)
def test_rows_and_energy_balance(cells):
    imported = read(interval_file(cells), kind="interval")

    assert_books_balance(imported)
    assert imported.receipt.rows_read == len(cells)


@given(cells=values)
@settings(max_examples=40, deadline=None)
def test_the_energy_read_is_the_sum_of_the_cells(cells):
    numbers = [c for c in cells if isinstance(c, float)]

    imported = read(interval_file(cells), kind="interval")

    assert imported.receipt.kwh_read == pytest.approx(sum(numbers), rel=1e-9)
    assert only(imported).kwh == pytest.approx(sum(c for c in numbers if c < 5.1), rel=1e-9)


@given(cells=values, seed=st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_does_not_matter(cells, seed):
    lines = interval_file(cells).splitlines()
    shuffled = lines[1:]
    random.Random(seed).shuffle(shuffled)

    one = only(read("\n".join(lines), kind="interval")).intervals
    other = only(read("\n".join([lines[0], *shuffled]), kind="interval")).intervals

    assert one.equals(other)


@given(cells=values)
@settings(max_examples=15, deadline=None)
def test_importing_twice_is_importing_once(cells):
    one, other = (read(interval_file(cells), kind="interval") for _ in range(2))

    assert one.receipt == other.receipt
    assert only(one).intervals.equals(only(other).intervals)


@given(cells=values)
@settings(max_examples=15, deadline=None)
def test_a_file_joined_with_itself_counts_once(cells):
    text = interval_file(cells)

    doubled = read(text + text.partition("\n")[2], kind="interval")

    assert_books_balance(doubled)
    assert only(doubled).kwh == pytest.approx(only(read(text, kind="interval")).kwh)


def test_the_receipt_of_several_files_is_their_sum():
    january = read(rows(hours(4), [1, 1, 1, 1]), name="a.csv")
    february = read(rows(hours(4, start="2024-02-01"), [2, 2, 2, "x"]), name="b.csv")

    receipt = receipt_json(january.receipt, february.receipt)

    assert (receipt["rows_read"], receipt["rows_kept"], receipt["rows_dropped"]) == (8, 7, 1)
    assert receipt["kwh_kept"] == 10


def test_every_decision_names_the_option_that_overrules_it():
    imported = read(rows(hours(4), [1, 1, 1, 1]), timezone=None)

    options = {d.what: d.option for d in imported.receipt.decisions}

    assert options["time zone"] == "--timezone"
    assert options["stamps mark"] == "--stamp"
    assert options["role of kWh"] == "--role"


def test_missing_readings_are_blank_cells_and_gaps():
    stamps = hours(10)
    imported = read(rows(stamps[:3] + stamps[5:], [1, "", 1, 1, 1, 1, 1, 1]))

    found = inspection([imported], imported.readings, Home())

    assert (found["channels"][0]["readings"], found["channels"][0]["missing"]) == (7, 3)
