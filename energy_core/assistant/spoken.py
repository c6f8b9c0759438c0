"""Words as they are spoken or texted, put as they are written: "um", "six pm", "the tenth of August"."""

from __future__ import annotations

import re
from typing import Final

from energy_core.assistant.date_words import MONTH

_SMALL: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ROUND: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PLACES: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_UNITS: Final = {name: number for number, name in enumerate(_SMALL, start=1)}
_TENS: Final = {name: 10 * number for number, name in enumerate(_ROUND, start=2)}
_ORDINAL_UNITS: Final = {name: number for number, name in enumerate(_PLACES, start=1)} | {"thirtieth": 30}
_NUMBER: Final = (
    rf"(?:(?:{'|'.join(_TENS)})[ -](?:{'|'.join(list(_UNITS)[:9])})|{'|'.join((*_TENS, *reversed(_UNITS)))})"
)
_ORDINAL: Final = (
    rf"(?:(?:twenty|thirty)[ -](?:{'|'.join(list(_ORDINAL_UNITS)[:9])})"
    rf"|{'|'.join(reversed(_ORDINAL_UNITS))})"
)
_COUNTED: Final = (
    r"(?:[ap]\.?m\b|o'?clock\b|kwh\b|kw\b|watts?\b|per ?cent\b|%|cents?\b|pence\b|pounds\b|dollars\b|euros\b|"
    r"units\b|in the (?:morning|afternoon|evening)\b|at night\b)"
)
_HESITATION: Final = re.compile(
    r"(?:(?<=^)|(?<= ))(?:um+|uh+|uhm|erm?|hmm+|hm|ahem|sir|madam|ma'am)(?:,| |$)"
    r"|,? (?:sir|madam|ma'am|you know|do the needful)$"
)
_BEFORE_A_UNIT: Final = re.compile(rf"\b(?P<number>(?!one\b){_NUMBER})(?= {_COUNTED})")
_PAIR: Final = re.compile(
    rf"\b(?P<start>between|from) (?P<first>{_NUMBER}) (?P<joint>and|to|until|till) (?P<last>{_NUMBER})\b"
    rf"(?! (?:days|weeks|months|hours|years)\b)"
)
_PAIR_OF_DIGIT: Final = re.compile(
    rf"\b(?P<first>{_NUMBER})(?P<joint> ?(?:and|to|until|till|-) ?\d{{1,2}} ?(?:[ap]\.?m\b|o'?clock"
    rf"|in the \w+))"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"\b(?P<day>{_ORDINAL}|{_NUMBER})(?P<joint> (?:of )?)(?P<month>{MONTH})\b"
    rf"|\b(?P<month2>{MONTH})(?P<the> (?:the )?)(?P<day2>{_ORDINAL})\b(?! (?:week|half|quarter|weekend))"
)
_DAY_ALONE: Final = re.compile(
    rf"(?P<before>\b(?:to|until|till|and|on|through) the )(?P<day>{_ORDINAL})(?=$|[?,.]| (?:of|at)\b)"
)


def spoken(text: str) -> str:
    """A lower-case question without hesitation, its times, dates and amounts in digits."""
    text = _HESITATION.sub("", text).strip(" ,")
    text = re.sub(r"\bper cent\b", "percent", text)
    text = _BEFORE_A_UNIT.sub(lambda m: str(_value(m["number"])), text)
    text = _PAIR_OF_DIGIT.sub(lambda m: f"{_value(m['first'])}{m['joint']}", text)
    text = _PAIR.sub(lambda m: f"{m['start']} {_value(m['first'])} {m['joint']} {_value(m['last'])}", text)
    dated = _DAY_OF_MONTH.sub(_day_of_month, text)
    if dated == text:
        return text
    return _DAY_ALONE.sub(lambda m: f"{m['before']}{_ordinal(_value(m['day']))}", dated)


def _day_of_month(m: re.Match[str]) -> str:
    if m["month"]:
        day = _value(m["day"])
        return f"{_ordinal(day)}{m['joint']}{m['month']}" if day <= 31 else m[0]
    return f"{m['month2']}{m['the']}{_ordinal(_value(m['day2']))}"


def _value(words: str) -> int:
    return sum(
        _TENS.get(word) or _UNITS.get(word) or _ORDINAL_UNITS[word] for word in re.split(r"[ -]", words)
    )


def _ordinal(day: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 10 < day < 14 else ends.get(day % 10, 'th')}"
