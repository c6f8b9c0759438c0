"""What appliance a channel is, by its name. A wrong type is worse than none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz.distance import OSA

from energy_core.audit.appliance_words import (
    AMBIGUOUS,
    KNOWN_CIRCUITS,
    NO_HEADS,
    NOT_MISSPELT,
    ONLY_ALONE,
    ROOMS,
    TYPES,
)
from energy_core.errors import UnknownNameError

NO_APPLIANCE: Final = "none"
"""What a person writes for a channel that is no appliance."""

MISSPELT: Final = ((10, 2), (7, 1))
"""From so many letters on, so many may be wrong; never the first. In shorter words letters may be swapped."""

HEAD_LETTERS: Final = 6
"""A compound ends with its head word (Kellerkühlschrank); shorter heads are too many words' endings."""

EXACT, COMPOUND, UNSURE, ONE_OFF, TWO_OFF = 100, 95, 85, 88, 82
"""Scores, from 0 to 100. Below 80 nothing is matched."""


@dataclass(frozen=True)
class Match:
    """What a channel's name says that it is.

    types : none for a room or a name that says nothing, several for a circuit of several appliances.
    word : the word of the vocabulary that matched. score : 0 to 100.
    doubt : why its load does not fit, once it was compared.
    """

    channel: str
    types: tuple[str, ...]
    word: str | None
    score: int
    source: Literal["name", "you", "known circuit", "none"]
    doubt: str | None = None


def appliance_type(name: str, said: Mapping[str, str] | None = None) -> Match:
    """The type of a channel; `said` : types by channel as a person gave them (`none` = no appliance).

    Raises
    ------
    UnknownNameError : for a type that does not exist.
    """
    if said and name in said:
        return _yours(name, said[name])
    if known := KNOWN_CIRCUITS.get(name.lower()):
        return Match(name, known, name, EXACT, "known circuit")
    found = _found(name)
    types = tuple(dict.fromkeys(kind for kind, _, _ in found))
    if not types:
        return Match(name, (), None, 0, "none")
    return Match(name, types, " + ".join(word for _, word, _ in found), min(s for _, _, s in found), "name")


def folded(name: str) -> str:
    """A name in lower case without accents, its words apart."""
    spaced = re.sub(r"(?<=[a-zà-ÿ\d])(?=[A-ZÀ-Þ][a-zà-ÿ])", " ", name)
    lower = spaced.lower().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


_LETTERS: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d", "œ": "oe"})
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _yours(name: str, said: str) -> Match:
    if said == NO_APPLIANCE:
        return Match(name, (), said, EXACT, "you")
    types = tuple(part.strip() for part in said.split("+"))
    if wrong := [kind for kind in types if kind not in TYPES]:
        raise UnknownNameError(
            f"Needed an appliance type for {name!r}; found {wrong[0]!r}. The types are: "
            f"{', '.join(TYPES)}, or {NO_APPLIANCE}; several are written with + between them.",
            where={"field": "appliance_types"},
        )
    return Match(name, types, said, EXACT, "you")


_AND: Final = re.compile(r"\s*[+&]\s*|\s+(?:and|und|et|og|och)\s+", re.IGNORECASE)
_PERHAPS_AND: Final = re.compile(r"\s+(?:y|e|en|ja|i)\s+", re.IGNORECASE)
"""Short words for `and` that mean other things elsewhere: they part a name only between two appliances."""


@lru_cache(maxsize=4096)
def _found(name: str) -> tuple[tuple[str, str, int], ...]:
    """Type, word and score of each appliance in a name; none if one part of a circuit is unknown."""
    for joint, must in ((_AND, True), (_PERHAPS_AND, False)):
        parts = [folded(part) for part in joint.split(name) if folded(part)]
        if len(parts) < 2:
            continue
        by_part = [_in_part(part) for part in parts]
        if all(by_part):
            return tuple(hit for hits in by_part for hit in hits)
        if must:
            return ()
    return tuple(_in_part(folded(name)))


