"""`energy usage`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from energy_core.synthetic import sample_csv
from tests.cli.alone import alone

EVENING = [0.2] * 18 + [1.0, 2.0, 1.5] + [0.4] * 3
"""18 × 0.2 + 4.5 + 3 × 0.4 = 9.3 kWh a day."""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "home.csv"
    file.write_bytes(sample_csv(days=10))
    return file


@pytest.fixture
def evenings(tmp_path: Path) -> Path:
    """Eight days of one appliance, Monday 1 January 2024 on."""
    stamps = pd.date_range("2024-01-01", periods=8 * 24, freq="h", tz="UTC")
    rows = [f"{s.isoformat()},Oven,{k}" for s, k in zip(stamps, EVENING * 8, strict=True)]
    file = tmp_path / "evenings.csv"
    file.write_text("\n".join(["timestamp,appliance,kwh", *rows]))
    return file


@pytest.fixture
def daily(tmp_path: Path) -> Path:
    days = pd.date_range("2024-01-01", periods=40, freq="D")
    file = tmp_path / "daily.csv"
    file.write_text("\n".join(["date,kwh", *[f"{day:%Y-%m-%d},{10 + day.day % 3}" for day in days]]))
    return file


def test_days_statistics_and_profile_come_as_one_object(evenings: Path):
    ran = alone("usage", "usage", evenings, "--price", "0.5", "--json")

    first = ran.json["rows"][0]
    assert ran.status == 0
    assert ran.json["by"] == "day"
    assert first["kwh"] == pytest.approx(9.3)
    assert first["cost"] == pytest.approx(4.65)
    assert (first["start"], first["end"]) == ("2024-01-01T00:00:00+00:00", "2024-01-02T00:00:00+00:00")
    assert ran.json["statistics"][0]["sum_kwh"] == pytest.approx(74.4)
    assert ran.json["statistics"][0]["share"] == 1
    profile = ran.json["profile"]
    assert profile["baseload_kw"] == pytest.approx(0.2)
    assert profile["peak_hours"] == [18, 19, 20]
    assert profile["peak_kw"] == 2
    assert profile["load_factor"] == pytest.approx(9.3 / 24 / 2)


@pytest.mark.parametrize("by", ["hour", "day", "week", "month", "hour-of-day", "weekday"])
def test_whatever_the_span_the_rows_are_all_the_energy(sample: Path, by: str):
    ran = alone("usage", "usage", sample, "--by", by, "--json")

    kwh = pd.DataFrame(ran.json["rows"]).groupby("channel")["kwh"].sum()
    sums = pd.DataFrame(ran.json["statistics"]).set_index("channel")["sum_kwh"]
    assert kwh.to_dict() == pytest.approx(sums.to_dict())
    assert set(kwh.index) == {"Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"}


def test_the_end_of_a_period_is_exclusive(evenings: Path):
    ran = alone("usage", "usage", evenings, "--start", "2024-01-03", "--end", "2024-01-05", "--json")

    assert [row["start"][:10] for row in ran.json["rows"]] == ["2024-01-03", "2024-01-04"]


def test_one_channel_has_its_rows_its_share_of_all_and_its_profile(sample: Path):
    ran = alone("usage", "usage", sample, "--channel", "Lighting", "--json")

    assert {row["channel"] for row in ran.json["rows"]} == {"Lighting"}
    assert 0 < ran.json["statistics"][0]["share"] < 1
    assert ran.json["profile"]["peak_kw"] < 1


def test_without_a_price_the_cost_is_null(sample: Path):
    ran = alone("usage", "usage", sample, "--json")

    assert ran.json["rows"][0]["cost"] is None


def test_daily_readings_have_no_profile_and_the_reason_is_given(daily: Path):
    ran = alone("usage", "usage", daily, "--by", "month", "--json")

    assert ran.status == 0
    assert ran.json["profile"] is None
    assert "these come every day" in ran.json["profile_reason"]
    assert len(ran.json["rows"]) == 2


def test_the_rows_can_be_had_as_a_file(evenings: Path, tmp_path: Path):
    out = tmp_path / "rows.csv"

    alone("usage", "usage", evenings, "--csv", out)

    table = pd.read_csv(out)
    assert list(table.columns)[:5] == ["start", "end", "channel", "kwh", "cost"]
    assert table["kwh"].sum() == pytest.approx(74.4)


def test_a_person_reads_the_rows_the_statistics_and_the_profile(evenings: Path):
    ran = alone("usage", "usage", evenings)

    assert "2024-01-01 00:00" in ran.out
    assert "Always on    200 W" in ran.out
    assert "Peak hours   18:00 to 21:00" in ran.out
    assert "cost" not in ran.out


def test_thousands_of_rows_are_cut_and_it_says_where_the_rest_is(sample: Path):
    ran = alone("usage", "usage", sample, "--by", "hour")

    assert "… and 898 more rows" in ran.out
    assert len(ran.out.splitlines()) < 90


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "fortnight"), "--by must be one of"),
        (("--channel", "Kettle"), "The channels are: Oven."),
        (("--start", "1st of May"), "--start needs a date"),
        (("--start", "2024-01-05", "--end", "2024-01-05"), "must come after --start"),
        (
            ("--start", "2030-01-01"),
            "This period needs readings inside it. These run from 2024-01-01 to 2024-01-09.",
        ),
    ],
)
def test_what_can_t_be_asked_is_refused_in_one_sentence(
    evenings: Path, arguments: tuple[str, ...], words: str
):
    ran = alone("usage", "usage", evenings, *arguments, "--json")

    assert ran.status == 2
    assert words in ran.json["error"]["message"]
    assert words in ran.err
