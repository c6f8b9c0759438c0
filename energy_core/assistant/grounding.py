"""The exact check that every numeral of an answer comes from its values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from energy_core import words
from energy_core.assistant.answer import Answer
from energy_core.assistant.slots import moments, phrases

_NUMERAL: Final = re.compile(r"(?<![^\W\d_])(?<!\d)\d[\d.,:]*")
"""A figure; digits that end a word, as in CO2, are part of it."""


def ungrounded(answer: Answer, *, names: Iterable[str] = (), texts: Iterable[str] = ()) -> list[str]:
    """Numerals of the answer's text that no value, period or channel name put there; empty = all is grounded.

    A figure counts with its unit: the right number with another unit is ungrounded.

    Parameters
    ----------
    names : channel names, in which digits are no figures.
    texts : sentences of the product itself, such as a finding's, that were checked where they were made.
    """
    allowed = {words.label(name) for name in names} | set(texts)
    for value in answer.values:
        allowed.update(phrases(value))
        if value.channel:
            allowed.add(words.label(value.channel))
    if answer.period is not None:
        allowed.add(answer.period.text)
        allowed.update(moments(answer.period.start, answer.period.end))
    text = answer.text
    for phrase in sorted((p for p in allowed if any(c.isdigit() for c in p)), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.,]){re.escape(phrase)}(?![\d%]|[.,:]\d|\w)", "·", text)
    return _NUMERAL.findall(text)
