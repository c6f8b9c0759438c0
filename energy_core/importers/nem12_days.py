"""The days of a NEM12 data stream: their values, the quality of each, and which version of a day counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.ledger import Ledger
from energy_core.importers.nem_records import QUALITY, Record
from energy_core.spread import Floats

_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)


@dataclass(eq=False)
class Day:
    """A record 300 with the records 400 behind it: values in the stream's unit, and a flag for each.

    updated : when it was updated and when the market loaded it; later versions of a day count.
    """

    record: Record
    values: Floats
    flags: npt.NDArray[np.str_]
    date: str
    updated: str


@dataclass(eq=False)
class Stream:
    """A record 200 and its days."""

    record: Record
    days: list[Day] = field(default_factory=list)

    @property
    def meter(self) -> str:
        return self.record.cell(1)

    @property
    def suffix(self) -> str:
        return self.record.cell(4).upper()

    @property
    def minutes(self) -> int:
        return int(self.record.cell(8))

    @property
    def uses(self) -> bool:
        return any(np.nansum(day.values) > 0 for day in self.days)


def day_of(record: Record, stream: Stream, *, name: str, last: bool) -> Day | None:
    """The day's values; None for a last line that breaks off. Raises MalformedFileError."""
    need = 1440 // stream.minutes
    date, *cells = record.cells[1:] or [""]
    have = next((i for i, cell in enumerate(cells) if cell and not _NUMBER.fullmatch(cell)), len(cells))
    flag = cells[have] if have < len(cells) else ""
    while not flag and have > need and not cells[have - 1]:
        have -= 1
    if have != need or (flag and not QUALITY.fullmatch(flag)):
        if last and have < need and not flag:
            return None
        raise MalformedFileError(
            f"Needed {need} values in every day of {stream.minutes}-minute intervals, as line "
            f"{stream.record.line} says; line {record.line} of {name} has {have} values"
            f"{f' and then {flag[:20]!r}' if flag else ''}. Download the file again.",
            where={"file": name, "row": record.line},
        )
    values = np.array([float(cell) if cell else np.nan for cell in cells[:need]])
    flags = np.full(need, (flag or "A")[0].upper())
    if flags[0] == "N":
        values[:] = np.nan
    times = [*cells[need + 3 : need + 5], "", ""]
    return Day(record, values, flags, date, f"{times[0]:0<14}{times[1]:0<14}")


def flag_part(record: Record, day: Day, *, name: str) -> None:
    """Record 400: the quality of the intervals from the first to the second number."""
    first, last, flag = record.cell(1), record.cell(2), record.cell(3)
    inside = first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= len(day.values)
    if not inside or not QUALITY.fullmatch(flag):
        raise MalformedFileError(
            f"Needed intervals between 1 and {len(day.values)} and their quality; line {record.line} of "
            f"{name} says {', '.join(record.cells[1:4])!r}. Download the file again.",
            where={"file": name, "row": record.line},
        )
    part = slice(int(first) - 1, int(last))
    day.flags[part] = flag[0].upper()
    if flag[0].upper() == "N":
        day.values[part] = np.nan


def latest(days: Sequence[Day], ledger: Ledger, *, kwh_per: float, label: str, name: str) -> list[Day]:
    """Each day once, as it was updated last. Raises UnreadableFileError for versions of equal rank."""
    kept: list[Day] = []
    for _, versions in groupby(sorted(days, key=lambda day: (day.date, day.updated)), lambda day: day.date):
        *earlier, last = versions
        for day in earlier:
            same = np.array_equal(day.values, last.values, equal_nan=True)
            if not same and day.updated == last.updated:
                raise _rivals(day, last, label=label, name=name)
            what = "the same value" if same else "another value: the later update of the day counts"
            kwh = float(np.nansum(day.values)) * kwh_per
            ledger.rows_duplicate += len(day.values)
            ledger.kwh_dropped += kwh
            ledger.reason(f"the same interval again with {what}", [day.record.line] * len(day.values), kwh)
        kept.append(last)
    return kept


def _rivals(one: Day, other: Day, *, label: str, name: str) -> UnreadableFileError:
    documents = sorted({one.record.document, other.record.document})
    text = (
        f"Needed each day once; {name} has two different versions of {one.date} for {label}, in the lines "
        f"{one.record.line} and {other.record.line}, and their update times do not say which is newer. "
    )
    where: dict[str, str | int] = {"file": name, "row": other.record.line}
    if len(documents) == 1:
        return MalformedFileError(f"{text}Delete the line that is wrong.", where=where)
    return UnreadableFileError(
        f"{text}The file is several documents one after the other: say which to read with --sheet "
        f"{' or --sheet '.join(map(str, documents))}.",
        where=where,
        option="--sheet",
        choices=[str(document) for document in documents],
    )
