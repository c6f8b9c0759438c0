"""What exporters write where a value is missing. Missing is missing, never 0."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = (
    "na|n/a|n.a.|#n/a|#na|nan|#nan|null|(null)|<null>|[null]|none|nil|nonemsg|nanstt|nat|unavailable|unknown|"
    "undefined|undef|missing|blank|empty|no ct|no data|no value|no reading|not available|not read|invalid|"
    "error|#div/0!|#value!|#ref!|#name?|#num!|#null!"
)
_OTHERS: Final = (
    "keine daten|kein wert|nicht verfügbar|fehlt|k.a.|geen data|geen gegevens|onbekend|niet beschikbaar|"
    "n.v.t.|nvt|brak|brak danych|sin datos|no disponible|s/d|aucune donnée|pas de donnée|indisponible|"
    "manquant|n.d.|nd|n/d|non disponibile|mangler|saknas|puuttuu|ei tietoa|chybí|sem dados|indisponível"
)
_SIGNS: Final = (
    "|?|-|--|---|–|—|−|*|**|***|.|..|...|…|/|#|_|\"\"|-.-|--.--|--.-|-,-|--:--|\\N|1.#QNAN|-1.#IND|1.#IND|"
    "-nan|-NaN|1.#IND00"
)  # fmt: skip
_CASES: Final = (str, str.upper, str.title, str.capitalize)
_KNOWN_WORDS: Final = frozenset(f"{_ENGLISH}|{_OTHERS}".split("|"))

BLANKS: Final = tuple(
    dict.fromkeys(
        [
            *_SIGNS.split("|"),
            *(form(word) for word in sorted(_KNOWN_WORDS) for form in _CASES),
            *("NaN", "NaNStt", "NoneMsg", "NaT", "No CT"),
        ]
    )
)
"""Each spelling in its usual cases; cells are compared whole."""

_KNOWN: Final = frozenset(BLANKS)


def is_blank(cell: str) -> bool:
    """Whether a cell, without white space around, says that there is no value."""
    return cell in _KNOWN or cell.lower() in _KNOWN_WORDS
