"""Patterns of the small words that shape a question: most, top 3, per day, more than, cost, above 10 kWh."""

from __future__ import annotations

import re
from typing import Final

from energy_core.assistant.date_words import COUNT, ORDINAL
from energy_core.local_time import Span

SPANS: Final[dict[str, Span]] = {"hour": "hour", "day": "day", "week": "week", "month": "month"}
HIGHEST: Final = (
    r"most|highest|biggest|largest|max(?:imum)?|greatest|worst|heaviest|hungriest|busiest|top|peak|main|hogs?"
    r"|priciest|dearest|costliest|most expensive|record"
)
LOWEST: Final = (
    r"least|lowest|smallest|min(?:imum)?|fewest|best|lightest|quietest|bottom|cheapest|most efficient"
    r"|most economical|thriftiest"
)
RANK: Final = re.compile(rf"\b(?:(?P<low>{LOWEST})|(?P<high>{HIGHEST}))\b")
RANKED_COUNT: Final = re.compile(
    rf"\b(?:(?:top|bottom|highest|lowest|biggest|largest|smallest|worst|best|first) (?P<a>{COUNT})|"
    rf"(?P<b>\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    rf"(?:{HIGHEST}|{LOWEST}|(?=days|hours|weeks|months|appliances|devices|channels)))\b"
)
SUBJECT: Final = re.compile(
    r"\b(?:(?P<weekday>day of (?:the )?week|weekday)|(?P<channel>appliances?|devices?|channels?|"
    r"circuits?|consumers?|things?|equipment|machines?|gadgets?|energy hogs?)"
    r"|(?P<half>half[- ]?hours?|half[- ]?hourly|30[- ]min(?:ute)?s?(?: periods?| intervals?| readings?)?)"
    r"|(?P<hour>hours?)|(?P<day>days?|date)|(?P<week>weeks?)|(?P<month>months?))\b"
)
LIMIT: Final = re.compile(
    r"\b(?P<how>more than|above|over|exceed(?:s|ed|ing)?|greater than|higher than|at least|less than|"
    r"below|under|fewer than|lower than) "
    r"(?P<amount>\d+(?:[.,]\d+)?) ?(?P<unit>kwh|kilowatt[ -]?hours?|wh)\b"
)
LIMIT_ABOVE: Final = re.compile(r"^(?:more|above|over|exceed|greater|higher|at least)")
HOW_MUCH: Final = re.compile(r"\bhow much\b")
WHEN: Final = re.compile(r"\bwhen\b")
MORE: Final = re.compile(
    r"\b(?:(?P<more>more expensive|more|above|higher|greater|bigger|worse|dearer|pricier|increased?|up|rise|"
    r"risen|rose)|(?P<less>less|below|lower|fewer|smaller|cheaper|better|decreased?|dropped|drop|fell|"
    r"fallen))\b"
)
COMPARES: Final = re.compile(
    r"\b(?:compar(?:e|ed|ing|ison|es)|versus|vs|minus|differences?|differ|than|against|change[ds]?|how does|"
    r"relative)\b"
)
PLACE: Final = re.compile(
    rf"\b(?P<place>{ORDINAL})[- ](?=(?:{HIGHEST}|{LOWEST})\b)|"
    rf"\b(?P<next>next)[- ](?=(?:{HIGHEST}|{LOWEST})\b)"
)
CHANGE: Final = re.compile(
    r"\b(?:(?P<up>increas\w*|gr[eo]w\w*|ris(?:e|es|en)|rose|(?:gone|went|go) up)"
    r"|(?P<down>decreas\w*|drop\w*|f[ea]ll(?:en)?|shr[aui]nk\w*|(?:gone|went|go) down)"
    r"|(?P<any>chang\w*|differ\w*))\b"
)
RISES: Final = re.compile(r"\b(?:up|ris(?:e|es|en|ing)|rose|gr[eo]w\w*|increas\w*|climb\w*|higher|worse)\b")
FALLS: Final = re.compile(r"\b(?:down|fall\w*|fell|dropp\w*|drop|decreas\w*|shrink\w*|lower|better)\b")
AN_AMOUNT: Final = re.compile(
    r"\b(?:most|least|maximum|minimum|highest|lowest)(?: \S+)? (?:that )?(?:i|we)\b"
)
NOW: Final = re.compile(r"\b(?:uses?|is|are|do|does|costs?|consumes?)\b")
PAST: Final = re.compile(r"\b(?:was|were|did|used|had|has|have|ever|consumed)\b")
USUAL: Final = re.compile(
    r"\b(?:than|as|to|with|from|vs|versus|against|above|below|over|under) "
    r"(?:(?:the |my |is |on |an )*(?:usual|normal|average|typical|typically|usually|normally)(?:"
    r" (?:day|week|month|hour)s?)?)\b"
)
PER: Final = re.compile(
    r"\b(?:per|each|every|an?|by|in an?) (?P<span>hour|day|week|month)\b|\b(?P<adverb>hourly|daily|"
    r"weekly|monthly)\b|\b(?P<twice>hour|day|week|month) by (?:hour|day|week|month)\b"
)
MEAN: Final = re.compile(
    r"\b(?:on average|average[ds]?|averages|mean|typically|usually|normally|typical|usual)\b"
)
THINGS: Final = r"(?:appliances?|devices?|channels?|circuits?|sub-? ?meters?|consumers?)"
EVERY: Final = re.compile(
    rf"\b(?:(?:by|per|for) (?:each |every )?{THINGS}"
    rf"|(?:each|every|all|individual|my|the) (?:of )?(?:the |my |appliances? )*{THINGS}"
    r"|break ?down|split|where (?:does|did|do|is|has) (?:all )?(?:my|the|our|it)\b.*\bgo(?:es|ing|ne)?"
    rf"|rank(?:ing)?(?: of)? (?:the |my |all )*{THINGS}|{THINGS} by (?:use|usage|cost|consumption|energy)"
    r"|what (?:uses|used|ran|(?:is|was|were|'s) (?:on|running|using|consuming|drawing))(?= |$)"
    r"|what(?:'s| is| are)? (?:using|consuming|eating|drawing|costing)(?: up)?(?: all)?(?: of)? (?:my|"
    r"the|our|so much|me))\b|\brank(?:ing)?(?: of)?(?: the| my| all)* ·+"
)
OR: Final = re.compile(r"\bor\b")
YEARLY: Final = re.compile(
    r"\b(?:per|an?|each|every|in (?:a|one)|over (?:a|one)|for (?:a|one)) (?:whole |full )?year\b"
    r"|\b(?:yearly|annual(?:ly)?)\b"
)
ASKS_FOR_ONE: Final = re.compile(r"\b(?:how (?:much|many)|what(?!.*\b(?:totals|costs)\b)|do|does)\b")
MONEY: Final = re.compile(
    r"\b(?:costs?|costing|spen[dt]|spending|pa(?:y|id|ying)|bills?|billed|money|price|charged?|"
    r"charges|expens(?:e|es|ive)|owed?|priciest|cheapest|dearest|costliest|pricier|cheaper|dearer|pounds?|euros?|dollars?|£|€|\$)(?!\w)"
)
YES_NO: Final = re.compile(
    r"^(?:so |and |but |then )?(?:did|do|does|is|was|were|are|am|have|has|had|will|should|would)\b"
)
WHAT: Final = re.compile(r"\b(?:what|which|who)\b")
ENERGY: Final = re.compile(
    r"\b(?:how much|how many|kwh|energy|electricity|usage|use[ds]?|using|consum\w+|total|power|"
    r"draw\w*|burn\w*|import(?:s|ed)?)\b"
)
JUDGED: Final = re.compile(
    r"\b(?:is|was|were|are) (?:(?:it|that|this|my|the|our|use|usage|consumption|bill|day|week|month) "
    r"|·+ )*(?:very |so |"
    r"unusually |really |too |quite |rather )*"
    r"(?:(?P<more>a lot|much|high|expensive|dear|bad|heavy|above average|big|large)|(?P<less>low"
    r"|little|cheap|good|small|"
    r"below average)|(?P<usual>normal|usual|typical|average|ok|okay|as usual))$"
)
"""Whether a period was much or little: it is put beside the usual."""
