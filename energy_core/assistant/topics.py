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
        r"weather|temperatures?|rain(?:ing|y)?|sunny|snow|humidity|outside|degrees|climate|warmer|"
        r"colder|wind(?:y)?",
        "The readings say nothing about the weather. They do show how use changed.",
        "How much did I use this month?",
    ),
    _topic(
        r"co2|carbon|emissions?|footprint|greenhouse|climate change|green energy",
        "Carbon is not worked out here yet. The energy behind it is.",
        "How much did I use last month?",
    ),
    _topic(
        r"replac(?:e|ing|ement)|buy(?:ing)?|upgrad(?:e|ing)|pay ?back|roi|return on investment|worth "
        r"it|invest(?:ment)?|install(?:ing)?|new (?:fridge|freezer|refrigerator|dryer|boiler|air "
        r"conditioner)",
        "Whether a purchase pays back is not worked out here yet. What the appliance uses now is.",
        "How much does each appliance use?",
        "How can I save?",
    ),
    _topic(
        r"what if|if i (?!pay)|suppose|imagine|would (?:i|it|my)(?! (?:pay|cost|have))|had i",
        "These answers are about what was measured and the forecast, not about what would be.",
        "How can I save?",
    ),
    _topic(
        r"tariffs?|suppliers?|switch(?:ing)? (?:provider|plan)|providers?|energy compan(?:y|ies)|"
        r"time[- ]of[- ]use|standing charge|off-peak|vat",
        "Tariffs are not compared here yet. Cost is counted with one price per kWh.",
        "What did last month cost?",
    ),
    _topic(
        r"(?:what (?:is|are)|what's) (?:an? |the )?(?:kwh|kw|kilowatt|kilowatt-hour|watt)s?|what "
        r"(?:does|do) .* mean|define|definition of",
        "Words are explained in the glossary; the answers here are figures from the readings.",
        "What can I ask?",
    ),
    _topic(
        r"(?:cheapest|best) (?:time|hour)s? (?:to|for)|when should i|when is (?:it|electricity|"
        r"energy) cheap\w*",
        "Cost is counted with one price at all hours here, so no hour is cheaper than another.",
        "When are my peak hours?",
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
