"""Files of one home on one command line, and the same command given twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.cli.run import energy

ZONED = (
    "timestamp,kwh\n2024-01-01T00:00:00-05:00,1\n2024-01-01T01:00:00-05:00,2\n2024-07-01T00:00:00-04:00,4\n"
    + "".join(f"2024-07-01T{hour:02d}:00:00-04:00,1\n" for hour in range(1, 12))
)
UNZONED = "timestamp,kwh\n" + "".join(f"2024-02-01 {hour:02d}:00,1\n" for hour in range(24))


def files(folder: Path) -> tuple[Path, Path]:
    zoned, unzoned = folder / "zoned.csv", folder / "unzoned.csv"
    zoned.write_text(ZONED)
    unzoned.write_text(UNZONED)
    return zoned, unzoned


def test_the_zone_that_one_file_states_is_the_zone_of_the_others_in_any_order(tmp_path: Path):
    zoned, unzoned = files(tmp_path)

    first = energy("inspect", zoned, unzoned, "--timezone", "America/New_York", "--json").json
    one_way = energy("inspect", zoned, unzoned, "--json").json
    other_way = energy("inspect", unzoned, zoned, "--json").json

    assert one_way["timezone"] == other_way["timezone"]
    assert one_way["consumption_kwh"] == other_way["consumption_kwh"] == first["consumption_kwh"]


def test_the_same_command_given_twice_leaves_the_same_bytes(tmp_path: Path):
    _, unzoned = files(tmp_path)
    lake = tmp_path / "lake"

    def analysed() -> dict[str, str]:
        ran = energy("analyse", unzoned, "--out", lake, "--price", "0.3")
        assert ran.status == 0, ran.err
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in lake.rglob("*")
            if path.is_file()
        }

    assert analysed() == analysed()


def test_daily_readings_are_forecast_by_the_day_without_being_asked(tmp_path: Path):
    daily = tmp_path / "daily.csv"
    daily.write_text("date,kwh\n" + "".join(f"2024-01-{day:02d},{5 + day % 3}\n" for day in range(1, 32)))

    ran = energy("forecast", daily, "--json")

    assert ran.status == 0, ran.err
    assert ran.json["resolution"] == "daily"
    assert len(ran.json["points"]) == 7


def test_a_home_file_that_is_not_utf_8_is_refused_in_a_sentence(tmp_path: Path):
    _, unzoned = files(tmp_path)
    home = tmp_path / "home.toml"
    home.write_bytes(b'name = "Z\xfcrich"\n')

    ran = energy("inspect", unzoned, "--home", home, "--json")

    assert ran.status == 2
    assert "UTF-8" in ran.json["error"]["message"]
