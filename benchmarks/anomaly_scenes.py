"""Thirty days of a meter with unusual use put in at known places: what detectors are measured on.

Four generators that share nothing but the meters: `spikes`, `mix`, `other` and `drift`. The detector takes no
number from any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from energy_core.spread import Floats
from energy_core.synthetic import sample_home

Generator = np.random.Generator
Kinds = np.ndarray[tuple[int], np.dtype[np.object_]]
HOURS: Final = 720
SERIES: Final = Path(__file__).parent.parent.parent / "shared" / "series"
TUNED_ON: Final = ("sgsc", "uci_", "home1")
"""Sources whose scenes the detector's few limits were looked at on; all others were kept for the table."""


@dataclass(frozen=True)
class Scene:
    """kwh by local hour from `start`; `kind` of each hour, "" where nothing was put in."""

    meter: str
    start: pd.Timestamp
    kwh: Floats
    kind: Kinds

    @property
    def tuned(self) -> bool:
        return self.meter.startswith(TUNED_ON)

    @property
    def hours(self) -> pd.DatetimeIndex:
        return pd.date_range(self.start, periods=len(self.kwh), freq="h")


def scenes(generator: str, *, windows: int = 5, seed: int = 0) -> Iterator[Scene]:
    """The scenes of one generator: some windows of 30 days of every meter."""
    for number, (meter, start, kwh) in enumerate(batches(windows=windows)):
        rng = np.random.default_rng([seed, list(GENERATORS).index(generator), number])
        changed, kind = GENERATORS[generator](kwh.copy(), rng)
        yield Scene(meter, start, changed, kind)


def batches(*, windows: int) -> Iterator[tuple[str, pd.Timestamp, Floats]]:
    """Windows of 30 days, evenly over each meter, with at most a twentieth filled in."""
    for name, kwh, usable in meters():
        starts = np.linspace(0, len(kwh) - HOURS, windows).astype(int) // 24 * 24
        for first in dict.fromkeys(starts.tolist()):
            if usable.iloc[first : first + HOURS].mean() >= 0.95:
                values = kwh.iloc[first : first + HOURS]
                yield name, pd.Timestamp(values.index[0]), values.to_numpy(dtype=np.float64)


def meters() -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """Name, energy by hour, and which hours were read: shared meters, and homes made up here."""
    for file in sorted(SERIES.glob("*.parquet")):
        frame = pd.read_parquet(file)
        kwh = frame.set_index("ts")["kwh"].astype("float64")
        if file.stem != "vic_elec":  # a whole state is no home
            yield file.stem, kwh, frame.set_index("ts")["filled"] == 0
    for seed in (1, 2, 3):
        table = sample_home(days=180, seed=seed, anomaly_rate=0.0).table
        wide = table.pivot_table(index="timestamp", columns="appliance", values="kwh")
        wide.index = pd.DatetimeIndex(wide.index).tz_localize(None)
        for name, kwh in {"total": wide.sum(axis=1), "ac": wide["Air Conditioner"]}.items():
            yield f"home{seed}_{name}", kwh, pd.Series(True, index=kwh.index)


def spikes(kwh: Floats, rng: Generator) -> tuple[Floats, Kinds]:
    """One hour in twenty × 1.5 to 3, among hours in which anything is used."""
    kind = _nothing(kwh)
    used = np.flatnonzero(kwh > 0)
    chosen = rng.choice(used, size=min(round(0.05 * len(kwh)), len(used)), replace=False)
    kwh[chosen] *= rng.uniform(1.5, 3.0, len(chosen))
    kind[chosen] = "spike"
    return kwh, kind


def mix(kwh: Floats, rng: Generator) -> tuple[Floats, Kinds]:
    """Two things left on for 6 to 24 hours, three nights of use, twelve hours of nothing."""
    kind = _nothing(kwh)
    size = _size(kwh)
    for _ in range(2):
        hours = int(rng.integers(6, 25))
        where = _free(kind, hours, rng)
        kwh[where] += size * rng.uniform(0.5, 1.5)
        kind[where] = "stuck_on"
    for _ in range(3):
        where = _free(kind, int(rng.integers(2, 5)), rng, at=int(rng.integers(1, 4)))
        kwh[where] += size * rng.uniform(0.7, 1.5, len(where))
        kind[where] = "unusual_hour"
    where = _free(kind, 12, rng)
    kwh[where] = 0.0
    kind[where] = "drop_out"
    return kwh, kind


def other(kwh: Floats, rng: Generator) -> tuple[Floats, Kinds]:
    """Bursts, a level held, hours at a tenth, a day whose night and day are swapped: as a saboteur would."""
    kind = _nothing(kwh)
    top = float(np.quantile(kwh, 0.98))
    for _ in range(int(rng.integers(3, 7))):
        where = _free(kind, int(rng.integers(1, 4)), rng)
        kwh[where] += top * rng.uniform(0.6, 1.4, len(where))
        kind[where] = "spike"
    where = _free(kind, int(rng.integers(8, 19)), rng)
    kwh[where] = np.maximum(kwh[where], float(np.quantile(kwh, 0.93)) * rng.uniform(0.95, 1.1, len(where)))
    kind[where] = "stuck_on"
    where = _free(kind, int(rng.integers(10, 25)), rng)
    kwh[where] *= rng.uniform(0.0, 0.12)
    kind[where] = "drop_out"
    where = _free(kind, 6, rng, at=1)
    kwh[where] = kwh[where[0] + 17 : where[0] + 23].mean() * rng.uniform(0.9, 1.3, len(where))
    kind[where] = "unusual_hour"
    return kwh, kind


def drift(kwh: Floats, rng: Generator) -> tuple[Floats, Kinds]:
    """From some day on more and more is used, for one to two weeks: a device that fails slowly."""
    kind = _nothing(kwh)
    hours = int(rng.integers(7, 15)) * 24
    first = int(rng.integers(10 * 24, len(kwh) - hours))
    grow = np.minimum(np.arange(hours) / 72.0, 1.0)
    kwh[first : first + hours] += kwh.mean() * rng.uniform(0.4, 1.0) * grow
    kind[first : first + hours] = "drift"
    return kwh, kind


GENERATORS: Final[dict[str, Callable[[Floats, Generator], tuple[Floats, Kinds]]]] = {
    "spikes": spikes,
    "mix": mix,
    "other": other,
    "drift": drift,
}


def _nothing(kwh: Floats) -> Kinds:
    return np.full(len(kwh), "", dtype=object)


def _size(kwh: Floats) -> float:
    """What a device of this meter adds: from its usual to its high hours."""
    high = float(np.quantile(kwh, 0.95)) - float(np.median(kwh))
    return max(high, float(kwh.mean()))


def _free(
    kind: Kinds, hours: int, rng: Generator, *, at: int | None = None
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Hours in a row, none of them or their neighbours changed yet; `at` = from this hour of the day."""
    for _ in range(1000):
        first = int(rng.integers(24, len(kind) - hours - 24))
        if at is not None:
            first = first // 24 * 24 + at
        if not (kind[first - 3 : first + hours + 3] != "").any():
            break
    return np.arange(first, first + hours)
