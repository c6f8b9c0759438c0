"""Whose meter a file is of, as it says itself, and whether that is another home than the files before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from energy_core.importers.encoding import utf8
from energy_core.importers.receipt import Import, Issue, Mark
from energy_core.importers.words import plain
from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds

HEAD_BYTES: Final = 100_000
"""What stands above the readings, or in the first of them."""

FEWEST: Final = 48
"""So many intervals that two files both have show whether they are of one meter."""
ALIKE: Final = 0.1
"""Share of them that may agree by chance: hours of nothing, and rounded values."""

MARKS: Final = (
    ("MPAN", r"mpan(?: core)?"), ("MPRN", r"mprn"), ("NMI", r"nmi"), ("ESI ID", r"esi ?id"),
    ("ICP", r"icp(?: number| identifier)?"), ("CUPS", r"(?:c[oó]digo )?cups"), ("EAN", r"ean ?code|ean"),
    ("POD", r"(?:codice )?pod"), ("PRM", r"pdl|prm|point de livraison"),
    ("metering point", r"zählpunkt(?:nummer|bezeichnung)?|zaehlpunkt|marktlokation|messlokation|malo(?: id)?|"
     r"melo(?: id)?|m[åa]lepunkts? ?id|metering point(?: id| number)?|service point(?: id| number)?"),
    ("meter number", r"meter ?(?:no|nr|number|serial(?: number| no)?|id)|meternummer|zählernummer|"
     r"zaehlernummer"),
    ("address", r"(?:service |supply |property |street )?address|adresse|adres|direcci[oó]n"),
)  # fmt: skip
"""What names a home's supply, and how files call it."""

_LABELS: Final = tuple((what, re.compile(pattern)) for what, pattern in MARKS)
_SAID: Final = re.compile(
    r"(?:^|[\"<{,;|\t>])[\s\"]*(?P<label>[^\W\d_][\w ./-]{1,40}?)[\s\"]*(?:[:=,;|\t>][\s\"]*)+"
    r"(?P<value>[^\"<>,;|\t\n{}\[\]]{4,80})",
    re.MULTILINE,
)
_NEM: Final = re.compile(r"^200,(?P<value>\w{10,11}),", re.MULTILINE)
_NUMBER: Final = re.compile(r"(?=(?:.*\d){4})[A-Za-z0-9][A-Za-z0-9 ./-]{3,40}")
_ADDRESS: Final = re.compile(r"(?=.*\d)(?=(?:.*[^\W\d_]){4}).{8,80}")


def marks_of(imported: Import, content: bytes) -> tuple[Mark, ...]:
    """What names the home's supply in a file: above its readings, beside them, or in their columns."""
    channels = imported.readings.channels
    only = {channel.role for channel in channels}
    fuel = f"{min(only)} " if only in ({"gas"}, {"export"}) else ""
    if not only & {"mains", "gas", "export"}:
        return ()
    found = [*_in_columns(imported), *_in_text(content, imported.receipt.file)]
    return tuple(dict.fromkeys(Mark(f"{fuel}{what}", value) for what, value in found))


def _in_columns(imported: Import) -> Iterable[tuple[str, str]]:
    receipt = imported.receipt
    for place, name in enumerate(receipt.columns):
        what = _what(name)
        cells = {row.cells[place].strip() for row in receipt.first_rows if place < len(row.cells)} - {""}
        if what is not None:
            yield from ((what, _value(cell)) for cell in sorted(cells) if _is_one(what, cell))


def _in_text(content: bytes, name: str) -> Iterable[tuple[str, str]]:
    head = content[:HEAD_BYTES]
    if head.startswith((b"PK", b"\xd0\xcf", b"PAR1", b"SQLite")):
        return
    text = utf8(head, name=name)[0].decode(errors="replace")
    yield from (("NMI", _value(match["value"])) for match in _NEM.finditer(text))
    for match in _SAID.finditer(text):
        what = _what(match["label"])
        if what is not None and _is_one(what, match["value"].strip()):
            yield what, _value(match["value"])


def _what(label: str) -> str | None:
    said = plain(label)
    return next((what for what, pattern in _LABELS if pattern.fullmatch(said)), None)


def _is_one(what: str, text: str) -> bool:
    return (_ADDRESS if what == "address" else _NUMBER).fullmatch(text) is not None


def _value(text: str) -> str:
    return " ".join(text.upper().split())


def other_home(new: Sequence[Mark], known: Sequence[Mark]) -> str | None:
    """What shows that a file is of another home, in words; None where nothing does.

    Where one mark is the same, another one that differs is a new meter, or a second one of the home.
    """
    if set(new) & set(known):
        return None
    for what in dict.fromkeys(mark.what for mark in new):
        own, theirs = ([m.value for m in marks if m.what == what] for marks in (new, known))
        if theirs:
            return f"its {what} is {own[0]}, and that of the home's other files is {theirs[0]}"
    return None


def other_values(new: Readings, known: Readings) -> str | None:
    """What shows that two meters bear one name: read at the same times, they hardly ever agree."""
    for channel in new.channels:
        if channel.role not in ("mains", "export", "gas"):
            continue
        same = next((c for c in known.channels if c.name == channel.name and c.role == channel.role), None)
        if same is not None and (count := _differing(channel, same)):
            return f"{channel.name!r} has other values in {count:,} of the intervals that are there already"
    return None


def _differing(one: Channel, other: Channel) -> int:
    """How many common intervals differ, if nearly all of them do; else 0."""
    starts = [microseconds(c.intervals["start"]) for c in (one, other)]
    ends = [microseconds(c.intervals["end"]) for c in (one, other)]
    _, first, second = np.intersect1d(starts[0], starts[1], return_indices=True)
    whole = ends[0][first] == ends[1][second]
    a = one.intervals["kwh"].to_numpy(dtype=float)[first][whole]
    b = other.intervals["kwh"].to_numpy(dtype=float)[second][whole]
    there = ~(np.isnan(a) | np.isnan(b))
    differs = ~np.isclose(a[there], b[there], rtol=1e-3, atol=1e-6)
    return int(differs.sum()) if len(differs) >= FEWEST and differs.mean() >= 1 - ALIKE else 0


def household_issue(file: str, evidence: str) -> Issue:
    """What a receipt says of a file that seems to be another home's."""
    return Issue(
        "household",
        f"{file} seems to be of another home: {evidence}. If so, make another home for it.",
    )


def with_household_notes(imports: Sequence[Import], *, known: Sequence[Mark] = ()) -> list[Import]:
    """The imports, of which one that seems to be of another home than those before says so."""
    seen, noted = list(known), []
    for imported in imports:
        receipt = imported.receipt
        evidence = other_home(receipt.marks, seen)
        seen += receipt.marks
        if evidence is not None:
            issue = household_issue(receipt.file, evidence)
            imported = replace(imported, receipt=replace(receipt, issues=(issue, *receipt.issues)))
        noted.append(imported)
    return noted
