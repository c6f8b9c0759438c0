"""What the app was told from outside (environment, secrets), and the lake it works on."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Final

import streamlit as st

from energy_core.errors import StoreError
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from energy_core.local_time import known_zone

NO: Final = ("no", "false", "0", "off")
LAST_HOME: Final = "app/last-home.txt"


def setting(name: str) -> str | None:
    """A value from the environment, else from .streamlit/secrets.toml, else None."""
    value = os.environ.get(name)
    if value is None and st.secrets.load_if_toml_exists():
        value = st.secrets.get(name)
    return str(value).strip() or None if value is not None else None


def keeps_homes() -> bool:
    """Whether homes stay after the visit (ENERGY_KEEP)."""
    return (setting("ENERGY_KEEP") or "yes").lower() not in NO


def lake_folder() -> Path:
    """The folder in which homes are kept. Raises StoreError for a place that is not a folder."""
    place = setting("ENERGY_LAKE") or "~/energy-insights"
    if place.startswith("s3://"):
        raise StoreError(
            f"ENERGY_LAKE is {place}; this version of the app keeps homes in a folder only. "
            "Set ENERGY_LAKE to a folder, or leave it out to use one in your home directory.",
            where={"option": "ENERGY_LAKE"},
        )
    return Path(place).expanduser().absolute()


@st.cache_resource(show_spinner=False)
def open_lake(folder: str) -> Lake:
    """The lake in a folder; the folder is made if it is not there. Raises StoreError if it cannot be."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Needed a folder to keep homes in; {folder}: {error.strerror}. Set ENERGY_LAKE to another one.",
            where={"option": "ENERGY_LAKE"},
        ) from error
    return Lake(Folder(Path(folder)))


def default_timezone() -> str | None:
    """The deployment's zone for stamps without one, if it has been set."""
    name = setting("ENERGY_DEFAULT_TIMEZONE")
    return known_zone(name) if name else None


def assistant_providers() -> tuple[str, ...]:
    """Who answers questions, in order. The rules always can."""
    return ("rules",)


class Visit:
    """A lake that goes away with its owner, the visit of one browser tab."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="energy-insights-")
        self.lake = Lake(Folder(Path(folder)))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


def last_home(lake: Lake) -> str | None:
    """The home that was open last, in any session."""
    content = lake.store.get(LAST_HOME)
    return content.decode() if content else None


def remember_home(lake: Lake, home_id: str) -> None:
    lake.store.put(LAST_HOME, home_id.encode())
