"""The real package, run as Lambda runs it: AWS's emulator, and nothing but the package on its path."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from energy_core.cloud.package import Package, build_package
from energy_core.cloud.package_zip import MOST_UNZIPPED_MB
from tests.aws.emulator import ARCHITECTURE, Runtime, function, prepare, unpack
from tests.aws.moto_server import Aws
from tests.aws.pipeline import LAKE, failures, make_bucket, notification, queued, state
from tests.cli.run import energy

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the emulator and the package's wheels are for Linux"),
    pytest.mark.timeout(600),
]

ONLY_DRAWN_WITH = {"matplotlib"}
"""The one wish of a package in it that stays unfulfilled."""

FILE = "raw/elm/sample home+1.csv"
FILE_AS_TOLD = "raw/elm/sample+home%2B1.csv"


@dataclass(frozen=True)
class Built:
    """The package for the Python that runs it here, zipped and as Lambda unpacks it."""

    package: Package
    folder: Path
    runtime: Runtime


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("lambda")
    runtime = prepare(place)
    package = build_package(
        place / "package.zip",
        architecture=ARCHITECTURE,
        python=runtime.python,
        interpreter=runtime.interpreter,
    )
    return Built(package, unpack(package.path, place / "task"), runtime)


def test_lambda_takes_the_package(built: Built):
    with zipfile.ZipFile(built.package.path) as packed:
        unzipped = sum(entry.file_size for entry in packed.infolist()) / 1e6

    assert unzipped == pytest.approx(built.package.unzipped_mb)
    assert unzipped <= MOST_UNZIPPED_MB
    assert built.package.byte_code


def test_everything_that_a_package_in_it_needs_is_in_it(built: Built):
    there, wanted = set(), set()
    for file in built.folder.glob("*.dist-info/METADATA"):
        metadata = Parser().parsestr(file.read_text("utf-8"))
        there.add(_plain(metadata["Name"]))
        for requirement in metadata.get_all("Requires-Dist", []):
            name, _, marker = requirement.partition(";")
            if not any(word in marker for word in ("extra", "platform", "python_version")):
                wanted.add(_plain(name))

    assert wanted - there == ONLY_DRAWN_WITH
    assert {"prophet", "pyarrow", "energy-insights"} <= there


def test_each_of_our_modules_in_it_can_be_imported_with_nothing_but_the_package(built: Built):
    # the function asks no language model, so what only asks one may want LangChain
    import_all = (
        "import sys, importlib\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        importlib.import_module(name)\n"
        "    except ModuleNotFoundError as error:\n"
        "        wanted = error.name.partition('.')[0].partition('_')[0]\n"
        "        if wanted not in ('langchain', 'httpx') or not name.startswith('energy_core.assistant.'):\n"
        "            raise\n"
    )
    modules = [
        ".".join(path.relative_to(built.folder).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((built.folder / "energy_core").rglob("*.py"))
    ]

    ran = subprocess.run(
        [built.runtime.interpreter, "-S", "-c", import_all, *modules],
        env={"PYTHONPATH": f"{built.folder}:{built.runtime.libraries}"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "energy_core.lambda_handler" in modules


def test_a_file_lands_and_everything_that_energy_analyse_makes_is_there_byte_for_byte(
    built: Built, aws: Aws, tmp_path: Path
):
    sample = tmp_path / "sample home+1.csv"
    energy("generate", "--out", sample)
    expected = analysed(sample, home_id="elm", lake=tmp_path / "lake")
    bucket = make_bucket(aws)
    bucket.put(FILE, sample.read_bytes())

    with function(built.runtime, built.folder, environment=environment(aws)) as pipeline:
        answer = pipeline.invoke(queued(notification(FILE_AS_TOLD)))
        after = state(bucket)
        again = pipeline.invoke(notification(FILE_AS_TOLD))

    assert not failures(answer)
    assert not failures(again)
    assert outputs(after) == expected
    assert {key.partition("/")[0] for key in after} >= {"processed", "forecast", "anomalies", "reports"}
    assert models_of(after) == {"blend", "prophet", "moving-average", "seasonal-naive"}
    assert state(bucket) == after


def test_a_file_that_cannot_be_read_goes_into_quarantine_with_the_reason(built: Built, aws: Aws):
    bucket = make_bucket(aws)
    bucket.put("raw/oak/poem.csv", b"no meter file\nat all\n")

    with function(built.runtime, built.folder, environment=environment(aws)) as pipeline:
        answer = pipeline.invoke(queued(notification("raw/oak/poem.csv")))

    assert not failures(answer)
    reason = json.loads(bucket.get("quarantine/oak/poem.csv.reason.json") or b"{}")
    assert reason
    assert not bucket.list("processed/")


@pytest.mark.prove
def test_the_real_package_built_twice_is_the_same_byte_for_byte(built: Built, tmp_path: Path):
    again = build_package(
        tmp_path / "again.zip",
        architecture=ARCHITECTURE,
        python=built.runtime.python,
        interpreter=built.runtime.interpreter,
    )

    assert again.sha256 == built.package.sha256


@pytest.mark.prove
@pytest.mark.parametrize("architecture", ["x86_64", "arm64"])
def test_the_package_fits_for_both_architectures(architecture: Any, tmp_path: Path):
    package = build_package(tmp_path / "package.zip", architecture=architecture)

    with zipfile.ZipFile(package.path) as packed:
        libraries = {name for name in packed.namelist() if name.startswith("pyarrow/lib.cpython-313-")}
        [library] = libraries
        # bytes 18 and 19 of an ELF file name the machine
        machine = packed.read(library)[18:20]
    assert package.unzipped_mb <= MOST_UNZIPPED_MB
    assert machine == {"x86_64": b"\x3e\x00", "arm64": b"\xb7\x00"}[architecture]


def environment(aws: Aws) -> dict[str, str]:
    return aws.environment | {"ENERGY_LAKE": f"s3://{LAKE}"}


def analysed(file: Path, *, home_id: str, lake: Path) -> dict[str, bytes]:
    """What `energy analyse` makes of a file, by key."""
    ran = energy("analyse", file, "--home-id", home_id, "--out", lake)
    assert ran.status == 0, ran.err
    files = {path.relative_to(lake).as_posix(): path for path in lake.rglob("*") if path.is_file()}
    return outputs({key: path.read_bytes() for key, path in files.items()})


def models_of(lake: dict[str, bytes]) -> set[str]:
    """The models that forecast in a lake of one home."""
    [content] = [content for key, content in lake.items() if key.startswith("forecast-models/")]
    return set(pyarrow.parquet.read_table(io.BytesIO(content)).column("model").to_pylist())


def outputs(lake: dict[str, bytes]) -> dict[str, bytes]:
    """The objects that are made of uploads. Receipts also keep the order in which a folder got them."""
    apart = ("homes/elm/home.toml", "homes/elm/run.json")
    return {key: made for key, made in lake.items() if not key.startswith("receipts/") and key not in apart}


def _plain(name: str) -> str:
    for end in " <>=!~[(;":
        name = name.partition(end)[0]
    return name.strip().lower().replace("_", "-")
