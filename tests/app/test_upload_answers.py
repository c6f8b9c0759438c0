"""Meter files that leave a question open, or were read wrong: answered on the page, kept for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from energy_core.importers.shape import shape_of
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.app.hostile import NAMES
from tests.app.meter_files import hourly_file, many_homes_file, unitless_file
from tests.app.pages import keep, open_page, texts
from tests.app.test_meter_files import drop


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    return Lake(Folder(tmp_path / "lake"))


def dropped(*files: Path) -> AppTest:
    return drop(open_page("upload"), *((file.name, file.read_bytes()) for file in files))


def shown(app: AppTest) -> str:
    """What is written on the page, as it looks."""
    return texts(app).replace("\\", "").replace("\u2060", "")


def test_a_refused_file_asks_its_question_in_front_and_shows_its_first_rows(lake: Lake, tmp_path: Path):
    app = dropped(unitless_file(tmp_path))

    assert "Needed the unit of Reading" in shown(app)
    assert "--unit" not in shown(app)
    assert app.selectbox(key="held-export.csv-unit").value == "As the file says"
    assert app.selectbox(key="held-export.csv-unit").options[0] == "Please choose"
    first = app.dataframe[0].value
    assert list(first.columns) == ["Line", "Reading time", "Reading", "Quality"]
    assert first.iloc[0].to_list() == [5, "01.01.2024 00:00", "200", "A"]


def test_an_answer_shows_what_the_file_becomes_before_anything_is_kept(lake: Lake, tmp_path: Path):
    app = dropped(unitless_file(tmp_path))

    app.selectbox(key="held-export.csv-unit").set_value("Wh").run()

    assert "672 readings, 1 to 28 Jan 2024, 185 kWh" in shown(app)
    first = app.dataframe[0].value.iloc[0].to_dict()
    assert (first["Line"], first["Read as"]) == (5, "1 Jan 2024, 00:00 to 01:00")
    assert (first["kWh read"], first["Reading"]) == ("0.2", "200")
    assert lake.homes() == []


def test_an_answer_is_kept_and_the_next_file_like_it_is_not_asked_about(lake: Lake, tmp_path: Path):
    january, february = unitless_file(tmp_path), unitless_file(tmp_path, month=2, name="february.csv")
    app = dropped(january)
    app.selectbox(key="held-export.csv-unit").set_value("Wh").run()
    app.button(key="keep-export.csv").click().run()

    app = drop(app, (february.name, february.read_bytes()))

    assert not app.error
    assert lake.files("default") == ["export.csv", "february.csv"]
    assert lake.home("default").import_choices == {
        shape_of(january.read_bytes(), name="export.csv"): {"unit": "Wh"}
    }
    assert "you answered this before" in shown(app)


def test_an_answer_for_this_file_only_says_nothing_of_the_next(lake: Lake, tmp_path: Path):
    app = dropped(unitless_file(tmp_path))
    app.selectbox(key="held-export.csv-unit").set_value("Wh").run()
    app.checkbox(key="remember-export.csv").set_value(False).run()
    app.button(key="keep-export.csv").click().run()

    assert lake.files("default") == ["export.csv"]
    assert lake.home("default").import_choices == {}


def test_one_question_after_the_other_is_asked_until_the_file_can_be_read(lake: Lake, tmp_path: Path):
    rows = [f"0{month}/0{day}/2024,{day}.5" for month in (1, 2, 3) for day in (2, 4, 6)]
    file = tmp_path / "days.csv"
    file.write_text("\n".join(["day,reading", *rows, ""]))
    app = dropped(file)

    asked = []
    while waiting := [box for box in app.selectbox if box.options[0] == "Please choose" and not box.index]:
        asked.append(str(waiting[0].key).removeprefix("held-days.csv-"))
        waiting[0].set_value({"unit": "kWh", "date-order": "dmy", "kind": "interval"}[asked[-1]]).run()
    app.button(key="keep-days.csv").click().run()

    assert asked[:1] == ["unit"]
    assert len(asked) == len(set(asked)) > 1
    assert lake.files("default") == ["days.csv"]


def test_a_file_without_an_answer_shows_its_first_lines_and_can_only_be_left_out(lake: Lake):
    app = drop(open_page("upload"), ("notes.txt", b"Dear Sir,\nthe meter shows nothing.\n"))

    assert app.error or app.warning
    assert "Dear Sir," in app.code[0].value
    assert app.button(key="let-go-notes.txt")


def test_the_receipt_says_in_words_what_was_decided_why_and_how_surely(lake: Lake, tmp_path: Path):
    app = dropped(hourly_file(tmp_path, days=10))

    page = shown(app)
    assert "Rows: 240 rows read, all kept" in page.replace("*", "")
    assert "Time zone: **Europe/London** :red-badge[a guess, please check]" in page
    assert "Why: assumed, since neither the file nor the home says one" in page
    assert "Please check in mains.csv" in page
    assert "--" not in page


def test_every_control_shows_what_the_file_was_read_as(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    app = open_page("upload")

    app.button(key="change-mains.csv-stamp").click().run()

    first = {str(box.key).removeprefix("choices-mains.csv-"): box.options[0] for box in app.selectbox}
    assert first["unit"] == "As the file says: kWh"
    assert first["timezone"] == "As the file says: Europe/London"
    assert first["stamp"] == "As the file says: the start of intervals"
    assert first["kind"] == "As the file says: energy of each interval"
    assert first["decimal"] == "As the file says: point"
    assert first["time-column"] == "As the file says: timestamp"
    assert first["date-order"] == "As the file says: 2024-01-01 00:00"
    assert app.multiselect(key="choices-mains.csv-value-column").options == ["timestamp", "kwh"]


def test_a_changed_total_is_warned_of_before_it_is_kept(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=10))
    app = open_page("upload")
    app.toggle(key="otherwise-mains.csv").set_value(True).run()

    app.selectbox(key="choices-mains.csv-unit").set_value("Wh").run()

    assert "kWh, 1,000 times less. Does this match your bill?" in app.warning[0].value
    assert lake.readings("house").consumption_kwh == pytest.approx(80.5, abs=20)


def test_other_files_of_the_shape_follow_a_changed_answer(lake: Lake, tmp_path: Path):
    january, february = unitless_file(tmp_path), unitless_file(tmp_path, month=2, name="february.csv")
    app = dropped(january)
    app.selectbox(key="held-export.csv-unit").set_value("kWh").run()
    app.button(key="keep-export.csv").click().run()
    app = drop(app, (february.name, february.read_bytes()))
    app.toggle(key="otherwise-export.csv").set_value(True).run()

    app.selectbox(key="choices-export.csv-unit").set_value("Wh").run()
    app.button(key="keep-export.csv").click().run()

    kept = {each["file"]: each["receipt"]["kwh_kept"] for each in lake.receipts("default")}
    assert kept == {"export.csv": pytest.approx(184.8), "february.csv": pytest.approx(184.8)}


def test_an_answer_taken_back_is_forgotten(lake: Lake, tmp_path: Path):
    file = hourly_file(tmp_path, days=10)
    keep(lake.store.path, file)
    app = open_page("upload")
    app.toggle(key="otherwise-mains.csv").set_value(True).run()
    app.selectbox(key="choices-mains.csv-unit").set_value("Wh").run()
    app.button(key="keep-mains.csv").click().run()
    app.toggle(key="otherwise-mains.csv").set_value(True).run()

    app.selectbox(key="choices-mains.csv-unit").set_value("As the file says").run()
    app.button(key="keep-mains.csv").click().run()

    assert lake.home("house").import_choices == {}
    assert lake.readings("house").consumption_kwh > 1


def test_of_a_file_of_many_homes_one_can_be_chosen(lake: Lake, tmp_path: Path):
    app = dropped(many_homes_file(tmp_path, homes=3))

    app.multiselect(key="held-customers.csv-meter").set_value(["MAC000001"]).run()
    app.button(key="keep-customers.csv").click().run()

    assert lake.homes() == ["default"]
    assert lake.readings("default").consumption_kwh == pytest.approx(144 * 0.11 + 18 * 0.2)


def test_of_a_file_of_many_homes_each_can_become_a_home(lake: Lake, tmp_path: Path):
    app = dropped(many_homes_file(tmp_path, homes=3))

    app.button(key="each-customers.csv").click().run()

    assert not app.exception
    assert lake.homes() == ["mac000000", "mac000001", "mac000002"]
    assert lake.home("mac000002").name == "MAC000002"
    assert lake.readings("mac000002").consumption_kwh == pytest.approx(144 * 0.12 + 18 * 0.2)
    assert not app.warning


def test_homes_with_hostile_names_get_harmless_folders(lake: Lake, tmp_path: Path):
    names = list(NAMES.values())[:4]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    rows = [
        f"{name},2024-01-0{1 + n // 24} {n % 24:02d}:00,{0.5 + n % 7 / 10}"
        for name in quoted
        for n in range(48)
    ]
    file = tmp_path / "customers.csv"
    file.write_text("\n".join(["customer id,time,kwh", *rows, ""]))
    app = dropped(file)

    app.button(key="each-customers.csv").click().run()

    assert not app.exception
    assert len(lake.homes()) == 4
    assert all(home.replace("-", "").isalnum() for home in lake.homes())
