"""Thumbs under answers are kept with the home and go with it."""

from __future__ import annotations

import json
from pathlib import Path

from energy_core.home import Home
from energy_core.lake import ratings
from energy_core.lake.lake import Lake
from energy_core.lake.ratings import Rating
from energy_core.lake.store import Folder

GOOD = Rating("How much?", "3 kWh.", "rules", is_good=True)


def _lake(folder: Path) -> Lake:
    lake = Lake(Folder(folder))
    lake.save_home(Home(home_id="mine"))
    return lake


def test_a_second_thought_takes_the_place_of_the_first(tmp_path: Path):
    lake = _lake(tmp_path)

    ratings.keep(lake.store, "mine", GOOD)
    ratings.keep(lake.store, "mine", Rating("How much?", "3 kWh.", "rules", is_good=False, note="per day?"))

    (key,) = lake.store.list("homes/mine/ratings/")
    kept = json.loads(lake.store.get(key) or b"")
    assert (kept["is_good"], kept["note"]) == (False, "per day?")


def test_ratings_are_exported_restored_and_forgotten_with_the_home(tmp_path: Path):
    lake = _lake(tmp_path / "one")
    ratings.keep(lake.store, "mine", GOOD)

    other = Lake(Folder(tmp_path / "two"))
    other.restore_zip(lake.export_zip("mine"))
    lake.forget("mine")

    assert list(other.store.list("homes/mine/ratings/"))
    assert not list(lake.store.list("homes/mine/ratings/"))


def test_ratings_follow_a_home_to_its_new_name(tmp_path: Path):
    lake = _lake(tmp_path)
    ratings.keep(lake.store, "mine", GOOD)

    lake.rename("mine", "ours")

    assert len(list(lake.store.list("homes/ours/ratings/"))) == 1
    assert not list(lake.store.list("homes/mine/"))
