"""Meter files into the bucket: each under its home, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from energy_core.cloud.session import Cloud
from energy_core.cloud.transfer import Progress, Target, digest, put_file, stored_digest
from energy_core.errors import RequestError
from energy_core.home import checked_home_id
from energy_core.lake.layout import free_name, raw_key, safe_name


@dataclass(frozen=True)
class Uploaded:
    """What became of one file. `key` is where it lies; `there`: the same bytes lay there before."""

    file: str
    key: str
    status: Literal["uploaded", "replaced", "there"]


def upload(
    cloud: Cloud, bucket: str, paths: Sequence[Path], *, home_id: str, replace: bool, progress: Progress
) -> list[Uploaded]:
    """Send files to `raw/`. The same bytes are not sent twice; other bytes are kept as `name (2)`.

    Raises RequestError for a file that can't be read or is empty, before any is sent.
    """
    checked_home_id(home_id)
    for path in paths:
        _check(path)
    return [_sent(cloud, bucket, path, home_id=home_id, replace=replace, progress=progress) for path in paths]


def _check(path: Path) -> None:
    where: dict[str, str | int] = {"file": str(path)}
    if not path.is_file():
        found = "it is a folder" if path.is_dir() else "there is none"
        raise RequestError(f"Needed a meter file at {path}; {found}. Nothing was uploaded.", where=where)
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except OSError as error:
        raise RequestError(
            f"Needed a meter file; {path} cannot be read: {error.strerror}. Nothing was uploaded.",
            where=where,
        ) from error
    if not first:
        raise RequestError(f"Needed a meter file; {path} is empty. Nothing was uploaded.", where=where)


def _sent(
    cloud: Cloud, bucket: str, path: Path, *, home_id: str, replace: bool, progress: Progress
) -> Uploaded:
    sha256_hex, name, taken = digest(path), safe_name(path.name), set[str]()
    while True:
        file = free_name(name, taken)
        key = raw_key(home_id, file)
        there = stored_digest(cloud, bucket, key)
        if there == sha256_hex:
            progress(f"{path.name} is there already; nothing was sent")
            return Uploaded(str(path), key, "there")
        if there is None or replace:
            progress(f"Uploading {path.name} ({path.stat().st_size / 2**20:,.1f} MB) to {key}")
            target = Target(bucket, key, replace=replace)
            if put_file(cloud, target, path, sha256_hex=sha256_hex, progress=progress):
                return Uploaded(str(path), key, "uploaded" if there is None else "replaced")
            continue  # somebody was faster: look again at what lies there
        progress(f"{file} holds something else there; it is left as it is")
        taken.add(file)
