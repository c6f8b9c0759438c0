"""Questions about what a word means: "what is a kWh", "what does load factor mean"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from energy_core.assistant.rules_meaning import meanings

_ASKED: Final = (
    r"(?:what (?:is|are)|what's|whats|what do you mean by|what is meant by|define|definition of"
    r"|explain|meaning of)"
    r"(?P<article> (?:an?|the term|the word))? \"?(?P<word>{words})s?\"?(?: (?:mean|about))?"
    r"|what (?:does|do) (?:an? |the (?:term |word )?)?\"?(?P<word2>{words})s?\"? (?:mean|stand for)"
)


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(way) for way in sorted(meanings(), key=len, reverse=True))
    return re.compile(_ASKED.format(words=words))


def word_in(text: str) -> str | None:
    """The word that a question wants explained, if that is all it asks."""
    plain = re.sub(
        r"^(?:and |so |please |can you |could you |tell me )+|(?: please| in energy terms)$", "", text
    )
    match = _pattern().fullmatch(plain)
    return None if match is None else match["word"] or match["word2"]
