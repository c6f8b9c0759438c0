"""What is kept about homes, and how it is found again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from energy_core.errors import MalformedFileError, NotEnoughDataError, StoreError, UnknownNameError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from energy_core.lake.write import outputs
from energy_core.readings import Readings
from tests.analyses import analysis

NEVER: Callable[..., object] = lambda *_, **__: pytest.fail("a file was read again")  # noqa: E731


def file(kwh: float, *, start: str = "2024-01-01", hours: int = 48, channel: str = "Lamp") -> bytes:
    """A long table of equal hours."""
    stamps = pd.date_range(start, periods=hours, freq="h")
    rows = [f"{stamp:%Y-%m-%d %H:%M},{channel},{kwh}" for stamp in stamps]
    return "\n".join(["timestamp,appliance,kwh", *rows, ""]).encode()


def add(lake: Lake, home_id: str, name: str, content: bytes, hints: Hints | None = None) -> str:
    home = lake.home(home_id) if home_id in lake.homes() else Home(home_id=home_id)
    return lake.add_file(
        home_id, name, content, import_file(content, name=name, home=home, hints=hints), hints=hints
    )


def analyse(lake: Lake, home_id: str) -> None:
    lake.save_analysis(analysis(lake.readings(home_id), lake.home(home_id)))


def same(one: Readings, other: Readings) -> bool:
    """Whether two sets of readings are the same, whatever the order of their labels."""
    if one.names != other.names or one.timezone != other.timezone:
        return False
    for a, b in zip(one.channels, other.channels, strict=True):
        pd.testing.assert_frame_equal(a.intervals, b.intervals, check_categorical=False)
        assert replace(a, intervals=b.intervals) == replace(b, intervals=b.intervals)
    return True


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(Folder(tmp_path / "lake"))


def reopened(lake: Lake) -> Lake:
    return Lake(Folder(lake.store.path))


def test_what_was_dropped_yesterday_is_there_today(lake: Lake):
    add(lake, "elm", "january.csv", file(1.0))
    lake.save_home(Home(home_id="elm", country="GB", price_per_kwh=0.3))

    today = reopened(lake)

    assert today.homes() == ["elm"]
    assert today.home("elm").price_per_kwh == 0.3
    assert today.files("elm") == ["january.csv"]
    assert today.content("elm", "january.csv") == file(1.0)
    assert today.readings("elm").consumption_kwh == 48


def test_a_later_file_of_the_same_hours_wins_after_a_restart_too(lake: Lake):
    add(lake, "elm", "z.csv", file(1.0))
    add(lake, "elm", "a.csv", file(2.0))

    assert reopened(lake).files("elm") == ["z.csv", "a.csv"]
    assert reopened(lake).readings("elm").consumption_kwh == 96


def test_the_same_file_twice_is_kept_once_and_keeps_its_place(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm", "b.csv", file(2.0))

    assert add(lake, "elm", "a.csv", file(1.0)) == "a.csv"

    assert lake.files("elm") == ["a.csv", "b.csv"]
    assert lake.readings("elm").consumption_kwh == 96


def test_another_file_of_the_same_name_replaces_nothing(lake: Lake):
    add(lake, "elm", "export.csv", file(1.0, start="2024-01-01"))

    assert add(lake, "elm", "export.csv", file(2.0, start="2024-02-01")) == "export (2).csv"

    assert lake.files("elm") == ["export.csv", "export (2).csv"]
    assert lake.readings("elm").consumption_kwh == 48 + 96


def test_two_homes_never_mix(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm2", "a.csv", file(2.0))
    add(lake, "default", "a.csv", file(4.0))

    assert [lake.readings(home).consumption_kwh for home in ("elm", "elm2", "default")] == [48, 96, 192]
    assert lake.homes() == ["default", "elm", "elm2"]


def test_files_put_right_under_raw_belong_to_the_home_default(lake: Lake):
    lake.store.put("raw/loose.csv", file(1.0))
    lake.store.put("raw/default/other.csv", file(1.0, start="2024-03-01"))
    lake.store.put("raw/default/loose.csv", file(1.0, start="2024-05-01"))

    assert lake.homes() == ["default"]
    assert sorted(lake.files("default")) == ["loose (2).csv", "loose.csv", "other.csv"]
    assert lake.readings("default").consumption_kwh == 3 * 48


def test_what_a_person_said_of_a_file_holds_when_it_is_read_again(lake: Lake):
    add(lake, "elm", "a.csv", file(1000.0), hints=Hints(unit="Wh", timezone="Europe/Paris"))

    again = reopened(lake).readings("elm")

    assert again.consumption_kwh == pytest.approx(48)
    assert again.timezone == "Europe/Paris"


def test_a_role_that_the_home_says_holds_for_its_files(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    lake.save_home(Home(home_id="elm", roles={"Lamp": "generation"}))

    assert reopened(lake).readings("elm").channel("Lamp").role == "generation"


def test_receipts_say_what_became_of_each_file(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    lake.refuse_file("elm", "b.csv", b"?", MalformedFileError("No times in b.csv.", where={"row": 1}))

    kept, refused = reopened(lake).receipts("elm")

    assert (kept["file"], kept["status"], kept["receipt"]["rows_kept"]) == ("a.csv", "kept", 48)
    assert (refused["file"], refused["status"]) == ("b.csv", "refused")
    assert refused["error"]["message"] == "No times in b.csv."
    assert lake.files("elm") == ["a.csv"]
    assert lake.store.get("quarantine/elm/b.csv") == b"?"
    assert json.loads(lake.store.get("quarantine/elm/b.csv.reason.json") or b"")["kind"] == "malformed_file"


def test_a_refused_file_that_can_be_read_now_leaves_quarantine(lake: Lake):
    lake.refuse_file("elm", "a.csv", file(1.0), MalformedFileError("Which zone?"))

    add(lake, "elm", "a.csv", file(1.0))

    assert lake.files("elm") == ["a.csv"]
    assert [receipt["status"] for receipt in lake.receipts("elm")] == ["kept"]
    assert lake.store.list("quarantine/") == []


def test_a_refusal_does_not_touch_a_file_that_was_read(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))

    lake.refuse_file("elm", "a.csv", file(1.0), MalformedFileError("No."))
    lake.refuse_file("elm", "a.csv", b"other", MalformedFileError("No."))

    assert [(r["file"], r["status"]) for r in lake.receipts("elm")] == [
        ("a.csv", "kept"),
        ("a (2).csv", "refused"),
    ]
    assert lake.readings("elm").consumption_kwh == 48


def test_a_file_whose_keeping_was_interrupted_was_never_there(lake: Lake, monkeypatch: pytest.MonkeyPatch):
    put = lake.store.put

    def full(key: str, content: bytes) -> None:
        if key.startswith("raw/"):
            raise StoreError("The disk is full.")
        put(key, content)

    monkeypatch.setattr(lake.store, "put", full)
    with pytest.raises(StoreError):
        add(lake, "elm", "a.csv", file(1.0))

    assert reopened(lake).homes() == []
    assert reopened(lake).receipts("elm") == []


def test_a_file_can_be_removed(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm", "b.csv", file(2.0))

    lake.remove_file("elm", "b.csv")

    assert lake.readings("elm").consumption_kwh == 48
    with pytest.raises(UnknownNameError, match=r"b\.csv"):
        lake.remove_file("elm", "b.csv")


def test_an_unknown_home_is_refused_with_the_homes_there_are(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))

    with pytest.raises(UnknownNameError, match=r"'oak'. The homes are: elm\."):
        lake.readings("oak")


def test_a_home_without_files_has_no_readings(lake: Lake):
    lake.save_home(Home(home_id="elm"))

    with pytest.raises(NotEnoughDataError, match="1 file;"):
        lake.readings("elm")


@pytest.mark.parametrize("home_id", ["../elm", "", "a/b", ".elm", "a" * 65])
def test_a_name_that_is_no_folder_is_refused(lake: Lake, home_id: str):
    with pytest.raises(UnknownNameError):
        lake.files(home_id)


def test_homes_whose_names_differ_in_capitals_only_would_share_a_folder_and_are_refused(lake: Lake):
    lake.save_home(Home(home_id="elm"))

    with pytest.raises(UnknownNameError, match="capitals"):
        lake.save_home(Home(home_id="Elm"))


def test_fresh_tables_are_read_instead_of_the_files(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm", "b.csv", file(2.0, start="2024-01-02", channel="Oven"))
    lake.save_home(Home(home_id="elm", timezone="Europe/London"))
    before = lake.readings("elm")
    analyse(lake, "elm")

    after = Lake(lake.store, read=NEVER).readings("elm")  # type: ignore[arg-type]

    assert same(after, before)


def test_tables_of_other_inputs_are_not_trusted(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    analyse(lake, "elm")

    add(lake, "elm", "b.csv", file(5.0))

    assert reopened(lake).readings("elm").consumption_kwh == 240


def test_another_time_zone_of_the_home_means_reading_its_files_again(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    analyse(lake, "elm")

    lake.save_home(Home(home_id="elm", timezone="Asia/Tokyo"))

    assert reopened(lake).readings("elm").timezone == "Asia/Tokyo"


def test_a_table_that_was_changed_or_lost_is_not_trusted(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    analyse(lake, "elm")
    key = lake.store.list("processed/readings/")[0]

    lake.store.put(key, b"half")

    assert reopened(lake).readings("elm").consumption_kwh == 48


def test_a_current_json_that_was_damaged_is_as_good_as_none(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    lake.store.put("homes/elm/current.json", b'{"home')

    assert lake.current("elm") is None
    assert lake.readings("elm").consumption_kwh == 48


@pytest.mark.parametrize("written", range(0, 10, 3))
def test_an_interrupted_analysis_leaves_the_home_readable(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, written: int
):
    add(lake, "elm", "a.csv", file(1.0))
    analyse(lake, "elm")
    add(lake, "elm", "b.csv", file(2.0, start="2024-03-01"))
    put, puts = lake.store.put, [0]

    def killed(key: str, content: bytes) -> None:
        if puts[0] == written:
            raise StoreError("Killed.")
        puts[0] += 1
        put(key, content)

    monkeypatch.setattr(lake.store, "put", killed)
    with pytest.raises(StoreError):
        analyse(lake, "elm")

    after = reopened(lake)
    assert (after.current("elm") or {})["inputs"][-1]["file"] == "a.csv"
    assert after.readings("elm").consumption_kwh == 48 + 96


def test_current_json_names_inputs_outputs_versions_and_settings(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    analyse(lake, "elm")

    current = lake.current("elm") or {}

    assert [given["file"] for given in current["inputs"]] == ["a.csv"]
    assert current["settings"]["threshold"] == 2.0
    assert current["versions"]["pandas"] == pd.__version__
    assert {made["key"] for made in current["outputs"]} == {
        key for key in lake.store.list("") if key.split("/")[0] not in ("homes", "raw", "receipts")
    }


def test_a_second_run_writes_the_same_bytes(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm", "b.csv", file(3.0, start="2024-01-02"))
    analyse(lake, "elm")
    first = {key: lake.store.get(key) for key in lake.store.list("")}

    analyse(reopened(lake), "elm")

    assert {key: lake.store.get(key) for key in lake.store.list("")} == first


def test_months_that_are_gone_lose_their_tables(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "elm", "b.csv", file(1.0, start="2024-03-01"))
    analyse(lake, "elm")

    lake.remove_file("elm", "b.csv")
    analyse(lake, "elm")

    assert [key[-15:-8] for key in lake.store.list("processed/readings/")] == ["2024-01"]
    assert [key[-15:-8] for key in lake.store.list("processed/hourly/")] == ["2024-01"]


def test_forgetting_a_home_leaves_nothing_of_it_and_all_of_the_others(lake: Lake):
    for home in ("elm", "elm2", "default"):
        add(lake, home, "a.csv", file(1.0))
        lake.save_home(Home(home_id=home))
        lake.refuse_file(home, "bad.csv", b"?", MalformedFileError("No."))
    others = {home: outputs(analysis(lake.readings(home), lake.home(home))) for home in ("elm2", "default")}
    for home in ("elm", "elm2", "default"):
        analyse(lake, home)

    lake.forget("elm")

    assert lake.homes() == ["default", "elm2"]
    assert not [key for key in lake.store.list("") if "/elm/" in key or "/elm." in key]
    for made in others.values():
        assert all(lake.store.get(key) == content for key, content in made.items())
    with pytest.raises(UnknownNameError):
        lake.forget("elm")


def test_forgetting_the_home_default_forgets_the_files_right_under_raw(lake: Lake):
    add(lake, "default", "a.csv", file(1.0))
    add(lake, "elm", "a.csv", file(1.0))

    lake.forget("default")

    assert lake.store.list("raw/") == ["raw/elm/a.csv"]


def test_a_renamed_home_keeps_its_files_their_order_and_what_is_known(lake: Lake):
    add(lake, "default", "z.csv", file(1.0))
    add(lake, "default", "a.csv", file(2.0))
    lake.save_home(Home(price_per_kwh=0.3))
    analyse(lake, "default")

    lake.rename("default", "elm")

    assert lake.homes() == ["elm"]
    assert lake.files("elm") == ["z.csv", "a.csv"]
    assert lake.home("elm") == Home(home_id="elm", price_per_kwh=0.3)
    assert lake.readings("elm").consumption_kwh == 96
    assert not [key for key in lake.store.list("") if "default" in key]


def test_no_home_is_renamed_over_another(lake: Lake):
    add(lake, "elm", "a.csv", file(1.0))
    add(lake, "oak", "a.csv", file(2.0))

    with pytest.raises(UnknownNameError, match="'oak' is there already"):
        lake.rename("elm", "oak")

    assert lake.homes() == ["elm", "oak"]
