"""A home as one zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from energy_core.errors import EnergyError, UnknownNameError, UnreadableFileError
from energy_core.home import Home
from energy_core.lake import archive
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.test_lake_homes import add, analyse, file, same


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """No test here changes it."""
    lake = Lake(Folder(tmp_path_factory.mktemp("lake") / "here"))
    for home in ("default", "elm"):
        lake.save_home(Home(home_id=home, timezone="Europe/London", country="GB"))
        add(lake, home, "z.csv", file(1.0))
        add(lake, home, "a.csv", file(2.0, start="2024-01-02"))
        analyse(lake, home)
    return lake


@pytest.fixture
def elsewhere(tmp_path: Path) -> Lake:
    return Lake(Folder(tmp_path / "elsewhere"))


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return buffer.getvalue()


ELM = {"homes/elm/home.toml": b'home_id = "elm"\n'}


@pytest.mark.parametrize("home_id", ["default", "elm"])
def test_a_home_restored_elsewhere_has_the_same_readings_and_is_known_as_well(
    lake: Lake, elsewhere: Lake, home_id: str
):
    assert elsewhere.restore_zip(lake.export_zip(home_id)) == home_id

    assert elsewhere.homes() == [home_id]
    assert elsewhere.home(home_id) == lake.home(home_id)
    assert elsewhere.files(home_id) == ["z.csv", "a.csv"]
    assert elsewhere.receipts(home_id) == lake.receipts(home_id)
    assert same(elsewhere.readings(home_id), lake.readings(home_id))


def test_the_analysis_of_a_restored_home_gives_the_same_bytes(lake: Lake, elsewhere: Lake):
    elsewhere.restore_zip(lake.export_zip("elm"))
    analyse(elsewhere, "elm")

    assert elsewhere.export_zip("elm") == lake.export_zip("elm")


def test_an_export_holds_one_home_with_tables_and_report(lake: Lake):
    names = zipfile.ZipFile(io.BytesIO(lake.export_zip("elm"))).namelist()

    assert "raw/elm/z.csv" in names
    assert "reports/elm/report.html" in names
    assert any(name.startswith("processed/hourly/") for name in names)
    assert not [name for name in names if "default" in name]


def test_a_home_that_is_there_is_not_overwritten(lake: Lake):
    with pytest.raises(UnknownNameError, match="'elm' is there already"):
        lake.restore_zip(lake.export_zip("elm"))


@pytest.mark.parametrize(
    "key",
    [
        "../outside",
        "/etc/passwd",
        "raw/elm/../../../outside",
        "raw/oak/a.csv",
        "raw/a.csv",
        "homes/oak/other.toml",
        "raw/elm/..\\..\\outside",
        "notes.txt",
        "raw/elm//a.csv",
    ],
)
def test_a_zip_that_reaches_outside_its_home_is_refused_whole(elsewhere: Lake, key: str):
    with pytest.raises(UnreadableFileError, match="none of its files"):
        elsewhere.restore_zip(zipped({**ELM, "raw/elm/good.csv": file(1.0), key: b"x"}))

    assert not elsewhere.store.path.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Needed the zip"),
        (b"timestamp,kwh\n", "Needed the zip"),
        (zipped({}), "found 0 home.toml"),
        (zipped({**ELM, "homes/oak/home.toml": b'home_id = "oak"'}), "found 2 home.toml"),
        (zipped({"homes/elm/home.toml": b'home_id = "oak"'}), "about another home"),
        (zipped({"homes/elm/home.toml": b"\xff"}), "no text"),
        (zipped({"homes/elm/home.toml": b"home_id = "}), "not valid TOML"),
        (zipped({"homes/elm/home.toml": b'home_id = "../x"'}), "home name"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(elsewhere: Lake, content: bytes, sentence: str):
    with pytest.raises(EnergyError, match=sentence):
        elsewhere.restore_zip(content)

    assert not elsewhere.store.path.exists()


@pytest.mark.parametrize(
    "receipt", [b"", b"null", b'{"sequence": "first"}', b'{"file": "a.csv", "hints": {"unit": "joule"}}']
)
def test_a_receipt_that_is_none_is_refused_before_anything_is_written(elsewhere: Lake, receipt: bytes):
    with pytest.raises(EnergyError, match=r"receipts/elm/a\.csv\.json in the lake is damaged"):
        elsewhere.restore_zip(zipped({**ELM, "raw/elm/a.csv": b"", "receipts/elm/a.csv.json": receipt}))

    assert not elsewhere.store.path.exists()


def test_a_damaged_export_is_refused(lake: Lake, elsewhere: Lake):
    content = bytearray(lake.export_zip("elm"))
    upload = content.index(b"raw/elm/a.csv") + len("raw/elm/a.csv")
    content[upload : upload + 30] = b"\0" * 30

    with pytest.raises(UnreadableFileError):
        elsewhere.restore_zip(bytes(content))


def test_a_zip_that_unpacks_to_far_more_than_it_is_worth_is_not_opened(
    elsewhere: Lake, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 20)

    with pytest.raises(UnreadableFileError, match="far more"):
        elsewhere.restore_zip(zipped({**ELM, "raw/elm/zeros.csv": b"\0" * (2 << 20)}))


def test_a_zip_of_too_many_files_is_not_opened(elsewhere: Lake, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)

    with pytest.raises(UnreadableFileError, match="at most 2 files"):
        elsewhere.restore_zip(zipped({**ELM, "raw/elm/a": b"", "raw/elm/b": b""}))
