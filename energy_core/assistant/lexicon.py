"""The words a question may hold without being misunderstood, and the mending of typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from energy_core.assistant.date_words import FEASTS, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

FILLERS: Final = frozenset(
    """a about above according account across actual actually add added after again all already also altogether always am amount amounts an and any
    anything approximately are around as asked at average away back be because been before being bit both but by came can changed chart come comes
    compare compared comparing comparison consume consumed consumer consumers consumes consuming consumption could counted current currently
    curious daily data day days did display do does doing done down draw drawing drawn draws drew during each eat eaten eats either electric
    electrical electricity else energy entire entirely estimate estimated ever every exactly far figure figures find following for from
    full further gave get gets give given go goes going gone got graph great had happen happened happening has have having hello help her here hey hi
    him his home home's hour hourly hours house household house's how however i i'd i'll i'm i've in included including interested into is it it's
    its itself just keep kept kilowatt kilowatt-hours kilowatthours kilowatts kind know kwh kw lately let like list little load long look looked
    looking looks lot made make makes many may me mean means measured meter meters might mine minute month monthly months more most much my
    myself name need needed needs night now number numbers of off often ok okay on once one ones only onto or other our ours out over overall
    own part parts per period periods please plot plus power pretty previously property put quick quickly quite rather ran reading readings
    really record recorded regarding report reported respect right roughly run running runs said same say says see seem seems seen separate
    separately shall she should show showed shown shows side simply since single so some sort space spans stat states statistics stats still stuff sum sums
    take taken takes tell than thank thanks that that's the their them then there there's these they thing things think this those through
    throughout thus time times to together too took total totally totals totalled toward track tracked trying turned under unit units until up upon
    us usage usages use used user uses using usual usually value values very wanna want wanted was watch watt watts way we we've week weekly weeks well went were what
    what's whats when where where's which while who whole why will wish with within would year yearly years yes yesterday's today's yet you
    you've your zero assistant hi dear could kindly figure information info question answer answers wonder wondering understand check
    burn burned burning burnt burns guzzle guzzled guzzling used-up appliance appliances device devices channel channels
    circuit circuits machine machines equipment gadget gadgets consumption's breakdown break split spent spend spending cost costs costing pay
    paid paying bill bills billed money price priced charge charged charges expensive cheap expense expenses owe owed
    rank ranked ranking order sorted top bottom highest lowest biggest smallest largest least max maximum min minimum greatest
    worst best heaviest lightest hungriest hungry record peak high low higher lower greater fewer less busiest quietest
    increase increased decrease decreased difference differ different change rise risen rose fall fell drop dropped bigger smaller versus vs
    same similar against between relative mean averages typical typically normally normal quite whether if yep no-one event events
    happened come early late exact precise expected respectively else's mostly mainly generally usually biggest main major hog hogs pull pulls cheapest priciest efficient cheaper weekday percentage percent
    working work works live lived living overall supply supplied grid import imported
    """.split()
)
"""Plain words of questions about energy; what is neither here nor understood is asked about."""

CUE_WORDS: Final = """
    today yesterday tomorrow last next past previous morning afternoon evening night mornings afternoons evenings nights weekday weekdays weekend
    weekends midnight noon quarter half current coming upcoming recent tonight overnight daytime average standby baseload base always idle background
    vampire phantom anomaly anomalies anomalous unusual unusually odd strange weird abnormal spike spikes outlier outliers suspicious unexpected irregular
    wrong forecast forecasts predict prediction predicted expect project projected outlook future why caused reason reasons explain explanation
    save saving savings reduce cut lower decrease shrink advice tips recommend recommendation recommendations suggest suggestion suggestions waste wasted
    wasting improve improvement efficient efficiency findings insights share percent percentage fraction proportion factor demand trend trends rising
    falling growing shrinking increasing decreasing profile curve pattern shape often switched operate operated active cycles untracked unmetered
    unaccounted tracked neighbour neighbours neighbor neighbors neighbourhood household households homes families family weather temperature rain carbon
    emissions tariff tariffs supplier suppliers replace upgrade payback quality missing gaps complete cover covered dataset cheapest priciest expensive
    ago since until before after between during exceed exceeded
    """
"""Whole words of the catalogue's cues, of dates and of other subjects."""

RISKY: Final = frozenset({"not", "no", "without", "except", "excluding", "unless", "never", "don't", "didn't", "isn't", "wasn't", "minus",
                          "only if", "doesn't", "besides", "apart"})  # fmt: skip
"""Words that turn a question round; never skipped."""

_WORD: Final = re.compile(r"[a-z][a-z'&-]*[a-z]|[a-z]")


def normal(question: str) -> str:
    """Lower case, plain quotes and spaces, nothing invisible, no closing signs."""
    text = unicodedata.normalize("NFKC", question).lower()
    text = "".join(
        " " if c.isspace() else c for c in text if not unicodedata.category(c).startswith("C") or c.isspace()
    )
    for odd, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("·", " ")):
        text = text.replace(odd, plain)
    return re.sub(r"\s+", " ", text).strip(" ?.!")


@cache
def known_words() -> frozenset[str]:
    """Every single word the grammar itself knows."""
    dated = " ".join((*MONTHS, *WEEKDAYS, *NUMBERS, *ORDINALS, *SEASONS, *FEASTS))
    return FILLERS | RISKY | frozenset(f"{dated} {CUE_WORDS}".split())


def mended(text: str, vocabulary: Collection[str]) -> str:
    """The text with words of 4 letters and more that are one or two slips from a known word replaced by it."""
    known = known_words() | frozenset(vocabulary)
    choices = [word for word in known if len(word) >= 4]

    def mend(m: re.Match[str]) -> str:
        word = m[0]
        if (
            len(word) < 4
            or word in known
            or word.removesuffix("s") in known
            or word.removesuffix("'s") in known
        ):
            return word
        slips = 1 if len(word) < 8 else 2
        best = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best and best[0][0] == word[0] else word

    return _WORD.sub(mend, text)


def not_understood(rest: str) -> list[str]:
    """Words, numbers and signs that no part of the grammar has taken and that are no fillers."""
    words = re.findall(r"[a-z][a-z'&-]*|[£€$]?\d[\d.,:/]*%?", rest)
    return [word for word in words if word not in FILLERS and word.removesuffix("'s") not in FILLERS]
