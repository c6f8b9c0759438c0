"""Opens the lake that an address names: a folder, or a bucket as s3://NAME."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from energy_core.errors import RequestError, StoreError
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder

if TYPE_CHECKING:
    from energy_core.lake.bucket import Bucket

SCHEME: Final = "s3://"

ATTEMPTS: Final = 5
CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 60


def open_lake(address: str) -> Lake:
    """The lake at an address; a folder that does not exist is an empty lake.

    Raises RequestError for an address of another kind.
    """
    if is_bucket(address):
        return Lake(open_bucket(address))
    if "://" in address:
        raise RequestError(f"Needed a folder or s3://BUCKET for the lake; found {address}.")
    path = Path(address).expanduser()
    if path.exists() and not path.is_dir():
        raise RequestError(f"Needed a folder for the lake; {address} is a file.")
    return Lake(Folder(path))


def is_bucket(address: str) -> bool:
    return address.startswith(SCHEME)


def open_bucket(address: str) -> Bucket:
    """The bucket of an address; credentials, region and endpoint are found as boto3 always finds them."""
    name = address.removeprefix(SCHEME).removesuffix("/")
    if not name or "/" in name:
        raise RequestError(f"Needed s3://BUCKET for the lake, without a folder in it; found {address}.")
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

    from energy_core.lake.bucket import Bucket

    config = Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )
    try:
        return Bucket(name, boto3.client("s3", config=config))
    except (BotoCoreError, ValueError) as error:
        raise StoreError(f"Could not open the bucket {name}: {error}.", where={"bucket": name}) from error
