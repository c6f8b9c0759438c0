"""NEM12: the interval files of Australian meters, one line for each day and data stream.

Record 100 begins a file, 200 describes a data stream, 300 holds a day of it, 400 the quality of some of that
day's intervals, 500 reads of the register, 900 ends the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError
from energy_core.importers.blocks import Block, Books, Column, assembled
from energy_core.importers.hints import Hints, Unit
from energy_core.importers.ledger import Ledger
from energy_core.importers.nem12_days import Stream, day_of, flag_part, latest
from energy_core.importers.nem_records import (
    ESTIMATED,
    FLOWS,
    Record,
    chosen_meters,
    in_documents,
    instants,
    is_nem,
    records,
    unit_of,
    zone_of,
)
from energy_core.importers.receipt import Import
from energy_core.importers.stamps import DAY_US
from energy_core.importers.units import KWH_PER, POWER
from energy_core.importers.zones import Zone
from energy_core.readings import Role

FORMAT: Final = "nem12"

LENGTHS: Final = ("1", "5", "15", "30", "60")
"""Minutes of an interval: 5, 15 and 30 in the market; others are met in the exports of retailers."""


def recognises(head: bytes) -> bool:
    """Its header, or, where that is missing, a record 200 and the first day."""
    return is_nem(head, version="NEM12", first=r"200[,;\t][^\n]*[\r\n]+300[,;\t] ?(?:19|20)\d{6}")


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for days without the right number of values,
    UnreadableFileError where several supply points consume and nobody has said which are the home's."""
    ledger = Ledger()
    found = in_documents(records(content, name=name), hints, name=name)
    streams = _streams(found, ledger, name=name)
    if not any(stream.days for stream in streams):
        raise MalformedFileError(
            f"Needed records 200 and 300 with interval readings; {name} is a NEM12 file with no readings in "
            "it. Download a period that has data.",
            where={"file": name},
        )
    if found[0].kind != "100":
        ledger.issue("no_header", "The file has no record 100 at its beginning; its days are complete.")
    if found[-1].kind != "900":
        ledger.issue("no_end", "The file has no record 900 at its end: it may have been cut off.")
    zone = zone_of(found, hints, ledger)
    chosen = _by_channel(_chosen(streams, hints, ledger, name=name))
    if not chosen:
        suffixes = ", ".join(dict.fromkeys(f"{s.suffix} ({s.record.cell(7)})" for s in streams))
        raise MalformedFileError(
            f"Needed a data stream of energy, such as E1 in kWh; {name} has only {suffixes}. Download the "
            "file with the consumption.",
            where={"file": name},
        )
    blocks = [
        _block(label, part, zone, hints=hints, ledger=ledger, name=name) for label, part in chosen.items()
    ]
    return assembled(blocks, Books(name, FORMAT, zone.counted, zone.source, hints, ledger))


def _streams(found: Sequence[Record], ledger: Ledger, *, name: str) -> list[Stream]:
    streams: list[Stream] = []
    for record in found:
        if record.kind == "200":
            streams.append(Stream(record))
            _check_length(record, name=name)
        elif record.kind == "300":
            if not streams:
                raise _misplaced(record, "200", name=name)
            day = day_of(record, streams[-1], name=name, last=record is found[-1])
            if day is None:
                ledger.rows_read += 1
                ledger.drop_rows("the day is cut off in the middle", [record.line])
            else:
                streams[-1].days.append(day)
        elif record.kind == "400":
            if not streams or not streams[-1].days:
                raise _misplaced(record, "300", name=name)
            flag_part(record, streams[-1].days[-1], name=name)
        elif record.kind not in ("100", "500", "900"):
            ledger.rows_read += 1
            ledger.drop_rows("the line is no record of the format", [record.line])
    return streams


def _check_length(record: Record, *, name: str) -> None:
    if record.cell(8) not in LENGTHS:
        raise MalformedFileError(
            f"Needed an interval of {', '.join(LENGTHS)} minutes; line {record.line} of {name} says "
            f"{record.cell(8)!r}. Download the file again.",
            where={"file": name, "row": record.line},
        )


def _misplaced(record: Record, before: str, *, name: str) -> MalformedFileError:
    return MalformedFileError(
        f"Needed a record {before} before the record {record.kind} in line {record.line} of {name}; there is "
        "none. Download the file again.",
        where={"file": name, "row": record.line},
    )


