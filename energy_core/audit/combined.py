"""Several measures together: each acts on what the others leave, so they save less than their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from energy_core.audit.savings import Triple


@dataclass(frozen=True)
class Part:
    """A saving of one channel's load, or of the home (channel None). [kWh/year]"""

    channel: str | None
    load_kwh: float
    saving_kwh: Triple


def combined_kwh(parts: Sequence[Part], home_kwh: float) -> Triple:
    """Low, middle and high saving of all of them, never above the home's consumption.

    On one channel each measure leaves a share of the load, and the shares multiply: a better air conditioner
    that runs less. What the channels save together is a share of the home; measures for the whole home (what
    is always on, behaviour) act on the rest of it.
    """
    low, mid, high = (_combined(parts, home_kwh, level) for level in range(3))
    return low, mid, high


def _combined(parts: Sequence[Part], home_kwh: float, level: int) -> float:
    if home_kwh <= 0:
        return 0.0
    by_channel: dict[str, float] = {}
    for name in dict.fromkeys(part.channel for part in parts if part.channel is not None):
        own = [part for part in parts if part.channel == name]
        load = max(part.load_kwh for part in own)
        by_channel[name] = load * (1 - _left((part.saving_kwh[level] for part in own), load))
    rest = 1 - min(sum(by_channel.values()) / home_kwh, 1.0)
    home_wide = (part.saving_kwh[level] for part in parts if part.channel is None)
    return home_kwh * (1 - rest * _left(home_wide, home_kwh))


def _left(savings: Iterable[float], load: float) -> float:
    left = 1.0
    for saved in savings:
        left *= 1 - min(saved / load, 1.0) if load > 0 else 1.0
    return left
