"""Words that stand for dates: months, weekdays, small numbers, feasts, seasons; as patterns to build on."""

from __future__ import annotations

from typing import Final

MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
NUMBERS: Final[dict[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "thirty": 30,
}  # fmt: skip
ORDINALS: Final[dict[str, int]] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5,
}  # fmt: skip
FEASTS: Final[dict[str, tuple[int, int]]] = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "new year": (1, 1),
    "new years": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14),
}  # fmt: skip
"""Feasts on a fixed date, as (month, day)."""

SEASONS: Final[dict[str, int]] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of the meteorological season in the north (World Meteorological Organization)."""


def any_of(names: dict[str, object] | dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


MONTH: Final = any_of(MONTHS)
WEEKDAY: Final = any_of(WEEKDAYS)
ORDINAL: Final = "(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th)"
YEAR: Final = r"(?:19|20)\d\d(?!\s?(?:k?wh?|watts?)\b)"
COUNT: Final = r"(?:\d{1,4}|" + any_of(NUMBERS) + ")"
DAY_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?"


def number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]
