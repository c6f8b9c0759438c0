"""Text from files and people is data: it is shown as it stands, never as markup, link or picture."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:^=&.])")
_ADDRESS: Final = re.compile(r"(?i)(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)|(?<=mailto)(?=:)|(?=@)")
_JOINER: Final = "\u2060"
"""Word joiner: shows nothing, and keeps an address from being made a link."""


def plain(text: str) -> str:
    """Text for a place that reads Markdown, such that it looks exactly as it is written."""
    one_line = " ".join(text.split())
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(_JOINER, one_line))
