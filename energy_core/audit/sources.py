"""Where the numbers of a measure are from, in words: each with its range, unit, source, date and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from energy_core import words
from energy_core.audit.measure import Assumption


def sources(assumptions: Sequence[Assumption]) -> Iterator[tuple[str, str]]:
    """The name of each number, and what is known of it as a sentence; the ends of a range are one."""
    for (name, _, source, date), group in groupby(assumptions, key=_number):
        parts = list(group)
        first, said = parts[0], [_quantity(one) for one in parts]
        middle = f", middle {said[1]}" if len(parts) == 3 else ""
        checked = "yours" if first.yours else "found twice" if first.verified else "found once"
        where = "" if first.yours else f" {source} ({first.region}, {date})."
        yield name.replace("_", " "), f"{words.between(said[0], said[-1])}{middle}, {checked}.{where}"


def _quantity(one: Assumption) -> str:
    """The value with its unit; shares as people say them."""
    if one.unit.startswith("fraction"):
        return f"{words.number(100 * one.value)} %{' a year' if one.unit.endswith('/year') else ''}"
    if not one.value and one.unit == "any currency":
        return "nothing"
    return f"{words.number(one.value)} {one.unit}"


def _number(one: Assumption) -> tuple[str, str, str, str]:
    """What the ends of one range share."""
    name = one.name
    for level in ("_low", "_mid", "_high"):
        name = name.removesuffix(level)
    return name, one.unit, one.source, one.date
