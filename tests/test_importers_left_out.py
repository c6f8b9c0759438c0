"""An appliance's name throws no energy out, and what is left out is told of."""

from __future__ import annotations

import pytest

from tests.files import hours, read

EV = [0.0, 0.0, 2.2, 0.0, 0.0, 2.2, 0.0, 0.0] * 12
WASHING = [0.0, 0.4, 0.0, 0.0, 0.3, 0.0, 0.0, 0.0] * 12
FRIDGE = [0.03, 0.05, 0.04, 0.03, 0.05, 0.04, 0.03, 0.05] * 12
ALL = [0.2 + a + b + c for a, b, c in zip(EV, WASHING, FRIDGE, strict=True)]


def table(*names: str, last: list[float]) -> str:
    columns = [ALL, FRIDGE, EV, last]
    rows = [f"{at},{','.join(f'{c[i]:g}' for c in columns)}" for i, at in enumerate(hours(len(EV)))]
    return "\n".join([",".join(["time", *names]), *rows])


def test_a_charge_point_and_a_shortened_washing_machine_are_appliances():
    imported = read(table("Mains", "Fridge", "ChargePoint EV", "washing m/c", last=WASHING), unit="kWh")

    roles = {channel.name: channel.role for channel in imported.readings.channels}
    assert roles == {
        "Mains": "mains", "Fridge": "appliance", "ChargePoint EV": "appliance", "washing m/c": "appliance"
    }  # fmt: skip
    assert imported.readings.consumption_kwh == pytest.approx(sum(ALL))


def test_what_is_warm_all_day_is_no_part_of_the_home():
    warm = [0.2 + n % 5 / 100 for n in range(len(EV))]

    imported = read(table("Mains", "Fridge", "ChargePoint EV", "blub", last=warm), unit="kWh")

    assert "blub" not in imported.readings.names
    (issue,) = imported.receipt.issues
    assert (issue.kind, issue.channel) == ("left_out", "blub")
    assert issue.message.startswith("'blub' is left out, as neither its name nor a unit says energy")


def test_a_column_without_a_unit_beside_others_is_told_of_when_it_may_be_energy():
    imported = read(table("Mains (kWh)", "Fridge (kWh)", "ChargePoint EV", "online", last=[1.0] * len(EV)))

    assert [(i.kind, i.channel) for i in imported.receipt.issues] == [("left_out", "ChargePoint EV")]


def test_charges_are_money():
    imported = read(table("Mains (kWh)", "Fridge (kWh)", "Electric charges", "Total charge", last=WASHING))

    assert imported.receipt.issues == ()
    assert set(imported.readings.names) == {"Mains (kWh)", "Fridge (kWh)"}
