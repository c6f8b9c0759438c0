"""The package for AWS Lambda under AWS's own emulator: sizes, cold and warm starts, memory, largest file.

python -m benchmarks.lambda_package
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

import numpy as np
import pandas as pd

from energy_core.cloud.package import Package, build_package
from energy_core.cloud.package_source import copy_source, requirements_file
from energy_core.cloud.package_trim import trim
from energy_core.cloud.package_wheels import unpack_wheels
from energy_core.lake.bucket import Bucket
from energy_core.synthetic import sample_csv
from tests.aws.emulator import ARCHITECTURE, Function, Runtime, function, prepare, unpack
from tests.aws.moto_server import Aws, moto_server
from tests.aws.pipeline import LAKE, make_bucket, notification

MEMORY_MB = 3008
"""What the template gives the function by default."""

MODEL = "prophet/stan_model/prophet_model.bin"

LARGE_MB = (10, 25, 50, 100, 150, 200)
"""Up to the size that the function refuses."""

MANY_CHANNELS = 20


@dataclass
class Memory:
    """The most memory of a process and all below it at one time [MB of 2^20 bytes], looked at every 10 ms."""

    pid: int
    peak_mb: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Memory:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self.peak_mb = max(self.peak_mb, sum(map(_own_mb, _below(self.pid))))


@dataclass(frozen=True)
class Bench:
    """What each measurement starts from."""

    runtime: Runtime
    task: Path
    aws: Aws
    bucket: Bucket

    @contextmanager
    def started(self) -> Iterator[Function]:
        environment = self.aws.environment | {"ENERGY_LAKE": f"s3://{LAKE}"}
        with function(self.runtime, self.task, environment=environment, memory_mb=MEMORY_MB) as running:
            yield running

    def lands(self, running: Function, home_id: str, content: bytes) -> tuple[float, float]:
        """Seconds from the event to the answer, and the most memory in between."""
        key = f"raw/{home_id}/meter.csv"
        self.bucket.put(key, content)
        with Memory(running.process.pid) as memory:
            began = time.perf_counter()
            running.invoke(notification(key))
            seconds = time.perf_counter() - began
        assert self.bucket.list(f"reports/{home_id}/"), running.log.read_text()
        return seconds, memory.peak_mb


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        runtime = prepare(place)
        package, seconds = _built(place / "package.zip", runtime)
        print(
            f"energy package: {seconds:.0f} s, {package.unzipped_mb:.1f} MB, zipped {package.zipped_mb:.1f}"
        )
        print("  " + ", ".join(f"{name} {size:.1f}" for name, size in list(package.sizes_mb.items())[:8]))
        with moto_server() as aws:
            bench = Bench(runtime, unpack(package.path, place / "task"), aws, make_bucket(aws))
            _starts(bench, "with byte code")
            _files(bench)
            _large(bench)
            bare = replace(bench, task=_without_byte_code(bench, place))
            _starts(bare, "without byte code")


def _built(out: Path, runtime: Runtime) -> tuple[Package, float]:
    began = time.perf_counter()
    package = build_package(
        out, architecture=ARCHITECTURE, python=runtime.python, interpreter=runtime.interpreter
    )
    return package, time.perf_counter() - began


def _starts(bench: Bench, what: str) -> None:
    """An event that tells of nothing: the function starts, reads it and answers."""
    cold, warm, first = [], [], []
    for number in range(5):
        with bench.started() as running:
            cold.append(_timed(running))
            warm.append(_timed(running))
        with bench.started() as running:
            first.append(bench.lands(running, f"cold-{number}-{what.replace(' ', '-')}", sample_csv()))
    print(f"{what}: cold start {np.median(cold):.2f} s, warm {np.median(warm) * 1000:.0f} ms")
    seconds, peaks = zip(*first, strict=True)
    print(f"{what}: 2,880 rows from a cold start {np.median(seconds):.2f} s, {max(peaks):.0f} MB")


def _files(bench: Bench) -> None:
    """New homes in a function that has run before."""
    files = {
        "month": ("2,880 rows", sample_csv()),
        "year": ("a year of half-hours", _minutes(365 * 48, freq="30min")),
    }
    with bench.started() as running:
        bench.lands(running, "first", sample_csv())
        for home_id, (what, content) in files.items():
            runs = [bench.lands(running, f"{home_id}-{number}", content) for number in range(3)]
            print(f"{what}, warm: {min(runs)[0]:.2f} s, {max(peak for _, peak in runs):.0f} MB")


def _large(bench: Bench) -> None:
    """Minutes of one and of twenty channels; each in a fresh process, as memory that was once had is kept."""
    for channels in (1, MANY_CHANNELS):
        for megabytes in LARGE_MB:
            content = _minutes(int(megabytes * 1e6 / (17 + 7 * channels)), channels=channels)
            _one_large(bench, f"large-{channels}-{megabytes}", content, channels=channels)


def _one_large(bench: Bench, home_id: str, content: bytes, *, channels: int) -> None:
    rows = content.count(b"\n") - 1
    what = f"{len(content) / 1e6:.0f} MB, {rows:,} rows of {channels}"
    with bench.started() as running:
        try:
            seconds, peak = bench.lands(running, home_id, content)
        except (AssertionError, OSError) as error:
            print(f"{what}: not done, {str(error)[:200]}", flush=True)
            return
    print(f"{what}: {seconds:.0f} s, {peak:.0f} MB{'' if peak < MEMORY_MB else ', TOO LARGE'}", flush=True)


def _without_byte_code(bench: Bench, place: Path) -> Path:
    """The package as it is where no Python of the runtime's version was found."""
    bare = place / "bare"
    unpack_wheels(requirements_file(), bare, architecture=ARCHITECTURE, python=bench.runtime.python)
    trim(bare)
    copy_source(bare)
    (bare / MODEL).chmod(0o755)
    return bare


def _minutes(rows: int, *, freq: str = "min", channels: int = 1) -> bytes:
    """A wide table of about 7 bytes a value."""
    stamps = pd.date_range(end="2024-01-01", periods=rows, freq=freq, inclusive="left")
    kwh = np.random.default_rng(1).gamma(2.0, 0.01, (len(stamps), channels)).round(4)
    names = ["kwh"] if channels == 1 else [f"room {number} kwh" for number in range(channels)]
    table = pd.DataFrame(kwh, columns=names)
    table.insert(0, "timestamp", stamps.strftime("%Y-%m-%d %H:%M"))
    return table.to_csv(index=False, float_format="%.4f", lineterminator="\n").encode()


def _timed(running: Function) -> float:
    began = time.perf_counter()
    running.invoke({"Records": []})
    return time.perf_counter() - began


def _below(pid: int) -> Iterator[int]:
    """The processes that a process started, and those below them."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _read(task).split()):
            yield child
            yield from _below(child)


def _own_mb(pid: int) -> float:
    """Memory of a process; what it shares with others counts in part, so that a fork is not counted twice."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        # it ended meanwhile
        return ""


if __name__ == "__main__":
    main()
