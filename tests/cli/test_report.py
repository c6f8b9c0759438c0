"""`energy report`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.alone import alone

EVENING = [0.2] * 18 + [1.0, 2.0, 1.5] + [0.4] * 3
"""18 × 0.2 + 4.5 + 3 × 0.4 = 9.3 kWh a day."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Eight days of an oven and a fridge, from Monday 1 January 2024 on."""
    stamps = pd.date_range("2024-01-01", periods=8 * 24, freq="h", tz="UTC")
    rows = [
        f"{stamp.isoformat()},{name},{kwh}"
        for stamp, oven in zip(stamps, EVENING * 8, strict=True)
        for name, kwh in (("Oven", oven), ("Fridge", 0.05))
    ]
    file = tmp_path / "home.csv"
    file.write_text("\n".join(["timestamp,appliance,kwh", *rows]))
    return file


def test_a_report_is_written_as_html_and_says_the_findings(home: Path, tmp_path: Path):
    out = tmp_path / "report.html"

    ran = alone("report", "report", home, "--out", out, "--price", "0.3")

    assert ran.status == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "Oven uses the most" in ran.out


def test_a_name_that_ends_in_md_gives_markdown(home: Path, tmp_path: Path):
    out = tmp_path / "report.md"

    ran = alone("report", "report", home, "--out", out, "--section", "summary", "--json")

    assert ran.json["bytes"] == out.stat().st_size
    assert ran.json["sections"] == ["summary"]
    assert out.read_text(encoding="utf-8").startswith("# Energy report")


def test_the_period_is_in_local_days_and_its_end_is_exclusive(home: Path, tmp_path: Path):
    out = tmp_path / "report.md"

    alone(
        "report",
        "report",
        home,
        "--out",
        out,
        "--start",
        "2024-01-02",
        "--end",
        "2024-01-04",
        "--channel",
        "Oven",
    )

    text = out.read_text(encoding="utf-8")
    assert "2 to 3 Jan 2024" in text
    assert "18.6 kWh" in text  # two days of 9.3
    assert "Fridge" not in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "report.pdf"], "--out needs a name that ends in .html or .md"),
        (["--out", "r.md", "--section", "money"], "Needed a section of the report (summary, findings"),
        (["--out", "r.md", "--start", "1 March"], "--start"),
        (
            ["--out", "r.md", "--start", "2024-01-05", "--end", "2024-01-05"],
            "--end is the day after the last",
        ),
        (["--out", "r.md", "--channel", "Kettle"], "The channels are: Oven, Fridge."),
        (["--out", "no/such/folder/r.md", "--section", "quality"], "No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_status_2(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
):
    monkeypatch.chdir(tmp_path)

    ran = alone("report", "report", home, *arguments)

    assert ran.status == 2
    assert sentence in ran.err
    assert not list(tmp_path.glob("r*.*"))


def test_an_error_as_json_names_the_option(home: Path):
    ran = alone("report", "report", home, "--out", "x.pdf", "--json")

    assert ran.json["error"]["where"] == {"option": "--out"}
