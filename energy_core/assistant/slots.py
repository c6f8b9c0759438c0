"""Sentences with slots: every figure, date and name enters a text through one, never as typed digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.periods import Period, dates_text

_DIGIT: Final = re.compile(r"\d")
_SLOT: Final = re.compile(r"\{(\w+)\}")

_SLOT_IN: Final = re.compile(r"(\b[Ii]n )?\{(\w+)\}")

Slot = Value | Period | pd.Timestamp | str


def filled(template: str, **slots: Slot) -> str:
    """The template with its slots filled; a text slot is a channel's name.

    Raises ValueError for a digit outside the slots.
    """
    if _DIGIT.search(_SLOT.sub("", template)):
        raise ValueError(f"digits belong into slots: {template!r}")
    return _SLOT_IN.sub(lambda m: _with_preposition(m[1] or "", slots[m[2]]), template)


def _with_preposition(word: str, slot: Slot) -> str:
    """ "in" before a period becomes what its text needs: on a day, in a month, from one date to another."""
    if not isinstance(slot, Period) or not word:
        return f"{word}{slot_text(slot)}"
    return slot.placed[0].upper() + slot.placed[1:] if word[0] == "I" else slot.placed


def slot_text(slot: Slot) -> str:
    if isinstance(slot, Value):
        return value_text(slot)
    if isinstance(slot, Period):
        return slot.text
    if isinstance(slot, pd.Timestamp):
        return words.day_and_clock(slot)
    return words.label(slot)


ROUND: Final = frozenset({"cost_low", "cost_high", "worth", "worth_low", "worth_high"})
"""Estimates of the auditor: cents would promise what the ranges of its catalogue do not hold."""


def value_text(value: Value) -> str:
    """A value rounded for reading, without its sign: the sentence says more or less."""
    if isinstance(value.value, str):
        return words.label(value.value)
    number, unit = abs(value.number), value.unit
    if value.name == "price_per_kwh":
        return words.price(number, _currency(unit))
    if unit == "hour":
        return f"{int(number):02d}:00"
    if unit == "%":
        return words.percent(number)
    if unit in ("fraction", "count"):
        return words.number(number)
    if unit == "years":
        return words.years(number)
    if value.name in ROUND:
        return words.money_about(number, _currency(unit))
    if unit in ("hours", "days", "readings"):
        shown = words.number(number)
        return f"{shown} {unit.removesuffix('s') if shown == '1' else unit}"
    if unit in ("kWh", "kW", "kg"):
        return f"{words.number(number)} {unit}"
    return words.money(number, _currency(unit))


def _currency(unit: str) -> str | None:
    return None if unit == "money" else unit


def phrases(value: Value) -> Iterator[str]:
    """Every text that a value may put into an answer: its figure, its band, its dates."""
    yield value_text(value)
    if value.start is not None and value.end is not None:
        yield from moments(value.start, value.end)
        hours, weekdays = value.arguments.get("hours"), value.arguments.get("weekdays")
        if hours is not None or weekdays is not None:
            yield limited(value.arguments).text


def moments(start: pd.Timestamp, end: pd.Timestamp) -> Iterator[str]:
    """Every text that a stretch of time may put into an answer."""
    yield dates_text(start, end)
    for moment in (start, end):
        yield words.day_and_clock(moment)
        yield words.day(moment)
        yield words.clock(moment)


def limited(arguments: Mapping[str, Any]) -> Period:
    """The period of a call, from its arguments."""
    hours, weekdays = arguments.get("hours"), arguments.get("weekdays")
    return Period(
        pd.Timestamp(arguments["start"]),
        pd.Timestamp(arguments["end"]),
        hours=None if hours is None else frozenset(hours),
        weekdays=None if weekdays is None else frozenset(weekdays),
    )
