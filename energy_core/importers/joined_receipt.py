"""The receipt of several files read as one: the sum of theirs, less what two of them say alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

import numpy as np

from energy_core.importers.household import with_household_notes
from energy_core.importers.laid_together import Laid
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.receipt import Import, Issue, Reason, Receipt

SHOWN: Final = 3
AGAIN: Final = "the same energy again in another {noun}"


@dataclass(frozen=True)
class Part:
    """One file of the archive: its name there, and what was read from it."""

    member: str
    imported: Import

    @property
    def stem(self) -> str:
        return PurePosixPath(self.member).stem


def receipt_of(
    parts: Sequence[Part], laid: Mapping[str, Laid], ledger: Ledger, *, name: str, noun: str
) -> Receipt:
    """The receipt of all parts. noun : what a part is called."""
    receipts = [part.imported.receipt for part in parts]
    again, again_kwh = _repeated(parts, laid)
    members = [part.member for part in parts]
    more = f" and {len(members) - SHOWN} more" if len(members) > SHOWN else ""
    reasons = _reasons(receipts)
    if again:
        reason = AGAIN.format(noun=noun)
        reasons[reason] = Reason(reason, again, None, again_kwh)
    decisions = dict.fromkeys(d for r in receipts for d in r.decisions if not d.what.startswith("role of "))
    noted = with_household_notes([part.imported for part in parts])
    issues = [issue for imported in noted for issue in imported.receipt.issues]
    issues += [
        Issue(
            "conflicting_repeats",
            f"{channel}: {counted(found.conflicting, 'interval')} with different values in two {noun}s; "
            f"the later {noun} counts.",
            channel,
        )
        for channel, found in laid.items()
        if found.conflicting
    ]
    return replace(
        receipts[0],
        file=f"{name}/{', '.join(members[:SHOWN])}{more}",
        format=", ".join(dict.fromkeys(receipt.format for receipt in receipts)),
        rows_read=sum(r.rows_read for r in receipts),
        rows_kept=sum(r.rows_kept for r in receipts) - again,
        rows_repaired=sum(r.rows_repaired for r in receipts),
        rows_dropped=sum(r.rows_dropped for r in receipts),
        rows_duplicate=sum(r.rows_duplicate for r in receipts) + again,
        kwh_read=sum(r.kwh_read for r in receipts),
        kwh_kept=sum(r.kwh_kept for r in receipts) - again_kwh,
        kwh_dropped=sum(r.kwh_dropped for r in receipts) + again_kwh,
        reasons=tuple(reasons.values()),
        decisions=(*decisions, *ledger.decisions),
        marks=tuple(dict.fromkeys(mark for receipt in receipts for mark in receipt.marks)),
        issues=(*dict.fromkeys(issues), *ledger.issues),
    )


def _repeated(parts: Sequence[Part], laid: Mapping[str, Laid]) -> tuple[int, float]:
    """Rows and energy that another file has too; a row of a wide table holds all its channels."""
    counts = [found.repeated + found.conflicting for found in laid.values()]
    channels = [len(c.intervals) for part in parts for c in part.imported.readings.channels]
    kept = sum(part.imported.receipt.rows_kept for part in parts)
    rows = sum(counts) if kept >= 0.9 * sum(channels) else max(counts, default=0)
    return min(rows, kept), float(np.sum([found.repeated_kwh for found in laid.values()]))


def _reasons(receipts: Sequence[Receipt]) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    for reason in (reason for receipt in receipts for reason in receipt.reasons):
        known = found.get(reason.reason)
        found[reason.reason] = reason if known is None else replace(
            known, count=known.count + reason.count, kwh=known.kwh + reason.kwh)  # fmt: skip
    return found
