"""A model's draft: prose of known plain words around slots. Whatever else is in it is a violation.

Words are allowed one by one, so a figure, a date, a unit, a name, a comparison, a claim or a piece of markup
needs no pattern of its own: none of them can be written, in any language or alphabet.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from energy_core.assistant.answer import Answer
from energy_core.assistant.grounding import ungrounded
from energy_core.assistant.ledger import Ledger, in_full
from energy_core.assistant.toolbox import Call

LONGEST: Final = 3000
"""Characters of a draft."""

_SLOT: Final = re.compile(r"\{([sv][1-9][0-9]{0,2})\}", re.ASCII)
_FULL_STOP: Final = re.compile(r"(\{s[1-9][0-9]{0,2}\})[.!?]", re.ASCII)
_BULLET: Final = re.compile(r"^[ \t]*(?:[-*•]|[0-9]{1,2}[.)])[ \t]+", re.MULTILINE | re.ASCII)
_SENTENCE: Final = re.compile(r"[^.!?\n]*[.!?\n]?")
_PROSE: Final = re.compile(r"[A-Za-z' .,:;!?()\n-]*", re.ASCII)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z']*", re.ASCII)
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\r": None})


@dataclass(frozen=True)
class Checked:
    """text : with the slots filled. used : the calls in it. violations : why it is not shown."""

    text: str
    used: tuple[Call, ...]
    violations: tuple[str, ...]


@cache
def _words(kind: str) -> frozenset[str]:
    table = tomllib.loads(
        files("energy_core.assistant").joinpath("prose_words.toml").read_text(encoding="utf-8")
    )
    return frozenset(word for line in table[kind].values() for word in line.split())


def checked(draft: str, ledger: Ledger) -> Checked:
    """The draft with its slots filled, and what is wrong with it."""
    text = _BULLET.sub("", draft.translate(_QUOTES).replace("*", "")).strip()
    slots = list(dict.fromkeys(_SLOT.findall(text)))
    calls = {slot: _call(slot, ledger) for slot in slots}
    used = tuple(dict.fromkeys(id(call) for call in calls.values() if call is not None))
    found = tuple(call for call in ledger.calls if id(call) in used)
    violations = [f"there is no slot {{{slot}}}" for slot, call in calls.items() if call is None]
    violations += _violations(text, found)
    if violations:
        return Checked("", found, tuple(violations))
    filled = _SLOT.sub(lambda m: _filled(m[1], ledger), _FULL_STOP.sub(r"\1", text))
    return _exactly_checked(filled, found)


def _violations(text: str, used: tuple[Call, ...]) -> list[str]:
    wrong = []
    if not used:
        wrong.append("no slot is used, so nothing is answered")
    if len(text) > LONGEST:
        wrong.append("it is too long")
    for sentence in _SENTENCE.findall(text):
        wrong += _foreign(sentence)
    return wrong


def _foreign(sentence: str) -> list[str]:
    """What a sentence holds besides slots and words that are allowed where they stand."""
    before, *after = _SLOT.sub("\0", sentence).split("\0")
    prose = " ".join((before, *after))
    if not _PROSE.fullmatch(prose):
        strange = re.sub(r"[A-Za-z' .,:;!?()\n-]", "", prose, flags=re.ASCII)
        return [f"sign not allowed: {strange[:20]!a}"]
    if _said(before)[:1] and _said(before)[0] in _words("never_first"):
        return [f"a sentence can't begin with {_said(before)[0]}"]
    if not after:
        return _not_in(prose, _words("frame")) and _not_advice(prose)
    return [*_not_in(before, _words("frame")), *_not_in(" ".join(after), _words("after_a_slot"))]


def _not_advice(prose: str) -> list[str]:
    """Advice begins as a suggestion does and states nothing."""
    words = _said(prose)
    if words[0] not in _words("advice_begins"):
        return [f"a sentence without a slot has to be advice; it can't begin with {words[0]}"]
    return _not_in(prose, _words("advice") | _words("advice_begins"))


def _not_in(prose: str, allowed: frozenset[str]) -> list[str]:
    return [f"word not allowed: {word}" for word in dict.fromkeys(_said(prose)) if word not in allowed]


def _said(prose: str) -> list[str]:
    return [word.strip("'").lower() for word in _WORD.findall(prose) if word.strip("'")]


def _call(slot: str, ledger: Ledger) -> Call | None:
    if slot[0] == "s":
        return ledger.sentence(slot)
    behind = ledger.value(slot)
    return None if behind is None else behind[0]


def _filled(slot: str, ledger: Ledger) -> str:
    if slot[0] == "s":
        call = ledger.sentence(slot)
        assert call is not None
        return call.answer.text
    behind = ledger.value(slot)
    assert behind is not None
    return in_full(behind[1])


def _exactly_checked(text: str, used: tuple[Call, ...]) -> Checked:
    """The finished text once more through the check that the rules' own answers pass."""
    values = tuple(value for call in used for value in call.answer.values)
    names = {value.channel for value in values if value.channel}
    finished = Answer(text, "answered", values=values)
    left = ungrounded(finished, names=names, texts=[call.answer.text for call in used])
    return Checked(text, used, tuple(f"figure that is no value: {numeral}" for numeral in left))
