"""The words a question may hold without being misunderstood, and the mending of typing errors."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from energy_core.assistant.date_words import FEASTS, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

_VOCABULARY: Final[dict[str, str]] = tomllib.loads(
    files("energy_core.assistant").joinpath("vocabulary.toml").read_text(encoding="utf-8")
)
FILLERS: Final = frozenset(_VOCABULARY["fillers"].split())
"""Plain words of questions about energy; what is neither here nor understood is asked about."""

CUE_WORDS: Final = frozenset(_VOCABULARY["cue_words"].split())
"""Whole words of the catalogue's cues, of dates and of other subjects."""

EVERYDAY: Final = frozenset(_VOCABULARY["everyday"].split())
"""Words of other subjects that look like a slip of one of these."""

RISKY: Final = frozenset(_VOCABULARY["risky"].split())
"""Words that turn a question round; never skipped."""

SLIPS: Final = {
    "waht": "what",
    "wat": "what",
    "teh": "the",
    "hte": "the",
    "hw": "how",
    "hwo": "how",
    "lst": "last",
    "wk": "week",
    "yr": "year",
    "yrs": "years",
    "mch": "much",
    "hows": "how's",
    "whats": "what's",
    "wheres": "where's",
    "whens": "when's",
    "thats": "that's",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "dont": "don't",
    "wasnt": "wasn't",
    "isnt": "isn't",
    "im": "i'm",
    "ive": "i've",
    "u": "you",
    "ur": "your",
    "gimme": "show",
    "lemme": "let",
    "gonna": "going to",
    "wanna": "want to",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "cos": "because",
    "bc": "because",
    "leccy": "electricity",
    "elec": "electricity",
    "lecky": "electricity",
    "juice": "electricity",
    "rn": "right now",
    "yday": "yesterday",
    "avg": "average",
    "pct": "percent",
    "approx": "about",
    "nite": "night",
    "tonite": "tonight",
    "wkend": "weekend",
    "hr": "hour",
    "hrs": "hours",
    "moar": "more",
    "wats": "what's",
    "wot": "what",
    "wots": "what's",
    "wen": "when",
    "dis": "this",
    "dat": "that",
    "da": "the",
    "ystd": "yesterday",
    "2day": "today",
    "b4": "before",
    "costed": "cost",
    "til": "till",
    "rly": "really",
    "ppl": "people",
    "abt": "about",
    "mth": "month",
    "mths": "months",
    "chg": "charge",
    "diff": "difference",
    "tht": "that",
}
"""Common slips in words too short to be mended by likeness."""

_WORD: Final = re.compile(r"[a-z][a-z'&-]*[a-z]|[a-z]")
_TEXTED: Final = re.compile(r"\b(?:2day|2moro|b4)\b|(?<!\w)4 (?=the\b|my\b)|^n (?=\w)")
_LETTERS: Final = {"2day": "today", "2moro": "tomorrow", "b4": "before", "4 ": "for ", "n ": "and "}


PLEASANTRY: Final = re.compile(
    r"^(?:(?:thank you|thanks|thx|cheers|great|cool|nice|perfect|please|hi|hello|hey|yo|good"
    r" (?:morning|evening|"
    r"afternoon|day)|dear assistant|sorry|right|well|oh|mate|so)(?: (?:there|very much|a lot"
    r"|mate))?[,.! ]+)+(?=\S)"
    r"|[,. ]+(?:thanks|thank you|please|cheers|lol|mate|ta|innit)[.! ]*$"
)
"""Words of politeness around a question."""


def normal(question: str) -> str:
    """Lower case, plain quotes and spaces, nothing invisible, no closing signs."""
    text = without_accents(unicodedata.normalize("NFKC", question).lower())
    text = "".join(
        " " if c.isspace() else c for c in text if not unicodedata.category(c).startswith("C") or c.isspace()
    )
    for odd, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("·", " ")):
        text = text.replace(odd, plain)
    text = re.sub(r"\bkilowatt[ -]?hours?\b", "kwh", text)
    text = texted(text)
    text = PLEASANTRY.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" ?.!")


def texted(text: str) -> str:
    """Lower-case text with "2day" and "n" written out."""
    return _TEXTED.sub(lambda m: _LETTERS[m[0]], text)


def without_accents(text: str) -> str:
    """Letters without their accents: names are compared like that."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("ß", "ss")


@cache
def known_words() -> frozenset[str]:
    """Every single word the grammar itself knows."""
    return mending_targets() | EVERYDAY | _words_of_patterns()


@cache
def mending_targets() -> frozenset[str]:
    """Words that a typing error is mended to."""
    dated = " ".join((*MONTHS, *WEEKDAYS, *NUMBERS, *ORDINALS, *SEASONS, *FEASTS))
    return FILLERS | RISKY | CUE_WORDS | frozenset(dated.split())


def _words_of_patterns() -> frozenset[str]:
    """Whole words, and beginnings of words, that some pattern of the grammar looks for."""
    from energy_core.assistant import date_ranges, rewordings, signal_words, times_of_day, topics, wishes
    from energy_core.assistant.catalogue import METRICS

    patterns = [cue for metric in METRICS for cue in metric.cues]
    for module in (date_ranges, signal_words, times_of_day, wishes):
        patterns += [value.pattern for value in vars(module).values() if isinstance(value, re.Pattern)]
    patterns += [topic.pattern.pattern for topic in topics.TOPICS]
    patterns += [pattern.pattern for pattern, _ in rewordings.RULES]
    patterns += [words for _, words in wishes.LINES]
    plain = re.sub(r"\\[a-zA-Z]|\(\?[:=!P]?", " ", " ".join(patterns))
    return frozenset(re.findall(r"[a-z]{3,}", plain))


def mended(text: str, vocabulary: Collection[str]) -> str:
    """The text with words of 4 letters and more, one or two slips from a known word, replaced by it."""
    known = known_words() | frozenset(vocabulary)
    choices = sorted(word for word in mending_targets() | frozenset(vocabulary) if len(word) >= 4)

    def mend(m: re.Match[str]) -> str:
        word = SLIPS.get(m[0], m[0])
        if (
            len(word) < 3
            or word in known
            or word.removesuffix("s") in known
            or word.removesuffix("'s") in known
        ):
            return word
        slips = 1 if len(word) < 8 else 2
        alike = [choice for choice in choices if choice[0] == word[0]]
        whole = _with_vowels(word, alike)
        if len(word) < 4 or whole != word:
            return whole
        best = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best else word

    return _WORD.sub(mend, text)


def _with_vowels(word: str, choices: Collection[str]) -> str:
    """A word texted without its vowels, such as "ystrday" or "chrg", with them."""
    bare = _consonants(word)
    fitting = [choice for choice in choices if _consonants(choice) == bare and _is_within(word, choice)]
    return min(fitting, key=len, default=word) if len(bare) > 1 else word


@cache
def _consonants(word: str) -> str:
    """Its letters that are no vowels, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou'-]", "", word))


def _is_within(word: str, whole: str) -> bool:
    """Whether all letters of a word come in that order in another."""
    rest = iter(whole)
    return all(letter in rest for letter in word)


def not_understood(rest: str) -> list[str]:
    """Words, numbers and signs that no part of the grammar has taken and that are no fillers."""
    rest = re.sub(r"·'s\b", "·", rest)
    words = re.findall(r"[a-z][a-z'&-]*|[£€$]?\d[\d.,:/]*%?", rest)
    return [word for word in words if word not in FILLERS and word.removesuffix("'s") not in FILLERS]
