"""Numbers, money and times as people read them. One place: command line, report, assistant, pages.

English month names and points whatever the machine's locale; what is unknown is called unknown, never 0.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

UNKNOWN: Final = "unknown"
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SIGNS: Final = {
    "GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹", "AUD": "A$", "CAD": "C$", "NZD": "NZ$",
    "KRW": "₩", "BRL": "R$", "ILS": "₪", "NGN": "₦", "PHP": "₱", "UAH": "₴", "VND": "₫", "XXX": "",
}  # fmt: skip
"""Signs by ISO 4217 code, as Unicode CLDR 44 shows them in English; XXX is no currency."""

WITHOUT_CENTS: Final = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"})
"""Currencies without a minor unit (ISO 4217, list one, 2024)."""

MOST_DECIMALS: Final = 6
"""A millionth of a kWh is the finest any meter file holds; what is smaller is left over from adding up."""

HALF_UP: Final = 1 + 1e-12
"""A hair more, so that halves are rounded up as people do it (12.5% is 13%) and not to the even digit."""

INVISIBLE: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Unicode categories that show nothing or steer the text around them: controls, zero-width, direction."""


def number(value: float, digits: int = 3) -> str:
    """Significant digits with thousands separators; digits before the point are never rounded away."""
    if not math.isfinite(value):
        return UNKNOWN
    if value == 0:
        return "0"
    decimals = min(MOST_DECIMALS, max(0, digits - 1 - math.floor(math.log10(abs(value)))))
    text = f"{round(value, decimals):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def estimate(value: float) -> float:
    """The value to two significant digits: more would promise what an estimate cannot hold."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, 1 - math.floor(math.log10(abs(value))))


def kwh(value: float) -> str:
    return _with_unit(value, "kWh")


def column(values: Iterable[float]) -> list[str]:
    """Numbers of one column: all with the decimals that suit the largest; unknown ones are empty."""
    numbers = [value + 0.0 for value in values]
    largest = max((abs(value) for value in numbers if math.isfinite(value)), default=0.0)
    decimals = 3 if largest < 1 else 2 if largest < 10 else 1 if largest < 1000 else 0
    return [
        f"{round(value, decimals) + 0.0:,.{decimals}f}" if math.isfinite(value) else "" for value in numbers
    ]


def power(kw: float) -> str:
    """Watts below one kilowatt, else kilowatts."""
    return _with_unit(kw * 1000, "W", digits=2) if abs(kw) < 0.9995 else _with_unit(kw, "kW")


def amount(value: float, currency: str | None = None) -> str:
    """An amount to the cent, for a table or a line that says at which price."""
    return _priced(value, currency, 0 if currency in WITHOUT_CENTS else 2)


def money(value: float, currency: str | None = None) -> str:
    """An amount to the cent; without a currency it is said to be at the reader's own price."""
    return amount(value, currency) + _at_whose_price(currency)


def money_about(value: float, currency: str | None = None) -> str:
    """An amount as good as an estimate: whole units from 10 up, cents below unless there are none."""
    whole = currency in WITHOUT_CENTS or abs(value) >= 9.995 or value == round(value, 0)
    return _priced(value, currency, 0 if whole else 2) + _at_whose_price(currency)


def price(per_kwh: float, currency: str | None = None) -> str:
    """A price per kWh, with the digits that a tariff has."""
    if not math.isfinite(per_kwh):
        return UNKNOWN
    decimals = 2 if abs(per_kwh * 100 - round(per_kwh * 100)) < 1e-9 else 4
    return f"{_priced(per_kwh, currency, decimals)} per kWh"


def percent(value: float) -> str:
    """12.3 is 12%; below 10 one decimal is kept."""
    if not math.isfinite(value):
        return UNKNOWN
    value *= HALF_UP
    return f"{number(value, 2 if abs(value) < 9.95 else max(2, len(str(int(abs(value))))))}%"


def share(fraction: float) -> str:
    """0.123 is 12%."""
    return percent(fraction * 100)


def count(value: int, noun: str, plural: str | None = None) -> str:
    return f"{value:,} {noun if value == 1 else plural or noun + 's'}"


def duration(hours: float) -> str:
    """Minutes below one hour, days from two days up, else hours."""
    if not math.isfinite(hours):
        return UNKNOWN
    if hours < 1:
        return count(round(hours * 60), "minute")
    if hours >= 48:
        return f"{number(hours / 24)} days"
    return "1 hour" if number(hours) == "1" else f"{number(hours)} hours"


