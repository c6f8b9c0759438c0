"""Which columns say when: start and end, a date and a time of day, or both together."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from energy_core.errors import UnknownFormatError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints

Columns = tuple[int, ...]

_MIDNIGHT: Final = re.compile(
    r"[T ]0?0:00(?::00)?(?:\.0+)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$|[T ]12:00(?::00)? ?AM$"
)
FEWEST_ROWS: Final = 4
MOSTLY_NEXT: Final = 0.9
"""Share of the rows whose second time begins the next one, if it is an end."""
_EXTREME: Final = words.words(
    "peak|max|maximum|min|minimum|highest|lowest|maximal|minimal|máximo|máxima|mínimo|mínima|massimo|"
    "massima|höchstwert|spitze|spitzenzeit|piek"
)
"""Words of the moment of a highest or lowest value within a row's time."""
_EPOCH: Final = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_MADE: Final = words.words("created|erstellt|opened|skapad|oprettet")
_UTC: Final = words.words("utc|gmt|zulu")
_YEAR: Final = words.words("year|years|jahr|jaar|año|ano|any|année|annee|anno|rok|vuosi|år|év|aasta|год|yıl")
_FIGURES: Final = tuple(
    re.compile(form) for form in (r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", r"(?:19[7-9]|20[0-6])\d")
)


def time_columns(how: Dialect, kinds: dict[int, str], *, name: str, hints: Hints) -> tuple[Columns, Columns]:
    """The columns of starts and of ends. Sets to `value` the kinds of numbers that are no times.

    Raises UnknownFormatError when no column says when.
    """
    if hints.time_column is not None:
        from energy_core.importers.value_columns import named_column

        return (named_column(how, hints.time_column, option="--time-column", name=name),), ()
    numbers = [i for i, kind in kinds.items() if kind == "number" and _may_be_time(how, i)]
    for i, kind in kinds.items():
        if kind == "number" and i not in numbers:
            kinds[i] = "value"
    useful = [i for i in kinds if not words.says(words.NOT_THE_STAMP, how.names[i])]
    useful = [i for i in useful if not words.says(_EXTREME, how.names[i])]
    useful = [i for i in useful if not _stands_still(how, i, kinds)]
    useful = useful if any(_is_when(kinds[i]) for i in useful) else list(kinds)
    useful += _made_at(how, kinds, useful)
    found = _found(how, kinds, useful, numbers)
    epochs = [i for i, kind in kinds.items() if kind == "value" and _counts_seconds(how, i)]
    if found is None and len(epochs) == 1:
        return (epochs[0],), ()
    if found is None:
        raise _no_time(how, kinds, useful, name=name)
    return found


def _may_be_time(how: Dialect, column: int) -> bool:
    """Whether a column of numbers is called a time, or has no name and counts seconds since 1970."""
    if words.says(words.TIME, how.names[column]):
        return True
    return how.header_line is None and _counts_seconds(how, column)


def _counts_seconds(how: Dialect, column: int) -> bool:
    """Whether all cells are seconds or milliseconds since 1970, each later than the one before."""
    cells = how.cells(column)
    if not all(_EPOCH.fullmatch(cell) for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return len(numbers) >= FEWEST_ROWS and all(a < b for a, b in pairwise(numbers))


def _made_at(how: Dialect, kinds: dict[int, str], useful: list[int]) -> list[int]:
    """The moment a row was made, where the only other time is an end: a session's record begins with it."""
    whens = [i for i in useful if kinds[i] == "datetime"]
    if not whens or not all(words.says(words.END, how.names[i]) for i in whens):
        return []
    return [i for i, kind in kinds.items() if kind == "datetime" and words.says(_MADE, how.names[i])]


def _stands_still(how: Dialect, column: int, kinds: dict[int, str]) -> bool:
    """A time that is the same in every row, beside another that is not, is the period that was asked for."""
    cells = how.cells(column)
    if not _is_when(kinds[column]) or len(cells) < FEWEST_ROWS or len(set(cells)) > 1:
        return False
    return any(
        i != column and kind in ("datetime", kinds[column]) and len(set(how.cells(i))) > 1
        for i, kind in kinds.items()
    )


def _is_when(kind: str) -> bool:
    return kind in ("datetime", "date", "month", "number")


def _found(
    how: Dialect, kinds: dict[int, str], useful: list[int], numbers: list[int]
) -> tuple[Columns, Columns] | None:
    clocks = [i for i in useful if kinds[i] == "clock"]
    full = [i for i in useful if kinds[i] == "datetime"]
    dates = [i for i in useful if kinds[i] == "date" or (clocks and i in full and _only_midnights(how, i))]
    full = [i for i in full if i not in dates] or (numbers if not dates else [])
    if dates and clocks and not full:
        day, last = _start_and_end(how, dates)
        start, end = _start_and_end(how, clocks)
        return (day, start), ((last if last is not None else day, end) if end is not None else ())
    for candidates in (full, dates, [i for i in useful if kinds[i] == "month"]):
        if candidates:
            start, end = _start_and_end(how, candidates)
            return (start,), ((end,) if end is not None else ())
    named = (i for i, name in enumerate(how.names) if words.says(words.TIME, name) or words.says(_YEAR, name))
    figures = next((i for i in named if _are_figures(how.cells(i))), None)
    return ((figures,), ()) if figures is not None else None


def _are_figures(cells: list[str]) -> bool:
    """Whether cells are months or years in nothing but figures: 202401, 2024."""
    return len(set(cells)) > 1 and any(all(form.fullmatch(cell) for cell in cells) for form in _FIGURES)


def _only_midnights(how: Dialect, column: int) -> bool:
    return all(_MIDNIGHT.search(cell) for cell in how.cells(column)[:500])


def _start_and_end(how: Dialect, candidates: list[int]) -> tuple[int, int | None]:
    """The columns of starts and of ends; of several of a kind the one in UTC, which no clock change blurs."""

    def says(pattern: words.Pattern) -> Callable[[int], bool]:
        return lambda i: words.says(pattern, how.names[i])

    ends = [i for i in candidates if says(words.END)(i) and not says(words.START)(i)]
    starts = [i for i in candidates if i not in ends]
    if not starts:
        return _in_utc(how, ends), None
    named = [i for i in starts if says(words.START)(i)] or starts
    start = _in_utc(how, named)
    if not ends:
        return start, next((i for i in starts if i > start and _is_next(how, start, i)), None)
    same = [i for i in ends if says(_UTC)(i) == says(_UTC)(start)]
    own = _without(words.START, how.names[start])
    called_so = [i for i in same if _without(words.END, how.names[i]) == own]
    return start, next(iter(called_so or same or ends), None)


def _is_next(how: Dialect, start: int, other: int) -> bool:
    """Whether each row's other time is the first time of the row below or above: its end."""
    pairs = [(row[start].strip(), row[other].strip()) for row in how.sample if row[start].strip()]
    if len(pairs) < FEWEST_ROWS or any(a == b for a, b in pairs):
        return False
    below = sum(end == begin for (_, end), (begin, _) in pairwise(pairs))
    above = sum(end == begin for (begin, _), (_, end) in pairwise(pairs))
    return max(below, above) >= MOSTLY_NEXT * (len(pairs) - 1)


def _without(pattern: words.Pattern, name: str) -> str:
    """A name without the words of a pattern: `Read start` and `Read end` are the same one."""
    return " ".join(pattern.sub(" ", words.plain(name)).split())


def _in_utc(how: Dialect, candidates: list[int]) -> int:
    return next((i for i in candidates if words.says(_UTC, how.names[i])), candidates[0])


def _no_time(how: Dialect, kinds: dict[int, str], useful: list[int], *, name: str) -> UnknownFormatError:
    found = ", ".join(how.names)[:300]
    clock = next((i for i in useful if kinds[i] == "clock"), None)
    if clock is not None:
        return UnknownFormatError(
            f"Needed the date of every reading; {name} has a time of day in {how.names[clock]!r} but "
            f"no date (columns: {found}). Download a file with dates.",
            where={"file": name, "column": how.names[clock]},
        )
    return UnknownFormatError(
        f"Needed a column with the date and time of each reading; {name} has no timestamp column, only: "
        f"{found}. If one of them is the time, say --time-column NAME.",
        where={"file": name, "row": how.header_line or how.first_line},
        option="--time-column",
        choices=how.names,
    )
