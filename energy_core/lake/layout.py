"""Where each object of a home lies in the lake; the same keys in a folder and in a bucket."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from energy_core.home import DEFAULT_HOME_ID

BUCKETS: Final = 64
TABLES_VERSION: Final = 1
"""Raised when the same inputs give other tables: homes computed by an older version are computed again."""

LONGEST_NAME_BYTES: Final = 200
"""File systems allow 255 bytes; the receipt and the reason of a file add their endings to its name."""

LONGEST_FILE_BYTES: Final = 900
"""Of a file in a bucket: keys have at most 1,024 bytes (Amazon S3 user guide, object keys), homes 64."""

UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

MONTHLY_TABLES: Final = ("processed/readings", "processed/hourly")
HOME_TABLES: Final = ("processed/daily", "forecast", "forecast-models", "anomalies")
REPORTS: Final = ("report.html", "report.md", "insights.json")


def bucket(home_id: str) -> str:
    """The partition of a home, such as `bucket=07`: a hash that no process, platform or version changes."""
    return f"bucket={int(sha256(home_id.encode()).hexdigest(), 16) % BUCKETS:02d}"


def home_key(home_id: str) -> str:
    return f"homes/{home_id}/home.toml"


def current_key(home_id: str) -> str:
    return f"homes/{home_id}/current.json"


def run_key(home_id: str) -> str:
    """What the unattended run knows of the home: see run_record."""
    return f"homes/{home_id}/run.json"


def raw_key(home_id: str, file: str) -> str:
    return f"raw/{file}" if home_id == DEFAULT_HOME_ID else f"raw/{home_id}/{file}"


def receipt_key(home_id: str, file: str) -> str:
    return f"receipts/{home_id}/{_fitting(file)}.json"


def quarantine_key(home_id: str, file: str) -> str:
    return f"quarantine/{home_id}/{_fitting(file)}"


def reason_key(home_id: str, file: str) -> str:
    return f"quarantine/{home_id}/{_fitting(file)}.reason.json"


def _fitting(file: str) -> str:
    """The name; one that would make a key too long is cut and told apart by a hash."""
    if len(file.encode()) <= LONGEST_FILE_BYTES:
        return file
    start = file.encode()[: LONGEST_FILE_BYTES - 20].decode(errors="ignore")
    return f"{start}~{sha256(file.encode()).hexdigest()[:16]}"


def report_key(home_id: str, file: str) -> str:
    return f"reports/{home_id}/{file}"


def month_prefix(table: str, home_id: str) -> str:
    return f"{table}/{bucket(home_id)}/{home_id}/"


def month_key(table: str, home_id: str, month: str) -> str:
    """`month`: local, such as 2024-03."""
    return f"{month_prefix(table, home_id)}{month}.parquet"


def table_key(table: str, home_id: str) -> str:
    return f"{table}/{bucket(home_id)}/{home_id}.parquet"


def home_of(key: str) -> str | None:
    """The home that an object of the lake belongs to; None for what is no home's."""
    parts = key.split("/")
    match parts:
        case ["raw", _]:
            return DEFAULT_HOME_ID
        case ["raw" | "homes" | "receipts" | "quarantine" | "reports", home_id, *rest] if rest:
            return home_id
        case ["processed", "readings" | "hourly", _, home_id, *rest] if rest:
            return home_id
        case ["processed", "daily", _, file] | ["forecast" | "forecast-models" | "anomalies", _, file]:
            return file.removesuffix(".parquet")
    return None


def outputs_of(home_id: str) -> list[str]:
    """Prefixes and keys of the tables and reports of a home."""
    return [
        *(month_prefix(table, home_id) for table in MONTHLY_TABLES),
        *(table_key(table, home_id) for table in HOME_TABLES),
        *(report_key(home_id, file) for file in REPORTS),
    ]


def makes_home(key: str, home_id: str) -> bool:
    """Whether an object is an upload of the home, known of it, or made of these; else it does not count."""
    if key.endswith("/"):
        return False
    kinds = ("raw/", f"receipts/{home_id}/", f"quarantine/{home_id}/")
    made = outputs_of(home_id)
    below = tuple(prefix for prefix in made if prefix.endswith("/"))
    return key.startswith((*kinds, *below)) or key in (home_key(home_id), current_key(home_id), *made)


def prefixes(home_id: str) -> list[str]:
    """Everything below these belongs to the home; the home `default` has the files right under raw/ too."""
    return [
        f"homes/{home_id}/",
        f"raw/{home_id}/",
        f"receipts/{home_id}/",
        f"quarantine/{home_id}/",
        f"reports/{home_id}/",
        *(month_prefix(table, home_id) for table in MONTHLY_TABLES),
    ]


def safe_name(name: str) -> str:
    """A file name that stays inside its folder on every system; letters of all scripts are kept."""
    readable = name.encode(errors="replace").decode()
    last = PurePosixPath(readable.replace("\\", "/")).name
    text = UNSAFE.sub("_", unicodedata.normalize("NFC", last)).lstrip(". ").rstrip(". ")
    if RESERVED.match(text):
        text = f"_{text}"
    stem, ending = _split(text or "upload")
    room = LONGEST_NAME_BYTES - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore") + ending


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the first of `name (2)`, `name (3)` … that is not taken."""
    if name not in taken:
        return name
    stem, ending = _split(name)
    number = 2
    while (candidate := f"{stem} ({number}){ending}") in taken:
        number += 1
    return candidate


def _split(name: str) -> tuple[str, str]:
    """Stem and ending; an ending of more than 16 bytes is no ending."""
    path = PurePosixPath(name)
    return (path.stem, path.suffix) if len(path.suffix.encode()) <= 16 else (name, "")
