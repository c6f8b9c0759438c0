"""Series in JSON that are no records: parallel lists, objects by time, lists of rows, equal steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from energy_core.importers.json_steps import Found, offsets
from energy_core.importers.json_values import (
    GENERIC,
    flat,
    holds_reading,
    is_clock,
    is_epoch,
    is_number,
    is_stamp,
    says_time,
)

FEWEST: Final = 2
MOSTLY: Final = 0.8
DAY_PARTS: Final = (23, 24, 25, 46, 48, 50, 92, 96, 100)
"""Hours, half hours and quarters of a day, with those of clock changes."""


def by_time(value: Mapping[str, Any], around: Mapping[str, Any]) -> Found | None:
    """`{"2024-01-01T00:00": 0.5, …}`, of numbers, records, or times of day; or seconds from a start."""
    keys = list(value)
    if len(keys) < FEWEST:
        return None
    stamps = [key for key in keys if is_stamp(key) or is_epoch(_whole(key))]
    if len(stamps) >= MOSTLY * len(keys):
        pairs = getattr(value, "pairs", None) or list(value.items())
        return [row for key, inner in pairs if key in set(stamps) for row in _at(key, inner)] or None
    return offsets(value, around)


def _at(key: str, inner: Any) -> Found:
    """The rows of one time: a number, a record, or the parts of a day."""
    if is_number(inner) or inner is None:
        return [{"time": key, "value": inner}]
    if isinstance(inner, list) and len(inner) in DAY_PARTS and all(is_number(x) or x is None for x in inner):
        return [{"date": key, "hour": place, "value": part} for place, part in enumerate(inner, 1)]
    if not isinstance(inner, dict):
        return []
    if inner and all(is_clock(clock) for clock in inner):
        return [{"date": key, "time": clock, "value": part} for clock, part in inner.items()]
    if len(inner) in DAY_PARTS and all(str(hour).isdecimal() for hour in inner):
        return [{"date": key, "hour": hour, "value": part} for hour, part in inner.items()]
    return [{"time": key, **flat(inner)}]


def parallel(value: Mapping[str, Any], around: Mapping[str, Any]) -> Found | None:
    """`{"time": […], "kwh": […]}`: lists of one length, one of which holds times."""
    lists = {key: inner for key, inner in value.items() if isinstance(inner, list) and len(inner) >= FEWEST}
    lists |= _named_lists(value) | _columns_by_row(value)
    if len(lists) < 2:
        return None
    times = [key for key, inner in lists.items() if _are_stamps(inner, key)]
    if not times:
        return None
    length = len(lists[times[0]])
    fitting = {
        key: inner
        for key, inner in lists.items()
        if len(inner) == length and not any(isinstance(x, list | dict) for x in inner[:20])
    }
    if len(fitting) < 2:
        return None
    return [dict(zip(fitting, row, strict=True)) for row in zip(*fitting.values(), strict=True)]


def split_frame(value: Mapping[str, Any], around: Mapping[str, Any]) -> Found | None:
    """`{"columns": […], "index": [times], "data": [[…], …]}`, as data frames are written in three parts."""
    names, times, rows = (value.get(key) for key in ("columns", "index", "data"))
    if not (isinstance(names, list) and isinstance(times, list) and isinstance(rows, list)):
        return None
    fits = len(times) == len(rows) and all(isinstance(r, list) and len(r) == len(names) for r in rows)
    if not fits or len(rows) < FEWEST or not all(is_stamp(x) or is_epoch(x) for x in times):
        return None
    return [
        {"time": at, **dict(zip(map(str, names), row, strict=True))}
        for at, row in zip(times, rows, strict=True)
    ]


def _columns_by_row(value: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`{"time": {"0": …, "1": …}, "kwh": {"0": …, "1": …}}`, as data frames are written."""
    columns = {key: inner for key, inner in value.items() if isinstance(inner, dict) and len(inner) >= FEWEST}
    rows = list(next(iter(columns.values()), {}))
    if len(columns) < 2 or any(list(inner) != rows for inner in columns.values()):
        return {}
    return {key: list(inner.values()) for key, inner in columns.items()}


