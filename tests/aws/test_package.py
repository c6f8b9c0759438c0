"""The parts of `energy package`, with small wheels of our own; real ones: test_package_in_emulator.py."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from energy_core.cloud.package import Package, build_package
from energy_core.cloud.package_bytecode import compile_folder, find_interpreter
from energy_core.cloud.package_source import copy_source, requirements_file
from energy_core.cloud.package_trim import is_needed, trim
from energy_core.cloud.package_wheels import unpack_wheels
from energy_core.cloud.package_zip import check_size, write_zip
from energy_core.errors import RequestError, StoreError
from tests.cli.alone import alone
from tests.cli.run import ROOT

THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
MODEL = "prophet/stan_model/prophet_model.bin"

WHEELS = {
    "pandas/__init__.py": b"from pandas import frame\n",
    "pandas/frame.py": b"KINDS = {'a', 'b', 'c'}\n\ndef mean(values):\n    return sum(values)\n",
    "pandas/tests/test_frame.py": b"assert True\n",
    "pandas/_libs/algos.so": b"\x7fELF",
    "pandas-3.1.1.dist-info/METADATA": b"Name: pandas\n",
    "pandas-3.1.1.dist-info/RECORD": b"pandas/__init__.py,,\n",
    MODEL: b"\x7fELF model",
    "bin/f2py": b"#!/somewhere/python\n",
}


def fill(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    for name, content in (files or WHEELS).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def small_wheels(requirements: Path, into: Path, *, architecture: str, python: str) -> None:
    """Instead of pip."""
    fill(into)


def build(out: Path, *, python: str = THIS_PYTHON, told: list[str] | None = None) -> Package:
    return build_package(
        out, python=python, unpack=small_wheels, progress=(told if told is not None else []).append
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return build(tmp_path_factory.mktemp("package") / "out" / "a.zip")


def entries(zip_file: Path) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(zip_file) as packed:
        return {entry.filename: entry for entry in packed.infolist()}


# --- what stays out


@pytest.mark.parametrize(
    "path",
    [
        "pandas/core/frame.py",
        "numpy/typing/__init__.py",
        "numpy/testing/__init__.py",
        "holidays-0.109.dist-info/METADATA",
        "holidays/locale/en_US/LC_MESSAGES/GB.mo",
        "pyarrow/lib.cpython-313-x86_64-linux-gnu.so",
        "pyarrow/libarrow_substrait.so.2600",
        "pyarrow/libarrow_python.so.2600",
        "prophet/stan_model/prophet_model.bin",
        "prophet/stan_model/cmdstan-2.37.0/makefile",
        "prophet.libs/libtbb-5ed6ca76.so.2",
        "jinja2/tests.py",
        "six.py",
    ],
)
def test_what_a_run_needs_stays(path: str):
    assert is_needed(path)


@pytest.mark.parametrize(
    "path",
    [
        "pandas/tests/frame/test_api.py",
        "numpy/__init__.pyi",
        "numpy/_core/include/numpy/ndarrayobject.h",
        "numpy/f2py/crackfortran.py",
        "matplotlib/pyplot.py",
        "matplotlib-3.11.2.dist-info/METADATA",
        "pillow.libs/libavif-1.so",
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/_flight.cpython-313-x86_64-linux-gnu.so",
        "pyarrow/libarrow_s3.so.2600",
        "pyarrow/_s3fs.cpython-313-x86_64-linux-gnu.so",
        "pyarrow/libarrow_python.so",
        "pyarrow/libarrow_python.so.2600.1.0",
        "pyarrow/include/arrow/api.h",
        "prophet/stan_model/cmdstan-2.37.0/bin/stanc",
        "prophet/stan_model/cmdstan-2.37.0/stan/lib/stan_math/lib/tbb/libtbb.so.2",
        "prophet/stan_model/prophet",
        "six-1.17.0.dist-info/RECORD",
        "bin/tqdm",
    ],
)
def test_what_no_run_needs_stays_out(path: str):
    assert not is_needed(path)


def test_folders_that_are_empty_then_go_too(tmp_path: Path):
    trim(fill(tmp_path))

    assert not (tmp_path / "bin").exists()
    assert not (tmp_path / "pandas" / "tests").exists()
    assert (tmp_path / MODEL).exists()


def test_the_package_has_our_modules_and_their_files_but_no_page_command_or_chart_of_the_app(tmp_path: Path):
    copy_source(tmp_path)

    there = {
        path.relative_to(tmp_path / "energy_core").as_posix() for path in tmp_path.glob("energy_core/**/*")
    }
    assert {"lambda_handler.py", "comparison.toml", "lake/tables.sql", "report/report.html"} <= there
    assert not [
        name for name in there if name.startswith(("cli/", "cloud/", "charts/")) or "__pycache__" in name
    ]
    assert not {"lake/query.py", "lake/athena.py", "__main__.py"} & there


def test_the_package_knows_its_version(tmp_path: Path):
    copy_source(tmp_path)

    [metadata] = tmp_path.glob("energy_insights-*.dist-info/METADATA")
    assert b"\nVersion: " in metadata.read_bytes()


# --- what it is built from


def test_the_lambda_runs_the_same_versions_as_the_app():
    pins = [
        dict(line.split("==") for line in (ROOT / name).read_text().splitlines() if "==" in line)
        for name in ("requirements.txt", "requirements-lambda.txt")
    ]
    app, function = pins

    assert {name: function[name] for name in function.keys() & app.keys()} == {
        name: app[name] for name in function.keys() & app.keys()
    }
    assert {"pandas", "prophet", "pyarrow"} <= function.keys()


def test_without_the_list_of_requirements_the_sentence_says_where_it_is(tmp_path: Path):
    (tmp_path / "site-packages" / "energy_core").mkdir(parents=True)

    with pytest.raises(RequestError, match=r"run this in a checkout .* pip install -e \."):
        requirements_file(tmp_path / "site-packages" / "energy_core")


def test_wheels_that_cannot_be_had_are_a_failed_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wanted = tmp_path / "requirements-lambda.txt"
    wanted.write_text("pandas==3.1.1\n")

    with pytest.raises(StoreError, match=r"pip says: No matching distribution found for pandas==3\.1\.1\. "):
        unpack_wheels(wanted, tmp_path / "into", architecture="arm64", python="3.13")


# --- byte code


def test_the_byte_code_is_the_same_wherever_it_was_made(tmp_path: Path):
    made = []
    for place in (tmp_path / "here", tmp_path / "quite" / "elsewhere"):
        fill(place)
        compile_folder(place, interpreter=Path(sys.executable), keep_source=())
        made.append((place / "pandas" / "frame.pyc").read_bytes())

    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]


def test_the_lines_of_our_own_modules_can_be_read_in_a_traceback(tmp_path: Path):
    fill(tmp_path, WHEELS | {"energy_core/readings.py": b"kwh = 1.0\n"})

    compile_folder(tmp_path, interpreter=Path(sys.executable), keep_source=("energy_core",))

    assert (tmp_path / "energy_core" / "readings.py").exists()
    assert list((tmp_path / "energy_core" / "__pycache__").glob("readings.*.pyc"))
    assert not (tmp_path / "pandas" / "frame.py").exists()
    assert b"/var/task/pandas/frame.py" in (tmp_path / "pandas" / "frame.pyc").read_bytes()


def test_a_module_that_does_not_compile_stays_as_it_is(tmp_path: Path):
    fill(tmp_path, {"odd/template.py": b"def {{ name }}():\n"})

    compile_folder(tmp_path, interpreter=Path(sys.executable), keep_source=())

    assert (tmp_path / "odd" / "template.py").exists()


def test_a_python_of_another_version_is_refused():
    with pytest.raises(RequestError, match=r"--python needs a Python 3\.99"):
        find_interpreter("3.99", named=Path(sys.executable))


def test_this_python_compiles_for_its_own_version():
    assert find_interpreter(THIS_PYTHON) == Path(sys.executable)


# --- the zip


def test_built_twice_the_package_is_the_same_byte_for_byte(built: Package, tmp_path: Path):
    again = build(tmp_path / "b.zip")

    assert again.sha256 == built.sha256
    assert again.path.read_bytes() == built.path.read_bytes()


def test_times_and_modes_of_the_disk_do_not_matter(tmp_path: Path):
    for name, mode in (("a", 0o600), ("b", 0o777)):
        fill(tmp_path / name)
        for path in (tmp_path / name).rglob("*.*"):
            if path.is_file():
                path.chmod(mode)
                os.utime(path, (mode * 1e6, mode * 1e6))
        write_zip(tmp_path / name, tmp_path / f"{name}.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_model_can_be_run_and_everything_can_be_read(built: Package):
    modes = {name: entry.external_attr >> 16 & 0o777 for name, entry in entries(built.path).items()}

    assert modes.pop(MODEL) == 0o755
    assert set(modes.values()) == {0o644}


def test_entries_are_sorted_and_without_a_time(built: Package):
    there = entries(built.path)

    assert list(there) == sorted(there)
    assert {entry.date_time for entry in there.values()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_lambda_would_refuse_is_not_written_and_what_is_big_is_named(tmp_path: Path):
    fill(tmp_path / "in", {"pyarrow/lib.so": bytes(3_000_000), "pandas/a.so": bytes(1_000_000)})

    with pytest.raises(
        RequestError, match=r"within 3 MB unzipped; .* 4\.0 MB, of these pyarrow 3\.0, pandas"
    ):
        check_size(tmp_path / "in", most_mb=3)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    fill(tmp_path / "in")
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StoreError, match=r"Could not write .*a\.zip"):
        write_zip(tmp_path / "in", tmp_path / "file" / "a.zip")


def test_nothing_unfinished_is_left_beside_the_zip(built: Package):
    assert [path.name for path in built.path.parent.iterdir()] == ["a.zip"]


# --- the command


def test_without_a_python_to_compile_with_it_is_said_what_that_costs(tmp_path: Path):
    told: list[str] = []

    built = build(tmp_path / "a.zip", python="3.99", told=told)

    assert not built.byte_code
    assert any("without byte code" in line and "each cold start" in line for line in told)
    assert "pandas/frame.py" in entries(tmp_path / "a.zip")


def test_an_architecture_that_lambda_does_not_have_is_refused(tmp_path: Path):
    ran = alone("package", "package", "--out", tmp_path / "a.zip", "--architecture", "sparc", "--json")

    assert ran.status == 2
    assert ran.json["error"]["message"] == "--architecture needs x86_64 or arm64; found 'sparc'."
