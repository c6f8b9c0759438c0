"""Homes or meters side by side: columns, or names in a column, that are numbers of homes and meters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from energy_core.importers import role_words
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.meters import matching, said_meters, says_all, which_meter
from energy_core.importers.role_names import folded
from energy_core.importers.whose import names_a_home

MOSTLY: Final = 0.8
"""Of the columns that are not import, export and the like: so many numbers of homes mean several homes."""


def meters_across(how: Dialect, found: Layout) -> list[int]:
    """Columns of energy whose headers are numbers of homes or meters, if there are several."""
    across = [i for i in found.values if names_a_home(own_name(how.names[i]))]
    shape = {re.sub(r"\d+", "0", own_name(how.names[i])) for i in across}
    alike = len(shape) == 1 or all(len(own_name(how.names[i])) >= 8 for i in across)
    return across if len(across) > 1 and alike and len(across) >= MOSTLY * len(found.values) else []


def own_name(header: str) -> str:
    """A header without its unit and words for energy."""
    return " ".join(role_words.BARE.sub(" ", folded(header)).split())


def chosen_columns(
    how: Dialect, found: Layout, *, hints: Hints, name: str, ledger: Ledger
) -> tuple[Layout, tuple[str, ...]]:
    """The layout with the columns to read, and the names of those that are meters of their own.

    Raises MalformedFileError that names the columns where nobody has said which are of this home.
    """
    across = meters_across(how, found)
    if not across or hints.value_columns or set(hints.roles) & {how.names[i] for i in across}:
        return found, ()
    headers = [how.names[i] for i in across]
    asked = _asked(headers, hints)
    if asked:
        keep = tuple(i for i in found.values if how.names[i] in asked)
        ledger.decide("meter", ", ".join(asked), evidence="said with --meter", option="--meter")
        left = [how.names[i] for i in found.values if i not in keep]
        if left:
            ledger.decide("columns left out", ", ".join(left), evidence="other meters", option="--meter")
        return replace(found, values=keep), tuple(asked) if len(asked) > 1 else ()
    if says_all(hints):
        evidence = "said with --meter: each is a channel of this home"
        ledger.decide("meters", ", ".join(headers), evidence=evidence, option="--meter")
        return found, tuple(headers)
    where: dict[str, str | int] = {"column": headers[1]}
    raise which_meter(headers, told_by="the names of its columns", name=name, where=where)


def _asked(headers: Sequence[str], hints: Hints) -> list[str]:
    said = said_meters(hints)
    by_own = [h for h in headers if matching(said, [own_name(h)])]
    return matching(said, headers) or by_own