def years(value: float) -> str:
    """Whole months below one year, such as until something has paid back."""
    months = round(min(value, 1.0) * 12)
    if months < 12:
        return count(months, "month") if months else "less than a month"
    text = number(value, 2)
    return f"{text} year{'' if text == '1' else 's'}"


def day(moment: date) -> str:
    """1 Jan 2024."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    return f"{moment.hour:02d}:{moment.minute:02d}"


def day_and_clock(moment: datetime) -> str:
    """Mon 1 Jan 2024, 18:00."""
    return f"{WEEKDAYS[moment.weekday()][:3]} {day(moment)}, {clock(moment)}"


def month(moment: date) -> str:
    """Jan 2024."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def period(start: date, end: date) -> str:
    """The days of [start, end): the end is exclusive and shown as its last day."""
    is_midnight = not isinstance(end, datetime) or end.time() == datetime.min.time()
    last = end - timedelta(days=1) if is_midnight else end
    if (last.year, last.month, last.day) <= (start.year, start.month, start.day):
        return day(start)
    if start.year != last.year:
        return f"{day(start)} to {day(last)}"
    if start.month != last.month:
        return f"{day(start).rpartition(' ')[0]} to {day(last)}"
    return f"{start.day} to {day(last)}"


def hours(numbers: Iterable[int]) -> str:
    """Hours of the day as spans: [18, 19, 20] is 18:00 to 21:00, [23, 0] is 23:00 to 01:00."""
    wanted = sorted(set(numbers))
    if len(wanted) == 24:
        return "all day"
    begins = [hour for hour in wanted if (hour - 1) % 24 not in wanted]
    return listed(f"{first:02d}:00 to {_end_of_run(first, wanted):02d}:00" for first in begins)


def listed(parts: Iterable[str]) -> str:
    """a, b and c."""
    words = list(parts)
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def between(low: str, high: str) -> str:
    """Two figures with the same unit as one range: 40 to 120 kWh."""
    if low == high:
        return low
    if unit := high.partition(" ")[2]:
        low = low.removesuffix(f" {unit}").removesuffix(f" {unit.removesuffix('s')}")
    return f"{low} to {high}"


def label(name: str) -> str:
    """A name from a file, on one line and without characters that show nothing or reorder text."""
    spaced = "".join(" " if char.isspace() else char for char in name)
    return " ".join(visible(spaced).split()) or "unnamed"


def visible(text: str) -> str:
    """A text without what shows nothing or steers the terminal or the text around it; lines stay lines."""
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in INVISIBLE)


def quantity(value: float | str, unit: str) -> str:
    """A value with its unit (kWh, kW, %, fraction, hours, hour, days, count, money, an ISO currency …)."""
    if isinstance(value, str):
        return label(value)
    if unit in BY_UNIT:
        return BY_UNIT[unit](value)
    if len(unit) == 3 and unit.isupper():
        return money_about(value, unit)
    return f"{number(value)} {unit.removesuffix('s') if value == 1 else unit}"


BY_UNIT: Final[Mapping[str, Callable[[float], str]]] = {
    "kWh": kwh,
    "kW": power,
    "kg": lambda value: _with_unit(value, "kg"),
    "%": percent,
    "fraction": share,
    "hours": duration,
    "years": years,
    "hour": lambda value: f"{int(value):02d}:00",
    "money": money_about,
    "count": number,
    "": number,
}


def _with_unit(value: float, unit: str, digits: int = 3) -> str:
    return UNKNOWN if not math.isfinite(value) else f"{number(value, digits)} {unit}"


def _priced(value: float, currency: str | None, decimals: int) -> str:
    if not math.isfinite(value):
        return UNKNOWN
    size = round(abs(value) * HALF_UP, decimals)
    minus = "-" if value < 0 and size else ""
    sign = SIGNS.get(currency, f"{label(currency)} ") if currency else ""
    return f"{minus}{sign}{size:,.{decimals}f}"


def _at_whose_price(currency: str | None) -> str:
    return "" if currency and SIGNS.get(currency, currency) else " at your price"


def _end_of_run(first: int, wanted: list[int]) -> int:
    end = first
    while end % 24 in wanted:
        end += 1
    return end if end <= 24 else end % 24
