"""Which of several meters or homes in one file to read: by what a person said, else a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.intervals import Flags
from energy_core.importers.receipt import Import
from energy_core.importers.table import Codes

ALL: Final = "all"
SHOWN: Final = 4


@dataclass(frozen=True)
class Meters:
    """names : of the meters whose rows stay apart; codes : each row's place in them, -1 = none.

    others, gas : rows that are not read. continued : the meters follow each other and are one channel.
    """

    names: tuple[str, ...] = ()
    codes: Codes | None = None
    others: Flags | None = None
    gas: Flags | None = None
    continued: bool = False


def said_meters(hints: Hints) -> tuple[str, ...]:
    """The meters that a person named; nothing for `all`."""
    return tuple(meter for meter in hints.meters if meter.strip().lower() != ALL)


def says_all(hints: Hints) -> bool:
    return any(meter.strip().lower() == ALL for meter in hints.meters)


def matching(wanted: Sequence[str], names: Sequence[str]) -> list[str]:
    """Those of the names that were asked for, as they stand in the file, capitals and spaces aside."""
    asked = {meter.strip().casefold() for meter in wanted}
    return [name for name in names if name.strip().casefold() in asked]


def which_meter(
    names: Sequence[str], *, told_by: str, name: str, where: Mapping[str, str | int]
) -> MalformedFileError:
    """The question: the meters by name, the first few in the sentence.

    told_by : how they are told apart, such as `the column 'meter_id'`.
    """
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return MalformedFileError(
        f"Needed the readings of one home; {name} has those of {len(names):,}, told apart by {told_by}: "
        f"{', '.join(names[:SHOWN])}{more}. Say --meter NAME for the one to read (it may be given several "
        "times), or --meter all if they all belong to this home; adding strangers together would be "
        "no home's total.",
        where={"file": name, **where},
        option="--meter",
        choices=(*names, ALL),
    )


def unknown_meter(hints: Hints, names: Sequence[str], *, name: str) -> UnreadableFileError:
    """None of the meters that were asked for is in the file."""
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return UnreadableFileError(
        f"Needed the meter {', '.join(said_meters(hints))}; {name} has {', '.join(names[:SHOWN])}{more}. Say "
        "--meter with one of these names, or --meter all.",
        where={"file": name},
        option="--meter",
        choices=(*names, ALL),
    )


def refuse_unheard(imported: Import, hints: Hints) -> None:
    """Raises UnreadableFileError where a meter was named and the file tells none apart."""
    said, receipt = said_meters(hints), imported.receipt
    if not said or any(decision.option == "--meter" for decision in receipt.decisions):
        return
    names = imported.readings.names
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    raise UnreadableFileError(
        f"Needed the meter {', '.join(said)}; {receipt.file} tells no meters, homes or customers apart: it "
        f"holds {', '.join(names[:SHOWN])}{more}. Leave --meter out to read all of it, or say the columns to "
        "read with --value-column.",
        where={"file": receipt.file},
        option="--meter",
    )


def with_meters(names: list[str], codes: Codes, meters: Meters) -> tuple[list[str], Codes]:
    """Names and numbers of channels with the rows of each meter apart; meters in turn keep the name."""
    if meters.codes is None:
        return names, codes
    pairs, numbers = np.unique(np.stack([codes, meters.codes]), axis=1, return_inverse=True)
    labels = []
    for base, meter in pairs.T:
        own = meters.names[meter] if meter >= 0 and not meters.continued else ""
        labels.append(": ".join(part for part in (own, names[base]) if part))
    return labels, numbers.reshape(-1).astype(np.int32)
