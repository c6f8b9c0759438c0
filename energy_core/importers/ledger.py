"""The books an importer keeps while it reads; they become the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from energy_core.importers.receipt import Decision, Issue, Reason, Receipt, TimezoneSource
from energy_core.spread import Floats, Integers


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
        )
