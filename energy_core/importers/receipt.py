"""The import receipt: what became of every row and every kWh of a file, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from energy_core.readings import Readings

TimezoneSource = Literal["file", "option", "home", "default"]


@dataclass(frozen=True)
class Reason:
    """Rows repaired, dropped or left out for one reason; `first_row` counts the file's lines from 1."""

    reason: str
    count: int
    first_row: int | None = None
    kwh: float = 0.0


@dataclass(frozen=True)
class Decision:
    """One thing the importer had to decide: the choice, its evidence, how sure [0 to 1], the option."""

    what: str
    choice: str
    evidence: str
    confidence: float
    option: str | None = None


@dataclass(frozen=True)
class Issue:
    """A problem of the readings, as a value: a gap, a negative, a register that fell."""

    kind: str
    message: str
    channel: str | None = None
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None


@dataclass(frozen=True)
class Mark:
    """What names a home's supply in a file. what : `MPAN`, `meter number`, `address` …"""

    what: str
    value: str


@dataclass(frozen=True)
class SourceRow:
    """One of a table's first rows: its line, its cells as they stand, and the interval they became.

    channels : whose readings it holds. start, end : of all of them; None = the row is in no reading.
    """

    line: int
    cells: tuple[str, ...]
    channels: tuple[str, ...] = ()
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None


@dataclass(frozen=True)
class Receipt:
    """Rows: read = kept + dropped + duplicate; repaired rows are kept. Energy: read = kept + dropped.

    Energy is the sum over all columns that hold energy, signed as in the file, so a file with mains and the
    appliances behind them counts both; repeats count as dropped. A column whose values are all negative is
    turned round before it is counted. [kWh]

    shape : the layout of the file; the next one of the same layout has the same. columns, first_rows : what
    a table has, for people to look at. read_as : what it was taken for where nothing had to be decided, by
    option (`time-column`). marks : whose meter it is, as far as the file says.
    """

    file: str
    format: str
    timezone: str
    timezone_source: TimezoneSource
    rows_read: int
    rows_kept: int
    rows_repaired: int
    rows_dropped: int
    rows_duplicate: int
    kwh_read: float
    kwh_kept: float
    kwh_dropped: float
    reasons: tuple[Reason, ...] = ()
    decisions: tuple[Decision, ...] = ()
    issues: tuple[Issue, ...] = ()
    home_id: str | None = None
    shape: str | None = None
    columns: tuple[str, ...] = ()
    first_rows: tuple[SourceRow, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Import:
    """One file, read: its readings and what became of its rows."""

    readings: Readings
    receipt: Receipt
