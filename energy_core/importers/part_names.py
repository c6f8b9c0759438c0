"""Names of columns that are parts of the day: `00:30`, `kWh 00:15-00:30`, `12:30 AM`, `H01`, `Hour 1 kWh`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from energy_core.importers import words

DAY_MINUTES: Final = 1_440

COUNTS: Final = (24, 48, 96, 144, 288)
"""Hours, half hours, quarters, tens and fives of minutes in a day; more of them where clocks go back."""

MANY: Final = 48
"""So many columns E1, E2 … are the parts of a day, whatever letter they have; no home has as many meters."""
FEWEST: Final = 4
MOST_ALONE: Final = 2
"""More columns than these that look like parts but belong to no set, and the sets are not understood."""

_HALF: Final = r"(?P<half>[ap])\.?m\.?"
_CLOCK: Final = r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])[:.hH](?P<minute>[0-5]\d)(?::\d\d)?(?![\d:])"
_UNTIL: Final = r"(?:-|–|—|/|_|~|～|〜|至|to|bis|tot|until)\s*\d{1,2}[:.hH]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
_RANGE: Final = re.compile(rf"{_CLOCK}(?:\s*{_HALF})?\s*{_UNTIL}", re.I)
_HALF_DAY: Final = re.compile(
    rf"(?<![\d.,:])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::\d\d)?)?\s*{_HALF}\b", re.I
)
_PLAIN: Final = re.compile(_CLOCK)
_COMPACT: Final = re.compile(r"(?<!\d)(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?!\d)")
_COUNTED: Final = re.compile(r"(?<![\d.,])(?P<number>\d{1,3})(?![\d.,]\d|\d)")
_AGAIN: Final = re.compile(r"\.\d$|\(\d\)|\*|\bDST\b|\b[AB]\b", re.I)
"""What marks the second of two hours of the same name."""
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]")

PART: Final = words.words(
    "h|hr|hrs|he|hb|hh|hour|hours|hour ending|hour beginning|half hour|interval|int|period|slot|p|sp|q|"
    "qh|quarter|settlement|settlement period|stunde|std|stunden|uur|heure|heures|hora|ora|time|timme|tunti|"
    "godzina|kwartier|viertelstunde|halbstunde|ending|end|start|from|ab|bis|hodina|óra|tid"
)
_VALUE: Final = words.words(
    "v|val|value|values|wert|waarde|valeur|valor|reading|usage|use|kwh|wh|mwh|kw|w|energy|consumption|"
    "import|export|generation|load|demand|verbrauch|verbruik|power"
)
NOTHING: Final = ("v", "val", "value", "values", "wert", "waarde", "valeur", "valor", "reading")


@dataclass(frozen=True)
class Part:
    """A column that is one part of the day. column : its number. stem : what else its name says.
    value : minutes after midnight of a clock, or the number of a counted part."""

    column: int
    kind: Literal["clock", "number"]
    value: int
    stem: str


@dataclass(frozen=True)
class PartGroup:
    """The columns of one quantity, in the file's order. stem : what it is. word : how the file calls a part.
    usual : how many parts ordinary days have. marks_ends : the last column is the end of the day."""

    parts: tuple[Part, ...]
    stem: str
    word: str
    usual: int
    marks_ends: bool

    @property
    def counted(self) -> bool:
        return self.parts[0].kind == "number"

    def is_extra(self, place: int) -> bool:
        """Whether a column is there only for the day on which clocks go back."""
        part = self.parts[place]
        if self.counted:
            return part.value - self.parts[0].value >= self.usual
        return any(earlier.value == part.value for earlier in self.parts[:place])


def part_groups(names: Sequence[str], *, unnamed: str = "column") -> list[PartGroup]:
    """The quantities whose columns together are the parts of a day; empty if the table has none."""
    columns = [i for i, name in enumerate(names) if not name.startswith(f"{unnamed} ")]
    for read in (_clock, _compact, _counted):
        parts = [part for i in columns if (part := read(i, names[i])) is not None]
        stems = Counter(part.stem for part in parts)
        groups = []
        for stem, count in stems.items():
            if count >= FEWEST:
                found = _group([part for part in parts if part.stem == stem])
                groups += [found] if found is not None else []
        alone = len(parts) - sum(len(group.parts) for group in groups)
        if groups and alone <= MOST_ALONE and len({_times(group) for group in groups}) == 1:
            return groups
    return []


def _times(group: PartGroup) -> frozenset[int]:
    return frozenset(part.value for part in group.parts)


def _clock(column: int, name: str) -> Part | None:
    for pattern in (_RANGE, _HALF_DAY, _PLAIN):
        if match := pattern.search(name):
            minutes = _minutes(match["hour"], match["minute"], match.groupdict().get("half"))
            return None if minutes is None else Part(column, "clock", minutes, _stem(name, match))
    return None


def _compact(column: int, name: str) -> Part | None:
    """`0030`: told from other numbers by all of them together being the parts of a day."""
    match = _COMPACT.search(name)
    minutes = _minutes(match["hour"], match["minute"], None) if match else None
    return None if match is None or minutes is None else Part(column, "clock", minutes, _stem(name, match))


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "pP" else 0)
    return None if hours * 60 + minutes > DAY_MINUTES else hours * 60 + minutes


def _counted(column: int, name: str) -> Part | None:
    matches = list(_COUNTED.finditer(re.sub(r"(?<=[A-Za-z_])(?=\d)", " ", name)))
    if len(matches) != 1:
        return None
    spaced = re.sub(r"(?<=[A-Za-z_])(?=\d)", " ", name)
    return Part(column, "number", int(matches[0]["number"]), _stem(spaced, matches[0]))


def _stem(name: str, match: re.Match[str]) -> str:
    rest = f"{name[: match.start()]} {name[match.end() :]}"
    rest = _EMPTY.sub(" ", _AGAIN.sub(" ", rest).replace("_", " "))
    stem = " ".join(rest.strip(" -–:#/.").split())
    return stem[1:-1] if stem[:1] in ("(", "[") and stem[-1:] in (")", "]") else stem


def _group(parts: list[Part]) -> PartGroup | None:
    """The parts of one stem, if they are evenly spaced and fill a day."""
    parts, again = _with_hours_again(parts)
    word = PART.search(words.plain(parts[0].stem))
    stem = _without_part_words(parts[0].stem)
    if parts[0].kind == "number" and again and len(parts) == 25:
        start = parts[0].value
        parts = [replace(part, kind="clock", value=(part.value - start) * 60) for part in parts]
    if parts[0].kind == "number":
        return _numbered(parts, stem, word[0].strip() if word else "")
    if parts[-1].value == 0 and parts[0].value != 0:
        parts = [*parts[:-1], Part(parts[-1].column, "clock", DAY_MINUTES, parts[-1].stem)]
    steps = Counter(b.value - a.value for a, b in pairwise(parts) if b.value != a.value)
    steps = Counter({step: n for step, n in steps.items() if step > 0}) if again else steps
    if not steps or min(steps) <= 0:
        return None
    step = min(steps, key=lambda s: (-steps[s], s))
    distinct = len({part.value for part in parts})
    whole = DAY_MINUTES // step
    if DAY_MINUTES % step or distinct not in (whole, whole - max(1, 60 // step)):
        return None
    return PartGroup(tuple(parts), stem, "", whole, parts[-1].value == DAY_MINUTES)


def _with_hours_again(parts: list[Part]) -> tuple[list[Part], bool]:
    """Parts in the order of the day, where those of the hour that comes twice stand behind all others."""
    falls = [i for i, (a, b) in enumerate(pairwise(parts), 1) if b.value < a.value]
    if len(falls) != 1 or parts[-1].value == 0:
        return parts, False
    usual, more = parts[: falls[0]], parts[falls[0] :]
    if not more or len(more) * 24 != len(usual) or not {p.value for p in more} <= {p.value for p in usual}:
        return parts, False
    place = next(i for i, part in enumerate(usual, 1) if part.value == more[-1].value)
    return [*usual[:place], *more, *usual[place:]], True


def _numbered(parts: list[Part], stem: str, word: str) -> PartGroup | None:
    """1 to 24, 0 to 47 …: only where the names say part of a day, or no more than a quantity."""
    if any(b.value != a.value + 1 for a, b in pairwise(parts)) or parts[0].value not in (0, 1):
        return None
    usual = next((n for n in COUNTS if n <= len(parts) <= n + n // 24), None)
    said = words.plain(stem).replace("(", " ").replace(")", " ").split()
    if usual is not None and not word and len(stem) == 1 and usual >= MANY:
        stem = ""
    elif usual is None or (not word and not all(_VALUE.fullmatch(one) for one in said)):
        return None
    if word and stem and not _VALUE.search(words.plain(stem)):
        return None
    return PartGroup(tuple(parts), stem, word, usual, False)


def _without_part_words(stem: str) -> str:
    """What a stem says besides that it is a part of the day; a lone letter or `value` says nothing."""
    silent = (*NOTHING, "")
    rest = [word for word in stem.split() if not PART.fullmatch(words.plain(word).strip())]
    rest = [word for word in rest if words.plain(word).strip() not in silent]
    return " ".join(rest).strip(" -:")
