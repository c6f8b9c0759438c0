"""The daily readings of Dutch grid operators: two tariffs, both directions, and a gas meter beside them."""

from __future__ import annotations

import pytest

from energy_core.errors import UnknownFormatError
from tests.files import read

HEADER = "eancodeasn,meternummer,meterreadingdate," + ",".join(f"reading{n},usage{n}" for n in (1, 2, 3, 4))
ELECTRICITY = (
    "8716,E0041,05-06-2023,100,,200,,0,,5,\n8716,E0041,06-06-2023,104.5,4.5,203,3,0.5,0.5,5,0\n"
    "8716,E0041,13-06-2023,110,5.5,210,7,2,1.5,6,1\n"
)
GAS = "8799,G0039,05-06-2023,500,,,,,,,\n8799,G0039,06-06-2023,502.5,2.5,,,,,,\n"


def test_counters_of_two_tariffs_are_added_in_both_directions_and_usage_is_not_counted_again():
    imported = read(HEADER + "\n" + ELECTRICITY)

    assert {c.name: (c.role, c.kwh) for c in imported.readings.channels} == {
        "reading1": ("mains", 10), "reading2": ("mains", 10),
        "reading3": ("export", 2), "reading4": ("export", 1),
    }  # fmt: skip
    assert imported.readings.consumption_kwh == 20


def test_a_gas_meter_in_the_same_columns_is_left_out():
    imported = read(HEADER + "\n" + ELECTRICITY + GAS)

    receipt = imported.receipt
    assert imported.readings.consumption_kwh == 20
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (5, 3, 2)
    assert receipt.reasons[0].reason == "the row is a gas meter's, in m³: no electric energy"


def test_gas_alone_is_refused():
    with pytest.raises(UnknownFormatError, match="gas in m³, no energy column"):
        read(HEADER + "\n" + GAS)
