"""`energy analyse`: from files to tables, findings and report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import Ran, energy
from tests.test_lake_homes import file


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def meter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two weeks of one lamp: 336 kWh."""
    path = tmp_path_factory.mktemp("files") / "january.csv"
    path.write_bytes(file(1.0, start="2024-01-01", hours=14 * 24))
    return path


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lake")


OPTIONS = (
    "--home-id", "elm", "--price", "0.5", "--timezone", "Europe/London", "--threshold", "Lamp=3",
    "--horizon-days", "2", "--json",
)  # fmt: skip


@pytest.fixture(scope="module")
def ran(meter: Path, lake: Path) -> Ran:
    return energy("analyse", meter, "--out", lake, *OPTIONS)


def test_the_summary_names_home_files_energy_outputs_and_findings(ran: Ran):
    assert ran.status == 0
    summary = ran.json
    assert (summary["home_id"], summary["files"]) == ("elm", ["january.csv"])
    assert summary["consumption_kwh"] == 336
    assert summary["timezone"] == "Europe/London"
    assert "reports/elm/report.html" in summary["outputs"]
    assert summary["findings"]


def test_every_output_it_names_is_in_the_lake(ran: Ran, lake: Path):
    for key in ran.json["outputs"]:
        assert (lake / key).stat().st_size > 0


def test_progress_goes_to_standard_error(ran: Ran):
    assert "Reading january.csv" in ran.err
    assert "Done in" in ran.err


def test_options_are_kept_for_the_next_time(ran: Ran, lake: Path):
    known = energy("home", "show", "elm", "--lake", lake, "--json").json

    assert (known["price_per_kwh"], known["timezone"]) == (0.5, "Europe/London")
    assert [receipt["status"] for receipt in known["receipts"]] == ["kept"]


def test_the_same_file_again_changes_nothing(ran: Ran, meter: Path, lake: Path):
    before = everything(lake)

    again = energy("analyse", meter, "--out", lake, *OPTIONS)

    assert again.status == 0
    assert everything(lake) == before


def test_a_second_file_is_analysed_with_the_first(ran: Ran, lake: Path, tmp_path: Path):
    february = tmp_path / "february.csv"
    february.write_bytes(file(2.0, start="2024-01-14", hours=48))

    both = energy("analyse", february, "--out", lake, "--home-id", "elm", "--json").json

    assert both["files"] == ["january.csv", "february.csv"]
    assert both["consumption_kwh"] == 336 - 24 + 96


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "bad.csv"),
        (b"timestamp,appliance,kwh\n", "bad.csv"),
        (b"timestamp,appliance,kwh\n2024-01-01 00:00,Lamp,\n2024-01-01 01:00,Lamp,\n", ""),
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_lake_as_it_was(tmp_path: Path, content: bytes, named: str):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    good = tmp_path / "good.csv"
    good.write_bytes(file(1.0))

    ran = energy("analyse", *((bad,) if not named else (good, bad)), "--out", tmp_path / "lake", "--json")

    assert ran.status == 2
    assert named in ran.json["error"]["message"]
    assert "Traceback" not in ran.err
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--out", "ftp://bucket"], "Needed a folder or s3://BUCKET for the lake"),
        (["--out", __file__], "is a file"),
        (["--out", "{lake}", "--threshold", "high"], "--threshold"),
        (["--out", "{lake}", "--home-id", "../x"], "'../x'"),
        ([], "--out"),
    ],
)
def test_a_wrong_option_is_refused_in_a_sentence(
    tmp_path: Path, meter: Path, options: list[str], sentence: str
):
    ran = energy("analyse", meter, *[option.replace("{lake}", str(tmp_path / "lake")) for option in options])

    assert ran.status == 2
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "lake").exists()
