"""How words in headers are written: accents or none, camelCase, typos, codes that stand for a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from energy_core.importers.role_words import COMMON

Pattern = re.Pattern[str]

SHORTEST_TYPO: Final = 6
"""Shorter words have neighbours that mean something else: `meter` and `metre`, `gas` and `gast`."""

_KNOWN: Final[set[str]] = set(COMMON)
"""Long words of all patterns: none of them is a slip for another (`imported` for `importe`)."""

_SPELLINGS: Final = {
    "ä": "(?:ä|ae|a|�|\\?)", "ö": "(?:ö|oe|o|�|\\?)", "ü": "(?:ü|ue|u|�|\\?)", "ß": "(?:ß|ss)",
    "å": "(?:å|aa|a|�|\\?)", "æ": "(?:æ|ae|�|\\?)", "ø": "(?:ø|oe|o|�|\\?)", "ł": "[łl�?]", "đ": "[đd�?]",
    "ı": "[ıi]",
}  # fmt: skip
"""Letters that exports write in another way, or lose."""

_DIRECTIONS: Final = (
    (re.compile(r"(?<![^\W_])[AP] ?\+(?![^\W_])|\+ ?[AP](?![^\W_])"), " import "),
    (
        re.compile(
            r"(?<![^\W_])[AP] ?[-−–](?![^\W_]| ?[^\W\d_])|(?:(?<=^)|(?<=[\s(\[;:]))[-−–][AP](?![^\W_])"
        ),
        " export ",
    ),
)
"""`A+` and `P+` are active energy and power taken, `A-` and `P-` given (IEC 62056-6-1 calls them so)."""

_OBIS: Final = re.compile(
    r"(?<![\d.])(?:\d{1,2}-\d{1,3}[:.])?(\d{1,2})\.(\d{1,2})\.(\d{1,3})(?:[*.]\d{1,3})?(?![\d])"
)
_OBIS_TAKEN: Final = {1: "import", 21: "import l1", 41: "import l2", 61: "import l3", 15: "import", 16: "net"}
_OBIS_GIVEN: Final = {2: "export", 22: "export l1", 42: "export l2", 62: "export l3"}
_OBIS_KINDS: Final = {8: "counter", 29: "energy", 9: "energy", 4: "power", 5: "power", 7: "power",
                      25: "power", 27: "power", 6: "maximum demand", 2: "maximum demand"}  # fmt: skip

_UNIT: Final = re.compile(r"(?i:[kmg]wh)s?(?![a-z])|(?<![A-Za-z])[Ww][Hh](?![a-z])|(?<=[a-z])W[hH](?![a-z])")


def words(text: str, *, inside: str = "") -> Pattern:
    """A pattern of whole words, with accents or without.

    inside : parts of words, for languages that join words (`Netzbezug`) or write without spaces.
    """
    _KNOWN.update(re.findall(rf"[a-z]{{{SHORTEST_TYPO},}}", text))
    whole = rf"(?<![^\W_])(?:{_spelled(text)})\d{{0,2}}(?![^\W_])"
    return re.compile(f"{whole}|(?:{_spelled(inside)})" if inside else whole)


def _spelled(text: str) -> str:
    return "".join(_SPELLINGS.get(letter) or _bare(letter) for letter in unicodedata.normalize("NFC", text))


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return letter if base == letter or not letter.isalpha() or letter in "й" else f"[{letter}{base}�?]"


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name in lower case, words apart: `Sub_metering_1` and `subMetering1` are `sub metering 1`.

    Codes become the words they stand for: `1-0:2.8.0` is `export counter`, `A+` is `import`.
    """
    text = unicodedata.normalize("NFKC", name).replace("−", "-")
    text = _OBIS.sub(_obis, text)
    for code, word in _DIRECTIONS:
        text = code.sub(word, text)
    text = _UNIT.sub(lambda unit: f" {unit[0].lower()} ", text)
    text = re.sub(
        r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{3,})|(?<=[a-z]{3})(?=[A-Z]{3,}(?![A-Za-z]))",
        " ",
        text,
    )
    text = re.sub(r"[_\-./\\()\[\]{}:]+", " ", text)
    return " ".join(text.lower().replace("i̇", "i").split())


def _obis(match: re.Match[str]) -> str:
    quantity, kind, tariff = int(match[1]), int(match[2]), int(match[3])
    way = _OBIS_TAKEN.get(quantity) or _OBIS_GIVEN.get(quantity)
    if way is None:
        return " reactive " if quantity in range(3, 9) and kind in _OBIS_KINDS else match[0]
    if kind not in _OBIS_KINDS or tariff > 63:
        return match[0]
    return f" {way} {_OBIS_KINDS[kind]} " + (f"t{tariff} " if 0 < tariff < 10 and kind in (8, 29, 9) else "")


@lru_cache(maxsize=65_536)
def says(pattern: Pattern, name: str) -> bool:
    """Whether a name contains one of the words, as it is written or but for a slip of the keyboard."""
    text = plain(name)
    if pattern.search(text):
        return True
    mended = _mended(text, pattern)
    return mended != text and pattern.search(mended) is not None


def _mended(text: str, pattern: Pattern) -> str:
    """The text with long words that are one letter off a word of the pattern put right."""
    known = _long_words(pattern)
    return " ".join(_nearest(word, known) if len(word) >= SHORTEST_TYPO else word for word in text.split())


@lru_cache(maxsize=256)
def _long_words(pattern: Pattern) -> dict[str, tuple[str, ...]]:
    """The long words of a pattern by their first letter."""
    found = re.findall(rf"(?<![\w\])?])[a-z]{{{SHORTEST_TYPO},}}(?![\w\[(?])", pattern.pattern)
    return {first: tuple(w for w in sorted(set(found)) if w[0] == first) for first in {w[0] for w in found}}


def _nearest(word: str, known: Mapping[str, tuple[str, ...]]) -> str:
    if word in _KNOWN:
        return word
    return next((other for other in known.get(word[0], ()) if _is_slip(word, other)), word)


def _is_slip(word: str, other: str) -> bool:
    """One letter too many, one missing, or two exchanged; another letter makes another word (`expert`)."""
    if abs(len(word) - len(other)) > 1:
        return False
    if len(word) == len(other):
        off = [i for i, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]]
        return len(off) == 2 and off[1] == off[0] + 1 and word[off[0]] == other[off[1]] and (
            word[off[1]] == other[off[0]])  # fmt: skip
    short, long_ = sorted((word, other), key=len)
    return any(long_[:i] + long_[i + 1 :] == short for i in range(len(long_)))
