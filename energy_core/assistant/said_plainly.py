"""Everyday turns of phrase put into the words of the grammar, before names and dates are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from energy_core.assistant.date_words import MONTH, SEASONS, any_of
from energy_core.assistant.signal_words import HIGHEST, LOWEST
from energy_core.assistant.spoken import spoken

Said = str | Callable[[re.Match[str]], str]
_GOT: Final = (
    r"got|bought|had|installed|replaced|changed|fitted|put in|swapped|switched(?: to)?|added|upgraded"
    r"|started using|moved to|insulated"
)
_PAID: Final = r"(?: (?:expensive|cheap|dear|costly|usage|use|cost|costs|used))?"
_MOST: Final = rf"(?:the )?(?:{HIGHEST}){_PAID}"
_LEAST: Final = rf"(?:the )?(?:{LOWEST}){_PAID}"
_WHEN: Final = rf"(?:{any_of(SEASONS)}|{MONTH})"
_SPAN_OF: Final = {"monthly": "months", "weekly": "weeks", "daily": "days", "hourly": "hours"}
_UNITS: Final = re.compile(
    r"\b(?:(?P<adverb>monthly|weekly|daily|hourly)|(?P<unit>month|week|day|hour|appliance|device|channel)s?)\b"
)
_ORDERED: Final = re.compile(
    rf"(?:\b(?:rank|ranked|sort|sorted|order|ordered|in order)\b)?(?P<between>.*?),? ?"
    rf"\bfrom (?:(?P<down>{_MOST}) to {_LEAST}|{_LEAST} to {_MOST})(?P<after>.*)$"
)

RULES: Final[tuple[tuple[re.Pattern[str], Said], ...]] = (
    (
        re.compile(rf"\bsince (?:i|we|they|you) (?:{_GOT})\b(?: [\w'-]+){{1,5}}? (?:in|on|at) (?=[\w\d])"),
        "since ",
    ),
    (re.compile(r"\bin terms of (?:energy|electricity|power|use|usage|cost|money|kwh)\b"), ""),
    (re.compile(r",? (?:is|isn't) (?:that|it|this) (?:true|right|correct|so)$"), ""),
    (re.compile(r"^(?:i |we )?(?:really |just )?(?:feel|think|believe|reckon|suspect)(?: like| that)? "), ""),
    (re.compile(r"\bbreak (?:it|that|this|them) down(?= by| per)"), ""),
    (re.compile(r"\bof the year$"), "this year"),
    (re.compile(r"\ba weekend day\b"), "weekends"),
    (re.compile(r"\b9 ?(?:-|to) ?5\b(?! ?(?:[ap]m|kwh|:))"), "9 am to 5 pm"),
    (
        re.compile(
            rf"\b(?:an? |the )?(?:average|mean|typical|normal) (?P<name>{_WHEN}) day"
            rf"(?P<between>.*?)\b(?:an? |the )?(?:average|mean|typical|normal) (?P<other>{_WHEN}) day\b"
        ),
        lambda m: f"per day in {m['name']}{m['between']}{m['other']}",
    ),
    (re.compile(r"\b(?:cost|use|costs|uses) each time\b"), "cost per run"),
    (
        re.compile(r"\b(?P<verb>cost|use|costs|uses)(?P<rest> .{1,25}?) each time\b"),
        r"\g<verb> per run\g<rest>",
    ),
    (re.compile(r"\b(?:one|a|per|each) full charge\b"), "one charge"),
    (re.compile(r"\bquid\b"), "pounds"),
    (re.compile(r"^y (?=(?:is|was|are|were|did|do|does|has)\b)"), "why "),
    (re.compile(r"(?<=\w) n (?=\w)"), " and "),
    (re.compile(r"\b(?:did|do|have|can) (?:i|we) (?:sell|sold)\b"), "was exported"),
    (re.compile(r"\bis something missing\b"), "is anything missing"),
    (re.compile(r"\b(?:sorted|ranked|ordered|in) (?:in )?descending(?: order)?\b"), "from highest to lowest"),
    (re.compile(r"\b(?:sorted|ranked|ordered|in) (?:in )?ascending(?: order)?\b"), "from lowest to highest"),
    (re.compile(r"(?<=\w)/(?=(?:day|week|month|hour|year|run)\b)"), " per "),
    (re.compile(r"\bin (?:one|1|a single) (?=(?:day|week|month|hour|year)\b)"), "per "),
    (re.compile(r"\bin the (?=(?:month|year)$)"), "per "),
    (re.compile(r"\b(?P<more>more|less|higher|lower) as (?=\w)"), r"\g<more> than "),
    (re.compile(r"\bpeak (?=(?:day|week|month|half[ -]?hour)s?\b)"), "highest "),
    (re.compile(r"\bwhat(?:'s| is| was) the damage\b"), "what did i pay"),
    (re.compile(r"\b(?:bill|total) amount\b"), "bill"),
    (
        re.compile(r"\bwhat(?:'s| is| was| will be) the amount(?= (?:for|of) (?:it|that|this)\b|$)"),
        "what did it cost",
    ),
    (re.compile(r"\bhow much amount\b"), "how much money"),
    (re.compile(r"\b(?P<unit>day|week|month|hour)[ -]?wise\b"), r"by \g<unit>"),
    (re.compile(r"^(?:may|might|could|can) i (?:please )?(?:ask|know)(?: you)?,? "), ""),
    (
        re.compile(
            r"\b(?:is|are) (?P<what>(?:\w+ ){1,4}?)(?:likely|set|bound|due) to (?P<verb>be|cost|use"
            r"|come to)\b"
        ),
        r"will \g<what>\g<verb>",
    ),
    (
        re.compile(
            r"(?<=\bwhat )will (?:my|our|the) (?:electricity|energy|power|consumption|usage|use) be\b"
        ),
        "will i use",
    ),
    (
        re.compile(
            r"^(?P<compared>.*\b(?:compar\w+|chang\w+|differ\w+|vs|versus)\b.*?),? (?:in"
            r"|as a) percent(?:age)?$"
        ),
        r"\g<compared>",
    ),
    (
        re.compile(
            r"\b(?:get|got|getting|make|made|receive[ds]?) (?:back |paid )?(?:for|from) (?=(?:my |the "
            r"|our )?export)"
        ),
        "earned from ",
    ),
    (
        re.compile(r"\b(?P<unit>half[- ]hour|hour|day|week|month)ly (?:reading|period|interval)\b"),
        r"\g<unit>",
    ),
    (re.compile(r"\bstd\.? (?=ch)"), "standing "),
    (
        re.compile(rf"\b(?:did|have) (?:i|we) saved? from (?=(?:{_WHEN}) to (?:{_WHEN})\b)"),
        "use dropped from ",
    ),
    (
        re.compile(r"\b(?:who|what)(?:'s| is) hogging(?: all)? (?:the |my |our )?\w+"),
        "which appliance uses the most",
    ),
    (re.compile(r"\b(?:over|in|per|every) 24 ?h(?:ours|rs?)?\b"), "per day"),
    (re.compile(r"\b(?:the )?year (?=(?:19|20)\d\d\b)"), ""),
    (
        re.compile(
            r"(?P<said>\b(?:peak|highest|lowest|most|least|max(?:imum)?|last"
            r"|biggest)\b.*) and when (?:was|is) (?:it|that)$"
        ),
        r"\g<said>",
    ),
    (
        re.compile(
            r"(?P<said>\b(?:daily|weekly|monthly|hourly)\b.*),? (?:in )?kwh per (?:day|week|month|hour)$"
        ),
        r"\g<said>",
    ),
    (re.compile(r"(?P<said>\bweekends?\b.*)\bin the week\b"), r"\g<said>during the week"),
    (re.compile(r"\bdo the needful(?: and)?\b"), ""),
    (re.compile(r",? (?:right|no|correct|isn't it|is it not|don't i|don't we)$"), ""),
    (re.compile(r"\bout of (?=.+\bwhich\b)"), "of "),
    (
        re.compile(r"\b(?:as a rule|in general|usually|normally|typically|on average)(?=,? how\b)"),
        "on average",
    ),
    (re.compile(r"\bas a rule$"), "on average"),
    (re.compile(r"\b(?:till date|up ?till now|until date|up to date)\b"), ""),
    (re.compile(r"\bincl(?:uding)?\.? (?:all )?(?:charges|fees)\b"), ""),
    (re.compile(r"\b(?P<name>weekday|weekend) profile\b"), r"typical \g<name>"),
)
"""What is said, and how the grammar says it."""


def said_plainly(text: str) -> str:
    """A lower-case question with everyday turns of phrase in the words of the grammar."""
    text = spoken(text)
    for pattern, said in RULES:
        text = pattern.sub(said, text)
    return _whole_order(text)


def _whole_order(text: str) -> str:
    """ "Months from most to least expensive" asks for all of them, ranked."""
    ordered = _ORDERED.search(text)
    if ordered is None:
        return text
    unit = _UNITS.search(text)
    what = "appliances" if unit is None else _SPAN_OF.get(unit["adverb"] or "") or f"{unit['unit']}s"
    money = (
        " by cost" if re.search(r"\b(?:expensive|cheap\w*|dear\w*|costs?|pric\w+|spen\w+)\b", text) else ""
    )
    side = "top" if ordered["down"] else "bottom"
    rest = text[: ordered.start()] + ordered["between"] + ordered["after"]
    rest = _UNITS.sub("", rest)
    return f"{side} 60 {what}{money} {rest}".strip()
