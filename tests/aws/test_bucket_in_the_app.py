"""ENERGY_LAKE=s3://…: every page opens the homes that were worked through in the bucket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from energy_core.errors import MalformedFileError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.lake.bucket import Bucket
from energy_core.lake.lake import Lake
from energy_core.lake.query import run_sql
from tests.analyses import analysis
from tests.app.meter_files import hourly_file
from tests.app.pages import PAGES, open_page, texts
from tests.aws.athena_server import AthenaServer, athena_server
from tests.aws.moto_server import REGION, Aws
from ui import services

BUCKET = "energy-analytics-0a1b"
TOTAL = "SELECT home_id, sum(kwh) AS kwh FROM daily_energy_data GROUP BY home_id"


@pytest.fixture
def lake(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A bucket with the home `house`: 20 days of hours, read and analysed."""
    client = aws.client("s3")
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    monkeypatch.setenv("ENERGY_LAKE", f"s3://{BUCKET}")
    monkeypatch.delenv("ENERGY_KEEP", raising=False)
    monkeypatch.chdir(tmp_path)
    services.open_lake.clear()
    lake = Lake(Bucket(BUCKET, client))
    home = Home(home_id="house", name="House", timezone="Europe/London", price_per_kwh=0.25)
    lake.save_home(home)
    file = hourly_file(tmp_path, days=20)
    content = file.read_bytes()
    lake.add_file("house", file.name, content, import_file(content, name=file.name, home=home))
    lake.save_analysis(analysis(lake.readings("house"), home))
    return lake


@pytest.fixture
def athena(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AthenaServer]:
    """Athena over a copy of the bucket's tables."""
    for key in lake.store.list("processed/"):
        file = tmp_path / "copy" / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(lake.store.get(key) or b"")
    with athena_server(tmp_path / "copy") as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


def objects(lake: Lake) -> dict[str, bytes]:
    return {key: lake.store.get(key) or b"" for key in lake.store.list("")}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_the_home_and_writes_nothing_into_the_bucket(lake: Lake, page: str):
    before = objects(lake)

    app = open_page(page)

    assert not app.exception
    assert not app.warning
    assert objects(lake) == before


def test_the_overview_shows_the_home_and_says_where_it_is_kept(lake: Lake):
    app = open_page("home")

    assert app.title[0].value == "House"
    assert BUCKET in texts(app).replace("\\", "")
    assert "stay on this machine" not in texts(app)


def test_sql_on_this_machine_reads_the_tables_in_the_bucket(lake: Lake):
    rows = run_sql(TOTAL, lake.store)

    assert rows["home_id"].tolist() == ["house"]
    assert run_sql("SELECT * FROM forecast_models", Bucket(BUCKET, lake.store._client)).shape[1] == 10


def test_athena_waits_for_the_button_and_tells_bytes_and_cost(lake: Lake, athena: AthenaServer):
    app = open_page("lake")
    app.segmented_control(key="sql-place").set_value("athena").run()
    assert athena.executions == []
    assert "waits for" in texts(app)

    app.text_area[0].set_value(TOTAL)
    press(app, "Run")

    assert not app.exception
    assert app.dataframe[0].value["home_id"].tolist() == ["house"]
    assert "12.3 MB scanned, about $0.000065" in texts(app).replace("\\", "")
    assert athena.executions[0].request["WorkGroup"] == "energy-insights"

    app.run()
    assert len(athena.executions) == 1


def test_the_deployment_beside_the_app_says_which_workgroup(lake: Lake, athena: AthenaServer, tmp_path: Path):
    outputs = {"BucketName": BUCKET, "DatabaseName": "my_energy_db", "WorkgroupName": "my-workgroup"}
    known = {"stack": "my", "account": "1", "region": REGION, "outputs": outputs}
    (tmp_path / "deployment_info.json").write_text(json.dumps(known))
    app = open_page("lake")
    app.segmented_control(key="sql-place").set_value("athena").run()

    press(app, "Run")

    assert athena.executions[0].request["WorkGroup"] == "my-workgroup"


def test_a_file_dropped_there_lies_in_raw_and_waits(lake: Lake, tmp_path: Path):
    app = open_page("lake")
    app.segmented_control(key="lake-view").set_value("Add files").run()

    app.file_uploader(key="lake-upload-files").upload("a b.csv", b"timestamp,kwh\n2024-01-01 00:00,1\n")
    press(app, "Upload")

    assert not app.exception
    assert "1 file uploaded for house" in texts(app)
    assert lake.store.get("raw/house/a b.csv") == b"timestamp,kwh\n2024-01-01 00:00,1\n"
    app.segmented_control(key="lake-view").set_value("Homes and files").run()
    assert app.dataframe[0].value["waiting"].tolist() == [1]
    assert "a b.csv is in the lake and not read yet" in texts(app).replace("\\", "")


@pytest.mark.parametrize("page", ["home", "lake"])
def test_a_file_that_cannot_be_read_does_not_close_the_home_before_the_bucket_puts_it_aside(
    lake: Lake, page: str
):
    lake.store.put("raw/house/scan.pdf", b"%PDF-1.7")

    app = open_page(page)

    assert not app.exception
    assert not app.warning


def test_an_empty_bucket_can_be_given_its_first_file(lake: Lake):
    for key in objects(lake):
        lake.store.delete(key)

    app = open_page("lake")
    app.segmented_control(key="lake-view").set_value("Add files").run()

    assert not app.exception
    assert app.file_uploader(key="lake-upload-files")


def test_what_others_put_into_the_bucket_is_there_after_a_look(lake: Lake):
    app = open_page("lake")
    app.segmented_control(key="lake-view").set_value("Homes and files").run()
    assert app.dataframe[0].value["refused"].tolist() == [0]

    lake.refuse_file("house", "bad.pdf", b"%PDF", MalformedFileError("This is a PDF. Export a CSV."))
    press(app, "Look again")

    assert app.dataframe[0].value["refused"].tolist() == [1]


def test_a_bucket_that_is_not_there_is_a_sentence(aws: Aws, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ENERGY_LAKE", "s3://nowhere-at-all")

    app = open_page("home")

    assert not app.exception
    assert "nowhere-at-all" in texts(app).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()
