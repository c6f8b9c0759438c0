"""What can be asked: one table from which the grammar, the help and the suggestions are made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final


@dataclass(frozen=True)
class Metric:
    """cues : patterns of the words that ask for it. strong : two strong metrics in one question are two questions.

    example : a question for the help; `{appliance}` stands for one of the home's.
    needs : what the home must have for the example to be offered.
    """

    name: str
    description: str
    unit: str
    arguments: tuple[str, ...]
    cues: tuple[str, ...]
    example: str
    strong: bool = True
    needs: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)(?:" + "|".join(self.cues) + r")(?!\w)")


_CHANNEL_PERIOD: Final = ("channel", "period")
METRICS: Final[tuple[Metric, ...]] = (
    Metric("help", "what can be asked", "", (),
           (r"what (?:kinds? of )?(?:else )?(?:questions )?(?:can|could|may|should|do) (?:i|you|we) (?:ask|do|answer|tell|know|help)(?: you| me)?(?: about| with)?",
            r"help(?: me)?$", r"^help", r"how (?:do|can) (?:i|you) (?:use|work)(?: this| you)?$", r"who are you", r"what are you",
            r"(?:some |more )?example questions", r"^(?:hello|hi|hey|good morning|good evening)$"),
           "What can I ask?"),
    Metric("untracked", "use that no appliance accounts for", "kWh", ("period",),
           (r"untracked", r"un-?metered", r"unaccounted(?: for)?", r"not (?:tracked|metered|measured|accounted for)(?: by (?:any|the) (?:appliances?|meters?))?",
            r"everything else", r"rest of (?:the |my )?(?:house|home)", r"other appliances"),
           "How much is not tracked by any appliance?", needs="untracked"),
    Metric("channels", "the appliances and channels there are", "count", (),
           (r"(?:which|what) (?:appliances|channels|devices|circuits|meters)(?: and (?:appliances|channels|devices))? (?:do|can|are|is|does)(?: (?:you|i|we|there|it))?(?: (?:know|have|see|track|measure|monitored|tracked|measured|metered|in|cover|include|included|contain))*(?: (?:about|of))?",
            r"list (?:of )?(?:the |my |all )*(?:appliances|channels|devices)", r"how many (?:appliances|channels|devices)",
            r"(?:show|name)(?: me)? (?:the |my |all )*(?:appliances|channels|devices)"),
           "Which appliances do you know?"),
    Metric("readings_span", "the dates, number and gaps of the readings", "days", (),
           (r"what (?:dates|period|time range|date range|time span|time period)", r"(?:dates|period|time range|date range|time span) (?:of|is|are|does|do)",
            r"how many (?:readings|days|hours)(?: of (?:data|readings))?(?= (?:of |do|are|does|is|have)|$)",
            r"how (?:much|many|old|complete|good|reliable|fresh|recent)(?: is| are)?(?: the| my| these| this)? (?:data|readings|dataset)",
            r"(?:data|readings) (?:quality|complete|missing|start|begin|end|stop|go|cover|run|available)(?: back)?",
            r"missing(?: data| readings| hours| values)?", r"gaps?", r"(?:first|last|latest|newest|oldest|earliest|most recent) (?:reading|data|day of data)",
            r"when (?:do|does|did) (?:the |my |these |this )?(?:data|readings|file)", r"data (?:period|span|range)",
            r"(?:is|are) (?:the|my|any) (?:data|readings) (?:missing|complete)", r"how far back", r"since when"),
           "What dates do my readings cover?"),
    Metric("price", "the price per kWh that is set", "currency", (),
           (r"(?:what|which) (?:is|do|did)(?: the| my| our| i| we| you)? (?:price|rate|pay|tariff|use as price|unit rate)(?: (?:per|for|of) (?:a |one )?(?:kwh|unit|kilowatt[ -]hour)| is (?:set|used)| i pay| pay)?(?: (?:set|used))?$",
            r"(?:price|rate) per (?:kwh|unit)$", r"how much (?:do|does) (?:i|we|one|a|it)(?: cost| pay)? (?:per|for|a) (?:kwh|unit)",
            r"cost of (?:a|one) (?:kwh|unit)"),
           "What do I pay per kWh?", strong=False),
    Metric("savings", "the most valuable ways to save", "kWh", ("count",),
           (r"sav(?:e|ing|ings)(?: (?:money|energy|electricity|power|tips?|advice|opportunit(?:y|ies)|on))*",
            r"(?:reduce|cut|lower|decrease|shrink|bring down|cut down|cut back)(?: (?:on|down|my|our|the|energy|electricity|power|usage|consumption|use|bills?|costs?))+",
            r"(?<=can i )use less|(?<=can we )use less|(?<=to )use less|(?<=do i )use less",
            r"what (?:should|can|could) (?:i|we) (?:do|change|improve)(?: differently| better| about (?:it|that))?", r"advice", r"tips?", r"recommend(?:ations?|ed)?",
            r"suggest(?:ions?)?", r"wast(?:e|ing|ed|eful)", r"improve(?:ments?)?", r"more efficient", r"efficiency", r"findings?", r"insights?",
            r"make (?:my|the) (?:bill|home)"),
           "How can I save?"),
    Metric("similar", "your use beside that of similar homes", "kWh", (),
           (r"(?:a lot|too much|normal|high|low|ok|okay|good|bad|typical)? ?(?:for|compared? (?:to|with)|than|like|versus|vs|and|with|of|is|is there|as|to)? ?(?:a |an |the |other |most |average |similar |my )*(?:homes?|households?|house|houses|famil(?:y|ies)|neighbou?rs?|neighbou?rhood|people|others)(?: like (?:mine|ours|this))(?: of my size)?",
            r"(?:similar|other|average|typical|normal|comparable) (?:homes?|households?|houses?|famil(?:y|ies))", r"other people", r"(?:use[sd]?|using|consum(?:e|es|ed|ing)) (?:too much|a lot)",
            r"neighbou?rs?'?", r"neighbou?rhood", r"(?:is|was) (?:that|this|it|my (?:usage|use|consumption))(?: (?:usage|use|consumption))? (?:a lot|too much|normal|high|much|too high|above average|below average)",
            r"(?:do|am|are|did) (?:i|we) (?:use|using|consume|consuming) (?:a lot|too much)", r"how do i compare", r"national average"),
           "Is that a lot for a home like mine?", needs="country"),
    Metric("spans_beyond", "how many days or hours were above a limit", "days", ("channel", "period", "span", "limit_kwh"),
           (), "How many days used more than 10 kWh?", strong=False),
    Metric("forecast", "the days after the last reading", "kWh", _CHANNEL_PERIOD,
           (r"forecast(?:s|ed)?", r"predict(?:s|ed|ion|ions)?", r"expect(?:s|ed|ation)?", r"project(?:ed|ion)", r"outlook", r"estimate(?:d)? (?:for )?(?=·)",
            r"(?:will|shall|'ll) (?:i|we|it|my|the|be|there)", r"going to (?:use|cost|be|need|spend|pay|consume)", r"upcoming", r"in (?:the )?future"),
           "What will I use next week?"),
    Metric("why", "what was behind high or low use", "kWh", _CHANNEL_PERIOD,
           (r"why", r"what (?:caused|causes|explains|is the reason|was the reason|made|drove|happened)", r"reasons?", r"explain", r"explanation", r"how come"),
           "Why was yesterday so high?"),
    Metric("anomalies", "unusual use, when and how much", "count", _CHANNEL_PERIOD,
           (r"anomal(?:y|ies|ous)", r"unusual(?:ly)?(?: (?:high|low))?(?: (?:use|usage|consumption|events?|hours?|days?|activity|readings?))?", r"odd", r"strange", r"weird", r"abnormal(?:ly)?",
            r"spikes?", r"outliers?", r"suspicious", r"unexpected(?:ly)?", r"irregular(?:ities)?", r"out of the ordinary", r"(?:anything|something) (?:wrong|happen(?:ed|ing)?|off)"),
           "Was anything unusual?"),
    Metric("runs", "when and how often an appliance ran", "hours", _CHANNEL_PERIOD,
           (r"when (?:did|was|has|were) (?:i |we |the |my |it )*(?:·+ )?(?:last |most recently |lastly )?(?:run|ran|used?|on|turned on|switched on|operate|running|active|start)?(?=.*\blast\b)",
            r"(?:did|has|was|is) (?:the |my |it )*·+ (?:run|running|on|ran|been on)(?= |$|·)", r"last (?:time|run|used?|ran|on|turned on|switched on|operated|active)(?: (?:i|we|the|my) (?:used|ran|run))?", r"most recent(?:ly)? (?:run|used?|ran|cycle)",
            r"how (?:many times|often)(?: (?:did|do|does|was|is|has|have))?", r"how long (?:did|was|is|does|do|has|were)", r"how many (?:runs|cycles|loads)",
            r"how many hours (?:did|was|is|does|has|were) (?:the |my )?(?:·+) (?:run(?:ning)?|on|used|in use|active|operat(?:e|ing))", r"(?:running|run) (?:time|hours)"),
           "When did the {appliance} last run?", needs="appliance"),
    Metric("load_factor", "mean over highest power", "fraction", _CHANNEL_PERIOD,
           (r"load ?-?factor",), "What is my load factor?", needs="hours"),
    Metric("baseload", "power that is always on", "kW", _CHANNEL_PERIOD,
           (r"base ?-?load", r"base power", r"always[ -]on(?: (?:load|power|use|usage|consumption))?", r"stand-?by(?: (?:load|power|use|usage|consumption))?",
            r"(?:idle|background|vampire|phantom|minimum|ghost|constant|permanent)(?: (?:load|power|use|usage|consumption|draw|energy))",
            r"(?:never|not) (?:switch(?:es|ed)? off|turn(?:s|ed)? off|stops?)", r"when nothing is (?:deliberately )?on", r"everything is off", r"24/7|around the clock"),
           "How much is always on?", needs="hours"),
    Metric("peak_power", "the highest power of an hour", "kW", _CHANNEL_PERIOD,
           (r"(?:peak|max(?:imum)?|highest|greatest|largest|top) (?:hourly )?(?:demand|power|load|kw|draw)", r"how many kw", r"peak kw"),
           "What was my peak power?", needs="hours"),
    Metric("peak_hours", "peak hours of the day", "hour", _CHANNEL_PERIOD,
           (r"peak (?:use |usage |consumption |demand |energy |electricity )?(?:hours?|times?|periods?|usage|use|consumption)", r"(?:on|off)-?peak", r"when (?:is|was|are|were|does|did|do) (?:my |our |the )?(?:·+ )?(?:daily |energy |electricity |usage |consumption )*peaks?(?: (?:use|usage|consumption|demand))?",
            r"(?:my|the|our) peaks?", r"peaks?",
            r"busiest (?:hours?|times?)(?: of (?:the )?day)?", r"what (?:time|times)(?: of (?:the )?day)?", r"(?:which|what) hours?(?: of (?:the )?day| do (?:i|we))", r"(?:time|times|hours?) of (?:the )?day",
            r"at what (?:time|hour)", r"when (?:do|am|does|is|are) (?:i|we|it|my|the|our|most)(?: (?:home|house|household|usage|use|consumption|energy|electricity|·+))*"),
           "When are my peak hours?", needs="hours"),
    Metric("trend", "whether use is rising or falling", "%", (),
           (r"trend(?:s|ing)?", r"(?:going|gone|go|went) (?:up|down)", r"rising|falling|growing|shrinking|climbing", r"(?:increasing|decreasing)", r"getting (?:better|worse|higher|lower|more|less)",
            r"over time"),
           "Is my use going up?"),
    Metric("typical_day", "mean use of each hour of a day", "kWh", _CHANNEL_PERIOD,
           (r"(?:typical|usual|average|normal) (?:day|weekday|daily profile|24 hours)(?! (?:use|usage|consumption|total|cost))(?: (?:look|looks)(?: like)?)?", r"(?:load|daily|day) (?:profile|curve|pattern|shape)", r"usage pattern"),
           "What does a typical day look like?", needs="hours"),
    Metric("share", "an appliance's part of the total", "%", _CHANNEL_PERIOD,
           (r"share", r"percent(?:age)?s?(?! (?:more|less|higher|lower|change|difference))", r"%(?! (?:more|less))", r"fraction", r"proportion", r"(?:how much|what part|part) of (?:my|the|our) (?:total |overall |whole )?(?:electricity |energy |power )?(?:bill|use|usage|consumption|total|energy|electricity|power)(?: (?:is|goes|comes|was|went))?"),
           "What share does the {appliance} have?", needs="appliance"),
)  # fmt: skip
"""In the order in which their cues are looked for."""

PLAIN: Final[tuple[Metric, ...]] = (
    Metric("comparison", "two periods or two appliances beside each other", "kWh", ("channels", "periods"), (),
           "Did I use more this week than last week?", strong=False),
    Metric("ranking", "the highest or lowest appliances, days, hours", "kWh", ("channel", "period", "span", "side", "count"),
           (), "Which day did I use the most?", strong=False),
    Metric("average", "mean use of a day or an hour", "kWh", ("channel", "period", "per"), (), "What do I use per day?", strong=False),
    Metric("by_channel", "use of every appliance", "kWh", ("period",), (), "Show my usage by appliance", strong=False, needs="appliance"),
    Metric("usage_by", "use of every day, week or month", "kWh", ("channel", "period", "group_by"), (), "Show my usage by day last week", strong=False),
    Metric("cost", "money for the energy used", "currency", _CHANNEL_PERIOD, (), "What did last month cost?", strong=False),
    Metric("total", "energy used", "kWh", _CHANNEL_PERIOD, (), "How much did I use last month?", strong=False),
)  # fmt: skip
"""Metrics that are told by several words together; `questions.py` says how."""

BY_NAME: Final[dict[str, Metric]] = {metric.name: metric for metric in (*METRICS, *PLAIN)}
