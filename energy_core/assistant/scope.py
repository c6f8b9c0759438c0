"""The period an answer is about: clipped to the readings and said so, or refused."""

from __future__ import annotations

from dataclasses import replace

from energy_core.assistant.context import Context
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period


def period_of(context: Context, intent: Intent, channel: str | None) -> Period:
    """The one period asked about. Raises UnclearError for several."""
    if len(intent.periods) > 1:
        raise UnclearError("The question names several periods. Please ask about one, or compare two.")
    return inside(context, intent.periods[0], channel) if intent.periods else context.span_of(channel)


def inside(context: Context, period: Period, channel: str | None) -> Period:
    """The part of a period that was read. Raises UnanswerableError if none was."""
    known = context.span_of(channel)
    clipped = period.clipped(known.start, known.end)
    if clipped is None:
        raise UnanswerableError(
            f"There are no readings {period.placed}. They run over {known.text}.",
            suggestions=("How much did I use in total?",),
        )
    # a day that has hardly begun is no partial period: stamps may be minutes off
    cut = (clipped.start - period.start) + (period.end - clipped.end)
    if cut.total_seconds() < 3600 or not period.phrase:
        return clipped
    return replace(clipped, notes=(*clipped.notes, f"The readings hold {clipped.text} of it."))
