"""What each channel is to the home: made homes of every kind, each with its truth."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.inspection import export_kwh
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import meaning
from energy_core.importers.roles import with_roles
from energy_core.importers.untracked import untracked_kwh
from energy_core.readings import Readings, Role
from energy_core.synthetic import sample_home
from tests.files import hours, read
from tests.homes_of_known_roles import Home, Made, Series, channel, kwh, sunny
from tests.role_cases import cases

CASES = dict(cases(seed=1))
LEAST_KWH = 0.05


def told(made: Made, order: Sequence[str] | None = None, **roles: Role) -> Readings:
    found = with_roles(
        made.channels(order), file="made.csv", hints=Hints(roles=roles), fixed={}, ledger=Ledger()
    )
    return Readings(found, "UTC")


def check(made: Made, readings: Readings) -> None:
    if made.consumption is not None:
        assert readings.consumption_kwh == pytest.approx(made.consumption, abs=LEAST_KWH)
    assert export_kwh(readings) == (
        None if made.export is None else pytest.approx(made.export, abs=LEAST_KWH)
    )
    if made.untracked is not None:
        assert untracked_kwh(readings) == pytest.approx(made.untracked, abs=LEAST_KWH)
    assert {name: readings.channel(name).role for name in made.roles} == made.roles
    assert {name: readings.channel(name).parent for name in made.parents} == made.parents


@pytest.mark.parametrize("name", CASES)
def test_consumption_export_and_untracked_energy_are_those_of_the_home(name):
    check(CASES[name], told(CASES[name]))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1, 21))
def test_they_are_in_many_homes_in_whatever_order_the_columns_stand(seed):
    for name, made in cases(seed):
        order = list(made.columns)
        random.Random(f"{seed} {name}").shuffle(order)

        check(made, told(made, order))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("days", [3, 7, 21, 60])
def test_appliances_that_only_share_their_habits_are_not_inside_each_other(seed, days):
    home = Home(seed, days)
    loads = {
        "Kitchen": home.oven() + home.fridge(), "Garage": home.car(), "Fridge": home.fridge(),
        "Cellar": home.heat_pump(), "Office": home.base(), "Washer": home.washer(),
        "Circuit 1": home.heat_pump() * 1.5, "Circuit 2": home.base() * 3 + 0.5,
    }  # fmt: skip

    readings = told(Made(loads))

    assert {c.name: (c.role, c.parent) for c in readings.channels} == dict.fromkeys(
        loads, ("appliance", None)
    )


def test_the_appliances_of_the_sample_home_all_count():
    table = sample_home(days=30, seed=42).table
    loads = {str(name): rows["kwh"].to_numpy() for name, rows in table.groupby("appliance")}

    readings = told(Made(loads))

    assert readings.consumption_kwh == pytest.approx(table["kwh"].sum())


@pytest.mark.parametrize(
    ("name", "speaks_of"),
    [
        ("Mains", "whole"), ("Gesamt", "whole"), ("Global_active_power", "whole"), ("Barn-Mains_A", "whole"),
        ("Energy Consumed (Wh)", "load"), ("consumptionKWh", "load"), ("Zużycie [kWh]", "load"),
        ("kWh", "load"), ("Consumpton (kWh)", "load"), ("使用量(kWh)", "load"),
        ("Netzbezug [kWh]", "import"), ("1-0:1.8.0*255", "import"), ("A+ (kWh)", "import"), ("E1", "import"),
        ("Soutirage", "import"), ("Energy Purchased-Today(kWh)", "import"), ("Köpt el", "import"),
        ("Feed-in(kWh)", "export"), ("1-0:2.8.1*255", "export"), ("-A [kWh]", "export"), ("B1", "export"),
        ("surplusEnergyKWh", "export"), ("Teruglevering", "export"), ("Solar to grid", "export"),
        ("Returned energy Wh (A)", "export"), ("Exprot kWh", "export"),
        ("PV-Ertrag", "produced"), ("System Production (W)", "produced"), ("opwek", "produced"),
        ("Eigenverbrauch", "self_use"), ("Solar to home", "self_use"), ("Consumed directly", "self_use"),
        ("To Powerwall (kWh)", "charge"), ("Batterieentladung", "discharge"), ("Akku", "battery"),
        ("Total fridge", "device"), ("Whole house fan", "device"), ("Solar water heater", "device"),
        ("Car charging", "device"), ("lave-linge", "device"), ("Refridgerator", "device"),
        ("Main bedroom", "place"), ("Sub_metering_1", "place"), ("Kitchen total", "place"),
        ("Active energy Wh (A)", "phase"), ("Phase 2", "phase"), ("offpeak", "tariff"), ("laag", "tariff"),
        ("Gas (kWh)", "gas"), ("Fernwärme kWh", "heat"), ("Net (kWh)", "net"), ("0123456789", "unknown"),
    ],
)  # fmt: skip
def test_a_name_says_what_a_channel_is(name, speaks_of):
    assert meaning(name) == speaks_of


def evidence(made: Made) -> dict[str, tuple[str, str, float, str | None]]:
    ledger = Ledger()
    with_roles(made.channels(), file="made.csv", hints=Hints(), fixed={}, ledger=ledger)
    return {
        d.what.removeprefix("role of "): (d.choice, d.evidence, d.confidence, d.option)
        for d in ledger.decisions
    }


def test_the_receipt_says_why_a_channel_is_what_it_is():
    said = evidence(CASES["phases L1 and their total"])

    assert said["Total"] == ("mains", "it is the sum of L1, L2 and L3, hour by hour", 0.95, "--role")
    assert said["L1"][:2] == (
        "other behind Total", "it is a part of Total, which is the sum of L1, L2 and L3",
    )  # fmt: skip


def test_the_receipt_names_what_is_behind_a_circuit():
    choice, why, _, option = evidence(CASES["Fridge in Kitchen"])["Fridge"]

    assert choice == "appliance behind Kitchen"
    assert why.startswith("it is behind Kitchen, which never draws less: what it draws is seen there")
    assert option == "--role"


def test_the_balance_of_a_sunny_home_is_its_evidence():
    name = "sun: PV(kWh), Purchased Energy(kWh), Feed-in(kWh), Load(kWh)"

    _, why, sure, _ = evidence(CASES[name])["Load(kWh)"]

    assert why.startswith(
        "it is what the home used: Load(kWh) = Purchased Energy(kWh) + PV(kWh) - Feed-in(kWh), within 0.0%"
    )
    assert sure == 0.95


def test_what_a_person_says_goes_before_all_evidence():
    made = CASES["Fridge in Kitchen"]

    readings = told(made, Fridge="appliance", Kitchen="mains")

    assert readings.consumption_kwh == pytest.approx(kwh(made.columns["Kitchen"]))
    assert told(made, Fridge="appliance").consumption_kwh == pytest.approx(kwh(*made.columns.values()))


def table(**columns: Series) -> str:
    stamps = hours(len(next(iter(columns.values()))))
    rows = zip(stamps, *(v.round(3) for v in columns.values()), strict=True)
    return "\n".join([",".join(["time", *columns]), *(",".join(map(str, row)) for row in rows)])


def test_where_only_the_grid_and_the_roof_are_metered_the_meaning_of_consumption_is_said():
    flows = sunny(3)

    imported = read(table(Import_kWh=flows.taken, Export_kWh=flows.given, Solar_kWh=flows.made))

    (note,) = (i.message for i in imported.receipt.issues if i.kind == "consumption")
    assert note.startswith("Consumption here is what was taken from the grid (Import_kWh), as on a bill")
    assert f"That was about {kwh(flows.own):.1f} kWh." in note


def test_a_column_called_consumption_may_be_what_was_taken_from_the_grid():
    flows = sunny(3)

    imported = read(table(Consumption_kWh=flows.taken, Production_kWh=flows.made, Export_kWh=flows.given))

    assert imported.readings.consumption_kwh == pytest.approx(kwh(flows.taken))
    assert [i.kind for i in imported.receipt.issues] == ["consumption"]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_sign_of_a_grid_meter_is_found_by_the_balance_of_the_home(sign):
    flows = sunny(3)

    imported = read(
        table(Grid_kWh=sign * (flows.taken - flows.given), Solar_kWh=flows.made, Home_kWh=flows.load)
    )

    assert imported.readings.consumption_kwh == pytest.approx(kwh(flows.load))
    assert export_kwh(imported.readings) == pytest.approx(kwh(flows.given))


@pytest.mark.parametrize("sign", [1, -1])
def test_without_the_home_it_is_found_by_what_flows_in_the_dark(sign):
    flows = sunny(3)

    imported = read(table(Grid_kWh=sign * (flows.taken - flows.given), Solar_kWh=flows.made))

    assert imported.readings.consumption_kwh == pytest.approx(kwh(flows.taken))
    assert export_kwh(imported.readings) == pytest.approx(kwh(flows.given))


def test_a_grid_meter_alone_that_gives_at_night_is_to_be_looked_at():
    flows = sunny(3)

    imported = read(table(Grid_kWh=flows.given - flows.taken))

    assert "sign" in [issue.kind for issue in imported.receipt.issues]


def test_a_battery_in_one_column_loses_no_energy_and_counts_nowhere():
    flows = sunny(4, battery=True)

    imported = read(
        table(
            Grid_kWh=flows.taken - flows.given, Solar_kWh=flows.made,
            Home_kWh=flows.load, Battery_kWh=flows.into - flows.out,
        )
    )  # fmt: skip

    assert imported.readings.consumption_kwh == pytest.approx(kwh(flows.load))
    assert imported.receipt.kwh_dropped == 0
    assert {imported.readings.channel(n).role for n in ("Battery_kWh", "Battery_kWh (negative values)")} == {
        "other"
    }


def test_a_phase_whose_clamp_is_the_wrong_way_round_is_said():
    home = Home(6)
    one, two, three = home.base(), home.fridge(), home.heat_pump()

    imported = read(table(L1_kWh=one, L2_kWh=-two, L3_kWh=three))

    assert imported.readings.consumption_kwh == pytest.approx(kwh(one, two, three))
    assert "sign of L2_kWh" in [d.what for d in imported.receipt.decisions]


def test_a_heat_pump_that_never_shows_in_the_mains_is_asked_about():
    home = Home(9)
    mains, pump = home.base() + 5, home.heat_pump()

    with pytest.raises(UnreadableFileError, match="behind Main or has a supply of its own") as refused:
        told(Made({"Main": mains, "Heat pump": pump}))

    assert refused.value.option == "--role"
    assert told(Made({"Main": mains, "Heat pump": pump}), **{"Heat pump": "mains"}).consumption_kwh == (
        pytest.approx(kwh(mains, pump))
    )


def test_a_fridge_that_draws_more_than_the_mains_is_asked_about():
    home = Home(9)

    with pytest.raises(UnreadableFileError, match="Fridge draws more than Main in"):
        told(Made({"Main": home.base(), "Fridge": home.fridge() * 40}))


def test_a_gap_in_the_mains_is_not_untracked():
    home = Home(2)
    oven, rest = home.oven(), home.base()
    mains = oven + rest
    mains[100:200] = np.nan

    readings = told(Made({"Main": mains, "Oven": oven}))

    assert untracked_kwh(readings) == pytest.approx(kwh(np.where(np.isnan(mains), 0, rest)))


def test_channels_read_at_different_times_are_compared_by_the_hour():
    home = Home(5)
    oven, rest = home.oven(), home.base()
    quarters = np.repeat((oven + rest) / 4, 4)
    parts = [channel("ch 1", quarters, 15), channel("ch 2", oven), channel("ch 3", rest)]

    found = with_roles(parts, file="x", hints=Hints(), fixed={}, ledger=Ledger())

    assert [c.role for c in found] == ["mains", "appliance", "appliance"]


def test_a_lone_column_that_rises_and_falls_with_the_sun_is_no_consumption():
    sun = read(table(energy_kWh=Home(3).sun()))

    assert (sun.readings.consumption_kwh, export_kwh(sun.readings)) == (
        None,
        pytest.approx(kwh(Home(3).sun())),
    )
    assert read(table(energy_kWh=Home(3).base())).readings.consumption_kwh == pytest.approx(
        kwh(Home(3).base())
    )


def test_a_lone_column_called_consumption_stays_consumption_whatever_its_shape():
    assert read(table(Consumption_kWh=Home(3).sun())).readings.consumption_kwh == pytest.approx(
        kwh(Home(3).sun())
    )


def test_the_phases_of_an_inverter_are_no_consumption():
    made = Home(3).sun()
    one, two = np.round(made * 0.34, 3), np.round(made * 0.33, 3)
    phases = {"Grid W phsA": one, "Grid W phsB": two, "Grid W phsC": made - one - two}

    readings = told(Made({"Total Wh out": made, **phases}))

    assert readings.consumption_kwh is None
    assert {readings.channel(name).parent for name in phases} == {"Total Wh out"}


def test_balanced_phases_are_no_parts_of_each_other():
    load = Home(3).heat_pump()
    phases = {"L1": load, "L2": np.round(load * 0.97, 3), "L3": np.round(load * 0.9, 3)}

    assert told(Made(phases)).consumption_kwh == pytest.approx(kwh(*phases.values()))


def by_day(made: Made) -> Made:
    days = {name: load.reshape(-1, 24).sum(axis=1) for name, load in made.columns.items()}
    return Made(days, minutes=24 * 60)


def test_what_a_few_days_cannot_tell_is_said():
    ledger = Ledger()

    with_roles(
        by_day(CASES["Fridge in Kitchen"]).channels(), file="x", hints=Hints(), fixed={}, ledger=ledger
    )

    (note,) = ledger.issues
    assert note.message == (
        "Kitchen always draws more than Washer and Fridge, and these readings cannot tell what it holds; all "
        "are counted. If Washer is behind Kitchen, say --role 'Washer=other'."
    )


def test_a_channel_without_a_telling_name_that_may_hold_all_others_is_asked_about():
    made = by_day(CASES["a meter called sensor 5"])

    with pytest.raises(UnreadableFileError, match="whether sensor 5 is the home's meter") as refused:
        told(made)

    assert refused.value.choices == ("sensor 5=mains", "sensor 5=appliance")
    assert told(made, **{"sensor 5": "mains"}).consumption_kwh == pytest.approx(kwh(made.columns["sensor 5"]))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("factor", [0.1, 8.0])
def test_a_home_that_uses_more_has_the_same_roles(seed, factor):
    for name, made in cases(seed):
        scaled = Made({n: np.round(v * factor, 4) for n, v in made.columns.items()})

        found = [(c.role, c.parent) for c in told(scaled).channels]

        assert found == [(c.role, c.parent) for c in told(made).channels], name
