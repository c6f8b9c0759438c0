"""A unit that changes on the way without a word is refused; a home that goes away is read."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import read


def hourly(*values: str) -> str:
    rows = [f"2024-02-{5 + i // 24:02d} {i % 24:02d}:00,{value}" for i, value in enumerate(values)]
    return "\n".join(["Time,kWh", *rows]) + "\n"


WATT_HOURS = [str(300 + 10 * (7 * i % 24)) for i in range(24)]
KILOWATT_HOURS = [f"0.{value}" for value in WATT_HOURS]


@pytest.mark.parametrize("values", [[*WATT_HOURS, *KILOWATT_HOURS], [*KILOWATT_HOURS, *WATT_HOURS]])
def test_a_stretch_a_thousand_times_the_rest_is_refused_with_the_line_where_it_begins(values):
    with pytest.raises(UnreadableFileError, match="one unit") as caught:
        read(hourly(*values))

    assert caught.value.where["row"] == 26


def test_a_home_that_leaves_for_a_day_is_read():
    away = [f"0.00{1 + i % 3}" for i in range(24)]

    assert read(hourly(*KILOWATT_HOURS, *away)).readings.consumption_kwh == pytest.approx(9.96 + 0.048)


def test_marks_of_one_digit_in_a_table_without_a_header_are_no_energy():
    rows = [line + f",{i % 3}" for i, line in enumerate(hourly(*KILOWATT_HOURS).splitlines()[1:])]

    found = read("\n".join(rows) + "\n", unit="kWh")

    assert found.readings.consumption_kwh == pytest.approx(9.96)
