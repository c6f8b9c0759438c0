"""Patterns of the words by which a question leans on the one before."""

from __future__ import annotations

import re
from typing import Final

LEANING: Final = re.compile(
    r"^\s*(?:and|what about|how about|also|ok and|then|same (?:for|with|in)|the same (?:for|in|with)|"
    r"now|but)\b|"
    r"^\s*(?:per|each|every|on average|only|just|in|on|at|for|during)\b(?!(?: \S+){5})|"
    r"\b(?:instead|too|as well)\s*[?.!]*\s*$|^\s*(?:why|how come)\b",
    re.IGNORECASE,
)
WHOLE: Final = re.compile(
    r"\b(?:my|our|the|total|all|home|house|household|everything|whole|i|we|what|which|how|when)\b|\b\d"
)
OF_IT: Final = re.compile(r"\b(?:how much|what part|which part|what share|much) of (?:it|that|this)\b")
AMOUNT: Final = re.compile(
    r"^(?:and |or |what about |how about |with |at |for )*"
    r"(?P<amount>[£€$₹]? ?\d+(?:[.,]\d+)? ?(?:p|pence|c|ct|cents?|[£€$]|pounds?|euros?|dollars?"
    r"|rupees?)?)[?. ]*$"
)
PERCENT: Final = re.compile(
    r"^(?:and |or |what about |how about |with |at |for |by )*(?P<percent>\d+(?:[.,]\d+)?) ?(?:%"
    r"|percent)[?. ]*$"
)
TOGETHER: Final = re.compile(
    r"^(?:and |what about |how about )*(?:the )?(?P<what>both|two|all(?: (?:of them|two|three|four|[2-9]))?|"
    r"(?:these|those|they)(?: (?:two|three))?|the (?:two|three))(?: of (?:them|these|those))?"
    r"(?: (?:together|combined|in total|added up|summed))+[?. ]*$|^(?:and )?(?:together|combined"
    r"|added up)[?. ]*$"
)
DIFFERENCE: Final = re.compile(
    r"^(?:and |so |what's |what is |what was |how big is )*(?:the )?diff(?:erence)?"
    r"(?: (?:between|of) (?:them|both|the two|those|these))?[?. ]*$"
)
MANY: Final = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
BOUGHT: Final = re.compile(r"\b(?:electric(?:ity)?|imports?|imported|the (?:home|house)|grid)\b")
REFERS: Final = re.compile(r"\b(?:it|that|then|this|they|them|those)\b", re.IGNORECASE)
CORRECTION: Final = re.compile(
    r"^(?:no|sorry|oh|oops|wait)(?:[,.]? (?:no|sorry|wait))*,? (?:(?:i |we )?(?:mean|meant|want"
    r"|wanted)|make (?:it|that)|rather|but) "
)
WHICH_DAYS: Final = re.compile(
    r"^(?:and |so )?(?:on )?(?:which|what) (?:days|dates|nights)\b[^?]{0,20}[?. ]*$"
    r"|^(?:and )?when(?: exactly)?[?. ]*$"
)
EACH_ONE: Final = re.compile(
    r"\b(?:each|every|one|per|a) (?:one|time|run|charge|wash|load|session|go)\b|\b(?:cost|use)s? each\b"
)
