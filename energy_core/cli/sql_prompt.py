"""The prompt of `energy sql`: queries from a person or a file, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

PROMPT: Final = "energy> "
MORE: Final = "   ...> "
LEAVE: Final = ("\\q", "quit", "exit")


def queries() -> Iterator[str]:
    """Queries end with a semicolon or an empty line; all ends with \\q or with the input."""
    lines: list[str] = []
    while (line := _line(MORE if lines else PROMPT)) is not None and line.strip() not in LEAVE:
        if line.strip():
            lines.append(line)
        if lines and (not line.strip() or line.rstrip().endswith(";")):
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _line(prompt: str) -> str | None:
    """One line of input; the prompt shows only to a person."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    try:
        return input(prompt)
    except EOFError:
        return None
