"""Answers that a home gave before about files: which of them hold for this one, and what the receipt says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from energy_core.errors import UnknownNameError, UnreadableFileError
from energy_core.home import Home
from energy_core.importers.hints import DateOrder, Decimal, Hints, Stamp, Unit
from energy_core.importers.meters import refuse_unheard
from energy_core.importers.receipt import Decision, Import, Issue, Receipt
from energy_core.local_time import known_zone
from energy_core.readings import Kind


@dataclass(frozen=True)
class Question:
    """What a reading option settles: the field of `Hints`, what the receipt calls it, its possible values."""

    field: str
    what: str
    values: tuple[str, ...] = ()
    is_several: bool = False


QUESTIONS: Final[Mapping[str, Question]] = {
    "timezone": Question("timezone", "time zone"),
    "unit": Question("unit", "unit", get_args(Unit)),
    "time-column": Question("time_column", "time column"),
    "value-column": Question("value_columns", "energy columns", is_several=True),
    "stamp": Question("stamp", "stamps mark", get_args(Stamp)),
    "kind": Question("kind", "kind of values", get_args(Kind)),
    "date-order": Question("date_order", "date order", get_args(DateOrder)),
    "decimal": Question("decimal", "decimal mark", get_args(Decimal)),
    "meter": Question("meters", "meter", is_several=True),
    "sheet": Question("sheet", "sheet"),
}
"""By the name under which a home keeps the answer, which is the option's."""

BEFORE: Final = "answered before"
SAID: Final = "said with"
"""How the evidence of a decision begins that a person took; the option's name follows."""

NEVER_IGNORED: Final = frozenset({"meter"})
"""Another meter than the one that was named may be somebody else's: that is asked, not passed over."""


def hints_for(home: Home, hints: Hints, *, shape: str | None = None) -> Hints:
    """The hints of one file, with the home's answers where there are none. Raises UnknownNameError."""
    return _filled(home, hints, _open(kept_answers(home, shape), hints))


def kept_answers(home: Home, shape: str | None) -> dict[str, str]:
    """The home's answers by option: those for every file, then those for files of this shape.

    Raises UnknownNameError for an option that is none.
    """
    both = {**home.import_choices, **_of_shape(home, shape)}
    found = {option.replace("_", "-"): text for option, text in both.items() if isinstance(text, str)}
    for option in found:
        if option not in QUESTIONS:
            raise UnknownNameError(
                f"Needed import choices among {', '.join(QUESTIONS)}; the home has {option!r}.",
                where={"option": option},
            )
    return found


def check_answers(home: Home) -> None:
    """Raises UnknownNameError for an answer that can be none, under whichever shape."""
    for shape in (None, *home.import_choices):
        for option, text in kept_answers(home, shape).items():
            _value(option, text)


def said_before(home: Home, hints: Hints, *, shape: str) -> Hints:
    """The hints with what was answered for files of this shape, as if it were said of this one."""
    only = replace(hints, roles={})
    return replace(_filled(Home(), only, _open(_of_shape(home, shape), hints)), roles=hints.roles)


def without_answers(home: Home, *, shape: str) -> Home:
    """The home as if nobody had answered anything for files of this shape."""
    others = {name: held for name, held in home.import_choices.items() if name != shape}
    return replace(home, import_choices=others)


def with_answers(home: Home, hints: Hints, *, shape: str) -> Home:
    """The home with what was said of one file kept for the next of its shape, instead of earlier answers.

    Roles are kept by channel, and a zone that is the home's own anyway is not kept.
    """
    said = {option: text for option, q in QUESTIONS.items() if (text := _text(getattr(hints, q.field)))}
    if home.timezone is not None and said.get("timezone") == home.timezone:
        del said["timezone"]
    others = without_answers(replace(home, roles={**home.roles, **hints.roles}), shape=shape)
    return replace(others, import_choices={**others.import_choices, **({shape: said} if said else {})})


def read_with_answers(read: Callable[[Hints], Import], *, home: Home, hints: Hints, shape: str) -> Import:
    """Read a file with the home's answers; one that does not fit it is passed over, which is an issue."""
    kept, misfits = _open(kept_answers(home, shape), hints), dict[str, str]()
    while True:
        try:
            imported = read(_filled(home, hints, kept))
            refuse_unheard(imported, hints)
            break
        except UnreadableFileError as error:
            option = (error.option or "").removeprefix("--")
            if option not in kept or option in NEVER_IGNORED:
                raise
            misfits[option] = kept.pop(option)
    receipt = _told(imported.receipt, hints, kept)
    issues = [Issue("answer_ignored", _misfit(option, text)) for option, text in misfits.items()]
    return replace(imported, receipt=replace(receipt, issues=(*receipt.issues, *issues)))


def _of_shape(home: Home, shape: str | None) -> Mapping[str, str]:
    answers = home.import_choices.get(shape) if shape else None
    return answers if isinstance(answers, Mapping) else {}


def _open(kept: Mapping[str, str], hints: Hints) -> dict[str, str]:
    """The answers to what the hints leave open."""
    return {option: text for option, text in kept.items() if not getattr(hints, QUESTIONS[option].field)}


def _filled(home: Home, hints: Hints, kept: Mapping[str, str]) -> Hints:
    known: dict[str, Any] = {"roles": {**home.roles, **hints.roles}}
    if hints.timezone is None and home.timezone is not None:
        known |= {"timezone": home.timezone, "timezone_source": "home"}
    for option, text in kept.items():
        known[QUESTIONS[option].field] = _value(option, text)
        if option == "timezone":
            known["timezone_source"] = "home"
    return replace(hints, **known)


def _value(option: str, text: str) -> str | tuple[str, ...]:
    question = QUESTIONS[option]
    if option == "timezone":
        return known_zone(text)
    if question.is_several:
        return tuple(part for part in text.splitlines() if part)
    if not question.values:
        return text
    for value in question.values:
        if text.lower() == value.lower():
            return value
    raise UnknownNameError(
        f"The home's {option} must be one of {', '.join(question.values)}; found {text!r}.",
        where={"option": option},
    )


def _text(value: str | tuple[str, ...] | None) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value or ""


def _told(receipt: Receipt, hints: Hints, kept: Mapping[str, str]) -> Receipt:
    """The receipt, on which every answer of a person is a decision, said now or before."""
    decisions = [_reworded(decision, kept) for decision in receipt.decisions]
    for option, question in QUESTIONS.items():
        text = kept.get(option) or _text(getattr(hints, question.field))
        told = any(d.option == f"--{option}" and d.evidence.startswith((BEFORE, SAID)) for d in decisions)
        if text and not told:
            evidence = BEFORE if option in kept else f"{SAID} --{option}"
            choice = ", ".join(text.splitlines())
            decisions.append(Decision(question.what, choice, evidence, 1.0, f"--{option}"))
    return replace(receipt, decisions=tuple(decisions))


def _reworded(decision: Decision, kept: Mapping[str, str]) -> Decision:
    option = (decision.option or "").removeprefix("--")
    if option not in kept:
        return decision
    for begin in (f"{SAID} --{option}", "the home's zone"):
        if decision.evidence.startswith(begin):
            return replace(decision, evidence=BEFORE + decision.evidence.removeprefix(begin))
    return decision


def _misfit(option: str, text: str) -> str:
    return (
        f"The {QUESTIONS[option].what} that was answered before, {text!r}, does not fit this file and was "
        "passed over."
    )
