"""Questions that lean on the one before: "and the fridge?", "and last month?", "why?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant import followup_words as said
from energy_core.assistant.answer import Turn
from energy_core.assistant.context import Context, Price
from energy_core.assistant.dates import limited
from energy_core.assistant.intent import Intent
from energy_core.assistant.lexicon import PLEASANTRY, SLIPS, texted
from energy_core.assistant.metric_choice import praised
from energy_core.assistant.outcome import NoAnswerError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.questions import AMOUNT_TOO, WHEN_TOO, Parsed, intent_of

PRICED: Final = frozenset(
    {"total", "cost", "average", "ranking", "by_channel", "usage_by", "comparison", "forecast", "anomalies"}
    | {"baseload", "price", "rate_share", "remainder"}
)
"""Metrics whose figure can be told in money."""

MOST_TURNS: Final = 20
"""What was asked longer ago is no longer leant on."""

_SHORT: Final = 5
"""A question of up to this many words that names no figure leans on the one before."""

_NOT_USE: Final = frozenset({"gas", "export", "generation"})
"""Roles of channels beside what the home uses of the grid."""

_BARE: Final = 4
"""A figure named in up to this many words alone, such as "by week" or "in euros", is of what came before."""

NOT_CLEAR: Final = (
    "The question before was not answered, so there is nothing this could add to. Please ask it in full."
)


def carried_over(question: str, context: Context, history: tuple[Turn, ...]) -> Intent:
    """The intent of a question, with what it leaves out taken from the last one that was understood."""
    understood: list[Intent] = []
    for turn in history[-MOST_TURNS:]:
        if turn.answer.status != "answered":
            continue
        try:
            understood.append(_after(turn.question, context, understood))
        except NoAnswerError:
            continue  # answered by another provider, not by these rules: there is nothing to lean on
    if history and history[-1].answer.status == "asked_back" and _leans_alone(question, context):
        return _completing(history[-1].question, question, context)
    return _after(question, context, understood)


def _leans_alone(question: str, context: Context) -> bool:
    """Whether a question is a part that another one would have to complete."""
    asked = PLEASANTRY.sub("", question.lower())
    if said.LEANING.search(asked) is None and len(asked.split()) > _SHORT:
        return False
    try:
        return not intent_of(asked, context).said_metric
    except NoAnswerError:
        return False


def _completing(before: str, question: str, context: Context) -> Intent:
    """An answer to what was asked back, such as "the dishwasher". Raises UnclearError if it is none."""
    try:
        return intent_of(f"{before.rstrip(' ?.!')} {question}", context).intent
    except NoAnswerError:
        raise UnclearError(NOT_CLEAR) from None


def _after(question: str, context: Context, understood: list[Intent]) -> Intent:
    question = PLEASANTRY.sub("", said_before(question.lower()))
    before = understood[-1] if understood else None
    if said.DIFFERENCE.search(question) and (two := _joined("two", understood)):
        return replace(two, metric="comparison")
    if said.TOGETHER.search(question) and (joined := _joined(question, understood)):
        return joined
    if before is not None and before.metric == "runs" and (of_runs := _of_runs(question, before)):
        return of_runs
    if before is not None and before.metric in _SUPPOSED:
        if amount := said.AMOUNT.match(question):
            question = f"what if a kwh cost {amount['amount']}"
        elif before.percent and (percent := said.PERCENT.match(question)):
            number = float(percent["percent"].replace(",", "."))
            return replace(before, percent=number if before.percent > 0 else -number)
    leans = said.LEANING.search(question) is not None
    # "and when was it" of a question means what that question asks
    refers = said.REFERS.search(AMOUNT_TOO.sub("", WHEN_TOO.sub("", question.rstrip(" ?.!")))) is not None
    short = len(question.split()) <= _SHORT
    last = before.periods[0] if before is not None and before.periods and (leans or refers or short) else None
    parsed = intent_of(question, context, before=last)
    if before is None:
        return parsed.intent
    return _leaning(question, parsed, before, context=context, leans=leans, refers=refers, short=short)


def said_before(question: str) -> str:
    """A question without slips; a correction, "no, I meant the dishwasher", as the follow-up that it is."""
    words = " ".join(SLIPS.get(word, word) for word in texted(question).split())
    return said.CORRECTION.sub("what about ", words)


_SUPPOSED: Final = frozenset({"what_if_price", "what_if_less", "what_if_baseload"})


def _leaning(
    question: str, parsed: Parsed, before: Intent, *, context: Context, leans: bool, refers: bool, short: bool
) -> Intent:
    new = parsed.intent
    bare = (
        len(question.split()) <= _BARE
        and not (new.channels or new.periods or new.future)
        and said.WHOLE.search(question) is None
    )
    dearer = new.metric == "what_if_price" and new.percent is not None and not new.periods
    if dearer and before.metric == "measure":
        return replace(before, percent=new.percent)
    if (leans or short) and not parsed.said_metric:
        return _with_changes(parsed, before)
    if said.OF_IT.search(question) and before.money and new.channels and new.metric in ("total", "share"):
        new = replace(new, metric="cost", money=True)
        return replace(new, periods=new.periods or before.periods, price=before.price)
    if leans and said.BOUGHT.search(question) and not new.channels:
        before = _of_the_home(before, context)
    return _with_subject(parsed, before, context) if leans or refers or bare else new


def _of_runs(question: str, before: Intent) -> Intent | None:
    """ "On which days?" and "how much did each one cost?" after a question about runs."""
    if said.WHICH_DAYS.match(question):
        return before
    if said.EACH_ONE.search(question) is None:
        return None
    return replace(
        before, metric="per_run", money=re.search(r"\b(?:cost|pay|paid|money)\b", question) is not None
    )


def _joined(question: str, understood: list[Intent]) -> Intent | None:
    """The last figures of the same kind together: of several appliances, or of several periods."""
    counted = re.findall(r"\b(?:both|two|three|four|[2-4])\b", question)
    count = said.MANY[counted[0]] if counted else 2 if len(understood) == 2 else MOST_JOINED
    parts: list[Intent] = []
    for one in reversed(understood[-count:]):
        if parts and (one.metric, one.money) != (parts[0].metric, parts[0].money):
            break
        parts.insert(0, one)
    if len(parts) < max(2, len(counted) and count) or parts[-1].metric not in ("total", "cost"):
        return None
    channels = tuple(dict.fromkeys(name for one in parts for name in one.channels))
    periods = tuple(dict.fromkeys(period for one in parts for period in one.periods))
    if len({one.periods for one in parts}) == 1 or len({one.channels for one in parts}) == 1:
        return replace(parts[-1], channels=channels, periods=periods)
    return None


MOST_JOINED: Final = 4


def _of_the_home(before: Intent, context: Context) -> Intent:
    """ "And electricity?" after gas, "and import?" after export: what the home takes from the grid."""
    others = [name for name in before.channels if context.readings.channel(name).role in _NOT_USE]
    return replace(before, channels=()) if others else before


def _with_subject(parsed: Parsed, before: Intent, context: Context) -> Intent:
    """A new figure of the same appliance and period: "what did it cost?"."""
    new = parsed.intent
    price = new.price if new.price_said else before.price
    if new.metric in ("cost", "total") and new.money and not (new.channels or new.periods):
        return _in_money(before, price)
    if new.metric in ("cost", "total") and before.future is not None and not new.periods:
        return replace(before, channels=new.channels or before.channels, money=new.money, price=price)
    same_ranking = new.metric == before.metric == "ranking" and not parsed.said_subject
    whole = replace(
        new,
        subject=before.subject if same_ranking else new.subject,
        channels=_channels(new, before),
        periods=_periods(parsed, before),
        money=new.money or (new.metric in ("average", "usage_by", "comparison") and before.money),
        price=price,
    )
    return praised(whole, context, praises=parsed.praises)


def _in_money(before: Intent, price: Price | None) -> Intent:
    """The figure just given, in money. Raises UnclearError for one that has none."""
    if before.metric not in PRICED:
        raise UnclearError("The cost of what? Please name the period or the appliance.")
    return replace(before, money=True, price=price)


def _channels(new: Intent, before: Intent) -> tuple[str, ...]:
    """The channels meant: for "is that more than the fridge?" both the one before and the new one."""
    compared = new.metric == "comparison" and len(new.channels) == len(before.channels) == 1
    return (*before.channels, *new.channels) if compared else new.channels or before.channels


def _periods(parsed: Parsed, before: Intent) -> tuple[Period, ...]:
    """The periods meant: for "is that more than in July?" both the one before and the new one."""
    new = parsed.intent
    if parsed.limits and before.periods:
        return tuple(period for one in before.periods for period in limited(one, parsed.limits))
    if new.metric == "comparison" and len(new.periods) == len(before.periods) == 1 and not new.channels:
        return (*before.periods, *new.periods)
    return new.periods or (before.periods[:1] if new.future is None else ())


def _with_changes(parsed: Parsed, before: Intent) -> Intent:
    """The same figure for what the question names anew."""
    new = parsed.intent
    if before.metric == "comparison" and len(before.channels) == 2 and len(new.channels) == 1:
        return replace(before, channels=(before.channels[0], new.channels[0]))
    if before.metric == "ranking" and before.subject == "channel" and len(new.channels) == 1:
        before = replace(before, metric="cost" if before.money else "total", subject=None, ranked=False)
    if new.price_said or (new.money and not before.money):
        before = _in_money(before, new.price)
    changed = replace(
        before,
        channels=new.channels or before.channels,
        periods=_periods(parsed, before) if new.periods else before.periods,
        future=new.future if new.future or new.periods else before.future,
    )
    if new.future is not None:
        return replace(changed, metric="forecast", periods=())
    return replace(changed, metric="total") if before.metric == "forecast" and new.periods else changed
