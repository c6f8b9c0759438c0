"""A correction counts: what the page says was kept is what every page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.analysis import analyse
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder

HOURS = [f"2024-01-{day:02d} {hour:02d}:00,1\n" for day in range(1, 4) for hour in range(24)]
CONTENT = ("timestamp,kwh\n" + "".join(HOURS)).encode()


def kept(lake: Lake, hints: Hints) -> None:
    home = lake.home("elm") if "elm" in lake.homes() else Home(home_id="elm")
    imported = import_file(CONTENT, name="a.csv", home=home, hints=hints)
    lake.save_home(home)
    lake.add_file("elm", "a.csv", CONTENT, imported, hints=hints)


def test_a_file_read_with_another_unit_changes_what_the_lake_holds(tmp_path: Path):
    lake = Lake(Folder(tmp_path))
    kept(lake, Hints())
    lake.save_analysis(analyse(lake.readings("elm"), lake.home("elm")))

    kept(lake, Hints(unit="Wh"))

    assert Lake(Folder(tmp_path)).readings("elm").consumption_kwh == pytest.approx(0.072)
    assert lake.readings("elm").consumption_kwh == pytest.approx(0.072)
