"""What one run adds to what is known about a home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

DEFAULT_THRESHOLD: Final = 2.0
DEFAULT_HORIZON_DAYS: Final = 7
BAND: Final = 0.8


@dataclass(frozen=True)
class Settings:
    """threshold [standard deviations], thresholds by channel, horizon [days], the forecast's model."""

    threshold: float = DEFAULT_THRESHOLD
    thresholds: Mapping[str, float] = field(default_factory=dict)
    horizon_days: int = DEFAULT_HORIZON_DAYS
    model: str = "auto"

    def threshold_of(self, channel: str) -> float:
        return self.thresholds.get(channel, self.threshold)
