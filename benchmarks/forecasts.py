"""Forecasts of a week beside what people would use instead, on real series or, absent those, generated homes.

python -m benchmarks.forecasts [PYTHON_WITH_PEERS]

Four weeks a meter, at least a week apart, with 30 days and with up to a year of history. Ours, Prophet, the
plain rules; MSTL, AutoETS, DOT and LightGBM too where a Python is given that has statsforecast and lightgbm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.forecast_rules import Curves, b_means, b_medians, day_of_week_means
from benchmarks.forecast_scores import Row, scored
from benchmarks.windows import FOLDER, Window, windows
from energy_core.forecasting import MODELS, Model, Resolution

HISTORIES: Final = (30, 365)
RULES: Final = {
    "hourly": {"B": b_means, "B with medians": b_medians},
    "daily": {"day-of-week, smoothed": day_of_week_means},
}
HEAD: Final = (
    "model".ljust(24)
    + "".join(
        name.rjust(width)
        for name, width in (
            ("MASE", 8),
            ("RMSSE", 8),
            ("total", 8),
            ("bias", 8),
            ("covers", 8),
            ("by hour", 12),
        )
    )
    + "Winkler".rjust(9)
    + "s".rjust(8)
)
Timed = tuple[list[Curves], float]


def main() -> None:
    warnings.simplefilter("ignore")
    source = FOLDER if FOLDER.is_dir() else "generated homes"
    weeks = {days: windows(days) for days in HISTORIES}
    peers, started = (sys.argv[1] if len(sys.argv) > 1 else None), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        running = _start_peers(peers, weeks, Path(folder))
        tables = {
            (resolution, days): _ours(found, resolution)
            for days, found in weeks.items()
            for resolution in ("hourly", "daily")
        }
        for days, found in weeks.items():
            for resolution in ("hourly", "daily"):
                made = tables[resolution, days] | _peers(running, Path(folder), found, resolution, days)
                _print(resolution, days, found, made)
    print(f"\n{source}; {time.perf_counter() - started:.0f} s in all")


def _ours(found: Sequence[Window], resolution: Resolution) -> dict[str, Timed]:
    made = {model.name: _timed(model, found, resolution) for model in MODELS}
    for name, rule in RULES[resolution].items():
        began = time.perf_counter()
        curves = [rule(window) for window in found]
        made[name] = (curves, (time.perf_counter() - began) / len(found))
    return made


def _timed(model: Model, found: Sequence[Window], resolution: Resolution) -> Timed:
    curves, began = [], time.perf_counter()
    for window in found:
        made = model.predict(window.history(resolution), window.future(resolution))
        curves.append(Curves(made.kwh, made.mean_kwh, made.lower, made.upper))
    return curves, (time.perf_counter() - began) / len(found)


def _start_peers(
    python: str | None, weeks: dict[int, list[Window]], folder: Path
) -> subprocess.Popen[bytes] | None:
    if python is None:
        print("statsforecast and LightGBM: no Python with them was given; `make bench-forecasts` makes one.")
        return None
    arrays = {}
    for days, found in weeks.items():
        for number, window in enumerate(found):
            arrays[f"{days}/{number}/known"] = window.known
            arrays[f"{days}/{number}/weekday"] = np.array(window.starts.day_of_week)
    np.savez(folder / "windows.npz", **arrays)
    script = Path(__file__).with_name("forecast_peers.py")
    return subprocess.Popen([python, str(script), str(folder / "windows.npz"), str(folder / "forecasts.npz")])


def _peers(
    running: subprocess.Popen[bytes] | None, folder: Path, found: Sequence[Window], resolution: str, days: int
) -> dict[str, Timed]:
    if running is None or running.wait() != 0:
        return {}
    forecasts = np.load(folder / "forecasts.npz")
    names = sorted({key.split("/")[1] for key in forecasts.files if key.startswith(f"{resolution}/")})
    made: dict[str, Timed] = {}
    for name in names:
        curves, seconds = [], []
        for number in range(len(found)):
            kwh, lower, upper, took = forecasts[f"{resolution}/{name}/{days}/{number}"]
            curves.append(Curves(kwh, kwh, lower, upper))
            seconds.append(took[0])
        made[name] = (curves, float(np.mean(seconds)))
    if resolution == "hourly":
        made["B medians + LightGBM"] = (_mean([[b_medians(w) for w in found], made["LightGBM"][0]]), np.nan)
    else:
        weekly = [day_of_week_means(w) for w in found]
        made["mean of the three"] = (_mean([weekly, made["AutoETS"][0], made["DOT"][0]]), np.nan)
    return made


def _mean(parts: Sequence[Sequence[Curves]]) -> list[Curves]:
    """Several models' middles averaged; a band is the mean of those that have one."""
    averaged = []
    for several in zip(*parts, strict=True):
        names = ("kwh", "mean_kwh", "lower", "upper")
        averaged.append(Curves(*(np.nanmean([getattr(c, name) for c in several], axis=0) for name in names)))
    return averaged


def _print(resolution: str, days: int, found: Sequence[Window], made: dict[str, Timed]) -> None:
    meters = len({window.meter for window in found})
    print(f"\n{resolution}, up to {days} days of history: {len(found)} weeks of {meters} meters\n{HEAD}")
    rows = {name: scored(found, curves, daily=resolution == "daily") for name, (curves, _) in made.items()}
    for name, row in rows.items():
        print(_line(name, row, made[name][1]))
    ours = rows["blend"]
    for name in ("prophet", "seasonal-naive", *([] if resolution == "daily" else ["B"])):
        other = rows[name]
        print(
            f"  blend / {name}: MASE {ours.mase / other.mase:.3f}, RMSSE {ours.rmsse / other.rmsse:.3f}, "
            f"total {ours.total / other.total:.3f}, Winkler {ours.winkler / other.winkler:.3f}"
        )
    best = min((row.mase, name) for name, row in rows.items() if name != "blend")
    print(f"  blend / best other ({best[1]}): MASE {ours.mase / best[0]:.3f}")
    lost = {m: v / rows["seasonal-naive"].by_meter[m] for m, v in ours.by_meter.items()}
    worst = sorted(lost.items(), key=lambda item: -item[1])[:3]
    print("  nearest to the naive rule: " + ", ".join(f"{meter} {share:.2f}" for meter, share in worst))


def _line(name: str, row: Row, seconds: float) -> str:
    hours = "" if np.isnan(row.by_hour[0]) else f"{row.by_hour[0]:.2f}-{row.by_hour[1]:.2f}"
    return (
        f"{name:24}{row.mase:8.3f}{row.rmsse:8.3f}{row.total:8.3f}{row.bias:+8.3f}{row.coverage:8.2f}{hours:>12}"
        f"{row.winkler:9.2f}{seconds:8.3f}"
    )


if __name__ == "__main__":
    main()
