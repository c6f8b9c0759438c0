"""What the app was told from outside (environment, secrets), and the lake it works on."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Final

import streamlit as st

from energy_core.assistant.model_settings import ModelSettings, provider_order
from energy_core.assistant.model_settings import model_settings as read_model_settings
from energy_core.cloud.stack import read_info
from energy_core.errors import StoreError
from energy_core.lake.address import SCHEME, is_bucket, open_bucket
from energy_core.lake.athena import Athena, athena_beside
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from energy_core.local_time import known_zone
from ui.recent import Recent

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


def lake_address() -> str:
    """Where homes are kept: a folder, or s3://BUCKET (ENERGY_LAKE)."""
    place = setting("ENERGY_LAKE") or "~/energy-insights"
    return place if is_bucket(place) else str(Path(place).expanduser().absolute())


@st.cache_resource(show_spinner=False)
def open_lake(address: str) -> Lake:
    """The lake at an address; a folder is made if it is not there. Raises StoreError if it cannot be."""
    if is_bucket(address):
        return Lake(Recent(open_bucket(address)), new_files=False)
    try:
        Path(address).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Needed a folder to keep homes in; {address}: {error.strerror}. Set ENERGY_LAKE to another one.",
            where={"option": "ENERGY_LAKE"},
        ) from error
    return Lake(Folder(Path(address)))


def bucket_name(lake: Lake) -> str | None:
    """The bucket a lake lies in; None for a folder."""
    address = str(lake.store)
    return address.removeprefix(SCHEME) if is_bucket(address) else None


def look_again(lake: Lake) -> None:
    """What is in the bucket is asked anew."""
    if isinstance(lake.store, Recent):
        lake.store.forget()


def athena(lake: Lake) -> Athena | None:
    """Where SQL over a bucket runs: by deployment_info.json beside the app, else by the bucket's name."""
    bucket = bucket_name(lake)
    if bucket is None:
        return None
    known = read_info(Path.cwd())
    if known is not None and known.outputs.get("BucketName") == bucket:
        return Athena(known.output("DatabaseName"), known.output("WorkgroupName"), known.region)
    # boto3 itself looks for AWS_DEFAULT_REGION only
    return athena_beside(bucket, region=setting("AWS_REGION"))


def default_timezone() -> str | None:
    """The deployment's zone for stamps without one, if it has been set."""
    name = setting("ENERGY_DEFAULT_TIMEZONE")
    return known_zone(name) if name else None


def assistant_providers() -> tuple[str, ...]:
    """Who answers questions, in order (ENERGY_ASSISTANT_PROVIDERS). The rules always can."""
    return provider_order(setting("ENERGY_ASSISTANT_PROVIDERS"))


def model_settings() -> ModelSettings:
    """The language models that are set up, from the environment or the secrets."""
    return read_model_settings(setting)


class Visit:
    """A lake that goes away with its owner, the visit of one browser tab."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="energy-insights-")
        self.lake = Lake(Folder(Path(folder)))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


def last_home(lake: Lake) -> str | None:
    """The home that was open last, in any session. A bucket is shared, so nobody's choice is kept there."""
    content = None if bucket_name(lake) else lake.store.get(LAST_HOME)
    return content.decode() if content else None


def remember_home(lake: Lake, home_id: str) -> None:
    if not bucket_name(lake):
        lake.store.put(LAST_HOME, home_id.encode())
