"""The home that is open, and everything computed from it, each part once per session."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from energy_core.home import Home, home_to_toml
from energy_core.lake.lake import Lake
from energy_core.readings import Readings


@dataclass(frozen=True)
class OpenHome:
    """A home of the lake and its files, oldest first.

    fingerprints : of what was uploaded and how it was read; no cache outlives a change, whoever made it.
    """

    lake: Lake
    home: Home
    files: tuple[str, ...]
    fingerprints: tuple[str, ...]

    @cached_property
    def readings_key(self) -> str:
        """Changes with everything that readings depend on."""
        shaping = replace(
            self.home,
            name=None,
            country=None,
            currency=None,
            price_per_kwh=None,
            tariff=None,
            other_tariffs=(),
            billing_day=1,
            appliance_types={},
            incentives={},
            audit={},
            measures={},
            people=None,
            labels=(),
            away=(),
        )
        return _digest(str(self.lake.store), home_to_toml(shaping), *self.files, *self.fingerprints)

    @cached_property
    def key(self) -> str:
        """Changes with everything known about the home."""
        return _digest(home_to_toml(self.home), self.readings_key)


@dataclass(frozen=True)
class Cut:
    """Some channels and a period of a home's readings: what a page looks at. Empty channels = all."""

    channels: tuple[str, ...] = ()
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None

    def of(self, readings: Readings) -> Readings:
        """Raises NotEnoughDataError if nothing was read in the period."""
        if self.channels:
            readings = readings.only(self.channels)
        if self.start is None and self.end is None:
            return readings
        return readings.between(self.start, self.end)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
