"""Dropping files: what is kept, what is asked, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.app.meter_files import hourly_file
from tests.app.pages import keep, open_page, texts


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    return Lake(Folder(tmp_path / "lake"))


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    return app.run()


def test_a_dropped_file_is_kept_at_once_and_the_page_asks_whether_it_matches_the_bill(
    lake: Lake, tmp_path: Path
):
    file = hourly_file(tmp_path, days=10)

    app = drop(open_page("upload"), (file.name, file.read_bytes()))

    assert not app.exception
    assert app.subheader[0].value.endswith("does this match your bill?")
    assert lake.files("default") == ["mains.csv"]
    assert lake.readings("default").timezone == "Europe/London"


def test_two_files_of_one_home_are_one_set_of_readings(lake: Lake, tmp_path: Path):
    january = hourly_file(tmp_path, days=10, name="first.csv")
    longer = hourly_file(tmp_path, days=12, name="second.csv")

    app = drop(open_page("upload"), *((file.name, file.read_bytes()) for file in (january, longer)))

    assert "288 readings" in app.subheader[0].value


BAD_FILES = {
    "empty": b"",
    "header only": b"timestamp,kwh\n",
    "binary": bytes(range(256)) * 40,
    "web page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "no time": b"name,kwh\nfridge,1.0\nlamp,2.0\n",
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_kept(lake: Lake, content: bytes):
    app = drop(open_page("upload"), ("bad.csv", content))

    assert not app.exception
    assert "bad" in (app.error or app.warning)[0].value
    assert lake.homes() == []


def test_a_refused_file_can_be_settled_by_an_answer(lake: Lake):
    rows = "\n".join(f"2024-01-{day:02d} 00:00,{day},x" for day in range(1, 29))
    content = f"when,blub,note\n{rows}\n".encode()
    app = drop(open_page("upload"), ("odd.csv", content))

    if app.error:
        app.selectbox(key="held-odd.csv-unit").set_value("kWh")
        app.multiselect(key="held-odd.csv-value-column").set_value(["blub"])
        app.run()
        app.button(key="keep-odd.csv").click().run()

    assert not app.exception
    assert lake.files("default") == ["odd.csv"]


def test_a_refused_file_can_be_left_out(lake: Lake):
    app = drop(open_page("upload"), ("bad.csv", b"\0\1\2" * 100))

    app.button(key="let-go-bad.csv").click().run()

    assert not app.error
    assert not app.exception


def test_own_files_never_go_into_the_sample_home(lake: Lake, tmp_path: Path):
    app = open_page("home")
    app.button(key="welcome-sample").click().run()
    app.switch_page("pages/upload.py").run()

    drop(app, ("mains.csv", hourly_file(tmp_path, days=10).read_bytes()))

    assert lake.files("sample") == ["sample-home.csv"]
    assert lake.files("default") == ["mains.csv"]


def test_a_file_read_otherwise_is_kept_so(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    app = open_page("upload")
    before = lake.readings("house").consumption_kwh

    app.toggle(key="otherwise-mains.csv").set_value(True).run()
    app.selectbox(key="choices-mains.csv-unit").set_value("Wh").run()
    app.button(key="keep-mains.csv").click().run()

    assert not app.exception
    assert lake.readings("house").consumption_kwh == pytest.approx(before / 1000)


def test_a_changed_role_counts_everywhere_at_once(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    app = open_page("upload")

    app.session_state["channels-house-1"] = {
        "edited_rows": {0: {"role": "export"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()

    assert not app.exception
    assert lake.home("house").roles == {"kwh": "export"}
    assert lake.readings("house").consumption_kwh is None


def test_a_removed_file_leaves_the_home(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10), hourly_file(tmp_path, days=12, name="b.csv"))
    app = open_page("upload")

    app.button(key="remove-b.csv").click().run()

    assert lake.files("house") == ["mains.csv"]


def test_a_forgotten_home_is_gone_and_the_first_screen_is_back(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    app = open_page("upload")

    app.button(key="forget-confirmed").click().run()

    assert lake.homes() == []
    assert app.title[0].value == "See where your energy and money go"


def test_a_home_taken_along_can_be_dropped_in_again(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    zipped = lake.export_zip("house")
    lake.forget("house")

    app = drop(open_page("home"), ("house.zip", zipped))

    assert not app.exception
    assert lake.files("house") == ["mains.csv"]


def test_a_home_can_be_switched_in_the_sidebar(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    keep(lake.store.path, hourly_file(tmp_path, days=12), home=Home(home_id="flat", name="The flat"))
    app = open_page("upload", home="house")

    app.sidebar.selectbox[0].set_value("flat").run()

    assert app.query_params["home"] == "flat"
    assert "288 readings" in app.subheader[0].value


def test_where_nothing_is_kept_the_page_says_so_and_offers_the_zip(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ENERGY_KEEP", "no")

    app = drop(open_page("upload"), ("mains.csv", hourly_file(tmp_path, days=10).read_bytes()))

    assert not app.exception
    assert lake.homes() == []
    assert "Nothing is kept here" in texts(app)
    assert "Take this home along (zip)" in [button.label for button in app.download_button]


def test_a_bucket_without_a_name_is_refused_in_a_sentence(lake: Lake, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ENERGY_LAKE", "s3://")

    app = open_page("home")

    assert not app.exception
    assert "Needed s3://BUCKET" in app.warning[0].value.replace("\\", "").replace("\u2060", "")


def of_supply(mpan: str, file: Path) -> bytes:
    return f"MPAN,{mpan}\n{file.read_text()}".encode()


def test_a_file_of_another_home_waits_for_a_word(lake: Lake, tmp_path: Path):
    january = hourly_file(tmp_path, days=10)
    app = drop(open_page("upload"), ("ours.csv", of_supply("1200012345678", january)))

    app = drop(app, ("theirs.csv", of_supply("1200099999999", january)))

    assert lake.files("default") == ["ours.csv"]
    assert "its MPAN is 1200099999999, and" in app.error[0].value
    app.button(key="new-theirs.csv").click().run()
    assert not app.exception
    assert lake.files("theirs") == ["theirs.csv"]
    assert lake.files("default") == ["ours.csv"]


def test_a_second_meter_of_the_same_home_is_kept_when_a_person_says_so(lake: Lake, tmp_path: Path):
    january = hourly_file(tmp_path, days=10)
    app = drop(open_page("upload"), ("ours.csv", of_supply("1200012345678", january)))

    app = drop(app, ("second.csv", of_supply("1200099999999", january)))
    app.button(key="same-second.csv").click().run()

    assert not app.exception
    assert lake.files("default") == ["ours.csv", "second.csv"]


def test_a_column_that_may_be_energy_and_is_left_out_is_told_of_above_the_receipt(lake: Lake):
    rows = [f"2024-01-{1 + n // 24:02d} {n % 24:02d}:00,{1 + n % 5},{n % 3 / 2}" for n in range(240)]

    app = drop(open_page("upload"), ("two.csv", "\n".join(["time,Mains (kWh),blub", *rows]).encode()))

    assert "'blub' is left out" in app.warning[0].value