def _in_part(text: str) -> list[tuple[str, str, int]]:
    if not text or _is_electrical_ac(text):
        return []
    text, found = _exact(text)
    left = [token for token in text.split() if not any(char.isdigit() for char in token)]
    if not found:
        found = [hit for token in left if (hit := _compound(token))]
    if not found:
        candidates = [*(" ".join(pair) for pair in pairwise(left)), *left]
        found = [hit for token in candidates if (hit := _fuzzy(token))][:1]
    return found


def _exact(text: str) -> tuple[str, list[tuple[str, str, int]]]:
    """Whole words and phrases, the longest first; rooms are cut out. What is left, and what was found."""
    found: list[tuple[str, str, int]] = []
    for word in _candidates(text):
        if (kind := _words().get(word)) is None and word not in _rooms():
            continue
        if word in ONLY_ALONE and text.strip() != word:
            continue
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        if not re.search(pattern, text):
            continue
        text = re.sub(pattern, "·", text)
        if kind is not None:
            found.append((kind, word, UNSURE if word in AMBIGUOUS else EXACT))
    return text.replace("·", " "), found


def _candidates(text: str) -> list[str]:
    """Every run of one to four words, the longest first."""
    tokens = text.split()
    runs = {
        " ".join(tokens[start : start + length])
        for length in range(1, 5)
        for start in range(len(tokens) - length + 1)
    }
    return sorted(runs, key=lambda run: (-len(run.split()), -len(run), run))


def _compound(token: str) -> tuple[str, str, int] | None:
    if token in NOT_MISSPELT or any(token.endswith(room) for room in _rooms() if len(room) >= HEAD_LETTERS):
        return None
    heads = [w for w in _words() if len(w) >= HEAD_LETTERS and w not in NO_HEADS and token.endswith(w)]
    if not heads:
        return None
    head = max(heads, key=len)
    return _words()[head], head, COMPOUND


def _fuzzy(token: str) -> tuple[str, str, int] | None:
    """The one type a token is a typing error away from; None if there are two."""
    if token in NOT_MISSPELT or _is_near_a_room(token):
        return None
    by_type: dict[str, tuple[int, str]] = {}
    for word, kind in _words().items():
        distance = _letters_wrong(token, word)
        if distance is not None and distance < by_type.get(kind, (99, ""))[0]:
            by_type[kind] = (distance, word)
    if not by_type:
        return None
    best = min(distance for distance, _ in by_type.values())
    nearest = [(kind, word) for kind, (distance, word) in by_type.items() if distance == best]
    if len(nearest) > 1:
        return None
    return *nearest[0], (ONE_OFF if best <= 1 else TWO_OFF)


def _letters_wrong(token: str, word: str) -> int | None:
    """How many letters differ; None if too many do."""
    longer = max(len(token), len(word))
    allowed = next((wrong for letters, wrong in MISSPELT if longer >= letters), 0)
    if token[0] != word[0] or len(word) < 6:
        return None
    if not allowed:
        return 1 if sorted(token) == sorted(word) else None
    if abs(len(word) - len(token)) > allowed:
        return None
    distance = OSA.distance(token, word, score_cutoff=allowed)
    return distance if distance <= allowed else None


def _is_near_a_room(token: str) -> bool:
    return any(abs(len(room) - len(token)) <= 1 and OSA.distance(token, room) <= 1 for room in _rooms())


def _is_electrical_ac(text: str) -> bool:
    """`AC output` is alternating current."""
    return re.search(r"\b(?:a ?c) (?:output|input|voltage|current|coupled|side|load|main)", text) is not None


@cache
def _words() -> dict[str, str]:
    """Every folded way to write a type, to the type."""
    found: dict[str, str] = {}
    for kind, ways in TYPES.items():
        for form in _forms(ways):
            found.setdefault(form, kind)
    found.setdefault("ac", "air conditioner")
    return found


@cache
def _rooms() -> frozenset[str]:
    return frozenset(_forms(ROOMS))


def _forms(ways: Sequence[str]) -> Sequence[str]:
    every: list[str] = []
    for way in ways:
        plain, written = folded(way), folded(way.translate(_WRITTEN_OUT))
        every += [plain, written, plain.replace(" ", "")]
        if way.isascii() and not plain.endswith("s"):
            every.append(f"{plain}s")
    return every
