"""A stamp cut into its date, time of day, fraction of a second, half of the day and zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.clock_texts import HALF, SECONDS, TIME_OF_DAY

NAMES: Final = ("date", "clock", "half", "zone")

LONGEST: Final = 80
"""No stamp is longer than this."""

_JOIN: Final = r"(?:[T_]|,? +(?:at |um |kl\.? ?|[àa] |a las |klo )?|,|:)"
_EARLY: Final = r"(?:上午|下午|午前|午後|오전|오후)"
_SPLIT: Final = (
    rf"(?i)^(?P<date>\D*\d.*?){_JOIN}(?P<early>{_EARLY})? ?(?P<clock>{TIME_OF_DAY})"
    rf"(?P<half> ?(?:{HALF}))?(?: ?(?:uhr|hrs|uur|h))?"
    r"(?P<zone>(?: [a-z(\[+\-−]|[(\[+\-−z]|(?-i:[A-Z]))\S*(?: +[^\d\s].*)?)?$"
)
"""Date first: understood by Arrow's and by Python's regular expressions alike."""

_CUT: Final = re.compile(_SPLIT)

_PLAIN: Final = r"^(?P<date>[^ T]+)[ T](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)$"
"""The commonest way, which takes a third of the time."""

_ZONE: Final = r"(?P<zone> ?(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT))?"
_OTHERS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<date>(?:19|20)\d{{6}})[T _-]?(?P<clock>\d{{4}}(?:\d{{2}})?){_ZONE}",
        r"(?P<date>(?:19|20)\d{6})(?P<clock>\d{6})(?P<milli>\d{3})",
        r"(?P<date>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[T _-]?(?P<clock>[01]\d|2[0-4])",
        r"(?P<year>\d{2})(?P<date>\d{4})(?P<clock>\d{6})(?P<zone>[WS])",
        rf"(?P<date>\d{{4}}-\d{{3}}|\d{{4}}-?W\d{{2}}-?\d)T(?P<clock>{TIME_OF_DAY}|\d{{4,6}}){_ZONE}",
        r"(?P<date>.*\d.*?)(?: [-/|] |-)(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?)",
        r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<clock>\d{2}\.\d{2}\.\d{2}(?:\.\d{1,12})?)",
        rf"(?P<clock>{TIME_OF_DAY})(?P<half> ?(?:{HALF}))?(?: Uhr)?,? +(?:on |am |den )?(?P<date>\D?.*\d.*)",
        rf"(?P<date>\D+\d{{1,2}}),? +(?P<clock>{TIME_OF_DAY})(?P<half> ?(?:{HALF}))?(?P<zone> [A-Z+\-]\S*)?"
        r" (?P<year>\d{4})",
        rf"(?P<date>.*\d.*?)(?:T|,? +)(?P<clock>\d{{1,2}})(?:(?P<half> ?(?:{HALF}))| ?h| ?Uhr)",
        rf"(?P<date>.*\d.*?)T(?P<clock>\d{{2}}){_ZONE}",
        r"(?P<date>.*\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}) +(?P<clock>\d{1,2})",
    )
)
"""Rarer ways: all figures, the time of day before the date or inside it, and a bare hour."""


@dataclass(frozen=True)
class Parts:
    """One array of texts per part, as long as the texts; the date is empty where there is no time of day."""

    date: pa.Array
    clock: pa.Array
    fraction: pa.Array
    half: pa.Array
    zone: pa.Array


def parts_of(texts: pa.Array) -> Parts:
    """Cut texts; those that have no time of day are a date, whole."""
    plain = pc.extract_regex(texts, _PLAIN)
    if not plain.null_count:
        none = pa.array([""] * len(texts), pa.string())
        return Parts(plain.field("date"), plain.field("clock"), none, none, none)
    cut = pc.extract_regex(texts, _SPLIT)
    columns = {name: pc.fill_null(cut.field(name), "") for name in (*NAMES, "early")}
    columns["half"] = pc.binary_join_element_wise(columns.pop("early"), columns["half"], "")
    columns["date"] = pc.if_else(cut.is_null(), texts, columns["date"])
    left = np.flatnonzero(cut.is_null().to_numpy(zero_copy_only=False))
    if len(left):
        _cut_others(texts, left, columns)
    exact = pc.extract_regex(columns["clock"], SECONDS)
    columns["clock"] = pc.if_else(exact.is_null(), columns["clock"], exact.field("clock"))
    return Parts(fraction=pc.fill_null(exact.field("fraction"), ""), **columns)


def cut_one(text: str) -> dict[str, str] | None:
    """The parts of one text, or None where no time of day is found."""
    if match := _CUT.match(text) if len(text) <= LONGEST else None:
        found = {name: match[name] or "" for name in NAMES}
        return {**found, "half": (match["early"] or "") + found["half"]}
    return _cut_other(text)


def _cut_others(texts: pa.Array, left: np.ndarray, columns: dict[str, pa.Array]) -> None:
    found = {
        int(place): parts
        for place, text in zip(left, texts.take(pa.array(left)).to_pylist(), strict=True)
        if (parts := _cut_other(text)) is not None
    }
    if not found:
        return
    for name in NAMES:
        cells = columns[name].to_pylist()
        for place, parts in found.items():
            cells[place] = parts[name]
        columns[name] = pa.array(cells, pa.string())


def _cut_other(text: str) -> dict[str, str] | None:
    if len(text) > LONGEST:
        return None
    for pattern in _OTHERS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = {**dict.fromkeys(NAMES, ""), **{k: v for k, v in match.groupdict().items() if v}}
        year = found.pop("year", "")
        if year:
            found["date"] = f"20{year}{found['date']}" if len(year) == 2 else f"{found['date']} {year}"
        if "milli" in found:
            found["clock"] += "." + found.pop("milli")
        return found
    return None
