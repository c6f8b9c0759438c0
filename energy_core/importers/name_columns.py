"""The column that says which appliance, meter or flow each row of a long table belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import meaning_among
from energy_core.importers.units import energy_unit
from energy_core.importers.whose import is_home_column

REPEATED: Final = 0.4
"""Share of rows that share their time with others from which on something must tell rows apart."""
MOST_NAMES: Final = 60
NEARLY_ALL: Final = 0.98


def name_columns(
    how: Dialect,
    kinds: Mapping[int, str],
    candidates: Sequence[int],
    *,
    keys: Sequence[int],
    unit: int | None,
    ledger: Ledger,
) -> tuple[int, ...]:
    """One column, and perhaps another beside it, such as rooms.

    keys : the columns that say when. unit : the column of units; rows of something else do not matter.
    """
    rows = [row for row in how.sample if unit is None or energy_unit(row[unit])]
    named = [
        i
        for i in candidates
        if kinds[i] in ("text", "value", "number", "blank")
        and words.says(words.CHANNEL, how.names[i])
        and not words.says(words.TEXT, how.names[i])
    ]

    def rank(i: int) -> tuple[bool, ...]:
        place = words.says(words.PLACE, how.names[i]) and not words.says(words.APPLIANCE_COLUMN, how.names[i])
        return is_home_column(how, i), place, len(set(how.cells(i))) < 2, kinds[i] != "text"

    ranked = sorted(named, key=rank)
    if ranked and not is_home_column(how, ranked[0]) and len(set(how.cells(ranked[0]))) > 1:
        beside = [i for i in ranked[1:] if kinds[i] == "text" and not is_home_column(how, i)]
        return (*ranked[:1], *beside[:1])
    telling = _that_tells_apart(rows, [i for i in candidates if kinds[i] == "text" and i not in ranked], keys)
    if telling is None:
        beside = [i for i in ranked[1:] if kinds[i] == "text" and not is_home_column(how, i)]
        return (*ranked[:1], *beside[:1])
    ledger.decide(
        "channels", f"one for each value of {how.names[telling]}", confidence=0.8, option="--value-column",
        evidence="several rows share their time, and this column tells them apart",
    )  # fmt: skip
    return (telling,)


def _that_tells_apart(
    rows: Sequence[Sequence[str]], candidates: Sequence[int], keys: Sequence[int]
) -> int | None:
    """The column of few known words that tells rows of the same time apart, where most rows share theirs.

    Words that say nothing of energy may be versions of one reading: they are asked about, not added.
    """
    times = [tuple(row[i] for i in keys) for row in rows]
    often = Counter(times)
    if sum(count for count in often.values() if count > 1) < REPEATED * len(times):
        return None
    fitting = []
    for i in candidates:
        names = sorted({row[i].strip() for row in rows})
        pairs = {(time, row[i].strip()) for time, row in zip(times, rows, strict=True)}
        told = len(pairs) >= NEARLY_ALL * len(times) and all(
            meaning_among(n, names) != "unknown" for n in names
        )
        if 1 < len(names) <= MOST_NAMES and told:
            fitting.append((len(names), i))
    return min(fitting)[1] if fitting else None
