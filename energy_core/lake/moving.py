"""All objects of one home, and where they lie under another name."""

from __future__ import annotations

from collections.abc import Iterator

from energy_core.home import DEFAULT_HOME_ID
from energy_core.lake import layout
from energy_core.lake.store import Store
from energy_core.lake.uploads import raw_keys


def keys(store: Store, home_id: str) -> list[str]:
    """Every key of the home that is there; those by which a home is known to exist come last."""
    below = [key for prefix in layout.prefixes(home_id) for key in store.list(prefix)]
    tables = [layout.table_key(table, home_id) for table in layout.HOME_TABLES]
    loose = [key for key in store.list("raw/") if key.count("/") == 1 and home_id == DEFAULT_HOME_ID]
    return sorted((*below, *tables, *loose), key=lambda key: (key.startswith(("raw/", "homes/")), key))


def objects(store: Store, home_id: str) -> dict[str, bytes]:
    """Every object of the home by its key."""
    found = ((key, store.get(key)) for key in keys(store, home_id))
    return {key: content for key, content in found if content is not None}


def moves(store: Store, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Old and new key of all that is not made again: receipts, quarantine, ratings, then uploads."""
    for kind, below in (("receipts", ""), ("quarantine", ""), ("homes", "ratings/")):
        for key in store.list(f"{kind}/{old}/{below}"):
            yield key, f"{kind}/{new}/{key.removeprefix(f'{kind}/{old}/')}"
    for file, key in raw_keys(store, old).items():
        yield key, layout.raw_key(new, file)
