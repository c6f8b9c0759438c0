"""Lines that only draw a rule, such as `-----,-----` or `+---+---+`: no header, no row, and taken out."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from energy_core.importers.ledger import Ledger
from energy_core.importers.line_accounts import numbered
from energy_core.importers.plain_rows import Text
from energy_core.spread import Integers

_STROKES: Final = "-=_*~#.─━═╌┄┈"
_CORNERS: Final = "+|│┃║┆┊┌┬┐├┼┤└┴┘╞╪╡╒╤╕╘╧╛╔╦╗╠╬╣╚╩╝╟╫╢┏┳┓┣╋┫┗┻┛"
_RULE: Final = re.compile(
    rf"(?=.*([{re.escape(_STROKES)}])\1\1)[\s,;:\"'^¦{re.escape(_STROKES + _CORNERS)}]+"
)
_BARS: Final = tuple(bar.encode() for bar in "│┃║┆┊")
_RUNS: Final = tuple((3 * stroke).encode() for stroke in _STROKES)


def is_ruler(line: str) -> bool:
    """Whether a line holds nothing but strokes, three of a kind in a row at least, and what parts cells."""
    return _RULE.fullmatch(line) is not None


def with_bars(text: Text) -> Text:
    """The text with `|` for the upright strokes of drawn tables."""
    content = text.content
    for bar in _BARS:
        content = content.replace(bar, b"|") if bar in content else content
    return text if content is text.content else Text(content, text.lines)


def without_rulers(text: Text, *, ledger: Ledger) -> Text:
    """The text without its rules; the lines that are left keep their numbers."""
    if not any(run in text.content for run in _RUNS):
        return text
    lines = text.content.split(b"\n")
    rules = np.array([_is_rule(line) for line in lines])
    if not rules.any():
        return text
    numbers = np.arange(1, len(lines) + 1) if text.lines is None else _reaching(text, len(lines))
    ledger.decide(
        "rules",
        numbered([int(line) for line in numbers[rules]]),
        evidence="nothing but strokes in them: neither names nor readings",
    )
    kept = b"\n".join(line for line, rule in zip(lines, rules, strict=True) if not rule)
    return Text(kept, numbers[~rules])


def _is_rule(line: bytes) -> bool:
    return any(run in line for run in _RUNS) and is_ruler(line.decode("utf-8", errors="replace"))


def _reaching(text: Text, count: int) -> Integers:
    """The source's number of each line; the end of the last one counts as a line that is called like it."""
    assert text.lines is not None
    return np.append(text.lines, np.repeat(text.lines[-1:], max(0, count - len(text.lines))))[:count]
