"""Layouts nobody showed before: columns that would count twice, or as what they are not."""

from __future__ import annotations

import json

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import hours, read

KWH = [0.31, 0.12, 0.64, 0.25, 1.13, 0.47, 0.91, 0.78] * 6
GIVEN = [0.0, 0.21, 0.53, 0.94, 0.82, 0.36, 0.0, 0.14] * 6


def table(header: str, *columns: list[float]) -> str:
    lines = [",".join([at, *(f"{c[i]:g}" for c in columns)]) for i, at in enumerate(hours(len(columns[0])))]
    return "\n".join([header, *lines])


def test_the_power_of_an_energy_column_is_no_second_energy():
    lines = ["stamp,Energy A+,Energy A-,P+ mean power,P- mean power"]
    for at, taken, given in zip(hours(48, minutes=15), KWH, GIVEN, strict=True):
        lines.append(f"{at},{taken / 4:g},{given / 4:g},{taken:g},{given:g}")
    imported = read("\n".join(lines), unit="kWh")
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH) / 4)
    assert export_kwh(imported.readings) == pytest.approx(sum(GIVEN) / 4)


def test_an_appliance_whose_name_holds_a_word_of_money_is_an_appliance():
    imported = read(table("hora,Forno (kWh),Ar condicionado (kWh)", KWH, GIVEN))
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH) + sum(GIVEN))


def test_money_of_an_appliance_stays_money():
    imported = read(table("hora,Ar condicionado (kWh),Ar condicionado cost (kWh)", KWH, GIVEN))
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH))


def test_returned_energy_of_a_phase_is_export():
    text = table("time,b_total_act_energy,b_total_act_ret_energy", KWH, GIVEN)
    imported = read(text, unit="kWh")
    assert imported.readings.consumption_kwh == pytest.approx(sum(KWH))
    assert export_kwh(imported.readings) == pytest.approx(sum(GIVEN))


def test_columns_called_by_a_letter_are_asked_about():
    rows = [{"d": at, "v": f"{a:g}", "r2": f"{b:g}"} for at, a, b in zip(hours(48), KWH, GIVEN, strict=True)]
    with pytest.raises(UnreadableFileError) as asked:
        read(json.dumps({"result": rows}), unit="kWh")
    assert asked.value.option == "--value-column"
    assert set(asked.value.choices) == {"v", "r2"}


def test_the_hour_of_the_highest_draw_is_no_stamp():
    rows = [f"2024-05-{day:02},{8 + day / 10:g},1{day % 4}:4{day % 7}" for day in range(1, 15)]
    imported = read("\n".join(["Day,Used (kWh),Max time", *rows]))
    assert imported.readings.start.strftime("%H:%M") == "00:00"


def test_two_registers_beside_their_net_are_taken_and_given():
    taken = [0.4, 0.3, 0.2, 0.0, 0.0, 0.1, 0.5, 0.6] * 12
    given = [0.0, 0.0, 0.1, 0.7, 0.9, 0.3, 0.0, 0.0] * 12
    net = [a - b for a, b in zip(taken, given, strict=True)]
    imported = read(table("time,Consumption kWh,Generation kWh,Net kWh", taken, given, net))
    assert imported.readings.consumption_kwh == pytest.approx(sum(taken))
    assert export_kwh(imported.readings) == pytest.approx(sum(given))


def test_what_the_grid_gave_to_consumers_and_battery_was_taken_from_it():
    half, sun = [v / 2 for v in KWH], [v / 3 for v in GIVEN]
    header = "time,Grid to battery kWh,Grid to consumers kWh,PV to consumers kWh,PV to grid kWh"
    imported = read(table(header, half, KWH, sun, GIVEN))
    assert imported.readings.consumption_kwh == pytest.approx(1.5 * sum(KWH))
    assert export_kwh(imported.readings) == pytest.approx(sum(GIVEN))
