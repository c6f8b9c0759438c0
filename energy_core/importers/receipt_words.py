"""A receipt in the words of people at home, the same on the page and in the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from energy_core import words
from energy_core.importers.answers import BEFORE, SAID

CERTAIN, VERY_LIKELY, LIKELY = 0.95, 0.75, 0.5

LABELS: Final[Mapping[str, str]] = {
    "timezone": "Time zone",
    "unit": "Unit",
    "kind": "The values are",
    "stamp": "The time marks",
    "date-order": "Dates",
    "decimal": "Decimal mark",
    "time-column": "Time column",
    "value-column": "Energy columns",
    "role": "What each channel is",
    "meter": "Meter",
    "sheet": "Sheet or file",
}
"""What the reading options are called where people see no command line."""

FORMATS: Final[Mapping[str, str]] = {
    "any_table": "a table",
    "archive": "an archive of meter files",
    "dutch_p4": "Dutch P4 readings",
    "energy_dashboard": "Home Assistant's energy dashboard",
    "esb_hdf": "ESB Networks' harmonised file",
    "green_button_xml": "Green Button XML",
    "home_assistant": "Home Assistant",
    "html_table": "a table of a web page",
    "iberdrola_json": "Iberdrola JSON",
    "influx_csv": "InfluxDB",
    "json": "JSON",
    "nem12": "NEM12 interval data",
    "nem13": "NEM13 meter readings",
    "ods": "an OpenDocument spreadsheet",
    "parquet": "a Parquet file",
    "sdat_xml": "Swiss SDAT (ebIX E66)",
    "spreadsheet_xml": "an Excel sheet (XML of 2003)",
    "uci_household": "UCI household power",
    "xls": "an old Excel workbook (.xls)",
    "xlsx": "an Excel workbook",
}

SOURCES: Final[Mapping[str, str]] = {
    "file": "the file says so",
    "option": "you said so",
    "home": "the home's time zone",
    "default": "assumed: neither the file nor the home says",
}
"""Where a time zone is from."""

LONGEST: Final = 80
"""Letters of a name or a choice that are shown; longer ones are cut. Of a sentence three times as many."""


@dataclass(frozen=True)
class Said:
    """A decision in words; `option` without dashes, or None where nothing can be changed."""

    title: str
    choice: str
    because: str
    sure: str
    is_guess: bool
    option: str | None


def decided(decision: Mapping[str, Any]) -> Said:
    """A decision of a receipt, as its JSON has it."""
    option = str(decision["option"] or "").removeprefix("--") or None
    what = words.label(str(decision["what"]))
    confidence = float(decision["confidence"])
    return Said(
        title=cut(
            LABELS.get(option or "", what) if _is_general(what, option) else what[:1].upper() + what[1:]
        ),
        choice=cut(words.label(str(decision["choice"]))),
        because=_because(words.label(str(decision["evidence"]))),
        sure=how_sure(confidence),
        is_guess=confidence < LIKELY,
        option=option,
    )


def how_sure(confidence: float) -> str:
    """A confidence [0 to 1] in words."""
    if confidence >= CERTAIN:
        return "certain"
    if confidence >= VERY_LIKELY:
        return "very likely"
    return "likely" if confidence >= LIKELY else "a guess, please check"


def format_words(form: str) -> str:
    """`any_table` is a table; `archive, any_table` names both."""
    return words.listed(FORMATS.get(part, part.replace("_", " ")) for part in form.split(", "))


def cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def row_sum(receipt: Mapping[str, Any]) -> str:
    """8,784 rows read = 8,760 kept (2 repaired) + 20 left out + 4 repeats."""
    repaired = f" ({receipt['rows_repaired']:,} repaired)" if receipt["rows_repaired"] else ""
    terms = [f"{receipt['rows_kept']:,} kept{repaired}"]
    terms += [f"{receipt['rows_dropped']:,} left out"] if receipt["rows_dropped"] else []
    terms += [words.count(receipt["rows_duplicate"], "repeat")] if receipt["rows_duplicate"] else []
    if len(terms) == 1 and not repaired:
        return f"{words.count(receipt['rows_read'], 'row')} read, all kept"
    return f"{words.count(receipt['rows_read'], 'row')} read = {' + '.join(terms)}"


def kwh_sum(receipt: Mapping[str, Any]) -> str:
    """4,430.12 kWh read = 4,425.31 kept + 4.81 left out."""
    read, kept, dropped = (_kwh(receipt[name]) for name in ("kwh_read", "kwh_kept", "kwh_dropped"))
    return (
        f"{read} kWh read, all kept"
        if dropped == "0"
        else f"{read} kWh read = {kept} kept + {dropped} left out"
    )


def issue_words(issue: Mapping[str, Any]) -> str:
    """What to look at, with its dates where they are known. Times are ISO text or instants."""
    start, end = (_moment(issue.get(name)) for name in ("start", "end"))
    message = cut(words.label(str(issue["message"])), 3 * LONGEST)
    if start is None:
        return message
    message = message.removesuffix(".")
    if end is None or end.date() == start.date():
        until = f" to {words.clock(end)}" if end is not None and end > start else ""
        return f"{message} ({words.day(start)}, {words.clock(start)}{until})"
    return f"{message} ({words.day(start)}, {words.clock(start)} to {words.day(end)}, {words.clock(end)})"


def for_people(sentence: str) -> str:
    """A sentence that names options of the command line, with what they are called on pages instead."""
    return _OPTION.sub(lambda option: f"“{LABELS[option[1]]}”", sentence)


_OPTION: Final = re.compile(rf"--({'|'.join(LABELS)})\b(?: (?:NAME|ZONE)\b)?")


def by_option(decisions: Sequence[Mapping[str, Any]]) -> dict[str | None, list[Said]]:
    """Decisions that one answer would overrule, together; those that nothing overrules last."""
    found: dict[str | None, list[Said]] = {}
    for said in map(decided, decisions):
        found.setdefault(said.option, []).append(said)
    return dict(sorted(found.items(), key=lambda each: each[0] is None))


def _is_general(what: str, option: str | None) -> bool:
    """Whether a decision is about the whole file; `unit of Kitchen` is not, nor `columns left out`."""
    return option is not None and " of " not in what and option not in ("value-column", "role")


def _because(evidence: str) -> str:
    if evidence.startswith(SAID):
        return "you said so" + re.sub(rf"^{SAID} --[\w-]+", "", evidence)
    if evidence.startswith(BEFORE):
        return "you answered this before" + evidence.removeprefix(BEFORE)
    return for_people(cut(evidence, 3 * LONGEST))


def _kwh(value: float) -> str:
    return words.number(value, 7)


def _moment(at: object) -> datetime | None:
    return datetime.fromisoformat(at) if isinstance(at, str) else at if isinstance(at, datetime) else None
