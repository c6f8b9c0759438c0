"""Unusual use found by our detector and by what people would use instead, on scenes with known truth.

python -m benchmarks.anomalies [--windows 5]

Real meters of ../shared/series where they are, and homes made up here. Point F1 is pooled over meters. Event
F1, false alerts a week and drop-outs found are those of the realistic mix. Two rows of ours: all kinds, and
without lasting rises, which are an alert of their own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from benchmarks.anomaly_peers import PEERS
from benchmarks.anomaly_scenes import GENERATORS, Kinds, Scene, scenes
from energy_core.anomalies.detector import DRIFT, detect
from energy_core.anomalies.usual import Flags, Stretch
from energy_core.settings import DEFAULT_THRESHOLD

Detector = Callable[[Scene], Flags]


@dataclass
class Score:
    """Sums over scenes."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    events: int = 0
    events_found: int = 0
    false_events: int = 0
    outages: int = 0
    outages_found: int = 0
    weeks: float = 0.0
    seconds: float = 0.0

    def add(self, flags: Flags, kind: Kinds) -> None:
        truth = np.asarray(kind != "", dtype=bool)
        self.hits += int((flags & truth).sum())
        self.false += int((flags & ~truth).sum())
        self.missed += int((truth & ~flags).sum())
        self.false_events += sum(not truth[a:b].any() for a, b in _runs(flags))
        self.weeks += len(kind) / 168
        for first, last in _runs(truth):
            found = bool(flags[first:last].any())
            self.events, self.events_found = self.events + 1, self.events_found + found
            if kind[first] == "drop_out":
                self.outages, self.outages_found = self.outages + 1, self.outages_found + found

    @property
    def point_f1(self) -> float:
        return 2 * self.hits / max(2 * self.hits + self.false + self.missed, 1)

    @property
    def event_f1(self) -> float:
        return 2 * self.events_found / max(self.events_found + self.events + self.false_events, 1)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--windows", type=int, default=5)
    made = {name: list(scenes(name, windows=wanted.parse_args().windows)) for name in GENERATORS}
    print(f"{len(made['mix'])} scenes of 30 days for each of {', '.join(made)}\n")
    detectors: Mapping[str, Detector] = {
        "contextual": ours,
        "contextual without lasting rises": lambda scene: ours(scene, without=DRIFT),
        **PEERS,
    }
    for title, tuned in (("All meters", None), ("Meters not looked at", False), ("Meters looked at", True)):
        print(f"{title}\n{'':34}spikes   mix  event F1  false/week  outages  other  drift  s per 8,760 h")
        for name, detector in detectors.items():
            if tuned is None or name.startswith("contextual"):
                print(f"{name:34}{_row(detector, made, tuned)}", flush=True)
        print()


def ours(scene: Scene, *, without: str = "") -> Flags:
    count = len(scene.kwh)
    stretch = Stretch(
        kwh=scene.kwh,
        learnable=scene.kwh,
        day=np.arange(count, dtype=np.int64) // 24,
        slot=np.asarray(scene.hours.hour, dtype=np.int64),
        slots=24,
        day_off=np.asarray(scene.hours.day_of_week >= 5, dtype=bool),
    )
    kind = detect(stretch, threshold=DEFAULT_THRESHOLD).kind
    return np.asarray((kind != "") & (kind != without), dtype=bool)


def _row(detector: Detector, made: Mapping[str, list[Scene]], tuned: bool | None) -> str:
    scores = {name: Score() for name in made}
    for name, score in scores.items():
        for scene in made[name]:
            if tuned is None or scene.tuned == tuned:
                begun = time.process_time()
                flags = detector(scene)
                score.seconds += time.process_time() - begun
                score.add(flags, scene.kind)
    spikes, mix, other, drift = (scores[name] for name in ("spikes", "mix", "other", "drift"))
    hours = sum(score.weeks for score in scores.values()) * 168
    seconds = sum(score.seconds for score in scores.values()) / hours * 8760
    return (
        f"{spikes.point_f1:6.3f}{mix.point_f1:6.3f}{mix.event_f1:10.3f}{mix.false_events / mix.weeks:12.2f}"
        f"{mix.outages_found / max(mix.outages, 1):9.0%}{other.point_f1:7.3f}{drift.point_f1:7.3f}"
        f"{seconds:15.3f}"
    )


def _runs(flags: Flags) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return [(int(first), int(last)) for first, last in list(pairwise(edges))[::2]]


if __name__ == "__main__":
    main()
