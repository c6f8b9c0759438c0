"""The column that says which readings were estimated, not measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.intervals import Flags
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.table import Codes

LETTERS: Final = 2
MOST_MARKS: Final = 16
"""A column with more different cells holds remarks or numbers, no marks."""

_CODES: Final = re.compile(r"e|es|est|ee|ev|[sef]\d{1,2}|a03|e0[12]|56|geschätzt|ers", re.IGNORECASE)
"""Short marks of estimates: E of utilities and of the Spanish, German and Australian rules (E, S, F with the
number of the method), A03 and E02 of the European metering messages (ENTSO-E code list, quality)."""
_SUBSTITUTED: Final = re.compile(r"[sf]", re.IGNORECASE)
"""Substituted and final substituted, where A, E, N or V stand beside them (NEM12, AEMO 2020)."""
_MEASURED: Final = re.compile(
    r"a|m|r|v|w|g|n|ok|act|a\d{2}|e17|e18|[anv]\d{0,2}|true|false|yes|no|ja|nein|nej|nee|oui|non|si|sí|[01yjn]|t|f",
    re.IGNORECASE,
)
_YES: Final = re.compile(r"true|yes|ja|oui|si|sí|sim|1|y|j|t|x|kyllä|tak|ano|igen", re.IGNORECASE)


def quality_column(how: Dialect, candidates: Sequence[int]) -> int | None:
    """The column whose cells mark readings as measured or estimated."""
    marked = [i for i in candidates if 0 < len(set(how.cells(i))) <= MOST_MARKS]
    for column in marked:
        named = words.says(words.QUALITY, how.names[column])
        if named and all(_is_mark(mark) for mark in set(how.cells(column))):
            return column
    return next((i for i in marked if _in_words(set(how.cells(i)))), None)


def _in_words(marks: set[str]) -> bool:
    """Whether cells say in words, under whatever header, that some are estimated and others measured."""
    estimated = {mark for mark in marks if len(mark) > LETTERS and words.says(words.ESTIMATED, mark)}
    measured = {mark for mark in marks if len(mark) > LETTERS and words.says(words.MEASURED, mark)}
    return bool(estimated) and bool(measured) and estimated | measured == marks


def _is_mark(mark: str) -> bool:
    return (
        _CODES.fullmatch(mark) is not None
        or _SUBSTITUTED.fullmatch(mark) is not None
        or _MEASURED.fullmatch(mark) is not None
        or words.says(words.ESTIMATED, mark)
        or words.says(words.MEASURED, mark)
    )


def estimated_rows(
    texts: Sequence[str], codes: Codes, *, header: str, ledger: Ledger, filled: Flags
) -> Flags | None:
    """Which rows are estimates, said on the receipt. filled : rows that hold a value."""
    marks = [plain_cell(text) for text in texts]
    meant = np.array([_means_estimated(mark, marks, header) for mark in marks], dtype=bool)
    found: Flags = meant[codes]
    count, of = int((found & filled).sum()), int(filled.sum())
    shown = ", ".join(repr(mark) for mark, is_one in zip(marks, meant, strict=True) if is_one)
    evidence = f"{shown} in the column {header!r}" if shown else f"no estimate in the column {header!r}"
    ledger.decide("quality", f"{counted(count, 'estimate')} among {counted(of, 'row')}", evidence=evidence)
    return found if found.any() else None


def _means_estimated(mark: str, marks: Sequence[str], header: str) -> bool:
    if not mark:
        return False
    alone = words.says(words.ESTIMATED, header) and not words.says(words.MEASURED, header)
    if alone and (
        _YES.fullmatch(mark) or re.fullmatch(r"false|no|nein|0|n|f|nej|nee|non", mark, re.IGNORECASE)
    ):
        return _YES.fullmatch(mark) is not None
    if _SUBSTITUTED.fullmatch(mark):
        return any(other.upper() in ("A", "E", "N", "V") for other in marks)
    if re.match(r"(?:not|non|no|nicht|ikke|inte) ", mark, re.IGNORECASE):
        return False
    return _CODES.fullmatch(mark) is not None or words.says(words.ESTIMATED, mark)
