"""Day first or month first: decided by the dates themselves, asked when they fit both ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import MalformedFileError
from energy_core.importers.hints import DateOrder, Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US
from energy_core.spread import Integers, microseconds

_DATE: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


def date_order(texts: Sequence[str], *, several_a_day: bool, hints: Hints, ledger: Ledger) -> DateOrder:
    """How numeric dates such as 05/06/2023 are written.

    texts : distinct dates (a time may follow), in the order of the file.
    several_a_day : whether a date has several readings, so that dates must follow each other.

    Raises MalformedFileError, naming --date-order, when both orders fit equally well.
    """
    if hints.date_order is not None:
        return hints.date_order
    matches = [match for text in texts if (match := _DATE.match(text.strip()))]
    if not matches:
        return "dmy"
    first = np.array([int(m[1]) for m in matches])
    second = np.array([int(m[3]) for m in matches])
    order, evidence, confidence = _by_numbers(first, second, matches)
    if order is None:
        order, evidence, confidence = _by_neighbours(matches, several_a_day=several_a_day)
    if order is None:
        example = matches[0][0]
        raise MalformedFileError(
            f"Needed to know whether {example} has the day or the month first; the dates of this file fit "
            "both. "
            "Say --date-order dmy or --date-order mdy.",
            where={"option": "--date-order", "value": example},
            option="--date-order",
        )
    words = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}[order]
    ledger.decide("date order", words, evidence=evidence, confidence=confidence, option="--date-order")
    return order


def _by_numbers(
    first: Integers,
    second: Integers,
    matches: list[re.Match[str]],
) -> tuple[DateOrder | None, str, float]:
    day_first, month_first = int((first > 12).sum()), int((second > 12).sum())
    if day_first > month_first:
        return "dmy", _no_month(first, matches), 1.0
    if month_first > day_first:
        return "mdy", _no_month(second, matches), 1.0
    if bool((first == second).all()):
        return "dmy", "day and month are the same number in every date", 1.0
    if all(match[2] == "." for match in matches):
        return "dmy", "dates with dots are written day first", 0.95
    return None, "", 0.0


def _no_month(numbers: Integers, matches: list[re.Match[str]]) -> str:
    place = int((numbers > 12).argmax())
    return f"{matches[place][0]} has no month {numbers[place]}"


def _by_neighbours(
    matches: list[re.Match[str]], *, several_a_day: bool
) -> tuple[DateOrder | None, str, float]:
    """Readings of every few minutes stand on days that follow each other; single ones keep a rhythm."""
    gaps = {order: _gaps(matches, order) for order in ("dmy", "mdy")}
    if any(len(g) == 0 for g in gaps.values()):
        return None, "", 0.0
    spans = {order: int(g.sum()) for order, g in gaps.items()}
    uneven = {order: not _is_even(g) for order, g in gaps.items()}
    short, long = sorted(spans, key=lambda order: spans[order])
    if (several_a_day or uneven[long]) and spans[long] > 1.5 * spans[short]:
        return _named(short), f"so read, the dates follow each other over {spans[short] + 1} days", 0.95
    if uneven["dmy"] != uneven["mdy"]:
        even = "mdy" if uneven["dmy"] else "dmy"
        return _named(even), "so read, the dates keep one rhythm", 0.9
    return None, "", 0.0


def _named(order: str) -> DateOrder:
    return "dmy" if order == "dmy" else "mdy"


def _gaps(matches: list[re.Match[str]], order: str) -> Integers:
    year = "%Y" if len(matches[0][4]) == 4 else "%y"
    form = f"%d/%m/{year}" if order == "dmy" else f"%m/%d/{year}"
    texts = [f"{m[1]}/{m[3]}/{m[4]}" for m in matches]
    days = pd.to_datetime(pd.Series(texts), format=form, errors="coerce").dropna().unique()
    ordered = np.sort(microseconds(pd.DatetimeIndex(days)) // DAY_US)
    return ordered[1:] - ordered[:-1]


def _is_even(gaps: Integers) -> bool:
    """All gaps alike, months counting as alike."""
    return bool(gaps.max() - gaps.min() <= (3 if gaps.min() >= 28 else 0))
