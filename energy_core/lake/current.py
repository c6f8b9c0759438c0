"""current.json: from which inputs the tables of a home were made, and the readings they hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from energy_core.home import Home
from energy_core.importers.hints import Hints
from energy_core.lake.layout import TABLES_VERSION, current_key, month_prefix
from energy_core.lake.plain_json import plain
from energy_core.lake.receipts import said
from energy_core.lake.store import Store
from energy_core.lake.uploads import Upload, fingerprint
from energy_core.readings import COLUMNS, Channel, Readings

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

LIBRARIES: Final = ("energy-insights", "pandas", "numpy", "pyarrow", "prophet")

Inputs = list[dict[str, Any]]


def inputs(store: Store, files: Sequence[Upload]) -> Inputs:
    """What every upload is and how it is read, oldest first."""
    return [
        as_input(upload.file, upload.key, fingerprint(store.get(upload.key) or b""), upload.hints)
        for upload in files
    ]


def as_input(file: str, key: str, sha256: str, hints: Hints) -> dict[str, Any]:
    """One input of an analysis: the same bytes read with another answer are another input."""
    return {"file": file, "key": key, "sha256": sha256, "hints": plain(said(hints))}


def load_current(store: Store, home_id: str) -> dict[str, Any] | None:
    """None if the home was never analysed, or the file says nothing any more."""
    content = store.get(current_key(home_id))
    try:
        current = json.loads(content or b"null")
    except ValueError:
        return None
    return current if isinstance(current, dict) else None


def described(analysis: Analysis, *, inputs: Inputs, outputs: Mapping[str, bytes]) -> dict[str, Any]:
    """What current.json says of an analysis."""
    readings = analysis.readings
    return {
        "home_id": analysis.home.home_id,
        "versions": versions(),
        "settings": plain(analysis.settings),
        "home": plain(analysis.home),
        "timezone": readings.timezone,
        "channels": [
            {"name": c.name, "role": c.role, "source_unit": c.source_unit, "kind": c.kind, "parent": c.parent}
            for c in readings.channels
        ],
        "inputs": inputs,
        "outputs": [
            {"key": key, "sha256": fingerprint(content), "bytes": len(content)}
            for key, content in sorted(outputs.items())
        ],
    }


def versions() -> dict[str, str | int | None]:
    return {"tables": TABLES_VERSION, **{name: _version(name) for name in LIBRARIES}}


def reading_choices(home: Home) -> dict[str, Any]:
    """What a home says about how its files are read: other answers give other readings."""
    return {
        "timezone": home.timezone,
        "roles": plain(home.roles),
        "import_choices": plain(home.import_choices),
    }


def stored_readings(
    store: Store, home: Home, *, current: Mapping[str, Any] | None, inputs: Inputs
) -> Readings | None:
    """The readings as the tables hold them; None unless they were made whole, from these inputs."""
    if current is None or current["inputs"] != inputs or current["versions"]["tables"] != TABLES_VERSION:
        return None
    if not _read_alike(store, home, current["home"]):
        return None
    prefix = month_prefix("processed/readings", home.home_id)
    contents = []
    for output in current["outputs"]:
        if output["key"].startswith(prefix):
            content = store.get(output["key"])
            if content is None or fingerprint(content) != output["sha256"]:
                return None
            contents.append(content)
    return _readings(contents, current) if contents else None


def _read_alike(store: Store, home: Home, then: Mapping[str, Any]) -> bool:
    """Whether the home says of its files what it said then.

    In a bucket the run without a person takes the zone from the files where the home has none, every time
    anew; home.toml stays the person's.
    """
    now = reading_choices(home)
    if store.orders_uploads and home.timezone is None:
        now["timezone"] = then.get("timezone")
    return {name: then.get(name) for name in now} == now


def _readings(contents: Sequence[bytes], current: Mapping[str, Any]) -> Readings:
    from energy_core.lake.parquet import from_parquet

    by_channel = from_parquet(contents, by="channel", columns=COLUMNS)
    channels = [
        Channel(
            known["name"],
            known["role"],
            by_channel[known["name"]],
            source_unit=known["source_unit"],
            kind=known["kind"],
            parent=known.get("parent"),
        )
        for known in current["channels"]
        if known["name"] in by_channel
    ]
    return Readings(tuple(channels), current["timezone"])


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
