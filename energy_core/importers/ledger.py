"""The books an importer keeps while it reads; they become the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Decision, Issue, Reason, Receipt, SourceRow, TimezoneSource
from energy_core.spread import Floats, Integers

MOST_COLUMNS: Final = 200
"""More names of columns are not kept on a receipt; nobody would choose among them."""


def counted(number: int, noun: str) -> str:
    """`1 gap`, `1,200 gaps`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@dataclass
class Ledger:
    """Counts of rows and energy, and what was decided. Energy is signed as in the cells. [kWh]"""

    rows_read: int = 0
    rows_dropped: int = 0
    rows_duplicate: int = 0
    rows_repaired: int = 0
    kwh_kept: float = 0.0
    kwh_dropped: float = 0.0
    reasons: dict[str, Reason] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    first_rows: dict[int, SourceRow] = field(default_factory=dict)
    read_as: dict[str, str] = field(default_factory=dict)

    def copied(self) -> Ledger:
        """The same books; what is written into them from now on stands in these only."""
        return replace(
            self,
            reasons=dict(self.reasons),
            decisions=list(self.decisions),
            issues=list(self.issues),
            first_rows=dict(self.first_rows),
            read_as=dict(self.read_as),
        )

    @contextmanager
    def saw(self, columns: Sequence[str], rows: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[None]:
        """A table with these columns and first rows is read now; a refusal tells of them too."""
        self.columns = tuple(columns[:MOST_COLUMNS])
        self.first_rows = {line: SourceRow(line, cells) for line, cells in rows}
        try:
            yield
        except UnreadableFileError as error:
            error.columns = self.columns
            error.first_rows = tuple((row.line, row.cells) for row in self.first_rows.values())
            raise

    def place(self, lines: Integers, start: Integers, end: Integers, channels: Sequence[str]) -> None:
        """Say which intervals (UTC) [microseconds] the rows became, for the first rows to show."""
        for row in np.flatnonzero(np.isin(lines, list(self.first_rows))):
            known = self.first_rows[int(lines[row])]
            first, last = (pd.Timestamp(int(us[row]), unit="us", tz="UTC") for us in (start, end))
            self.first_rows[known.line] = replace(
                known,
                channels=tuple(dict.fromkeys((*known.channels, *channels))),
                start=first if known.start is None else min(known.start, first),
                end=last if known.end is None else max(known.end, last),
            )

    def reason(self, reason: str, lines: Integers | Sequence[int], kwh: float = 0.0) -> None:
        """Say why some rows or cells were not taken as they stood."""
        if len(lines) == 0:
            return
        first = int(min(lines))
        known = self.reasons.get(reason, Reason(reason, 0, first, 0.0))
        row = first if known.first_row is None else min(known.first_row, first)
        self.reasons[reason] = replace(
            known, count=known.count + len(lines), first_row=row, kwh=known.kwh + float(kwh)
        )

    def drop_rows(self, reason: str, lines: Integers | Sequence[int], kwh: float = 0.0) -> None:
        """Whole rows that are not in the readings."""
        self.rows_dropped += len(lines)
        self.kwh_dropped += float(kwh)
        self.reason(reason, lines, kwh)

    def drop_cells(self, reason: str, lines: Integers, kwh: Floats) -> None:
        """Cells that are not in the readings; their rows may be."""
        amount = float(np.sum(kwh, where=np.isfinite(kwh)))
        self.kwh_dropped += amount
        self.reason(reason, lines, amount)

    def decide(
        self, what: str, choice: str, *, evidence: str, confidence: float = 1.0, option: str | None = None
    ) -> None:
        decision = Decision(what, choice, evidence, confidence, option)
        if decision not in self.decisions:
            self.decisions.append(decision)

    def issue(
        self,
        kind: str,
        message: str,
        *,
        channel: str | None = None,
        start: pd.Timestamp | None = None,
        end: pd.Timestamp | None = None,
    ) -> None:
        self.issues.append(Issue(kind, message, channel, start, end))

    def receipt(
        self,
        *,
        file: str,
        form: str,
        timezone: str,
        timezone_source: TimezoneSource,
        home_id: str | None = None,
    ) -> Receipt:
        return Receipt(
            file=file,
            format=form,
            timezone=timezone,
            timezone_source=timezone_source,
            rows_read=self.rows_read,
            rows_kept=self.rows_read - self.rows_dropped - self.rows_duplicate,
            rows_repaired=self.rows_repaired,
            rows_dropped=self.rows_dropped,
            rows_duplicate=self.rows_duplicate,
            kwh_read=self.kwh_kept + self.kwh_dropped,
            kwh_kept=self.kwh_kept,
            kwh_dropped=self.kwh_dropped,
            reasons=tuple(self.reasons.values()),
            decisions=tuple(self.decisions),
            issues=tuple(self.issues),
            home_id=home_id,
            columns=self.columns,
            first_rows=tuple(self.first_rows.values()),
            read_as=dict(self.read_as),
        )
