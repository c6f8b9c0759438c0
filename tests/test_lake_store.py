"""A folder that holds objects."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from energy_core.errors import StoreError
from energy_core.lake.store import Folder


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "lake")


def test_what_was_put_is_there(store: Folder):
    store.put("raw/elm/a.csv", b"1")

    assert store.get("raw/elm/a.csv") == b"1"


def test_what_is_not_there_is_none(store: Folder):
    store.put("raw/elm/a.csv", b"1")

    assert store.get("raw/elm/b.csv") is None
    assert store.get("raw/elm") is None
    assert store.get("raw/elm/a.csv/deeper") is None


def test_keys_are_listed_by_prefix_in_order(store: Folder):
    for key in ("raw/b.csv", "raw/elm/a.csv", "raw/elmtree/a.csv", "homes/elm/home.toml"):
        store.put(key, b"")

    assert store.list("raw/") == ["raw/b.csv", "raw/elm/a.csv", "raw/elmtree/a.csv"]
    assert store.list("raw/elm/") == ["raw/elm/a.csv"]
    assert store.list("raw/elm") == ["raw/elm/a.csv", "raw/elmtree/a.csv"]
    assert store.list("nothing/") == []


def test_folders_are_those_that_hold_a_file_somewhere(store: Folder):
    for key in ("raw/b.csv", "raw/elm/2024/a.csv", "raw/elmtree/a.csv", "homes/elm/home.toml"):
        store.put(key, b"")
    (store.path / "raw/empty/deeper").mkdir(parents=True)
    (store.path / "raw/broken").mkdir()
    (store.path / "raw/broken/.unfinished-x").touch()

    assert store.folders("raw/") == ["elm", "elmtree"]
    assert store.folders("nothing/") == []
    assert [entry.key for entry in store.entries("raw/", deep=False)] == ["raw/b.csv"]


def test_deleting_leaves_no_empty_folders_and_touches_nothing_else(store: Folder):
    store.put("raw/elm/a.csv", b"1")
    store.put("raw/b.csv", b"2")

    store.delete("raw/elm/a.csv")
    store.delete("raw/elm/a.csv")

    assert store.list("raw/") == ["raw/b.csv"]
    assert not (store.path / "raw/elm").exists()


def test_a_write_that_fails_leaves_the_old_object_and_no_rest(store: Folder, monkeypatch: pytest.MonkeyPatch):
    store.put("homes/elm/current.json", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        StoreError, match=r"Could not write homes/elm/current.json .* No space left on device"
    ):
        store.put("homes/elm/current.json", b"new")

    assert store.get("homes/elm/current.json") == b"old"
    assert [path.name for path in (store.path / "homes/elm").iterdir()] == ["current.json"]


def test_an_unfinished_write_of_a_killed_process_is_no_object(store: Folder):
    store.put("raw/a.csv", b"1")
    (store.path / "raw/.unfinished-abc").write_bytes(b"half")

    assert store.list("raw/") == ["raw/a.csv"]


@pytest.mark.parametrize("key", ["../x", "raw/../../x", "/etc/passwd", "raw//x", "raw\\x", "raw/./x", ""])
def test_no_key_leaves_the_folder(store: Folder, key: str):
    with pytest.raises(ValueError, match="no key"):
        store.put(key, b"")


def test_a_folder_where_a_file_should_be_is_a_clear_refusal(store: Folder):
    store.put("raw/elm/a.csv", b"1")

    with pytest.raises(StoreError, match="Could not write raw/elm in the lake"):
        store.put("raw/elm", b"2")
