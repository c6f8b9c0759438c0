"""What a question leaves out or counts against something: "without the car", "net import", "charging"."""

from __future__ import annotations

import re
from typing import Final

from energy_core.assistant.channels import Names
from energy_core.assistant.lexicon import mended, not_understood

_LEFT_OUT: Final = re.compile(
    r",? ?\b(?:without|excluding|excl\.?|except(?:ing)?(?: for)?|minus|apart from|aside from|besides"
    r"|other than|"
    r"not counting|not including|leaving out|if (?:i|we|you) (?:leave out|ignore|exclude)) (?P<what>.+?)"
    r"(?=$|[?,.;]| (?:in|on|last|this|during|for|between|from|at|per|since|yesterday|today|over|used?"
    r"|cost)\b)"
)
_SUPPOSES: Final = re.compile(
    r"\b(?:would|what if|if (?!(?:i|we|you) (?:leave out|ignore|exclude)\b)|suppos\w+|save[ds]?|saving)\b"
)
_STANDING: Final = re.compile(
    r"(?:the |my |any )?(?:standing|fixed|daily|base) (?:charges?|costs?|fees?)|grundpreis"
)
_NET: Final = re.compile(
    r"\bnet (?:grid )?(?:imports?|consumption|usage|use|electricity|energy|purchases?)\b"
    r"|\bimports? (?:net of|less) exports?\b"
)
_CAR_RUNS: Final = re.compile(
    r"\b(?:did|do|have|has) (?:i|we|it) (?:charged?|plug(?:ged)? (?:it )?in)\b(?! (?:me|us|for|the|my"
    r"|our|it)\b)"
)
_PLUGGED: Final = re.compile(r"\b(?:i|we) plugged (?:it )?in\b")
_SESSIONS: Final = re.compile(r"\b(?:charging sessions?|charges|charge sessions?)\b(?! (?:me|us|for|of)\b)")
_PER_CHARGE: Final = re.compile(
    r"\b(?P<per>per|each|a|every|one) (?:charge|charging)(?: session)?\b(?! of\b)"
)
_CHARGING: Final = re.compile(r"\b(?:the )?charging\b(?! (?:me|us|the|my|our|an?|point|station)\b)")
_OF_MONEY: Final = re.compile(r"\b(?:standing|unit|energy|fixed|daily) charges?\b|\bvat\b|\btariff\b")


def left_out(text: str, names: Names) -> tuple[tuple[str, ...], str]:
    """The channels that a lower-case question leaves out, and the question without saying so.

    Raises UnanswerableError for one that is not here.
    """
    if _SUPPOSES.search(text) or (match := _LEFT_OUT.search(text)) is None:
        return (), text
    what, rest = match["what"], text[: match.start()] + text[match.end() :]
    if _STANDING.fullmatch(what):
        return (), re.sub(r"\bbills?\b", "energy charge", rest, count=1)
    found = names.find(mended(what, names.vocabulary), already=names.find_names(what))
    if not found.names or not_understood(found.rest.replace("·", " ")):
        return (), text
    return found.names, rest


def net_of_export(text: str, names: Names) -> str:
    """ "Net import" beside what is exported; without an export it is what was taken in."""
    if not any(channel.role == "export" for channel in names.readings.energy):
        return text
    return _NET.sub("import compared with export", text)


def car_charging(text: str, names: Names) -> str:
    """ "How often did I charge", "what did charging cost": the car, where there is one and none is named."""
    if "electric car" not in names.by_thing or _OF_MONEY.search(text):
        return text
    if any(mention for mention in names.find_names(text).names) or _NAMES_A_CAR.search(text):
        return text
    for pattern, said in (
        (_POWER, r"\g<most> power of the car"),
        (_PLUGGED, "the car ran"),
        (_CAR_RUNS, "did the car run"),
        (_PER_CHARGE, r"\g<per> run of the car"),
        (_SESSIONS, "runs of the car"),
        (_CHARGING, "the car"),
    ):
        text = pattern.sub(said, text)
    return text


_POWER: Final = re.compile(r"\b(?P<most>max(?:imum)?|highest|peak|top) charging (?:power|rate|speed)\b")
_NAMES_A_CAR: Final = re.compile(r"\b(?:cars?|ev|evs|charger|wallbox|tesla|vehicle)\b")
