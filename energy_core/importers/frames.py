"""Intervals and energy -> the frame of a channel, with columns shared between channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger
from energy_core.importers.registers import Differences
from energy_core.readings import QUALITIES
from energy_core.spread import Floats, Integers


@dataclass
class Cells:
    """What the columns of a block share: intervals, stamps and lines of its rows.

    alone : whether the file has this one channel only. timezone : where its days begin.
    """

    start: Integers
    end: Integers
    stamps: Integers
    lines: Integers
    estimated: Flags | None
    file: str
    alone: bool
    timezone: str = "UTC"
    kept: Flags = field(init=False)
    dropped: Flags = field(init=False)
    repaired: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.hours = _hours(self.start, self.end)
        self.kept = np.zeros(len(self.start), dtype=bool)
        self.dropped = np.zeros(len(self.start), dtype=bool)
        self.repaired = np.zeros(len(self.start), dtype=bool)
        self.start_at = _instants(self.start)
        self.end_at = _instants(self.end)
        estimated = np.zeros(len(self.start), dtype=np.int8) if self.estimated is None else self.estimated
        self.quality = _categories(estimated * np.int8(QUALITIES.index("estimated")), list(QUALITIES))
        self.source = _categories(np.zeros(len(self.start), dtype=np.int8), [self.file])

    def without(
        self, values: Floats, which: Flags, *, reason: str, kwh: Floats | None = None, ledger: Ledger
    ) -> Floats:
        """Values with NaN where they cannot be; kwh : what that is in energy, None = it cannot be said."""
        ledger.drop_cells(reason, self.lines[which], np.zeros(0) if kwh is None else kwh[which])
        self.dropped |= which
        return np.where(which, np.nan, values)

    def frame(self, kwh: Floats, keep: Flags | None = None, mended: Flags | None = None) -> pd.DataFrame:
        """The frame of a channel; columns are shared between channels, not copied."""
        quality = self.quality
        if mended is not None:
            codes = np.where(mended, QUALITIES.index("repaired"), quality.codes)
            quality = _categories(codes, list(QUALITIES))
        columns: dict[str, Any] = {
            "start": self.start_at, "end": self.end_at, "kwh": kwh,
            "quality": quality, "source_file": self.source,
        }  # fmt: skip
        if keep is not None and not keep.all():
            columns = {name: values[keep] for name, values in columns.items()}
        return pd.DataFrame(columns, copy=False)


def _hours(start: Integers, end: Integers) -> Floats:
    """Length of each interval [hours]; one number seen n times where all are equal, to save memory."""
    length = end - start
    if len(length) and (length == length[0]).all():
        return np.broadcast_to(np.float64(length[0] / 3.6e9), len(length))
    return length / 3.6e9


def register_frame(found: Differences, kwh: Floats, file: str) -> pd.DataFrame:
    """The frame of a counter: intervals between its readings."""
    return pd.DataFrame(
        {
            "start": _instants(found.start),
            "end": _instants(found.end),
            "kwh": kwh,
            "quality": _categories(found.quality, list(QUALITIES)),
            "source_file": _categories(np.zeros(len(kwh)), [file]),
        }
    )


def _instants(us: Integers) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(us.view("datetime64[us]")).tz_localize("UTC")


def _categories(codes: npt.NDArray[np.generic], names: list[str]) -> Any:
    return pd.Categorical.from_codes(codes.astype(np.int8), dtype=pd.CategoricalDtype(names))
