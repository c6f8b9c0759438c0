"""The plane of a static chart: its size, its scales, its ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from energy_core import words

FONT: Final = 12
CHAR_WIDTH: Final = 0.56
"""Mean width of a character as a share of the font size, in the system fonts of the report."""

TICKS: Final = 5


@dataclass(frozen=True)
class Size:
    width: int
    height: int


WIDE: Final = Size(720, 290)
NARROW: Final = Size(360, 270)


@dataclass(frozen=True)
class Plane:
    """Where values and positions fall inside the picture [pixels]; `top_value` is the highest tick."""

    size: Size
    left: float
    top: float
    right: float
    bottom: float
    ticks: tuple[float, ...]

    def y(self, value: float) -> float:
        return self.bottom - value / self.ticks[-1] * (self.bottom - self.top)

    def slot(self, count: int) -> float:
        """Width of one of `count` positions."""
        return (self.right - self.left) / max(count, 1)

    def x(self, position: float, count: int) -> float:
        """Middle of a position, counted from 0."""
        return self.left + (position + 0.5) * self.slot(count)


def plane(highest: float, size: Size, *, header: float) -> Plane:
    """A plane from 0 to a round number above the highest value, with room for its labels."""
    ticks = round_ticks(highest)
    label = max(text_width(words.number(tick)) for tick in ticks)
    return Plane(size, label + 14, header + 10, size.width - 8, size.height - 26, ticks)


def round_ticks(highest: float) -> tuple[float, ...]:
    """About five round numbers from 0 to at least `highest`."""
    if not highest > 0 or not math.isfinite(highest):
        return (0.0, 1.0)
    rough = highest / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return tuple(i * step for i in range(math.ceil(highest / step - 1e-9) + 1))


def text_width(text: str, font: float = FONT) -> float:
    return len(text) * font * CHAR_WIDTH


def label_step(labels: Sequence[str], slot: float) -> int:
    """Every how many labels one is written, so that none touches the next."""
    widest = max((text_width(label) for label in labels), default=0.0) + 12
    return max(1, math.ceil(widest / slot))


def short(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