def _chosen(streams: Sequence[Stream], hints: Hints, ledger: Ledger, *, name: str) -> list[Stream]:
    """The streams of this home that hold energy; the rows of the others are counted and said why."""
    units = {id(s): unit_of(s.record.cell(7), s.record, hints, name=name)[0] for s in streams}
    energy = [s for s in streams if s.days and units[id(s)] is not None and s.suffix[:1] in FLOWS]
    rank: dict[tuple[str, Role], int] = {}
    for stream in energy:
        role, order = FLOWS[stream.suffix[0]]
        rank[stream.meter, role] = min(order, rank.get((stream.meter, role), order))
    own = [s for s in energy if FLOWS[s.suffix[0]][1] == rank[s.meter, FLOWS[s.suffix[0]][0]]]
    meters = list(dict.fromkeys(s.meter for s in own))
    consuming = {s.meter for s in own if FLOWS[s.suffix[0]][0] == "mains" and s.uses}
    chosen = chosen_meters(meters, consuming, hints, ledger, name=name) if meters else []
    kept = [s for s in own if s.meter in chosen]
    for stream in (s for s in streams if s not in kept):
        reason = f"{stream.suffix} is a check, a mean or no energy of its own"
        if units[id(stream)] is None:
            reason = f"{stream.suffix} is no energy: its unit is {stream.record.cell(7)}"
        elif stream in own:
            reason = f"{stream.meter} is another meter"
        lines = [day.record.line for day in stream.days for _ in day.values]
        ledger.rows_read += len(lines)
        ledger.drop_rows(reason, lines)
    return kept


def _by_channel(streams: Sequence[Stream]) -> dict[str, list[Stream]]:
    """Streams by the name of their channel: the suffix, with the NMI before it where there are several."""
    several = len({stream.meter for stream in streams}) > 1
    found: dict[str, list[Stream]] = {}
    for stream in streams:
        label = f"{stream.meter} {stream.suffix}" if several else stream.suffix
        found.setdefault(label, []).append(stream)
    return found


def _block(
    label: str, streams: Sequence[Stream], zone: Zone, *, hints: Hints, ledger: Ledger, name: str
) -> Block:
    """All days of one channel, in the unit of its first stream."""
    unit = _in_one_unit(streams, hints, name=name)
    days = [day for stream in streams for day in stream.days]
    ledger.rows_read += sum(len(day.values) for day in days)
    per = 0.0 if unit in POWER else KWH_PER[unit]
    days = latest(days, ledger, kwh_per=per, label=label, name=name)
    midnights = instants([day.date for day in days], zone)
    if not midnights.all():
        record = days[int((midnights == 0).argmax())].record
        raise MalformedFileError(
            f"Needed a date such as 20240131; line {record.line} of {name} has {record.cell(1)!r}. Download "
            "the file again.",
            where={"file": name, "row": record.line},
        )
    steps = [np.arange(len(day.values)) * (DAY_US // len(day.values)) for day in days]
    length = np.repeat([DAY_US // len(day.values) for day in days], [len(step) for step in steps])
    starts = np.concatenate([at + step for at, step in zip(midnights, steps, strict=True)])
    flags = np.concatenate([day.flags for day in days])
    lines = np.repeat([day.record.line for day in days], [len(step) for step in steps])
    column = Column(
        label, np.concatenate([day.values for day in days]), unit, None if unit in POWER else "interval",
        FLOWS[streams[0].suffix[0]][0],
    )  # fmt: skip
    return Block(starts, lines, (column,), starts + length, estimated=np.isin(flags, list(ESTIMATED)))


def _in_one_unit(streams: Sequence[Stream], hints: Hints, *, name: str) -> Unit:
    """The unit of the first stream, into which the values of all are brought."""
    units = [unit_of(s.record.cell(7), s.record, hints, name=name) for s in streams]
    first = units[0][0]
    assert first is not None
    for stream, (unit, factor) in zip(streams, units, strict=True):
        if unit is None or (unit in POWER) != (first in POWER):
            raise MalformedFileError(
                f"Needed one unit for {stream.suffix}; {name} has {first} and, in line {stream.record.line}, "
                f"{stream.record.cell(7)}. Download the file again.",
                where={"file": name, "row": stream.record.line},
            )
        scale = factor * KWH_PER[unit] / KWH_PER[first]
        for day in stream.days if scale != 1.0 else ():
            day.values *= scale
    return first
