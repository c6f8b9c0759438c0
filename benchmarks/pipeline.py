"""The whole pipeline on the sample home (2,880 rows): `energy analyse` as a process, and inside one.

python -m benchmarks.pipeline
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISED_SECONDS = 45.0
"""What a published pipeline of this kind promises for 2,880 rows."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.csv"
        _energy("generate", "--out", str(sample))
        runs = [
            _timed(lambda i=i: _energy("analyse", str(sample), "--out", f"{folder}/lake{i}"))
            for i in range(3)
        ]
        _print("energy analyse, whole process", min(runs))
        _print("energy --help", min(_timed(lambda: _energy("--help")) for _ in range(3)))
        others = [Path(folder) / f"sample-{seed}.csv" for seed in range(4)]
        for seed, other in enumerate(others):
            _energy("generate", "--out", str(other), "--seed", str(seed))
        first, again = _inside(others, Path(folder) / "inside")
        _print("inside one process, first (with imports)", first)
        _print("inside one process, again", again)


def _inside(samples: list[Path], lake: Path) -> tuple[float, float]:
    """Seconds from bytes to a written lake: the first time, and the best of the later ones.

    Every run has a home of its own, since a fit that was made before is not made again.
    """

    def whole(number: int) -> None:
        from energy_core.analysis import analyse
        from energy_core.home import Home
        from energy_core.importers import import_file
        from energy_core.lake.lake import Lake
        from energy_core.lake.store import Folder

        home = Home(home_id="sample")
        sample = samples[number]
        content = sample.read_bytes()
        imported = import_file(content, name=sample.name, home=home)
        kept = Lake(Folder(lake / str(number)))
        kept.add_file(home.home_id, sample.name, content, imported)
        kept.save_analysis(analyse(kept.readings(home.home_id), kept.home(home.home_id)))

    first = _timed(lambda: whole(0))
    return first, min(_timed(lambda i=i: whole(i)) for i in range(1, len(samples)))


def _energy(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "energy_core", *arguments], check=True, capture_output=True)


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _print(what: str, seconds: float) -> None:
    print(
        f"{what:<45}{seconds:8.2f} s   {PROMISED_SECONDS / seconds:6.0f} times under {PROMISED_SECONDS:.0f} s"
    )


if __name__ == "__main__":
    main()
