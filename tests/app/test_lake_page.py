"""The page Data & SQL over a folder: asking, looking at files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from energy_core.errors import MalformedFileError
from energy_core.home import Home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.app.meter_files import daily_file, hourly_file
from tests.app.pages import keep, open_page, texts


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.setenv("ENERGY_LAKE", str(tmp_path / "lake"))
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    return Lake(Folder(tmp_path / "lake"))


def run(app: AppTest, query: str) -> AppTest:
    app.text_area[0].set_value(query)
    return next(button for button in app.button if button.label == "Run").click().run()


def look_at(app: AppTest, view: str) -> AppTest:
    return app.segmented_control(key="lake-view").set_value(view).run()


def test_with_nothing_loaded_it_says_so(lake: Lake):
    app = open_page("lake")

    assert not app.exception
    assert "This page needs readings" in texts(app)


def test_with_three_days_the_tables_there_can_be_are_asked(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=3))

    app = run(open_page("lake"), "SELECT count(*) AS hours FROM processed_energy_data")

    assert not app.exception
    assert app.dataframe[0].value["hours"].tolist() == [72]


def test_the_first_question_is_answered_at_once_with_a_chart_and_its_rows(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path))

    app = open_page("lake")

    assert not app.exception
    assert app.dataframe[0].value["month"].astype(str).tolist() == ["2024-01-01", "2024-02-01"]
    assert "2 rows" in texts(app)
    assert "10,000 rows" in texts(app)
    assert app.get("vega_lite_chart")
    assert [button.label for button in app.get("download_button")] == ["Download as CSV"]


def test_another_question_is_answered_when_it_is_chosen(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path))
    app = open_page("lake")

    chosen = next(
        label for label in app.selectbox(key="sql-example").options if label.startswith("Peak hours")
    )
    app.selectbox(key="sql-example").set_value(chosen).run()

    assert not app.exception
    assert app.dataframe[0].value["local_hour"].tolist() == list(range(24))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("DROP TABLE daily_energy_data", "DROP is refused: the lake is read only"),
        ("SELECT * FROM read_csv('/etc/passwd')", "can't be run"),
        ("SELECT nope FROM daily_energy_data", "nope"),
        ("", "Needed one SELECT statement"),
    ],
)
def test_a_refusal_is_a_sentence_in_its_place(lake: Lake, tmp_path: Path, query: str, sentence: str):
    keep(lake.store.path, hourly_file(tmp_path, days=3))

    app = run(open_page("lake"), query)

    assert not app.exception
    assert sentence in texts(app).replace("\\", "")


def test_changed_files_are_in_the_tables_without_another_page(lake: Lake, tmp_path: Path):
    keep(lake.store.path, hourly_file(tmp_path, days=3, name="first.csv"))
    open_page("lake")
    keep(lake.store.path, hourly_file(tmp_path, days=5, name="second.csv"))

    app = run(open_page("lake"), "SELECT count(*) AS hours FROM processed_energy_data")

    assert app.dataframe[0].value["hours"].tolist() == [120]


def test_bills_only_have_days_and_no_hours(lake: Lake, tmp_path: Path):
    keep(lake.store.path, daily_file(tmp_path, days=60))

    app = run(open_page("lake"), "SELECT count(*) AS days FROM daily_energy_data")

    assert not app.exception
    assert app.dataframe[0].value["days"].tolist() == [60]


def test_homes_files_and_quarantine_are_listed(lake: Lake, tmp_path: Path):
    home = keep(lake.store.path, hourly_file(tmp_path, days=20))
    lake.save_home(Home(home_id="empty", name="*Not* a link"))
    lake.refuse_file(home.home_id, "bad.pdf", b"%PDF", MalformedFileError("This is a PDF. Export a CSV."))
    open_page("lake")

    app = look_at(open_page("lake", home="house"), "Homes and files")

    homes = app.dataframe[0].value
    assert not app.exception
    assert homes[["home", "state", "files", "refused"]].to_numpy().tolist() == [
        ["*Not* a link", "No files", 0, 0],
        ["House", "Up to date", 1, 1],
    ]
    assert app.dataframe[1].value["file"].tolist() == ["mains.csv"]
    assert "This is a PDF" in texts(app)
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Download", "Download", "report.html", "report.md", "insights.json"]


def test_where_nothing_is_kept_the_page_asks_the_visits_own_tables(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keep(lake.store.path, hourly_file(tmp_path))
    monkeypatch.setenv("ENERGY_KEEP", "no")

    app = open_page("lake")

    assert "This page needs readings" in texts(app)
