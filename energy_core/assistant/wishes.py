"""What a question supposes: "if I moved the washer to the night", "if I pay 30% more", "without the dryer".

Also the words of bills: a line of it, a rate of the tariff. What is understood is cut out of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from energy_core.assistant.times_of_day import CLOCK
from energy_core.tariffs import Tariff

Kind = Literal["moved", "less", "without", "baseload", "price", "saving", ""]

_NUMBERS: Final = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "fifty": 50,
    "a fifth": 20, "a quarter": 25, "a third": 100 / 3, "half": 50, "a tenth": 10,
}  # fmt: skip
_PERCENT: Final = re.compile(
    rf"(?:\bby )?(?:about |around |roughly |some )?(?P<n>\b\d+(?:[.,]\d+)?|\b(?:{'|'.join(_NUMBERS)})\b)"
    r"(?P<sign> ?(?:%|percent\b|per cent\b|pc\b))?"
    r"(?P<more> (?:more expensive|more|higher|dearer|extra|up|increase|rise|on top))?"
    r"(?P<less> (?:less|fewer|lower|cheaper|down|reduction|as much|of (?:it|that)))?"
)
_DOUBLED: Final = re.compile(r"\b(?:doubled?s?|twice as (?:much|expensive|high))\b")
_HALVED: Final = re.compile(r"\b(?:halv(?:e|ed|ing)s?)\b")
_WATTS: Final = re.compile(
    r"(?:\bby )?\b(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>kw|w|watts?|kilowatts?)\b(?: less| lower)?"
)

IF: Final = re.compile(
    r"(?:and |but |so |ok )?\bwhat (?:happens |would happen |would it be )?if\b|\bwhat about if\b"
    r"|\bhow about if\b"
    r"|\b(?:suppose|supposing|imagine|assuming|assume)\b(?: that)?|\bif\b|\bwere (?:i|we) to\b|\bhad i\b"
    r"|\b(?:could|can|do|did|will|would) (?:i|we) (?:have )?saved?(?: money| energy| electricity)? (?=by|if"
    r"|with|from|when)"
    r"|\bsav(?:e|es|ed|ings?)\b(?= (?:by|from|with|of|if|money (?:by|if)))|\b(?:worth it to|pay to"
    r"|cheaper to)\b"
    r"|\bwould(?:n't)?\b"
)
_EXPLICIT: Final = re.compile(r"\b(?:what if|if|suppos\w+|imagine|assum\w+)\b")
_DEAR_UP: Final = (
    r"ris(?:e|es|en|ing)|rose|increas\w+|go(?:es)? up|went up|gone up|climb\w*|more|higher|dearer|up"
    r"|raise[ds]?"
)
_DEAR_DOWN: Final = (
    r"fall(?:s|en)?|fell|drop\w*|decreas\w+|go(?:es)? down|went down|less|lower\w*|cheaper|down|cut|reduc\w+"
)
_PRICES: Final = re.compile(
    r"\b(?:pay|paid|paying|prices?|rates?|tariffs?|bill|electricity (?:got|gets|gets|were|was|is"
    r"|became|becomes)|"
    r"energy (?:got|gets|were|was|is|became)|costs?|everything|kwh|units?)\b"
)
_EACH_KWH: Final = re.compile(r"\b(?:per|for (?:each|every|a)|each|a) (?:kwh|unit)\b")
_MOVES: Final = re.compile(
    r"\b(?:mov(?:e|ed|ing)|shift(?:ed|ing)?|run(?:ning)?|ran|charg(?:e|ed|ing)|us(?:e|ed|ing)|wash(?:ed|ing)?|do(?:ne|ing)?"
    r"|did|put(?:ting)?|start(?:ed|ing)?|switch(?:ed|ing)? on|turn(?:ed|ing)? on|dr(?:y|ied|ying)"
    r"|heat(?:ed|ing)?|set"
    r"|schedul(?:e|ed|ing)|delay(?:ed|ing)?)\b"
)
_SHIFTS: Final = re.compile(
    r"\b(?:mov(?:e|ed|ing)(?! (?:in|into|out|here|house|home|away|on)\b)|shift(?:ed|ing)?|delay(?:ed"
    r"|ing)?|reschedul\w+)\b"
)
_WITHOUT: Final = re.compile(
    r"\b(?:without|(?:get(?:ting)?|got|be|were) rid of|remov(?:e|ed|ing)|unplug(?:ged|ging)?"
    r"|stop(?:ped|ping)? using"
    r"|(?:turn|switch)(?:ed|ing)? off|scrap(?:ped|ping)?|sold|sell(?:ing)?|(?:didn't|did not|don't|do"
    r" not|no longer) "
    r"(?:use|have|run|own)|never (?:used|had)|gave up|give up|threw out)\b"
)
_BASE: Final = re.compile(
    r"\b(?:always[- ]on|stand-?by|base ?-?load|idle|background|vampire)(?: (?:load|power|use|usage"
    r"|consumption))?\b"
)
_LESS: Final = re.compile(
    r"\b(?:cut|reduc\w+|lower(?:ed|ing)?|decreas\w+|drop\w*|fell|sav(?:e|ed|ing)|less|fewer)\b"
)
_USE: Final = re.compile(r"\b(?:us(?:e|ed|es|ing)|consum\w+|draw\w*|dr[ae]w|needs?|needed|took|takes?)\b")
_SAVED: Final = re.compile(r"\b(?:sav(?:e|es|ed|ing|ings)|gain(?:ed)?|better off)\b")
_FROM: Final = re.compile(
    rf"\bfrom (?:the |my )?(?:{CLOCK}|morning|afternoon|evening|day(?:time)?|night|peak(?: hours|"
    rf" times?)?)(?= to\b)"
)

LINES: Final = (
    ("standing charge",
     r"standing[- ]charges?|daily (?:standing |supply |fixed )?charges?|supply charges?|grundpreis"
     r"|grundgeb(?:ü|ue)hr|fixed (?:charges?|costs?|fees?|part)|(?:is|was|were|are) fixed|base fee"),
    ("VAT", r"vat|sales tax|tax(?:es)?"),
    ("export", r"(?:export|feed-in|solar|pv) (?:credits?|revenues?|incomes?|earnings?|payments?|money)"
     r"|(?:earn(?:ed|ings?|t)?|get paid|got paid|credited|paid back|receive[ds]?) (?:for|from|by"
     r"|with) (?:my |the |what i )?"
     r"(?:exports?|exporting|exported|solar|panels|feed-in|selling)"),
    ("energy", r"energy charges?|unit charges?|energy part of (?:the|my) bill|arbeitspreis"),
)  # fmt: skip
_LINES: Final = tuple((line, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for line, words in LINES)
_INCLUDED: Final = re.compile(
    r",? ?\b(?:including|incl\.?|inclusive of|with|after|net of|counting|plus|and)(?: the| any| all)*"
    r" (?:vat|tax(?:es)?|"
    r"standing charges?|(?:export |feed-in )?credits?(?: for exports?)?|everything)\b(?: included)?"
)
"""What a bill holds anyway."""
_CHEAP: Final = (
    r"off[- ]?peak(?: rates?| hours?| times?| periods?| prices?| tariff)?|(?:cheap(?:er|est)?|low"
    r"|lowest|night|economy)[- ]"
    r"(?:rates?|tariff|prices?|band|hours?|periods?)|cheap (?:electricity|power|energy|times?)|when"
    r" (?:it's|it is|electricity "
    r"is|power is) (?:cheap|cheaper|cheapest)"
)
_DEAR: Final = (
    r"on[- ]peak(?: hours| times?| rate| period| window)?|(?:peak|expensive|dear(?:est)?|high(?:est)?"
    r"|day|full|normal)[- ]"
    r"(?:rates?|tariff|prices?|priced? hours?)|expensive (?:hours?|times?|electricity)"
)


_AT_PEAK: Final = re.compile(
    r"\bpeak (?:electricity|energy|units|kwh)\b(?! (?:hours?|times?|demand|use|usage))"
    r"|\b(?:at|during|in|on) peak(?: only)?(?=$|[?,.]| (?:in|on|last|this|for|and|or|cost|instead)\b)"
)
"""Of a home whose price depends on the hour: its dearest rate, not the hours of its highest use."""


@dataclass(frozen=True)
class Wish:
    """kind : what is supposed, "" for nothing. supposes : whether the question supposes anything at all.

    rest : the text without what was understood, as long as it was.
    """

    rest: str
    kind: Kind = ""
    supposes: bool = False
    percent: float | None = None
    kw: float | None = None
    line: str | None = None
    rate: str | None = None


def wish_in(text: str, tariff: Tariff | None, *, whole: str, price_said: bool) -> Wish:
    """The suppositions, bill lines and rates of a lower-case question.

    whole : the question with its price, if it said one.
    """
    line, text = _line(text)
    rate, text = _rate(text, tariff)
    priced = price_said and _EXPLICIT.search(whole) is not None
    if line or not (IF.search(text) or _SHIFTS.search(text) or priced):
        return Wish(text, line=line, rate=rate)
    cut = _dots(IF, text)
    kw, cut = _kw(cut)
    percent, cut = _percent(cut)
    kind: Kind = ""
    if kw is not None or (_BASE.search(cut) and (percent is not None)):
        kind, cut = "baseload", _dots(_LESS, _dots(_BASE, cut))
        cut = _dots(re.compile(r"\b(?:were|was|be|is|could|my|the|i|we|it|had)\b"), cut)
    elif _WITHOUT.search(cut):
        kind, percent, cut = "without", -100.0, _dots(_WITHOUT, cut)
    elif percent is not None and _PRICES.search(cut) and not _USE.search(_dots(_PRICES, cut)):
        cut = _dots(_EACH_KWH, cut)
        kind, cut = "price", _dots(_PRICES, _dots(re.compile(rf"\b(?:{_DEAR_UP}|{_DEAR_DOWN})\b"), cut))
    elif percent is not None:
        kind, cut = "less", _dots(_LESS, cut)
    elif priced:
        kind, cut = "price", _dots(_PRICES, cut)
    elif _MOVES.search(cut) or rate:
        kind, cut = "moved", _dots(_FROM, _dots(_MOVES, cut))
    if kind:
        cut = _dots(_SAVED, cut)
    return Wish(cut, kind, True, percent, kw, line, rate)


def _line(text: str) -> tuple[str | None, str]:
    text = _dots(_INCLUDED, text)
    for line, pattern in _LINES:
        if pattern.search(text):
            return line, _dots(pattern, text)
    return None, text


def _rate(text: str, tariff: Tariff | None) -> tuple[str | None, str]:
    """A rate by its own name before the common words for cheap and dear hours."""
    names = [] if tariff is None else [rate.name.lower() for rate in tariff.versions[-1].rates]
    if len(names) > 1:
        for name in sorted(names, key=len, reverse=True):
            said = rf"{re.escape(name)}[- ](?:rates?|tariff|prices?|band|hours|times?|periods?|window|units?)"
            plain = rf"|(?<!\w){re.escape(name)}(?!\w)" if name not in _EVERYDAY else ""
            pattern = re.compile(rf"(?<![\w-])(?:{said})(?!\w){plain}")
            if pattern.search(text):
                return name, _dots(pattern, text)
        if found := _AT_PEAK.search(text):
            return "dearest", text[: found.start()] + re.sub(r"\S", "·", found[0]) + text[found.end() :]
    for rate, words in (("cheapest", _CHEAP), ("dearest", _DEAR)):
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        if pattern.search(text):
            return rate, _dots(pattern, text)
    return None, text


_EVERYDAY: Final = frozenset(
    {"night", "day", "peak", "evening", "weekend", "morning", "energy", "all day", "normal"}
)
"""Names of rates that are everyday words: a rate only with "rate" or the like after them."""


def _percent(text: str) -> tuple[float | None, str]:
    for pattern, value in ((_DOUBLED, 100.0), (_HALVED, -50.0)):
        if pattern.search(text):
            return value, _dots(pattern, text)
    for match in _PERCENT.finditer(text):
        is_part = match["n"].startswith("a ") and (match["more"] or match["less"])
        if not (match["sign"] or is_part or match["n"] == "half"):
            continue
        number = _NUMBERS.get(match["n"]) or float(match["n"].replace(",", "."))
        around = text[: match.start()] + text[match.end() :]
        is_down = match["less"] or (match["n"] == "half" and not match["more"])
        if not match["more"] and not is_down:
            is_down = re.search(rf"\b(?:{_DEAR_DOWN}|sav\w+)\b", around) and not re.search(
                r"\b(?:ris(?:e|es|en)|rose|increas\w+|goes? up|went up|dearer|higher|more)\b", around
            )
        return (-number if is_down else number), text[: match.start()] + "·" * len(match[0]) + text[
            match.end() :
        ]
    return None, text


def _kw(text: str) -> tuple[float | None, str]:
    match = _WATTS.search(text)
    if match is None:
        return None, text
    amount = float(match["n"].replace(",", "."))
    kw = amount if match["unit"].startswith(("kw", "kilo")) else amount / 1000
    return -kw, text[: match.start()] + "·" * len(match[0]) + text[match.end() :]


def _dots(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: re.sub(r"\S", "·", m[0]), text)
