"""Subjects these readings, or these rules, hold nothing about: the reason, and what comes nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from energy_core.assistant.outcome import UnanswerableError


@dataclass(frozen=True)
class Topic:
    pattern: re.Pattern[str]
    reason: str
    nearest: tuple[str, ...]


def _topic(words: str, reason: str, *nearest: str) -> Topic:
    return Topic(re.compile(rf"(?<!\w)(?:{words})(?!\w)"), reason, nearest)


TOPICS: Final[tuple[Topic, ...]] = (
    _topic(
        r"right now|at the moment|at this (?:moment|very moment|instant)|live (?:reading|power|usage"
        r"|view|data)|in real time",
        "The readings are no live view: they end with the last one in the file.",
        "How much did I use today?",
    ),
    _topic(
        r"turn (?:off|on|down|up) (?:the|my)(?! .* (?:save|cost))|can you (?:turn|switch)|(?:switch"
        r"|turn) .* for me|set the "
        r"thermostat|book|order me|call (?:my|the)|email|remind me",
        "Nothing can be switched or done from here; the answers are about readings.",
        "What can I ask?",
    ),
    _topic(
        r"homework|essay|joke|licen[cs]e|insurance|mortgage|rent|lottery|horoscope|dinner|holiday"
        r" destination",
        "That is no question about these readings.",
        "What can I ask?",
    ),
    _topic(
        r"wieviel|wie viel|verbraucht|verbrauch|habe ich|stromverbrauch|was kostet|combien"
        r"|consommation|quelle|"
        r"cuant[oa]|consumo|quanto|hoeveel|verbruik|ile zuzyl\w*",
        "Questions are understood in English here; names of appliances may be in any language.",
        "How much did I use last month?",
    ),
    _topic(
        r"weather|temperatures?|rain(?:s|ing|y|ed|fall)?|sunny|snow(?:ing)?|humidity|outside|degrees|warmer|"
        r"colder|wind(?:y)?|cold|hottest|coldest|sunnier|sunniest|freezing|heatwave|(?:is|be|was) it"
        r" (?:hot|warm|nice)",
        "The readings say nothing about the weather. They do show how use changed.",
        "How much did I use this month?",
    ),
    _topic(
        r"neighbou?rs?'?|neighbou?rhood|other people|next door",
        "The readings know nothing of your neighbours. With the home's country set, your use can be "
        "put beside that of typical homes.",
        "Is that a lot for a home like mine?",
    ),
    _topic(
        r"(?<!hot )water(?! heater)|litres?|gallons?|broadband|phone|internet",
        "The readings hold energy only.",
        "How much did I use last month?",
    ),
    _topic(
        r"(?:what|how) do you (?:think|feel)|opinion|favou?rite|your name|jokes?|poem|story|president|"
        r"prime minister|capital of|who (?:won|is|was|invented)|recipe|news|stock|football|movies?|"
        r"music|love|meaning of life|politic\w*|god|sing|translate|program|python|code",
        "That is no question about these readings.",
        "What can I ask?",
    ),
    _topic(
        r"delete|drop table|ignore (?:all|previous|the)|system prompt|instructions?|password|api key|"
        r"secret|select \*|script|http\S*|www\S*",
        "Questions about energy use are answered here, nothing else.",
        "What can I ask?",
    ),
)


def refuse_foreign(text: str) -> None:
    """Raises UnanswerableError if the question is about something else."""
    for topic in TOPICS:
        if topic.pattern.search(text):
            raise UnanswerableError(topic.reason, suggestions=topic.nearest)
