"""energy_core as the Lambda has it: without what only pages, SQL, the command line and operators use."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Final

from energy_core.errors import RequestError

SOURCE: Final = Path(__file__).parent.parent
REQUIREMENTS: Final = "requirements-lambda.txt"

LEFT_OUT: Final = ("cli", "charts", "cloud", "lake/query.py", "lake/athena.py", "__main__.py", "__pycache__")
"""Folders and files below energy_core that need Typer, Altair, DuckDB or PyAthena, or serve operators."""


def requirements_file(source: Path = SOURCE) -> Path:
    """Where the packages of the Lambda are named. Raises RequestError outside a checkout."""
    file = source.parent / REQUIREMENTS
    if not file.is_file():
        raise RequestError(
            f"Packaging needs {REQUIREMENTS} beside the folder energy_core; found none in {source.parent}. "
            "It comes with the source, not with an installed copy: run this in a checkout of the project, "
            "installed with: pip install -e .",
            where={"file": REQUIREMENTS},
        )
    return file


def copy_source(into: Path, *, source: Path = SOURCE) -> None:
    """Copy the modules and files of energy_core that the unattended pipeline uses, and its version."""
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        if path.is_file() and not _is_left_out(inside):
            target = into / source.name / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    _write_version(into, pyproject=source.parent / "pyproject.toml")


def _write_version(into: Path, *, pyproject: Path) -> None:
    """Say in the package which version it is: a home is analysed again when that changes."""
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    metadata = into / f"{name.replace('-', '_')}-{version}.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_bytes(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode())


def _is_left_out(inside: Path) -> bool:
    name = inside.as_posix()
    hidden = any(part.startswith(".") for part in inside.parts)
    return hidden or "__pycache__" in inside.parts or any(
        name == left_out or name.startswith(f"{left_out}/") for left_out in LEFT_OUT
    )  # fmt: skip
