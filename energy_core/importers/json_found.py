"""Tables of readings in a JSON document, wherever and however they stand in it.

A table is a list of records, of rows or of series; or an object of parallel lists, or one whose keys are
times. What surrounds it (meter, name, direction, unit) belongs to its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from energy_core.importers.json_series import (
    by_time,
    dated_lists,
    names_in,
    parallel,
    records_by_key,
    row_lists,
    split_frame,
)
from energy_core.importers.json_steps import positioned, regular
from energy_core.importers.json_values import (
    flat,
    holds_list,
    holds_reading,
    is_clock,
    is_number,
    is_stamp,
)

DEEPEST: Final = 24
MOST_PIECES: Final = 20_000
MOST_CONTEXT: Final = 60
LOOKED_AT: Final = 50
HOURS: Final = ("hour", "hora", "heure", "stunde", "uur", "period", "periodo", "interval", "index")

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Piece:
    """Records that stand together. path : the keys that lead to them, `[]` for the places of a list.

    context : the scalar fields around them, the nearest last. once : fields of the first record alone, which
    hold for all.
    """

    path: tuple[str, ...]
    context: Mapping[str, Any]
    records: Records
    once: tuple[str, ...] = ()


@dataclass
class _Search:
    pieces: list[Piece] = field(default_factory=list)
    depth: int = 0

    def add(
        self, path: tuple[str, ...], context: Mapping[str, Any], records: Records, once: tuple[str, ...] = ()
    ) -> None:
        if len(records) and len(self.pieces) < MOST_PIECES:
            self.pieces.append(Piece(path, context, records, once))

    def value(
        self, value: Any, path: tuple[str, ...], context: Mapping[str, Any], names: list[str] | None = None
    ) -> None:
        """names : of columns, where they stand beside the value."""
        if len(path) > DEEPEST:
            return
        if isinstance(value, dict):
            self._object(value, path, context)
        elif isinstance(value, list) and value:
            self._list(value, path, context, names)

    def _object(self, value: dict[str, Any], path: tuple[str, ...], context: Mapping[str, Any]) -> None:
        own = {key: text for key, text in flat(value).items() if text not in (None, "")}
        around = {**context, **dict(list(own.items())[:MOST_CONTEXT])}
        for read in (by_time, split_frame, parallel, regular):
            if (found := read(value, around)) is not None:
                self.add(path, {k: v for k, v in around.items() if k not in found[0]}, found)
                return
        if (records := records_by_key(value)) is not None:
            self._records(records, path, around)
            return
        names = names_in(value)
        for key, inner in value.items():
            self.value(inner, (*path, key), around, names)

    def _list(
        self, value: list[Any], path: tuple[str, ...], context: Mapping[str, Any], names: list[str] | None
    ) -> None:
        inside = (*path, "[]")
        if (rows := row_lists(value, names, path)) is not None:
            self.add(path, context, rows)
            return
        objects = [item for item in value if isinstance(item, dict)]
        if len(objects) * 2 > len(value):
            self._records(objects, path, context)
            return
        for item in value:
            self.value(item, inside, context)

    def _records(
        self, objects: list[dict[str, Any]], path: tuple[str, ...], context: Mapping[str, Any]
    ) -> None:
        inside = (*path, "[]")
        if (found := dated_lists(objects)) is not None:
            self.add(inside, context, found)
            return
        probe = [flat(item) for item in objects[:LOOKED_AT]]
        if sum(map(holds_reading, probe)) * 2 >= len(probe):
            once = _said_once(objects)
            self.add(inside, {**context, **once}, objects, tuple(once))
        elif (found := positioned(objects, context)) is not None:
            self.add(inside, context, found)
        elif (day := _date_around(context)) is not None and _counts_hours(probe):
            self.add(inside, context, [{day[0]: day[1], **item} for item in objects])
        if any(holds_list(item) for item in objects[:LOOKED_AT]):
            for item in objects:
                self._object(item, inside, context)


def pieces_in(document: Any) -> list[Piece]:
    """All tables of a document, in its order."""
    search = _Search()
    search.value(document, (), {})
    return search.pieces


def _said_once(objects: Records) -> dict[str, Any]:
    """Fields that only the first of several records has hold for the others too."""
    if len(objects) < 3:
        return {}
    others = [flat(item) for item in objects[1:LOOKED_AT]]
    return {key: value for key, value in flat(objects[0]).items() if not any(key in item for item in others)}


def _date_around(context: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The nearest date of what surrounds records that say only a time of day."""
    return next(((k, v) for k, v in reversed(list(context.items())) if is_stamp(v, k)), None)


def _counts_hours(records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether records say the time of day, or which hour they are, and a number."""

    def says(item: Mapping[str, Any]) -> bool:
        clocks = [k for k, v in item.items() if is_clock(v) or (k.lower() in HOURS and is_number(v))]
        return bool(clocks) and any(is_number(v) for k, v in item.items() if k not in clocks)

    return bool(records) and all(says(item) for item in records)
