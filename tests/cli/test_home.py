"""`energy home`: what is kept about a home."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.cli.home_fields import with_pairs
from energy_core.errors import EnergyError
from energy_core.home import Home
from energy_core.importers.answers import check_answers
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.cli.run import energy
from tests.test_lake_homes import add, analyse, file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lake = Lake(Folder(tmp_path / "lake"))
    for home_id in ("elm", "oak"):
        lake.save_home(Home(home_id=home_id, timezone="Europe/London", country="GB"))
        add(lake, home_id, "a.csv", file(1.0))
    return lake.store.path


def test_all_homes_are_listed_with_their_files(folder: Path):
    ran = energy("home", "list", "--lake", folder, "--json")

    assert ran.json["homes"] == [
        {"home_id": "elm", "files": ["a.csv"]},
        {"home_id": "oak", "files": ["a.csv"]},
    ]


def test_the_environment_says_which_lake(folder: Path):
    ran = energy("home", "show", "elm", environment={"ENERGY_LAKE": str(folder)})

    assert ran.status == 0
    assert "Europe/London" in ran.out
    assert "a.csv" in ran.out


def test_an_unknown_home_is_refused_with_those_there_are(folder: Path):
    ran = energy("home", "show", "ash", "--lake", folder, "--json")

    assert ran.status == 2
    assert ran.json["error"]["kind"] == "unknown_name"
    assert "The homes are: elm, oak." in ran.err


def test_what_is_set_is_known_and_the_tables_follow(folder: Path):
    ran = energy(
        "home", "set", "elm", "--lake", folder,
        "price_per_kwh=0.25", "currency=GBP", "name=Elm 1 = garden", "country=", "roles.Lamp=mains", "--json",
    )  # fmt: skip

    assert ran.status == 0, ran.err
    assert ran.json["name"] == "Elm 1 = garden"
    assert ran.json["country"] is None
    rows = energy(
        "sql", "SELECT role, sum(cost) AS cost FROM daily_energy_data GROUP BY 1", "--lake", folder, "--json"
    ).json["rows"]
    assert rows == [["mains", 12.0]]


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("price_per_kwh=free", "price_per_kwh"),
        ("timezone=Europe/Londn", "Europe/Londn"),
        ("roles.Lamp=heater", r"roles\.Lamp"),
        ("home_id=oak", "Needed FIELD=VALUE"),
        ("colour=red", "Needed FIELD=VALUE"),
        ("price_per_kwh", "Needed FIELD=VALUE"),
        ("roles.=mains", "Needed FIELD=VALUE"),
    ],
)
def test_what_a_home_cannot_be_is_refused(pair: str, sentence: str):
    with pytest.raises(EnergyError, match=sentence):
        with_pairs(Home(), [pair])


def test_a_change_under_which_the_files_cannot_be_read_is_refused_and_changes_nothing(folder: Path):
    ran = energy("home", "set", "elm", "import_choices.unit=joule", "--lake", folder)

    assert ran.status == 2
    assert "joule" in ran.err
    assert "Traceback" not in ran.err
    assert Lake(Folder(folder)).home("elm") == Home(home_id="elm", timezone="Europe/London", country="GB")


def test_forgetting_asks_first_and_a_no_keeps_everything(folder: Path):
    ran = energy("home", "forget", "elm", "--lake", folder, stdin=b"n\n")

    assert ran.status != 0
    assert "Delete elm with its 1 files" in ran.err
    assert Lake(Folder(folder)).homes() == ["elm", "oak"]


def test_forgetting_with_yes_forgets_that_home_only(folder: Path):
    assert energy("home", "forget", "elm", "--yes", "--lake", folder).status == 0

    assert Lake(Folder(folder)).homes() == ["oak"]


def test_an_exported_home_comes_back_elsewhere_with_tables(folder: Path, tmp_path: Path):
    analyse(Lake(Folder(folder)), "elm")
    assert energy("home", "export", "elm", "--out", tmp_path / "elm.zip", "--lake", folder).status == 0

    ran = energy("home", "restore", tmp_path / "elm.zip", "--lake", tmp_path / "other")

    assert ran.status == 0, ran.err
    other = Lake(Folder(tmp_path / "other"))
    assert other.readings("elm").consumption_kwh == 48
    assert (other.current("elm") or {})["inputs"] == (Lake(Folder(folder)).current("elm") or {})["inputs"]


def test_what_is_no_export_is_refused(folder: Path, tmp_path: Path):
    (tmp_path / "x.zip").write_bytes(b"PK nonsense")

    ran = energy("home", "restore", tmp_path / "x.zip", "--lake", folder)

    assert ran.status == 2
    assert "Needed the zip that a home was exported as" in ran.err


def test_a_pair_with_an_equals_sign_in_the_channels_name_names_that_channel():
    changed = with_pairs(Home(), ["roles.a=b=mains", "import_choices.unit=Wh"])

    assert (changed.roles, changed.import_choices) == ({"a=b": "mains"}, {"unit": "Wh"})


def test_an_answer_for_files_of_one_shape_is_set_changed_and_forgotten():
    shape = "any_table:date,usage:1a2b3c"

    told = with_pairs(
        Home(), [f"import_choices.{shape}.unit=kWh", f'import_choices."{shape}".time-column=a=b']
    )
    changed = with_pairs(told, [f"import_choices.{shape}.unit="])
    gone = with_pairs(changed, [f"import_choices.{shape}.time-column="])

    assert told.import_choices == {shape: {"unit": "kWh", "time-column": "a=b"}}
    assert changed.import_choices == {shape: {"time-column": "a=b"}}
    assert gone.import_choices == {}


@pytest.mark.parametrize("answer", ["x:1a.unit=joule", "x:1a.colour=red", "colour=red"])
def test_an_answer_that_is_none_is_refused_even_where_no_file_needs_it(answer: str):
    told = with_pairs(Home(), [f"import_choices.{answer}"])

    with pytest.raises(EnergyError, match=r"Needed import choices among|unit must be one of"):
        check_answers(told)
