"""The readings of a counter while they are mended, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.importers.pace import Pace
from energy_core.spread import Floats, Integers

Happening = Literal[
    "reset", "rollover", "replaced", "glitch", "corrected", "shifted", "stuck", "stood_still", "jump"
]

NOISE: Final = 1e-9
"""A fall by no more than this share of the highest reading is how computers round."""


@dataclass(frozen=True)
class Occurrence:
    """What happened between two readings (their places), what the counter said, what became of the energy.

    left_out : how many readings are not used. kwh : the energy that is known, NaN = none.
    factor : by which readings were too high. moves : whether the readings left out differ from each other.
    """

    kind: Happening
    first: int
    last: int
    left_out: int = 0
    kwh: float = np.nan
    factor: float = 1.0
    moves: bool = True

    def at_rows(self, rows: Integers) -> Occurrence:
        """The same with other numbers for the places."""
        return replace(self, first=int(rows[self.first]), last=int(rows[self.last]))


@dataclass
class Counter:
    """The readings of one counter, mended in place.

    hours : when each was taken. kwh : what it says. use : which hold. known : energy up to a reading (its
    place) where the difference does not say it, NaN = unknown. since : from which instant (UTC)
    [microseconds] that energy was counted, if not from the reading before. mended : whose decimal point was
    moved.
    """

    hours: Floats
    kwh: Floats
    pace: Pace
    use: Flags = field(init=False)
    mended: Flags = field(init=False)
    known: dict[int, float] = field(default_factory=dict)
    since: dict[int, int] = field(default_factory=dict)
    found: list[Occurrence] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.use = np.ones(len(self.kwh), dtype=bool)
        self.mended = np.zeros(len(self.kwh), dtype=bool)
        step, time = np.diff(self.kwh), np.diff(self.hours)
        self.noise = NOISE * float(np.abs(self.kwh).max(initial=1.0))
        self.unusual: Flags = (step < -self.noise) | (step > self.pace.usual_kwh(time))
        self.broken: Flags = (step < -self.noise) | (step > self.pace.most_kwh(time))

    def gain(self, first: int, last: int) -> float:
        return float(self.kwh[last] - self.kwh[first])

    def span(self, first: int, last: int) -> Floats:
        return np.asarray(self.hours[last] - self.hours[first], dtype=np.float64)

    def fits(self, first: int, last: int) -> bool:
        """Whether the counter may have got from one reading to the other."""
        return -self.noise <= self.gain(first, last) <= float(self.pace.most_kwh(self.span(first, last)))

    def leave_out(self, kind: Happening, first: int, last: int) -> None:
        """The readings between two others do not hold; the energy between these is known in sum."""
        run = self.kwh[first + 1 : last]
        moves = (len(run) == 1 and run[0] != 0) or bool((run != run[0]).any())
        self.use[first + 1 : last] = False
        self.found.append(Occurrence(kind, first, last, len(run), self.gain(first, last), moves=moves))
