"""`energy home set` and `show`: tariffs from files, and what the auditor goes by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from energy_core.cli.home_fields import with_pairs
from energy_core.errors import EnergyError
from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.cli.run import energy
from tests.test_lake_homes import add, file

TARIFF = """
name = "{name}"
currency = "GBP"
vat_percent = 5
[[versions]]
start = 2020-04-01
standing_charge_per_day = 0.50
[[versions.rates]]
name = "peak"
per_kwh = 0.40
hours = ["16:00-19:00"]
[[versions.rates]]
name = "off-peak"
tiers = [{{up_to_kwh_per_month = 300, per_kwh = 0.20}}, {{per_kwh = 0.25}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lake = Lake(Folder(tmp_path / "lake"))
    lake.save_home(Home(home_id="elm", timezone="Europe/London", country="GB"))
    add(lake, "elm", "a.csv", file(1.0))
    return lake.store.path


def tariff(folder: Path, name: str) -> Path:
    path = folder.parent / f"{name}.toml"
    path.write_text(TARIFF.format(name=name))
    return path


def test_tariffs_from_files_are_kept_shown_and_forgotten(folder: Path):
    now, night, flat = (tariff(folder, name) for name in ("Now", "Night", "Flat"))

    done = energy(
        "home", "set", "elm", "--lake", folder,
        "--tariff", now, "--tariff-to-compare", night, "--tariff-to-compare", flat, "--json",
    )  # fmt: skip
    shown = energy("home", "show", "elm", "--lake", folder)
    forgotten = energy("home", "set", "elm", "--lake", folder, "tariff=", "other_tariffs=", "--json")

    assert done.status == 0, done.err
    assert done.json["tariff"]["name"] == "Now"
    assert [other["name"] for other in done.json["other_tariffs"]] == ["Night", "Flat"]
    assert "Now (GBP, 5% VAT added)" in shown.out
    assert (
        "from 2020-04-01: peak 0.4 (16:00-19:00); off-peak 0.2 to 300 kWh, then 0.25; 0.5 a day"
    ) in shown.out
    assert shown.out.count("to compare") == 4
    assert forgotten.json["tariff"] is None
    assert forgotten.json["other_tariffs"] == []


def test_a_tariff_file_with_a_mistake_changes_nothing(folder: Path):
    wrong = folder.parent / "wrong.toml"
    wrong.write_text('name = "x"\ncurrency = "GBP"')

    ran = energy("home", "set", "elm", "--lake", folder, "--tariff", wrong, "name=Elm", "--json")

    assert ran.status == 2
    assert ran.json["error"]["kind"] == "tariff"
    assert Lake(Folder(folder)).home("elm") == Home(home_id="elm", timezone="Europe/London", country="GB")


def test_what_the_auditor_goes_by_is_set_and_forgotten():
    told = with_pairs(
        Home(),
        [
            "audit.carbon.kg_per_kwh=0.21", "audit.refrigerator.cost=650", "incentives.water_heater=500",
            "measures.refrigerator / Fridge = cellar=2025-03-01", "appliance_types.A=dryer",
        ],
    )  # fmt: skip

    assert told.audit == {"carbon.kg_per_kwh": 0.21, "refrigerator.cost": 650}
    assert told.incentives == {"water_heater": 500}
    assert told.measures == {"refrigerator / Fridge = cellar": date(2025, 3, 1)}
    assert told.appliance_types == {"A": "dryer"}
    assert with_pairs(told, ["audit.carbon.kg_per_kwh="]).audit == {"refrigerator.cost": 650}


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("audit.fridge.cost=1", "'fridge.cost', which no measure has"),
        ("incentives.fridge=1", "'fridge', which is no measure"),
        ("measures.refrigerator=soon", "measures"),
        ("tariff=cheap.toml", "Needed FIELD=VALUE"),
    ],
)
def test_what_no_measure_has_is_refused(pair: str, sentence: str):
    with pytest.raises(EnergyError, match=sentence):
        with_pairs(Home(), [pair])
