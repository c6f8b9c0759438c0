"""Which code page a text of single bytes is in: the one in which its words are words of a language.

References
----------
Unicode Consortium, mappings of vendors' code pages, https://www.unicode.org/Public/MAPPINGS/
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CANDIDATES: Final = (
    "cp1252", "cp1250", "iso8859_2", "cp850", "cp437", "mac_roman", "cp852", "mac_latin2", "cp1251", "cp1253",
    "iso8859_7", "cp1254", "cp1257", "cp866", "koi8_r", "koi8_u",
)  # fmt: skip
"""Asked in this order; the first of equals is chosen. Latin-1 is within cp1252."""

MOST_WORDS: Final = 400

_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
LANGUAGES: Final = (
    "äöüß", "éèêëàâçîïôùûüœ", "áéíóúñü", "ãõáéíóúâêôç", "àèéìòù", "éëïóöü", "åäöé", "æøåé", "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîșțşţ", "çğıöşüâî", "áäčďéíĺľňóôŕšťúýž", "čćđšž", "ąčęėįšųūž",
    "āčēģīķļņšūž", "äõöüšž", "áðéíóúýþæö", "абвгдеёжзийклмнопрстуфхцчшщъыьэюяієїґ",
    "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
)  # fmt: skip
"""Letters beside a to z in the languages of exports (Unicode CLDR, main exemplar characters)."""
_UNITS: Final = re.compile(r"[mM][³²]|°[CF]?|[€£]|µ\w*|\d?[½¼]")
_SIGNS: Final = frozenset("°²³€£µ·–—’‘“”„«»½¼×±§…")
"""What stands between words in exports: units, money, dashes, quotes."""


def code_page(content: bytes) -> str:
    """The code page of some bytes that are no UTF-8."""
    words = list(dict.fromkeys(match.group() for match in _WORD.finditer(content)))[:MOST_WORDS]
    scores = {page: _score(words, page) for page in CANDIDATES}
    return max(CANDIDATES, key=lambda page: scores[page])


def _score(words: list[bytes], page: str) -> float:
    """How much words look like those of one language, and signs like those of exports."""
    texts, score = [], 0.0
    for word in words:
        try:
            texts.append(word.decode(page))
        except UnicodeDecodeError:
            score -= 5.0
    score += sum(2.5 if _UNITS.fullmatch(text) else _shape(text) for text in texts)
    letters = [sign for text in texts if not _UNITS.fullmatch(text) for sign in text.lower()]
    others = [sign for sign in letters if not sign.isascii() and sign.isalpha()]
    return score + max(sum(1.0 if sign in known else -0.5 for sign in others) for known in LANGUAGES)


def _shape(text: str) -> float:
    """What speaks against a word: letters of two scripts or cases in it, signs between its letters."""
    score = 0.0
    for place, sign in enumerate(text):
        if sign.isascii():
            continue
        before = text[place - 1] if place else ""
        after = text[place + 1] if place + 1 < len(text) else ""
        if not sign.isalpha():
            score += _sign(sign, before, after)
            continue
        if any(_script(other) != _script(sign) for other in (before, after) if other.isalpha()):
            score -= 1.5
        if sign.isupper() and before.isalpha() and (before.islower() or after.islower()):
            score -= 2.0
        if sign.islower() and before.isupper() and after.isupper():
            score -= 1.0
    return score


def _script(sign: str) -> str:
    return unicodedata.name(sign, "NONE").split()[0]


def _sign(sign: str, before: str, after: str) -> float:
    if sign in _SIGNS or sign == "\u00a0":
        return 0.5 if not (before.isalpha() and after.isalpha()) or sign in "’–" else -0.5
    return -1.5
