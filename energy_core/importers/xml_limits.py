"""What no XML of readings holds, and what would keep a parser busy for hours."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.errors import MalformedFileError

LONGEST_TAG: Final = 1_000_000
"""A parser that is fed piece by piece reads an unfinished tag anew with every piece."""


def refuse_endless_tags(text: bytes, *, name: str) -> None:
    """Raises MalformedFileError for a text with a tag, or text between tags, of a megabyte."""
    closed = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(">"))
    if len(text) and np.diff(closed, prepend=0, append=len(text)).max() > LONGEST_TAG:
        raise MalformedFileError(
            f"Needed XML of readings; {name} has more than {LONGEST_TAG:,} characters without the end of a "
            "tag. Download the file again from your supplier.",
            where={"file": name},
        )
