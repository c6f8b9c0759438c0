"""JSON of any layout: the tables of readings in it are found, and read as any other table."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers.encoding import utf8
from energy_core.importers.hints import Hints
from energy_core.importers.json_found import Piece, pieces_in
from energy_core.importers.json_tables import tables
from energy_core.importers.json_values import flat, is_energy
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import read_sheets

FORMAT: Final = "json"

LARGEST_BYTES: Final = 100_000_000
"""A document takes ten times its size in memory; this is a year of seconds."""
MOST_TABLES: Final = 60
SHOWN: Final = 8

_BEGIN: Final = re.compile(rb"[{\[]\s*(?:[\"{\[\]}\-\d]|true|false|null)")


class Twice(dict[str, Any]):
    """An object in which a key occurs more than once. pairs : all of them, in order."""

    pairs: list[tuple[str, Any]]


def recognises(head: bytes) -> bool:
    """An object or a list at the beginning."""
    return _BEGIN.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")) is not None


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises UnreadableFileError for damage, and for documents without readings."""
    if len(content) > LARGEST_BYTES:
        raise UnreadableFileError(
            f"Needed a JSON file of at most {LARGEST_BYTES // 1_000_000} MB; {name} has "
            f"{len(content) // 1_000_000:,} MB. Download a shorter period, or CSV.",
            where={"file": name},
        )
    document = parsed(content, name=name)
    imported = read_document(document, name=name, form=FORMAT, hints=hints)
    if imported is None:
        raise UnknownFormatError(
            f"Needed a list of readings, each with a time and a number; the JSON file {name} has none: "
            f"{_contents(document)}. Download the readings themselves, or CSV.",
            where={"file": name},
        )
    return imported


def read_document(document: Any, *, name: str, form: str, hints: Hints) -> Import | None:
    """The readings of nested objects and lists; None if there are none. Raises UnreadableFileError."""
    pieces = pieces_in(_unwrapped(document))
    found = tables(pieces)
    if not found:
        return None
    ledger = Ledger()
    if hints.kind is None and _are_counters(pieces):
        told = "the file calls them total, the readings of counters"
        ledger.decide("kind of values", "register", evidence=told, option="--kind")
        hints = replace(hints, kind="register")
    imported = read_sheets(found[:MOST_TABLES], name=name, form=form, hints=hints, ledger=ledger, noun="list")
    # the fields of records are no line of a header
    decisions = tuple(d for d in imported.receipt.decisions if d.what != "header")
    return replace(imported, receipt=replace(imported.receipt, decisions=decisions))


def _unwrapped(document: Any) -> Any:
    """A document that is all inside of `export` is an export of data, not of energy."""
    return document["export"] if isinstance(document, dict) and set(document) == {"export"} else document


def _are_counters(pieces: Sequence[Piece]) -> bool:
    """Whether every series of energy says, as Home Assistant's do, that it is the reading of a counter."""
    said = [{**piece.context, **flat(piece.records[0])} for piece in pieces]
    energy = [fields for fields in said if any(is_energy(value) for value in fields.values())]
    classes = [[v for k, v in fields.items() if k.endswith("state_class")] for fields in energy]
    return bool(classes) and all(found and set(found) <= {"total", "total_increasing"} for found in classes)


def parsed(content: bytes, *, name: str) -> Any:
    """The document, or a list of them where each line is one. Raises MalformedFileError."""
    text = utf8(content, name=name)[0].decode().strip().rstrip(";")
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        if (lines := _lines(text)) is not None:
            return lines
        what = "breaks off" if error.pos >= len(text.rstrip()) - 1 else "is damaged or incomplete"
        raise MalformedFileError(
            f"Needed a complete JSON file; {name} {what} in line {error.lineno}, column {error.colno} "
            f"({error.msg}). Download it again.",
            where={"file": name, "row": error.lineno},
        ) from error
    except (RecursionError, ValueError) as error:
        raise MalformedFileError(
            f"Needed JSON of readings; {name} is nested far deeper than readings are, or holds numbers of "
            "thousands of digits. Download it again.",
            where={"file": name},
        ) from error


def _loaded(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = Twice(found)
    twice.pairs = pairs
    return twice


def _lines(text: str) -> list[Any] | None:
    """JSON Lines: a document in each line; a last one may be cut off."""
    rows = [row for line in text.split("\n") if (row := line.strip().rstrip(","))]
    if len(rows) < 2 or not rows[0].startswith(("{", "[")):
        return None
    try:
        return [_loaded(row) for row in rows]
    except (json.JSONDecodeError, RecursionError, ValueError):
        return None


def _contents(document: Any) -> str:
    if isinstance(document, dict):
        keys = ", ".join(map(str, list(document)[:SHOWN]))
        return f"it holds {keys}" if keys else "it is empty"
    if isinstance(document, list):
        kinds = Counter("objects" if isinstance(x, dict) else "lists" if isinstance(x, list) else "values"
                        for x in document)  # fmt: skip
        return (
            "it is empty" if not kinds else f"it is a list of {len(document):,} {kinds.most_common(1)[0][0]}"
        )
    return "it is a single value"
