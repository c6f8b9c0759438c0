"""A bucket is not asked twice for the same in a moment, and never for what was just written."""

from __future__ import annotations

from pathlib import Path

from energy_core.lake.store import Entries, Folder, Keys
from ui.recent import MOST_BYTES, Recent


class Counted(Folder):
    """A store that knows how often it was asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: list[str] = []

    def get(self, key: str) -> bytes | None:
        self.asked.append(key)
        return super().get(key)

    def list(self, prefix: str) -> Keys:
        self.asked.append(prefix)
        return super().list(prefix)

    def entries(self, prefix: str, *, deep: bool = True) -> Entries:
        return super().entries(prefix, deep=deep)


def test_the_same_question_is_asked_once(tmp_path: Path):
    store = Counted(tmp_path)
    recent = Recent(store)
    recent.put("receipts/elm/a.csv.json", b"{}")

    answers = [(recent.get("receipts/elm/a.csv.json"), recent.list("receipts/")) for _ in range(3)]

    assert answers == [(b"{}", ["receipts/elm/a.csv.json"])] * 3
    assert store.asked == ["receipts/elm/a.csv.json", "receipts/"]


def test_what_was_written_or_deleted_is_seen_at_once(tmp_path: Path):
    recent = Recent(Counted(tmp_path))

    seen = [recent.list("raw/")]
    recent.put("raw/a.csv", b"1")
    seen.append(recent.list("raw/"))
    recent.delete("raw/a.csv")
    seen.append(recent.list("raw/"))

    assert seen == [[], ["raw/a.csv"], []]


def test_what_others_wrote_is_seen_after_a_while_or_when_asked_to_look_again(tmp_path: Path):
    now, later = Recent(Counted(tmp_path)), Recent(Counted(tmp_path), seconds=0)
    assert now.get("a") is later.get("a") is None

    Folder(tmp_path).put("a", b"1")

    assert (now.get("a"), later.get("a")) == (None, b"1")
    now.forget()
    assert now.get("a") == b"1"


def test_large_objects_are_not_held(tmp_path: Path):
    store = Counted(tmp_path)
    recent = Recent(store)
    recent.put("raw/a.csv", b"x" * (MOST_BYTES + 1))

    for _ in range(2):
        recent.get("raw/a.csv")

    assert store.asked == ["raw/a.csv", "raw/a.csv"]
