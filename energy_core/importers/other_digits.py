"""Digits of other scripts, such as Arabic and Devanagari -> 0 to 9, with the marks between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

from energy_core.importers.ledger import Ledger
from energy_core.importers.plain_rows import Text

HEAD_BYTES: Final = 65_536
"""So much shows in which digits a file is written."""

_DIGIT: Final = re.compile(r"(?![0-9])\d")
_MARKS: Final = ((re.compile(r"(?<=\d)٫(?=\d)"), "."), (re.compile(r"(?<=\d)٬(?=\d)"), "'"))
"""Arabic decimal and thousands separators, U+066B and U+066C."""


def with_western_digits(text: Text, *, ledger: Ledger) -> Text:
    """The same text with digits from 0 to 9; itself where it has them already."""
    head = text.content[:HEAD_BYTES]
    if head.isascii() or (first := _DIGIT.search(head.decode(errors="ignore"))) is None:
        return text
    body = text.content.decode(errors="replace")
    foreign = (sign for sign in set(body) if not sign.isascii())
    others = [sign for sign in foreign if unicodedata.decimal(sign, None) is not None]
    for mark, western in _MARKS:
        body = mark.sub(western, body)
    body = body.translate({ord(sign): str(unicodedata.decimal(sign)) for sign in others})
    script = unicodedata.name(first[0]).rpartition(" DIGIT ")[0].title() or "full-width"
    ledger.decide("digits", script, evidence=f"numbers are written with {first[0]!r} and the like")
    return replace(text, content=body.encode())
