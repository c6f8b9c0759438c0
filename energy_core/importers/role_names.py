"""What a channel's name says that it is: import, export, the home's load, a phase, an appliance …"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA

from energy_core.importers import role_words as w
from energy_core.readings import Role

Meaning = Literal[
    "whole", "load", "supply", "phase", "tariff", "import", "export", "net", "produced", "self_use", "charge",
    "discharge", "battery", "place", "device", "gas", "heat", "temperature", "unknown",
]  # fmt: skip
"""What a name speaks of; finer than a role. `supply`: a meter of the supply, without a direction."""

ROLE_OF: Final[dict[Meaning, Role]] = {
    **dict.fromkeys(("whole", "load", "supply", "phase", "tariff", "import", "net"), "mains"),
    "export": "export",
    "produced": "generation",
    **dict.fromkeys(("self_use", "charge", "discharge", "battery", "heat"), "other"),
    **dict.fromkeys(("place", "device", "unknown"), "appliance"),
    "gas": "gas",
    "temperature": "temperature",
}

MISSPELT: Final = ((9, 2), (6, 1))
"""From so many letters on, so many may be wrong."""

_OBIS: Final = re.compile(
    r"(?:\d{1,3}-\d{1,3}[:._ ])?(\d{1,2})\.(\d{1,2})(?:\.(\d{1,3}))?(?:[*.]\d{1,3})?(?![\d.,])"
)
"""IEC 62056-61: value groups A-B:C.D.E*F. C: 1 energy taken, 2 energy given, 16 both with a sign."""

_OBIS_C: Final[dict[int, Meaning]] = {
    1: "import", 2: "export", 15: "net", 16: "net", 21: "phase", 41: "phase", 61: "phase", 22: "export",
    42: "export", 62: "export",
}  # fmt: skip
_REGISTER: Final = re.compile(r"(?:.*[ :#_\-])?([EB])(\d)(?: ?[\[(]?[kK][wW][hH][\])]?)?")
"""NEM12 suffixes: E1 is taken from the grid, B1 given to it."""

_SIGN: Final = re.compile(
    r"\(([+\-])\)|(?i:wh|kvarh?|kw) ?([+\-])(?=[\s)\]]|$)|(?<![^\W_])(?i:(plus|minus))(?![^\W_])"
)
_WAYS: Final[dict[str, Meaning]] = {"+": "import", "-": "export"}
_FOLDED: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d", "œ": "oe"})


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name in lower case without accents, words apart: `Sub_metering_1` is `sub metering 1`."""
    spaced = re.sub(r"[kKMG]?W(?:att)?[hH]?(?:ours?|s)?(?![^\W_])", lambda m: f" {m.group().lower()} ", name)
    spaced = re.sub(r"(?<=[a-z\d])(?=[A-Z][a-z])", " ", spaced)
    lower = spaced.lower().translate(_FOLDED)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)['’](?=\w)|->|→", " to " if "->" in plain or "→" in plain else " ", plain)
    signs = re.sub(r"(?<![^\W_])([ap])([+\-])|(?<![^\W_])([+\-])([ap])(?![^\W_])", _signed, plain)
    return " ".join(re.sub(r"[_./\\()\[\]{}:;,|&#?\"']+|-(?![\s)\]]|$)|(?<![ap])-", " ", signs).split())


def _signed(match: re.Match[str]) -> str:
    """`A+`, `+A`: active energy that is taken, with a minus that is given."""
    letter, sign = (match[1], match[2]) if match[1] else (match[4], match[3])
    return f" {letter}{sign} "


@lru_cache(maxsize=4096)
def meaning(name: str) -> Meaning:
    """What a name speaks of; words that are misspelt by a letter or two count as well."""
    if (code := _by_code(name)) is not None:
        return code
    text = folded(name)
    found = _by_words(text)
    if found == "unknown" and (spelt := _respelt(text)) != text:
        return _by_words(spelt)
    return found


def meaning_among(name: str, names: Sequence[str]) -> Meaning:
    """`meaning`, where the other names tell what a code stands for.

    AE is active energy exported beside AI (imported), and entering the home beside AS (leaving it). Beside
    Bezug, Lieferung is what the home delivered. Beside GC, general consumption, GG is gross generation and CL
    controlled load (Ausgrid, solar home electricity data, 2010 to 2013).
    """
    own = set(folded(name).split())
    all_ = {word for other in names for word in folded(other).split()}
    if "ae" in own and {"ai", "ae"} <= all_:
        return "export"
    if {"ae", "as"} <= all_ and own & {"ae", "as"}:
        return "import" if "ae" in own else "export"
    if "lieferung" in own and any("bezug" in word for word in all_):
        return "export"
    if (way := _by_sign(name, names)) is not None:
        return way
    if "gc" in all_ and all_ & {"gg", "cl"} and own & {"gc", "gg", "cl"}:
        return "produced" if "gg" in own else "load"
    return meaning(name)


def _by_sign(name: str, names: Sequence[str]) -> Meaning | None:
    """Both directions of a meter are called plus and minus: `kWh (+)` beside `kWh (-)`."""
    if not {"+", "-"} <= {_sign(other) for other in names} or meaning(name) in (
        "device",
        "place",
        "produced",
    ):
        return None
    return _WAYS.get(_sign(name))


def _sign(name: str) -> str:
    found = _SIGN.search(name)
    text = (found[1] or found[2] or found[3]).lower() if found else ""
    return {"plus": "+", "minus": "-"}.get(text, text)


def _by_code(name: str) -> Meaning | None:
    register = _REGISTER.fullmatch(name.strip())
    if register:
        return "import" if register[1] == "E" else "export"
    code = _OBIS.search(name)
    if code is None or int(code[2]) not in (7, 8, 9, 29, 27, 5, 4):
        return None
    found = _OBIS_C.get(int(code[1]))
    return "tariff" if found == "import" and code[3] and int(code[3]) in range(1, 9) else found


def _by_words(text: str) -> Meaning:
    if w.HEAT.search(text):
        return "heat"
    if w.GAS.search(text) and not w.DEVICE.search(text):
        return "gas"
    if w.TEMPERATURE.search(text):
        return "temperature"
    if w.SOLAR_APPLIANCE.search(text):
        return "device"
    for flow, pattern in w.FLOWS:
        if pattern.search(text):
            return flow  # type: ignore[return-value]
    if w.SELF_USE.search(text):
        return "self_use"
    return _of_battery(text) or _of_supply(text)


def _of_battery(text: str) -> Meaning | None:
    battery = w.BATTERY.search(text) is not None
    car = w.DEVICE.search(w.BATTERY.sub(" ", text)) is not None
    if w.DISCHARGE.search(text) and (battery or not car):
        return "discharge"
    if (battery and w.CHARGE.search(text)) or (not car and w.CHARGED.search(text)):
        return "charge"
    return "battery" if battery and not car else None


def _of_supply(text: str) -> Meaning:
    if w.EXPORT.search(text):
        return "export"
    device, whole = w.DEVICE.search(text), w.WHOLE.search(text)
    place = w.PLACE.search(text)
    if device and not (whole and _means_all(text)):
        return (
            "produced" if w.PRODUCED.search(w.DEVICE.sub(" ", text)) and _only(text, w.PRODUCED) else "device"
        )
    if w.IMPORT.search(text):
        return "import"
    if w.PRODUCED.search(text):
        return "produced"
    if w.NET.search(text):
        return "net"
    if place and not (whole and (_means_all(text) or re.search(r"(?<![^\W_])mains(?![^\W_])", text))):
        return "place"
    return _of_home(text, whole=whole is not None)


def _of_home(text: str, *, whole: bool) -> Meaning:
    own = " ".join(w.BARE.sub(" ", text).split())
    if w.PHASE.search(text) or (own in ("a", "b", "c") and text != own):
        return "phase"
    if whole:
        return "whole"
    if w.CONSUMED.search(own):
        return "load"
    if w.TARIFF.search(own):
        return "tariff"
    if w.SUPPLY.search(own):
        return "supply"
    return "load" if not own and w.BARE.search(text) else "unknown"


def _means_all(text: str) -> bool:
    """Whether `total` or `main` speaks of the whole home, not of all of a kitchen or the main bedroom."""
    rest = " ".join(w.WHOLE.sub(" ", w.BARE.sub(" ", text)).split())
    return not rest or w.CONSUMED.fullmatch(rest) is not None


def _only(text: str, pattern: w.Pattern) -> bool:
    """Whether a name has no words but those of a pattern and those for energy."""
    rest = pattern.sub(" ", w.BARE.sub(" ", text))
    return not re.sub(r"[\W\d_]+", "", rest)


def _respelt(text: str) -> str:
    return " ".join(_nearest(word) for word in text.split())


def _nearest(word: str) -> str:
    allowed = next((wrong for letters, wrong in MISSPELT if len(word) >= letters), 0)
    if not allowed or not word.isalpha():
        return word
    off = {known: OSA.distance(word, known, score_cutoff=allowed) for known in w.COMMON}
    best = min(off, key=lambda known: off[known])
    return best if off[best] <= allowed else word


def by_name(name: str, *, alone: bool) -> Role:
    """The role a name speaks of. `alone`: a lone channel without a telling name is the mains."""
    found = meaning(name)
    return "mains" if alone and found in ("unknown", "place") else ROLE_OF[found]


def stem(name: str) -> str:
    """What tells a name apart from the other phases and tariffs of the same meter."""
    text = w.BARE.sub(" ", folded(name))
    return " ".join(w.TARIFF.sub(" ", w.PHASE.sub(" ", text)).split())


def says_whose(name: str) -> bool:
    """Whether a name says of which appliance, room, phase or flow it is, not only that it is energy."""
    text = folded(name)
    return any(p.search(text) for p in (w.DEVICE, w.PLACE, w.PHASE, w.WHOLE, w.PRODUCED, w.EXPORT, w.BATTERY))


def says_nothing(name: str) -> bool:
    """Whether a name says only that it is energy, and not whose."""
    own = w.BARE.sub(" ", folded(name))
    telling = (w.WHOLE, w.CONSUMED, w.IMPORT, w.PHASE, w.TARIFF, w.NET)
    return meaning(name) in ("load", "supply", "unknown") and not any(p.search(own) for p in telling)
