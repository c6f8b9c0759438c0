"""`energy package`: the zip that AWS Lambda runs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer

from energy_core.cli.screen import print_json, progress, say
from energy_core.cloud.package_wheels import ARCHITECTURES, Architecture
from energy_core.errors import RequestError

MOST_SAID: Final = 5

Out = Annotated[Path, typer.Option("--out", help="Where to write it: F.zip.")]
ForArchitecture = Annotated[str, typer.Option("--architecture", help="x86_64 or arm64.")]
Interpreter = Annotated[
    Path | None,
    typer.Option(
        "--python",
        envvar="ENERGY_PACKAGE_PYTHON",
        help="A Python 3.13 that makes the byte code, if none is found under the name python3.13.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print what was built as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("package")(package)


def package(
    out: Out, architecture: ForArchitecture = "x86_64", python: Interpreter = None, json_: Json = False
) -> None:
    """Build the zip that AWS Lambda runs, from wheels for its platform. No Docker needed.

    \b
    Examples:
      energy package --out energy.zip
      energy package --out energy.zip --architecture arm64
    """
    from energy_core.cloud.package import build_package

    built = build_package(
        out, architecture=_architecture(architecture), interpreter=python, progress=progress
    )
    if json_:
        print_json(asdict(built) | {"path": str(built.path)})
        return
    say(
        f"{built.path}: {built.unzipped_mb:.1f} MB unzipped, {built.zipped_mb:.1f} MB zipped, "
        f"for {built.architecture} and Python {built.python}, "
        f"{'with' if built.byte_code else 'without'} byte code."
    )
    largest = list(built.sizes_mb.items())[:MOST_SAID]
    say("Largest: " + ", ".join(f"{name} {size:.1f} MB" for name, size in largest) + ".")
    say(f"SHA-256: {built.sha256}")


def _architecture(name: str) -> Architecture:
    if name not in ARCHITECTURES:
        raise RequestError(
            f"--architecture needs x86_64 or arm64; found {name!r}.", where={"option": "--architecture"}
        )
    return name
