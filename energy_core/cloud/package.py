"""The zip that AWS Lambda runs: energy_core and all it needs, for the Lambda's platform, without Docker."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from energy_core.cloud.package_bytecode import compile_folder, find_interpreter
from energy_core.cloud.package_source import SOURCE, copy_source, requirements_file
from energy_core.cloud.package_trim import trim
from energy_core.cloud.package_wheels import Architecture, unpack_wheels
from energy_core.cloud.package_zip import check_size, sizes_mb, write_zip

PYTHON: Final = "3.13"
"""The Lambda runtime python3.13, which AWS keeps until 2029 (AWS, Lambda runtimes, 2026)."""

HANDLER: Final = "energy_core.lambda_handler.handler"

Progress = Callable[[str], None]


class Unpack(Protocol):
    """Fills a folder with what a requirements file names."""

    def __call__(
        self, requirements: Path, into: Path, *, architecture: Architecture, python: str
    ) -> None: ...


@dataclass(frozen=True)
class Package:
    """A zip that was written. Megabytes are 10^6 bytes.

    byte_code : whether modules are compiled; without, cold starts take longer.
    sizes_mb : of each package in it, unzipped, the largest first.
    """

    path: Path
    architecture: Architecture
    python: str
    byte_code: bool
    unzipped_mb: float
    zipped_mb: float
    sha256: str
    sizes_mb: dict[str, float]


def build_package(
    out: Path,
    *,
    architecture: Architecture = "x86_64",
    python: str = PYTHON,
    interpreter: Path | None = None,
    unpack: Unpack = unpack_wheels,
    progress: Progress = lambda message: None,
) -> Package:
    """Build the zip; the same sources and interpreter give the same bytes.

    Parameters
    ----------
    interpreter : a Python of that version, which makes the byte code; looked for when not given.
    unpack : how the wheels come into a folder.
    progress : told of each step, and of byte code that can't be made.

    Raises StoreError when wheels can't be had or the zip can't be written; RequestError outside a checkout,
    for another interpreter than the runtime's, and when the package would be too large for Lambda.
    """
    requirements = requirements_file()
    compiler = find_interpreter(python, named=interpreter)
    with tempfile.TemporaryDirectory(prefix="energy-package-") as place:
        folder = Path(place) / "package"
        progress(f"Getting the wheels for {architecture} and Python {python} …")
        unpack(requirements, folder, architecture=architecture, python=python)
        progress("Leaving out what no run needs …")
        trim(folder)
        copy_source(folder)
        if compiler is None:
            progress(_no_byte_code(python))
        else:
            progress("Compiling …")
            compile_folder(folder, interpreter=compiler, keep_source=(SOURCE.name,))
        unzipped_mb, sizes = check_size(folder), sizes_mb(folder)
        progress("Packing …")
        write_zip(folder, out)
    content = out.read_bytes()
    return Package(
        path=out,
        architecture=architecture,
        python=python,
        byte_code=compiler is not None,
        unzipped_mb=unzipped_mb,
        zipped_mb=len(content) / 1e6,
        sha256=hashlib.sha256(content).hexdigest(),
        sizes_mb=sizes,
    )


def _no_byte_code(python: str) -> str:
    return (
        f"Warning: no Python {python} was found to compile with, so the package goes without byte code: it "
        f"works, but each cold start takes longer. Install Python {python}, or name one with --python."
    )