def records_by_key(value: Mapping[str, Any]) -> Found | None:
    """`{"0": {"time": …, "kwh": …}, "1": …}`: records under numbers."""
    if len(value) < FEWEST or not all(key.isdecimal() for key in value):
        return None
    records = [inner for inner in value.values() if isinstance(inner, dict)]
    good = sum(holds_reading(flat(record)) for record in records[:50])
    return records if len(records) == len(value) and good * 2 > min(len(records), 50) else None


def _named_lists(value: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The lists of a chart: `series: [{"name": …, "data": […]}]`, and objects of lists such as `data.kwh`."""
    found: dict[str, list[Any]] = {}
    for key, inner in value.items():
        if isinstance(inner, list):
            for place, item in enumerate(x for x in inner if isinstance(x, dict)):
                data = next((x for x in item.values() if isinstance(x, list) and len(x) >= FEWEST), None)
                if data is not None and not isinstance(data[0], list | dict):
                    label = next((str(item[k]) for k in ("name", "label", "id", "title") if item.get(k)), "")
                    found[label or f"{key} {place + 1}"] = data
        elif isinstance(inner, dict):
            found |= {
                f"{key}.{name}": data
                for name, data in inner.items()
                if isinstance(data, list) and len(data) > 1
            }
    return found


def _are_stamps(values: Sequence[Any], name: str) -> bool:
    shown = values[:20]
    return sum(is_stamp(x, name) or (is_epoch(x) and says_time(name)) for x in shown) >= MOSTLY * len(shown)


def names_in(value: Mapping[str, Any]) -> list[str] | None:
    """The names of columns that stand beside rows: `columns`, `fields` …, as text or as objects with one."""
    for key in ("columns", "fields", "header", "headers", "keys"):
        names = value.get(key)
        if isinstance(names, list) and len(names) > 1:
            texts = [_name_of(name) for name in names]
            return [text for text in texts if text] if all(texts) else None
    return None


def _name_of(name: Any) -> str:
    if isinstance(name, dict):
        return next((str(name[key]) for key in ("text", "name", "label", "title", "id") if name.get(key)), "")
    return name if isinstance(name, str) else ""


def row_lists(value: Sequence[Any], names: list[str] | None, path: Sequence[str]) -> Found | None:
    """`[[1704067200000, 0.5], …]`, with names from beside it, a row of names, or the last key."""
    shown = [row for row in value[:50] if isinstance(row, list)]
    if len(shown) < FEWEST or len(shown) < len(value[:50]):
        return None
    width = len(shown[-1])
    if not 2 <= width <= 400 or any(isinstance(x, list | dict) for row in shown for x in row):
        return None
    rows = list(value)
    if names is None and all(isinstance(x, str) and not is_stamp(x) and not is_number(x) for x in shown[0]):
        names, rows = shown[0], rows[1:]
    body = [row for row in rows if isinstance(row, list) and len(row) == width]
    times = [i for i in range(width) if body and all(is_stamp(r[i]) or is_epoch(r[i]) for r in body[:20])]
    if len(times) == width:
        # numbers in quotes beside plain seconds or dates: `[1706742000, "22000"]`
        times = [i for i in times if not all(isinstance(r[i], str) and is_number(r[i]) for r in body[:20])]
    if not times or len(times) == width:
        return None
    if names is None or len(names) != width:
        label = next((key for key in reversed(path) if key != "[]" and key.lower() not in GENERIC), "value")
        names = [
            "time" if i in times[:1] else f"time {i}" if i in times else f"{label} {i}" for i in range(width)
        ]
        if width == 2:
            names[1 - times[0]] = label
    return [dict(zip(map(str, names), row, strict=True)) for row in body]


def dated_lists(objects: Sequence[Mapping[str, Any]]) -> Found | None:
    """`[{"date": …, "values": [24 numbers]}, …]`: the parts of days, numbered."""
    found: Found = []
    for item in objects:
        day = next(((k, v) for k, v in item.items() if is_stamp(v, k)), None)
        lists = {
            k: v
            for k, v in item.items()
            if isinstance(v, list) and len(v) in DAY_PARTS and all(is_number(x) or x is None for x in v)
        }
        if day is None or not lists:
            return None
        length = max(map(len, lists.values()))
        for place in range(length):
            parts = {k: v[place] for k, v in lists.items() if len(v) == length}
            found.append({"date": day[1], "hour": place + 1, **parts})
    return found or None


def _whole(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) < 17 else None
