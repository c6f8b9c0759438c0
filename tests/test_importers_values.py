"""Values that stand for none, cannot be, are below zero or never change: each is told from energy."""

from __future__ import annotations

import pytest

from energy_core.importers.receipt import Import
from tests.files import hours, only, read, rows

HOME = [0.21, 0.18, 0.24, 0.33, 0.52, 0.31, 0.27, 0.4] * 12
"""Four days of hours; they are 29.52 kWh."""

TOTAL = 29.52


def with_values(*odd: float | str, header: str = "time,kWh") -> Import:
    """The home with some values between its own, from line 22 on."""
    values: list[float | str] = [*HOME[:20], *odd, *HOME[20:]]
    return read(rows(hours(len(values)), values, header=header))


@pytest.mark.parametrize(
    "value",
    ["4294967.295", "2147483.647", "65535", "32767", "6553.5", "-1", "999999", "9999.99", "0xFFFF", "1e10",
     "NaN", "-999", "-9999", "inf", "1e308", "-1e308", "18446744073709551615"],
)  # fmt: skip
def test_what_exporters_write_for_no_value_is_no_energy(value):
    imported = with_values(value, value)

    assert only(imported).kwh == pytest.approx(TOTAL)
    assert len(imported.readings.channels) == 1
    if value != "NaN":
        (reason,) = imported.receipt.reasons
        assert (reason.count, reason.first_row) == (2, 22)
    receipt = imported.receipt
    assert receipt.kwh_read == pytest.approx(receipt.kwh_kept + receipt.kwh_dropped)
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped + receipt.rows_duplicate


def test_a_thousandfold_value_is_a_slip_of_the_unit():
    imported = with_values(310.0)

    assert only(imported).kwh == pytest.approx(TOTAL)
    assert "as if its unit had slipped" in imported.receipt.reasons[0].reason
    assert imported.receipt.reasons[0].kwh == 310


def test_a_cell_beyond_all_numbers_spoils_no_sum():
    receipt = with_values("1e308", "1e308").receipt

    assert receipt.kwh_read == pytest.approx(TOTAL)
    assert receipt.kwh_dropped == 0
    assert receipt.reasons[0].reason == "the value is infinite, or beyond anything that can be measured"


def test_a_slip_of_the_unit_that_a_home_could_draw_is_kept_and_said():
    imported = with_values(48.0)

    assert only(imported).kwh == pytest.approx(TOTAL + 48)
    assert [issue.kind for issue in imported.receipt.issues] == ["implausible"]


def test_a_value_that_hardly_can_be_is_kept_and_said():
    imported = with_values(117.0)

    assert only(imported).kwh == pytest.approx(TOTAL + 117)
    assert [issue.kind for issue in imported.receipt.issues] == ["implausible"]
    assert "117.000 kWh in one interval (line 22)" in imported.receipt.issues[0].message


def test_a_negative_after_an_overestimate_takes_back_what_was_too_much():
    imported = with_values(6.0, -5.6)

    assert only(imported).kwh == pytest.approx(TOTAL + 0.4)
    assert [issue.kind for issue in imported.receipt.issues] == ["correction"]
    assert imported.receipt.rows_repaired == 2
    assert (only(imported).intervals["quality"] == "repaired").sum() == 2
    assert imported.receipt.kwh_read == pytest.approx(TOTAL + 0.4)


def test_a_negative_after_a_usual_value_is_energy_that_left():
    imported = with_values(-0.3, -0.2)

    assert imported.readings.consumption_kwh == pytest.approx(TOTAL)
    assert {c.role: c.kwh for c in imported.readings.channels} == pytest.approx(
        {"mains": TOTAL, "export": 0.5}
    )


def test_an_appliance_that_measures_a_little_less_than_nothing_draws_nothing():
    imported = with_values(-0.001, -0.002, header="time,Dryer (kWh)")

    channel = only(imported)
    assert channel.kwh == pytest.approx(TOTAL)
    assert channel.intervals["kwh"].notna().all()
    assert (imported.receipt.rows_repaired, imported.receipt.rows_dropped) == (2, 0)
    assert imported.receipt.kwh_dropped == pytest.approx(-0.003)


def test_a_value_that_never_changes_is_kept_and_said():
    varied = [round(0.2 + (i * 37 % 101) / 250, 3) for i in range(120)]

    imported = read(rows(hours(168), [*varied, *[0.417] * 48]))

    assert only(imported).kwh == pytest.approx(sum(varied) + 0.417 * 48)
    assert [issue.kind for issue in imported.receipt.issues] == ["stuck"]
    assert "(0.417 kWh) for 48.0 hours" in imported.receipt.issues[0].message


def test_hours_in_which_a_whole_home_draws_nothing_are_said():
    imported = read(rows(hours(904), [*HOME * 5, *[0] * 4, *HOME * 4, *HOME[:36]]))

    assert [issue.kind for issue in imported.receipt.issues] == ["outage"]
    assert (only(imported).intervals["kwh"] == 0).sum() == 4


def test_all_gaps_are_counted_and_the_longest_named():
    keep = [
        at for at in hours(24 * 20) if at[8:13] not in ("02 03", "02 04", "05 07", "09 01", "09 02", "09 03")
    ]
    keep = [at for at in keep if not "2024-01-12 00" <= at[:13] <= "2024-01-13 11"]

    (issue,) = read(rows(keep, [0.5] * len(keep))).receipt.issues

    assert issue.kind == "gap"
    assert issue.message == (
        "kWh: 4 gaps, 42.0 hours without readings. The longest: 2024-01-02 03:00 to 2024-01-02 05:00 (2.0 "
        "hours); 2024-01-09 01:00 to 2024-01-09 04:00 (3.0 hours); 2024-01-12 00:00 to 2024-01-13 12:00 "
        "(36.0 hours)."
    )


def test_a_day_without_readings_of_a_counter_is_a_block_of_known_energy():
    values: list[float | str] = [round(6_000 + 0.25 * i, 2) for i in range(24 * 6)]
    values[60:84] = [""] * 24

    channel = only(read(rows(hours(24 * 6), values)))

    block = channel.intervals[channel.intervals["quality"] == "block"]
    assert list(block["kwh"]) == [0.25 * 25]
    assert channel.kwh == pytest.approx(0.25 * (24 * 6 - 1))
    assert channel.intervals["kwh"].drop(block.index).max() == pytest.approx(0.25)
