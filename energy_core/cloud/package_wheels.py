"""The wheels of another platform, unpacked into a folder by pip."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Final, Literal, get_args

from energy_core.errors import RequestError, StoreError

Architecture = Literal["x86_64", "arm64"]
ARCHITECTURES: Final[tuple[Architecture, ...]] = get_args(Architecture)

MACHINES: Final[dict[Architecture, str]] = {"x86_64": "x86_64", "arm64": "aarch64"}
"""What AWS calls an architecture, and what wheels call it."""

PLATFORMS: Final = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""Wheels that run on Amazon Linux 2023 (glibc 2.34). With manylinux2014 alone pip takes old versions."""


def unpack_wheels(requirements: Path, into: Path, *, architecture: Architecture, python: str) -> None:
    """Install exactly what `requirements` names into a folder, for the platform of the Lambda.

    Raises StoreError when pip gets no wheels, RequestError when this Python has no pip.
    """
    if importlib.util.find_spec("pip") is None:
        raise RequestError("Packaging needs pip, which this Python lacks. Run: python -m ensurepip")
    platforms = [f"--platform={name}_{MACHINES[architecture]}" for name in PLATFORMS]
    ran = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check",
            "--no-deps", "--no-compile", "--only-binary=:all:", *platforms, f"--python-version={python}",
            "--implementation=cp", f"--target={into}", f"--requirement={requirements}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if ran.returncode:
        raise StoreError(
            f"Needed the wheels of {requirements.name} for {architecture} and Python {python}; pip says: "
            f"{_reason(ran.stderr)}. Check the connection to the package index and try again; "
            "nothing was written.",
            where={"file": requirements.name},
        )


def _reason(said: str) -> str:
    """The last error that pip printed, without its mark and full stop."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["nothing"])[-1].rstrip(".")
