"""Which SQL statements only read: one rule for DuckDB and Athena, and the sentences that refuse others."""

from __future__ import annotations

import re
from typing import Final

from energy_core.errors import QueryError

READING: Final = frozenset({"SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC"})
EXPLAINED: Final = frozenset({"SELECT", "WITH", "VALUES", "TABLE"})
"""EXPLAIN ANALYZE runs what it explains, so that must read too."""

EXPLAIN_OPTIONS: Final = frozenset({"ANALYZE", "VERBOSE"})
EXPLAIN_SETTINGS: Final = frozenset({"FORMAT", "TYPE"})

TOKEN: Final = re.compile(
    r"""(?P<gap>\s+|--[^\r\n]*|/\*.*?\*/)
       |(?P<text>'(?:[^']|'')*')
       |(?P<name>"(?:[^"]|"")*"|`[^`]*`)
       |(?P<word>[^\W\d]\w*)
       |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)

FOREIGN: Final = ('"lambda:', "`lambda:")
"""A catalogue of this name makes Athena call a Lambda function."""


def needs_one(found: int) -> QueryError:
    return QueryError(f"Needed one SELECT statement; found {found or 'none'}.")


def refused(kind: str) -> QueryError:
    return QueryError(
        f"Needed a SELECT, WITH, EXPLAIN or DESCRIBE statement; {kind} is refused: the lake is read only."
    )


def reading(query: str) -> str:
    """The query up to the semicolon that ends it. Raises QueryError unless it is one that only reads.

    For dialects that no parser here knows: it looks at the words that decide what a statement does.
    """
    found = [match for match in TOKEN.finditer(query) if match.lastgroup != "gap"]
    while found and found[-1].group() == ";":
        query = query[: found.pop().start()]
    tokens = [match.group() for match in found]
    if not tokens:
        raise needs_one(0)
    if ";" in tokens:
        raise needs_one(1 + tokens.count(";"))
    for token in tokens:
        if token.lower().startswith(FOREIGN):
            raise refused("a call of a Lambda function")
    words = _deciding(tokens)
    if words[0] == "EXPLAIN":
        explained = words[1] if len(words) > 1 else "nothing"
        if explained not in EXPLAINED:
            raise refused(f"EXPLAIN of {explained}")
    elif words[0] not in READING:
        raise refused(words[0])
    return query.strip()


def _deciding(tokens: list[str]) -> list[str]:
    """The words a statement begins with, in capitals, without brackets and options of EXPLAIN."""
    words = [part.upper() for part in tokens if part != "("]
    if not words or words[0] != "EXPLAIN":
        return words[:1] or ["("]
    rest = words[1:]
    while rest and rest[0] in EXPLAIN_OPTIONS:
        rest = rest[1:]
    if rest and rest[0] in EXPLAIN_SETTINGS and ")" in rest:
        rest = rest[rest.index(")") + 1 :]
    return ["EXPLAIN", *rest[:1]]
